def gcd(a, b):
    """Return the greatest common divisor with the sign Java's % leaves."""
    while b != 0:
        remainder = abs(a) % abs(b)
        a, b = b, -remainder if a < 0 else remainder
    return a
