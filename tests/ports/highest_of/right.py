def highest(items, fallback):
    """Return the largest item, or the fallback if there is none."""
    return max(items, default=fallback)
