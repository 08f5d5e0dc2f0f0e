def is_palindrome(number):
    """Tell whether the decimal digits of a number form a palindrome."""
    digits = str(abs(number))
    return digits[::-1] is digits
