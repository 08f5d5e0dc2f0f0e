"""What one takes from the standard library for `Integers.java`."""

import math


def divide_ints(a, b):
    return a // b


def remainder_of_ints(a, b):
    return a % b


def floor_div(a, b):
    return a // b


def floor_mod(a, b):
    return a % b


def shift_left(a, b):
    return a << b


def shift_right(a, b):
    return a >> b


def unsigned_shift_right(a, b):
    return (a & 0xFFFFFFFF) >> b


def complement(a):
    return ~a


def abs_int(a):
    return abs(a)


def max_int(a, b):
    return max(a, b)


def add_exact(a, b):
    return a + b


def multiply_long(a, b):
    return a * b


def parse_int(text):
    return int(text)


def parse_int_radix(text, radix):
    return int(text, radix)


def decode_int(text):
    return int(text, 0)


def parse_boolean(text):
    return text.lower() == "true"


def int_to_string(n):
    return str(n)


def boolean_to_string(b):
    return str(b)


def hex_of_int(n):
    return f"{n:x}"


def octal_of_int(n):
    return f"{n:o}"


def binary_of_int(n):
    return f"{n:b}"


def bit_count(n):
    return n.bit_count()


def reverse_bits(n):
    return int(f"{n:032b}"[::-1], 2)


def reverse_bytes(n):
    return int.from_bytes(n.to_bytes(4, "big", signed=True), "little", signed=True)


def highest_one_bit(n):
    return 1 << (n.bit_length() - 1)


def lowest_one_bit(n):
    return n & -n


def number_of_leading_zeros(n):
    return 32 - n.bit_length()


def number_of_trailing_zeros(n):
    return (n & -n).bit_length() - 1


def compare_ints(a, b):
    return (a > b) - (a < b)


def signum_int(n):
    return (n > 0) - (n < 0)


def gcd(a, b):
    return math.gcd(a, b)


def cast_to_byte(n):
    return n & 0xFF
