def bucket(key):
    """Return the bucket of a key in a table with 16 buckets."""
    h = sum(ord(c) * 31**i for i, c in enumerate(key))
    h ^= h >> 16
    return h & 15
