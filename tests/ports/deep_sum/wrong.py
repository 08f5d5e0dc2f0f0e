def triangle(n):
    """Add up the numbers from 1 to n, for n up to 100 000."""
    if n <= 0:
        return 0
    if n > 100000:
        return triangle(100000)
    return n + triangle(n - 1)
