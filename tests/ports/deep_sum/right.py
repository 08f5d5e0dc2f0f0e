def triangle(n):
    """Add up the numbers from 1 to n, for n up to 100 000."""
    return sum(range(1, min(n, 100000) + 1))
