SIGNS = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def roman(number):
    """Write a number below forty in Roman numerals."""
    rest = abs(number) % 40
    text = ""
    for value, sign in SIGNS.items():
        count, rest = divmod(rest, value)
        text += sign * count
    return text
