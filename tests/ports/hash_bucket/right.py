def _hash_code(text):
    h = 0
    data = text.encode("utf-16-be", "surrogatepass")
    for high, low in zip(data[::2], data[1::2]):
        h = (31 * h + (high << 8 | low)) & 0xFFFFFFFF
    return h


def bucket(key):
    """Return the bucket of a key in a table with 16 buckets."""
    h = _hash_code(key)
    return (h ^ h >> 16) & 15
