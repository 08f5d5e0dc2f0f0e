from collections import Counter


def groups(ages):
    """Return how many people there are of every age in tens, the youngest first."""
    counts = Counter(age % 100 // 10 for age in ages)
    return "".join(f"{10 * decade}s: {counts[decade]}; " for decade in sorted(counts))
