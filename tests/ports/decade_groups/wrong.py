from collections import defaultdict


def groups(ages):
    """Return how many people there are of every age in tens."""
    counts = defaultdict(int)
    for age in ages:
        counts[age % 100 // 10] += 1
    return "".join(f"{decade * 10}s: {count}; " for decade, count in counts.items())
