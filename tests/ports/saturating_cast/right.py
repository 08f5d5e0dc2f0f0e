def truncate(x):
    """Drop the fraction of x, limited to the 32-bit range; NaN gives 0."""
    if x != x:
        return 0
    if x >= 2**31 - 1:
        return 2**31 - 1
    if x <= -(2**31):
        return -(2**31)
    return int(x)
