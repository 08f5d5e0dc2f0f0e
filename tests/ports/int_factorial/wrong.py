def factorial(n):
    """Return n factorial, or 1 for n below 2; n is capped at 60."""
    product = 1
    for i in range(2, min(n, 60) + 1):
        product *= i
    return product
