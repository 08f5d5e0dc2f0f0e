def page(scores, number):
    """Return the five scores on a page, filled up with zeros."""
    start = number % 3 * 5
    if start > len(scores):
        raise IndexError(start)
    found = scores[start : start + 5]
    return found + [0] * (5 - len(found))
