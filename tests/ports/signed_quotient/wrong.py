def quotient(dividend, divisor):
    """Return how often the divisor fits into the dividend."""
    return dividend // divisor
