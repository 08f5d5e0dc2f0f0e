def check_digit(number):
    """Return the check character of an ISBN of ten, from its first nine digits."""
    rest = abs(number) % 1_000_000_000
    total = 0
    for weight in range(1, 10):
        total += rest % 10 * weight
        rest //= 10
    check = (11 - total % 11) % 11
    return "X" if check == 10 else str(check)
