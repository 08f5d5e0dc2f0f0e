"""The methods of JavaOps.java with what bridge.javaops has for them."""

from bridge.javaops import (
    ddiv,
    double_compare,
    double_order,
    double_to_int,
    double_to_long,
    drem,
    exact,
    float32,
    idiv,
    int32,
    int64,
    irem,
    java_abs,
    java_exp,
    java_index,
    java_log,
    java_log10,
    java_max,
    java_min,
    java_pow,
    java_sqrt,
    java_string_hash,
    java_trim,
    narrow_byte,
    narrow_char,
    narrow_short,
    round_half_up,
    shl,
    shr,
    ushr,
    utf16_at,
    utf16_compare,
    utf16_index_of,
    utf16_len,
    utf16_order,
    utf16_substring,
    utf16_text,
    utf16_units,
)


def wrap_to_int(n):
    return int32(n)


def square_of_long(n):
    return int64(n * n)


def narrow_to_byte(n):
    return narrow_byte(n)


def narrow_to_short(n):
    return narrow_short(n)


def code_of_char(n):
    return narrow_char(n)


def exact_int(n):
    return exact(n)


def exact_product(a, b):
    return exact(a * b, bits=64)


def divide_ints(a, b):
    return idiv(a, b)


def divide_longs(a, b):
    return idiv(a, b, bits=64)


def remainder_of_ints(a, b):
    return irem(a, b)


def remainder_of_longs(a, b):
    return irem(a, b, bits=64)


def floor_div(a, b):
    return int32(a // b)


def shift_int_left(n, distance):
    return shl(n, distance)


def shift_long_left(n, distance):
    return shl(n, distance, bits=64)


def shift_int_right(n, distance):
    return shr(n, distance)


def shift_long_right(n, distance):
    return shr(n, distance, bits=64)


def shift_int_right_unsigned(n, distance):
    return ushr(n, distance)


def shift_long_right_unsigned(n, distance):
    return ushr(n, distance, bits=64)


def rotate_int(n, distance):
    return shl(n, distance) | ushr(n, -distance)


def abs_of_int(n):
    return java_abs(n)


def abs_of_long(n):
    return java_abs(n, bits=64)


def double_to_byte(x):
    return narrow_byte(double_to_int(x))


def float_to_int(x):
    return double_to_int(x)


def float_to_long(x):
    return double_to_long(x)


def round_double(x):
    return round_half_up(x)


def round_float(x):
    return round_half_up(x, bits=32)


def double_to_float(x):
    return float32(x)


def long_to_float(n):
    return float32(n)


def add_floats(a, b):
    return float32(a + b)


def multiply_floats(a, b):
    return float32(a * b)


def divide_floats(a, b):
    return float32(ddiv(a, b))


def remainder_of_floats(a, b):
    return float32(drem(a, b))


def divide_doubles(a, b):
    return ddiv(a, b)


def remainder_of_doubles(a, b):
    return drem(a, b)


def max_of_doubles(a, b):
    return java_max(a, b)


def min_of_doubles(a, b):
    return java_min(a, b)


def compare_doubles(a, b):
    return double_compare(a, b)


def square_root(x):
    return java_sqrt(x)


def exponential(x):
    return java_exp(x)


def logarithm(x):
    return java_log(x)


def decimal_logarithm(x):
    return java_log10(x)


def power(x, y):
    return java_pow(x, y)


def sort_doubles(values):
    values.sort(key=double_order)


def element_at(values, index):
    return values[java_index(index, len(values))]


def length(text):
    return utf16_len(text)


def char_at(text, index):
    return utf16_at(text, index)


def substring(text, begin, end):
    return utf16_substring(text, begin, end)


def substring_from(text, begin):
    return utf16_substring(text, begin)


def index_of(text, part, start):
    return utf16_index_of(text, part, start)


def compare_texts(a, b):
    return utf16_compare(a, b)


def sort_texts(texts):
    texts.sort(key=utf16_order)


def hash_of_text(text):
    return java_string_hash(text)


def trim(text):
    return java_trim(text)


def reverse(text):
    return utf16_text(reversed(utf16_units(text)))
