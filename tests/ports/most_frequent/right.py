from collections import Counter


def most_frequent(items):
    """Return what occurs most often, and of several the one seen first."""
    return max(counts, key=counts.get) if (counts := Counter(items)) else None
