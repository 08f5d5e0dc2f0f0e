def digit_sum(number):
    """Return the sum of the decimal digits with the sign of the number."""
    total = sum(int(digit) for digit in str(abs(number)))
    return -total if number < 0 else total
