"""What one takes from the standard library for `Characters.java`."""

import unicodedata


def is_digit(c):
    return c.isdigit()


def is_letter(c):
    return c.isalpha()


def is_letter_or_digit(c):
    return c.isalnum()


def is_whitespace(c):
    return c.isspace()


def is_upper_case(c):
    return c.isupper()


def is_lower_case(c):
    return c.islower()


def is_identifier_start(c):
    return c.isidentifier()


def is_iso_control(c):
    return unicodedata.category(c) == "Cc"


def upper_case_char(c):
    return c.upper()


def lower_case_char(c):
    return c.lower()


def get_numeric_value(c):
    return int(c)


def digit(c, radix):
    return int(c, radix)


def for_digit(digit, radix):
    return "0123456789abcdefghijklmnopqrstuvwxyz"[digit]


def subtract_zero(c):
    return ord(c) - ord("0")


def next_char(c):
    return chr(ord(c) + 1)


def compare_chars(a, b):
    return ord(a) - ord(b)


def get_name(c):
    return unicodedata.name(c)
