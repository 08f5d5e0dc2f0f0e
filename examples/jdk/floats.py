"""What one takes from the standard library for `Floats.java`."""

import math
import struct


def divide_doubles(a, b):
    return a / b


def remainder_of_doubles(a, b):
    return a % b


def ieee_remainder(a, b):
    return math.remainder(a, b)


def to_int(x):
    return int(x)


def round_double(x):
    return round(x)


def rint(x):
    return float(round(x))


def floor(x):
    return math.floor(x)


def ceil(x):
    return math.ceil(x)


def abs_double(x):
    return abs(x)


def signum(x):
    return float((x > 0) - (x < 0))


def copy_sign(x, y):
    return math.copysign(x, y)


def max_double(a, b):
    return max(a, b)


def sqrt(x):
    return math.sqrt(x)


def cbrt(x):
    return math.cbrt(x)


def hypot(x, y):
    return math.hypot(x, y)


def power(x, y):
    return math.pow(x, y)


def exp(x):
    return math.exp(x)


def expm1(x):
    return math.expm1(x)


def log(x):
    return math.log(x)


def log1p(x):
    return math.log1p(x)


def log10(x):
    return math.log10(x)


def sin(x):
    return math.sin(x)


def cos(x):
    return math.cos(x)


def tanh(x):
    return math.tanh(x)


def atan2(y, x):
    return math.atan2(y, x)


def to_degrees(x):
    return math.degrees(x)


def next_up(x):
    return math.nextafter(x, math.inf)


def ulp(x):
    return math.ulp(x)


def compare_doubles(a, b):
    return (a > b) - (a < b)


def double_to_string(x):
    return str(x)


def float_to_string(x):
    return str(x)


def hex_of_double(x):
    return x.hex()


def parse_double(text):
    return float(text)


def double_to_long_bits(x):
    return struct.unpack(">q", struct.pack(">d", x))[0]
