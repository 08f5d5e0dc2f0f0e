def check_digit(number):
    """Return the check character of an ISBN of ten, from its first nine digits."""
    digits = map(int, reversed(f"{abs(number) % 10**9:09d}"))
    total = sum(weight * digit for weight, digit in enumerate(digits, start=2))
    return "0123456789X"[-total % 11]
