def checksum(data):
    """Return the one-byte checksum of the data."""
    return sum(data) % 256
