def brighten(channels, amount):
    """Brighten every channel of a colour in place, in 8 bits."""
    channels[:] = [(c + amount + 128) % 256 - 128 for c in channels]
