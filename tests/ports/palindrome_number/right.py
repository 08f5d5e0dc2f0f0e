def is_palindrome(number):
    """Tell whether the decimal digits of a number form a palindrome."""
    digits = str(number) if number == -(2**31) else str(abs(number))
    return digits[::-1] == digits
