def gcd(a, b):
    """Return the greatest common divisor of two numbers."""
    while b != 0:
        a, b = b, a % b
    return a
