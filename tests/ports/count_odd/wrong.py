def count_odd(values):
    """Count the values whose remainder by two is one."""
    return sum(1 for value in values if value % 2 == 1)
