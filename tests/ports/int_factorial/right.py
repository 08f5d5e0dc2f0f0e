def factorial(n):
    """Return n factorial as a 32-bit integer; n is capped at 60."""
    product = 1
    for i in range(2, min(n, 60) + 1):
        product = (product * i + 0x80000000) % 0x100000000 - 0x80000000
    return product
