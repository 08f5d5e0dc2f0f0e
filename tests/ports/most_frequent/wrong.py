def most_frequent(items):
    """Return what occurs most often, and of several the one seen first."""
    return max(sorted(items), key=items.count, default=None)
