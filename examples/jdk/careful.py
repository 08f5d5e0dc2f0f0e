"""The methods for which the obvious Python differs, as they have to be written to agree."""

import math
import re
import struct
import unicodedata
import zlib
from base64 import b64encode
from bisect import bisect_left
from decimal import ROUND_HALF_UP, Context, Decimal
from hashlib import sha256 as sha256_of
from urllib.parse import quote_plus

import numpy as np

MASK = 0xFFFFFFFF
BLANKS = "".join(map(chr, range(0x21)))


def as_int(n):
    return (n + 2**31) % 2**32 - 2**31


def as_long(n):
    return (n + 2**63) % 2**64 - 2**63


def as_bytes(data):
    return bytes(n & 0xFF for n in data)


def units(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return list(struct.unpack(f"<{len(data) // 2}H", data))


def text_of(units):
    return struct.pack(f"<{len(units)}H", *units).decode("utf-16-le", "surrogatepass")


def require_index(holds):
    if not holds:
        raise IndexError


# Checksums


def crc32(data):
    return zlib.crc32(as_bytes(data))


def adler32(data):
    return zlib.adler32(as_bytes(data))


def sha256(text):
    return sha256_of(text.encode(errors="replace")).hexdigest()


def base64_encode(data):
    return b64encode(as_bytes(data)).decode()


def utf8(text):
    return [n - 256 if n > 127 else n for n in text.encode(errors="replace")]


def url_encode(text):
    return quote_plus(text, safe="*", errors="replace").replace("~", "%7E")


def string_hash_code(text):
    code = 0
    for unit in units(text):
        code = 31 * code + unit
    return as_int(code)


def long_hash_code(value):
    return as_int(value ^ (value >> 32))


def boolean_hash_code(value):
    return 1231 if value else 1237


# Integers


def divide_ints(a, b):
    quotient = abs(a) // abs(b)
    return as_int(quotient if (a < 0) == (b < 0) else -quotient)


def remainder_of_ints(a, b):
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def floor_div(a, b):
    return as_int(a // b)


def shift_left(a, b):
    return as_int(a << (b & 31))


def shift_right(a, b):
    return a >> (b & 31)


def unsigned_shift_right(a, b):
    return as_int((a & MASK) >> (b & 31))


def abs_int(a):
    return as_int(abs(a))


def add_exact(a, b):
    if as_int(a + b) != a + b:
        raise OverflowError
    return a + b


def multiply_long(a, b):
    return as_long(a * b)


def parse_int(text):
    # The digits of any script, but one UTF-16 unit each.
    if not re.fullmatch(r"[+-]?\d+", text) or max(text) > "\uffff":
        raise ValueError
    if as_int(int(text)) != int(text):
        raise ValueError
    return int(text)


def boolean_to_string(b):
    return "true" if b else "false"


def hex_of_int(n):
    return f"{n & MASK:x}"


def octal_of_int(n):
    return f"{n & MASK:o}"


def binary_of_int(n):
    return f"{n & MASK:b}"


def bit_count(n):
    return (n & MASK).bit_count()


def reverse_bits(n):
    return as_int(int(f"{n & MASK:032b}"[::-1], 2))


def highest_one_bit(n):
    return as_int((1 << (n & MASK).bit_length()) >> 1)


def lowest_one_bit(n):
    return as_int(n & -n)


def number_of_leading_zeros(n):
    return 32 - (n & MASK).bit_length()


def number_of_trailing_zeros(n):
    return (n & -n).bit_length() - 1 if n else 32


def cast_to_byte(n):
    return (n + 128) % 256 - 128


# Floats


def divide_doubles(a, b):
    return np.divide(a, b)


def remainder_of_doubles(a, b):
    return np.fmod(a, b)


def ieee_remainder(a, b):
    if math.isinf(a) or b == 0:
        return math.nan
    return math.remainder(a, b)


def to_int(x):
    if math.isnan(x):
        return 0
    return int(max(-(2.0**31), min(x, 2.0**31 - 1)))


def round_by_half(x):
    if not math.isfinite(x):
        return 0 if math.isnan(x) else 2**63 - 1 if x > 0 else -(2**63)
    return max(-(2**63), min(math.floor(x + 0.5), 2**63 - 1))


def round_double(x):
    if not math.isfinite(x):
        return 0 if math.isnan(x) else 2**63 - 1 if x > 0 else -(2**63)
    below = math.floor(x)
    return max(-(2**63), min(below + (x - below >= 0.5), 2**63 - 1))


def rint(x):
    return np.rint(x)


def floor(x):
    return np.floor(x)


def ceil(x):
    return np.ceil(x)


def signum(x):
    return x if x == 0 or math.isnan(x) else math.copysign(1.0, x)


def max_double(a, b):
    if a == b == 0:
        return a if math.copysign(1.0, a) > 0 else b
    return np.maximum(a, b)


def sqrt(x):
    return np.sqrt(x)


def power(x, y):
    if math.isnan(y) or (abs(x) == 1 and math.isinf(y)):
        return math.nan
    return np.power(x, y)


def exp(x):
    return np.exp(x)


def expm1(x):
    return np.expm1(x)


def log(x):
    return np.log(x)


def log1p(x):
    return np.log1p(x)


def log10(x):
    return np.log10(x)


def sin(x):
    return np.sin(x)


def cos(x):
    return np.cos(x)


def compare_doubles(a, b):
    def key(x):
        return math.isnan(x), x, math.copysign(1.0, x)

    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) - math.isnan(b)
    return (key(a) > key(b)) - (key(a) < key(b))


def double_to_string(x):
    if not math.isfinite(x):
        return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"
    if x == 0 or 1e-3 <= abs(x) < 1e7:
        return np.format_float_positional(x, trim="0")
    # Java writes two digits at least, those nearest to the value: 4.9E-324.
    mantissa, exponent = np.format_float_scientific(x, trim="-").split("e")
    if "." not in mantissa:
        mantissa, exponent = f"{x:.1e}".split("e")
    return f"{mantissa}E{int(exponent)}"


def float_to_string(x):
    return double_to_string(np.float32(x))


# Characters


def is_digit(c):
    return unicodedata.category(c) == "Nd"


def is_letter_or_digit(c):
    return c.isalpha() or unicodedata.category(c) == "Nd"


def is_whitespace(c):
    return c.isspace() and c not in "\x85\xa0\u2007\u202f"


def next_char(c):
    return chr((ord(c) + 1) % 0x10000)


# Texts


def length(s):
    return len(units(s))


def is_blank(s):
    return all(map(is_whitespace, s))


def char_at(s, index):
    require_index(index >= 0)
    return chr(units(s)[index])


def substring_from(s, begin):
    return substring(s, begin, length(s))


def substring(s, begin, end):
    require_index(0 <= begin <= end <= length(s))
    return text_of(units(s)[begin:end])


def index_of(s, part):
    all_units, wanted = units(s), units(part)
    last = len(all_units) - len(wanted)
    starts = (i for i in range(last + 1) if all_units[i : i + len(wanted)] == wanted)
    return next(starts, -1)


def contains(s, part):
    return index_of(s, part) >= 0


def starts_with(s, prefix):
    return units(s)[: length(prefix)] == units(prefix)


def ends_with(s, suffix):
    return units(s)[::-1][: length(suffix)] == units(suffix)[::-1]


def compare_to(a, b):
    first, second = units(a), units(b)
    differing = (i - j for i, j in zip(first, second, strict=False) if i != j)
    return next(differing, len(first) - len(second))


def trim(s):
    return s.strip(BLANKS)


def strip(s):
    while s and is_whitespace(s[0]):
        s = s[1:]
    return strip_trailing(s)


def strip_trailing(s):
    while s and is_whitespace(s[-1]):
        s = s[:-1]
    return s


def repeat(s, times):
    if times < 0:
        raise ValueError
    return s * times


def split_at_comma(s):
    parts = s.split(",")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts if parts[0] or "," not in s or len(parts) > 1 else []


def split_at_blanks(s):
    parts = re.split(r"[ \t\n\x0b\f\r]+", s)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts if len(parts) > 1 or parts[0] or not s else []


def lines(s):
    parts = re.split("\r\n|\r|\n", s)
    return parts if parts[-1] else parts[:-1]


def matches_digits(s):
    return re.fullmatch(r"\d+", s, re.ASCII) is not None


def collapse_blanks(s):
    return re.sub(r"[ \t\n\x0b\f\r]+", " ", s)


def format_fixed(x):
    if not math.isfinite(x):
        return f"{'NaN' if math.isnan(x) else 'Infinity' if x > 0 else '-Infinity':>5}"
    # The shortest digits that tell the double apart, and these rounded.
    rounded = Decimal(repr(x)).quantize(Decimal("0.01"), ROUND_HALF_UP, Context(400))
    return f"{rounded:5f}"


def format_hex(n):
    return f"{n & MASK:08x}"


def concat_double(x):
    return f"x = {double_to_string(x)}"


def from_utf8(data):
    return as_bytes(data).decode(errors="replace")


# Containers


def doubles_to_string(a):
    return f"[{', '.join(map(double_to_string, a))}]"


def list_to_string(items):
    return f"[{', '.join(items)}]"


def order(x):
    return math.isnan(x), 0.0 if math.isnan(x) else x, math.copysign(1.0, x)


def arrays_equal(a, b):
    return [*map(repr, a)] == [*map(repr, b)]


def sort_doubles(a):
    a.sort(key=order)
    return a


def sort_texts(items):
    items.sort(key=units)
    return items


def copy_of(a, length):
    if length < 0:
        raise ValueError
    return a[:length] + [0] * (length - len(a))


def binary_search(a, key):
    i = bisect_left(a, key)
    return i if i < len(a) and a[i] == key else -i - 1


def sum_of_ints(a):
    return as_int(sum(a))


def max_of_doubles(items):
    return max(items, key=order)


def rotate_list(items, distance):
    if items:
        split = -distance % len(items)
        items[:] = items[split:] + items[:split]


def frequency(items, value):
    return [*map(order, items)].count(order(value))


def list_contains(items, value):
    return order(value) in map(order, items)


def n_copies(n, value):
    if n < 0:
        raise ValueError
    return [value] * n


def list_get(items, index):
    require_index(index >= 0)
    return items[index]


def list_index_of(items, value):
    return items.index(value) if value in items else -1


def sub_list(items, start, stop):
    require_index(start >= 0 and stop <= len(items))
    if start > stop:
        raise ValueError
    return items[start:stop]


def list_insert(items, index, value):
    require_index(0 <= index <= len(items))
    items.insert(index, value)


def remove_at(items, index):
    require_index(index >= 0)
    return items.pop(index)


def first_of_tree_set(items):
    return min(items, key=units)
