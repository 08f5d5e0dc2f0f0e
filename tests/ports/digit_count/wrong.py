def digit_count(numbers):
    """Return the number of decimal digits of all numbers together."""
    digits = 0
    for number in numbers:
        rest = abs(number)
        while rest != 0:
            digits += 1
            rest //= 10
    return digits
