def remaining(text):
    """Return how many UTF-16 units of a 140 unit message are left."""
    return 140 - len(text.encode("utf-16-le", "surrogatepass")) // 2
