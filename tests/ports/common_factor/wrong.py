def least_multiple(first, second):
    """Return the least common multiple of two small numbers."""
    a, b = abs(first), abs(second)
    while b != 0:
        a, b = b, a % b
    return 0 if a == 0 else abs(a * second) // a
