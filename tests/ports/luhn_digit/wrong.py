def check_digit(digits):
    """Return the digit that completes a number by Luhn's rule."""
    total = 0
    for i in range(len(digits)):
        digit = (digits[i] & 0xFF) % 10
        if i % 2 == 1:
            digit *= 2
            digit = digit // 10 + digit % 10
        total += digit
    return (10 - total % 10) % 10
