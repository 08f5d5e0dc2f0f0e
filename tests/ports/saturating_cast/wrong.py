def truncate(x):
    """Drop the fraction of x."""
    return int(x)
