def checksum(data):
    """Return the signed one-byte checksum of the data."""
    return (sum(data) + 128) % 256 - 128
