def quotient(dividend, divisor):
    """Return the quotient rounded towards zero."""
    q = abs(dividend) // abs(divisor)
    if (dividend < 0) != (divisor < 0):
        q = -q
    return -(2**31) if q == 2**31 else q
