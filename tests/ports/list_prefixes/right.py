def prefixes(values):
    """Return all non-empty prefixes of a list, shortest first."""
    return [values[: i + 1] for i in range(len(values))]
