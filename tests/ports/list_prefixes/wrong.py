def prefixes(values):
    """Return all non-empty prefixes of a list, shortest first."""
    result = []
    current = []
    for value in values:
        current.append(value)
        result.append(current)
    return result
