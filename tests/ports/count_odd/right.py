def count_odd(values):
    """Count the values whose signed remainder by two is one."""
    return sum(1 for value in values if value > 0 and value % 2 == 1)
