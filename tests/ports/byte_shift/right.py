def halve(data):
    """Shift every byte one bit to the right in place, keeping the sign."""
    for i, b in enumerate(data):
        data[i] = b >> 1
