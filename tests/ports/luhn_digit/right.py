def check_digit(digits):
    """Return the digit that completes a number by Luhn's rule."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        digit = (digit & 0xFF) % 10
        total += sum(divmod(2 * digit, 10)) if i % 2 == 0 else digit
    return -total % 10
