def brighten(channels, amount):
    """Brighten every channel of a colour in place."""
    for i, _ in enumerate(channels):
        channels[i] += amount
