def digit_count(numbers):
    """Return the number of decimal digits of all numbers together."""
    return sum(len(str(abs(number))) for number in numbers)
