def best_streak(changes):
    """Return the largest sum of neighbours, at least one of them."""
    best = total = 0
    for change in changes:
        total = max(total + change, change)
        best = max(best, total)
    return best
