def digit_sum(number):
    """Return the sum of the decimal digits of a number."""
    total = 0
    while number != 0:
        total += number % 10
        number //= 10
    return total
