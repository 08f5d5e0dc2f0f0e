import re


def read_thousands(thousands):
    """Read a number of thousands written with a separator, or -1."""
    value = int(f"{thousands}_000")
    return value if -(2**31) <= value < 2**31 else -1


def parse(text):
    """Read a 32-bit number without blanks or separators, or -1."""
    if not re.fullmatch(r"[+-]?\d+", text) or max(text) > "\uffff":
        return -1
    value = int(text)
    return value if -(2**31) <= value < 2**31 else -1
