import re


def mask(text):
    """Replace the characters of every line by asterisks."""
    return re.sub("[^\n\r\x85\u2028\u2029]", "*", text)
