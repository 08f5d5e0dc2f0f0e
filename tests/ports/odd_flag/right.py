def is_odd(number):
    """Tell whether a number is odd."""
    return number % 2 == 1
