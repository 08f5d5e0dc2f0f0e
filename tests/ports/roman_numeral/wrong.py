SIGNS = {10: "X", 9: "IX", 5: "V", 1: "I"}


def roman(number):
    """Write a number below forty in Roman numerals."""
    rest = abs(number) % 40
    text = ""
    for value, sign in SIGNS.items():
        text += sign * (rest // value)
        rest %= value
    return text
