def page(scores, number):
    """Return the five scores on a page."""
    start = (number % 3) * 5
    return scores[start:start + 5]
