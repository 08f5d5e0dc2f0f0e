def halve(data):
    """Shift every byte one bit to the right in place."""
    for i, b in enumerate(data):
        data[i] = (b & 0xFF) >> 1
