def _multiply(a, b, modulus):
    product = (a * b + 2**63) % 2**64 - 2**63
    remainder = abs(product) % modulus
    return -remainder if product < 0 else remainder


def mod_pow(base, exponent, modulus):
    """Return base to the power of exponent by 64-bit products."""
    if modulus <= 0:
        return 0
    result = 1 % modulus
    square = base % modulus
    left = exponent
    while left > 0:
        if left & 1:
            result = _multiply(result, square, modulus)
        square = _multiply(square, square, modulus)
        left >>= 1
    return result
