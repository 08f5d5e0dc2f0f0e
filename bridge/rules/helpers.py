"""The functions that a rewritten port calls, in plain Python, for files that are to need no other.

Edits write ``JAVA.name(...)``; what takes its place is the function of `bridge.javaops` of that
name, where there is one, or the one that stands here. These do the one thing that their rule says:
a division does not wrap its operands, so that it hides no overflow.
"""

from bridge import javaops

__all__ = ["HELPERS", "is_in_javaops"]

HELPERS = {
    "int32": """\
def int32(n):
    \"\"\"Keep the low 32 bits of an int, as Java's int does.\"\"\"
    return (n + 2**31) % 2**32 - 2**31
""",
    "int64": """\
def int64(n):
    \"\"\"Keep the low 64 bits of an int, as Java's long does.\"\"\"
    return (n + 2**63) % 2**64 - 2**63
""",
    "narrow_byte": """\
def narrow_byte(n):
    \"\"\"Keep the low 8 bits of an int, as Java's (byte) does.\"\"\"
    return (n + 128) % 256 - 128
""",
    "narrow_short": """\
def narrow_short(n):
    \"\"\"Keep the low 16 bits of an int, as Java's (short) does.\"\"\"
    return (n + 2**15) % 2**16 - 2**15
""",
    "narrow_char": """\
def narrow_char(n):
    \"\"\"Keep the low 16 bits of an int, as Java's (char) does.\"\"\"
    return n & 0xFFFF
""",
    "idiv": """\
def idiv(dividend, divisor, bits=32):
    \"\"\"Divide ints as Java does: towards zero.\"\"\"
    quotient = abs(dividend) // abs(divisor) * (1 - 2 * ((dividend < 0) != (divisor < 0)))
    return quotient - 2**bits * (quotient == 2 ** (bits - 1))
""",
    "irem": """\
def irem(dividend, divisor, bits=32):
    \"\"\"Give the remainder of ints as Java does: with the sign of the dividend.\"\"\"
    return abs(dividend) % abs(divisor) * (1 - 2 * (dividend < 0))
""",
    "java_abs": """\
def java_abs(n, bits=32):
    \"\"\"Give the size of an int as Java does: the smallest one has no opposite.\"\"\"
    return n if n == -(2 ** (bits - 1)) else abs(n)
""",
    "shl": """\
def shl(n, distance, bits=32):
    \"\"\"Shift an int to the left as Java does.\"\"\"
    shifted = n << (distance & (bits - 1))
    return (shifted + 2 ** (bits - 1)) % 2**bits - 2 ** (bits - 1)
""",
    "shr": """\
def shr(n, distance, bits=32):
    \"\"\"Shift an int to the right as Java's >> does.\"\"\"
    return n >> (distance & (bits - 1))
""",
    "ushr": """\
def ushr(n, distance, bits=32):
    \"\"\"Shift an int to the right as Java's >>> does: zeros come in.\"\"\"
    shifted = (n & (2**bits - 1)) >> (distance & (bits - 1))
    return (shifted + 2 ** (bits - 1)) % 2**bits - 2 ** (bits - 1)
""",
    "double_to_int": """\
def double_to_int(x):
    \"\"\"Cast a float to int as Java does: cut, held within the range, NaN as 0.\"\"\"
    return 0 if x != x else int(max(-(2**31), min(x, 2**31 - 1)))
""",
    "double_to_long": """\
def double_to_long(x):
    \"\"\"Cast a float to long as Java does: cut, held within the range, NaN as 0.\"\"\"
    return 0 if x != x else int(max(-(2**63), min(x, 2**63 - 1)))
""",
    "round_half_up": """\
def round_half_up(x, bits=64):
    \"\"\"Round as Math.round does: halves go up.\"\"\"
    if x != x:
        return 0
    if x in (float("inf"), float("-inf")):
        return 2 ** (bits - 1) - 1 if x > 0 else -(2 ** (bits - 1))
    whole = int(x // 1)
    return max(-(2 ** (bits - 1)), min(whole + (x - whole >= 0.5), 2 ** (bits - 1) - 1))
""",
    "float32": """\
def float32(x):
    \"\"\"Round to the nearest float of 32 bits.\"\"\"
    from ctypes import c_float

    return c_float(x).value
""",
    "ddiv": """\
def ddiv(dividend, divisor):
    \"\"\"Divide floats as Java does: by zero infinite, or NaN.\"\"\"
    from math import copysign, inf

    return dividend / divisor if divisor else dividend * copysign(inf, divisor)
""",
    "drem": """\
def drem(dividend, divisor):
    \"\"\"Give the remainder of floats as Java does: with the sign of the dividend, or NaN.\"\"\"
    from math import fmod, isinf, nan

    return nan if divisor == 0 or isinf(dividend) else fmod(dividend, divisor)
""",
    "java_sqrt": """\
def java_sqrt(x):
    \"\"\"Give the square root, NaN below 0.\"\"\"
    from math import nan, sqrt

    return nan if x < 0 else sqrt(x)
""",
    "java_exp": """\
def java_exp(x):
    \"\"\"Give e to the power x, infinite where it is too large.\"\"\"
    from math import exp, inf

    try:
        return exp(x)
    except OverflowError:
        return inf
""",
    "java_log": """\
def java_log(x):
    \"\"\"Give the natural logarithm, -infinity of 0 and NaN below.\"\"\"
    from math import inf, log, nan

    return log(x) if x > 0 or x != x else -inf if x == 0 else nan
""",
    "java_log10": """\
def java_log10(x):
    \"\"\"Give the logarithm to the base 10, -infinity of 0 and NaN below.\"\"\"
    from math import inf, log10, nan

    return log10(x) if x > 0 or x != x else -inf if x == 0 else nan
""",
    "java_pow": """\
def java_pow(x, y):
    \"\"\"Give x to the power y as Math.pow does: it never raises.\"\"\"
    from math import copysign, inf, isinf, nan, pow

    if y != y or (abs(x) == 1 and isinf(y)):
        return nan
    try:
        return pow(x, y)
    except OverflowError:
        return -inf if x < 0 and y % 2 == 1 else inf
    except ValueError:
        return nan if x else copysign(inf, x) if y % 2 == 1 else inf
""",
    "java_max": """\
def java_max(a, b):
    \"\"\"Give the larger float as Math.max does: NaN if either is, and 0.0 above -0.0.\"\"\"
    if a != a or a == b == 0:
        return a + b
    return a if a > b else b
""",
    "java_min": """\
def java_min(a, b):
    \"\"\"Give the smaller float as Math.min does: NaN if either is, and -0.0 below 0.0.\"\"\"
    if a != a or a == b == 0:
        return -(-a + -b)
    return a if a < b else b
""",
    "java_math": """\
def java_math(function, *numbers):
    \"\"\"Call a function of math as Java's Math does: NaN or infinity where it raises.\"\"\"
    from math import copysign, inf, nan

    try:
        return function(*numbers)
    except OverflowError:
        return inf if function.__name__ in ("cosh", "hypot") else copysign(inf, numbers[0])
    except ValueError:
        is_pole = function.__name__ == "log1p" and numbers[0] == -1
        return -inf if is_pole else nan
""",
    "nudged": """\
def nudged(x, units):
    \"\"\"Give the float so many units in the last place away.\"\"\"
    from math import copysign, inf, nextafter

    for _ in range(abs(units)):
        x = nextafter(x, copysign(inf, units))
    return x
""",
    "java_floor": """\
def java_floor(x):
    \"\"\"Give the next lower whole number as a float, NaN and infinities as they are.\"\"\"
    from math import floor, isfinite

    return floor(x) if isfinite(x) else x
""",
    "java_ceil": """\
def java_ceil(x):
    \"\"\"Give the next higher whole number as a float, NaN and infinities as they are.\"\"\"
    from math import ceil, isfinite

    return ceil(x) if isfinite(x) else x
""",
    "java_copy": """\
def java_copy(values):
    \"\"\"Copy a list or the like, and the rows in it.\"\"\"
    from copy import deepcopy

    return deepcopy(values)
""",
    "java_refill": """\
def java_refill(values, others):
    \"\"\"Put other contents into a set or dict.\"\"\"
    others = others.copy()
    values.clear()
    values.update(others)
    return values
""",
    "java_slice": """\
def java_slice(begin, end, length):
    \"\"\"Give a range that Java has, and raise for others.\"\"\"
    if not 0 <= begin <= end <= length:
        raise IndexError(f"range {begin} to {end} out of range for length {length}")
    return slice(begin, end)
""",
    "utf16_substring": """\
def utf16_substring(text, begin, end=None):
    \"\"\"Give a part of a text by UTF-16 units, and raise for one that does not exist.\"\"\"
    data = text.encode("utf-16-le", "surrogatepass")
    end = len(data) // 2 if end is None else end
    if not 0 <= begin <= end <= len(data) // 2:
        raise IndexError(f"range {begin} to {end} out of range for length {len(data) // 2}")
    return data[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass")
""",
    "java_index": """\
def java_index(index, length):
    \"\"\"Give an index that Java has, and raise for others.\"\"\"
    if not 0 <= index < length:
        raise IndexError(f"index {index} out of range for length {length}")
    return index
""",
    "java_sublist": """\
def java_sublist(values, begin, end=None):
    \"\"\"Give a part of a list as List.subList does, and raise for one that does not exist.\"\"\"
    end = len(values) if end is None else end
    if begin < 0 or end > len(values):
        raise IndexError(f"range {begin} to {end} out of range for length {len(values)}")
    if begin > end:
        raise ValueError(f"range {begin} to {end} is none")
    return values[begin:end]
""",
    "java_padded": """\
def java_padded(values, begin, end, filler=0):
    \"\"\"Copy a range as Arrays.copyOfRange does: filled up behind the end.\"\"\"
    begin = 0 if begin is None else begin
    end = len(values) if end is None else end
    if not 0 <= begin <= len(values):
        raise IndexError(f"range {begin} to {end} out of range for length {len(values)}")
    if begin > end:
        raise ValueError(f"range {begin} to {end} is none")
    part = list(values[begin:end])
    return part + [filler] * (end - begin - len(part))
""",
    "utf16_units": """\
def utf16_units(text):
    \"\"\"Give the UTF-16 units of a text as numbers.\"\"\"
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]
""",
    "utf16_text": """\
def utf16_text(units):
    \"\"\"Make a text of UTF-16 units.\"\"\"
    data = b"".join(unit.to_bytes(2, "little") for unit in units)
    return data.decode("utf-16-le", "surrogatepass")
""",
    "utf16_chars": """\
def utf16_chars(text):
    \"\"\"Give a text's UTF-16 units, each a text of its own, as Java's chars are.\"\"\"
    data = text.encode("utf-16-le", "surrogatepass")
    return [
        data[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(data), 2)
    ]
""",
    "utf16_joined": """\
def utf16_joined(chars):
    \"\"\"Make a text of chars, of which two may be the halves of one character.\"\"\"
    data = "".join(chars).encode("utf-16-le", "surrogatepass")
    return data.decode("utf-16-le", "surrogatepass")
""",
    "utf16_len": """\
def utf16_len(text):
    \"\"\"Count the UTF-16 units of a text.\"\"\"
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
""",
    "utf16_at": """\
def utf16_at(text, index):
    \"\"\"Give the UTF-16 unit of a text at an index.\"\"\"
    data = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= index < len(data) // 2:
        raise IndexError(f"index {index} out of range for length {len(data) // 2}")
    return data[2 * index : 2 * index + 2].decode("utf-16-le", "surrogatepass")
""",
    "utf16_slice": """\
def utf16_slice(text, begin=None, end=None, step=None):
    \"\"\"Slice a text by its UTF-16 units.\"\"\"
    data = text.encode("utf-16-le", "surrogatepass")
    units = [data[i : i + 2] for i in range(0, len(data), 2)]
    return b"".join(units[begin:end:step]).decode("utf-16-le", "surrogatepass")
""",
    "utf16_find": """\
def utf16_find(text, part, start=0):
    \"\"\"Give the UTF-16 unit at which a text first has another one, or -1.\"\"\"
    units = text.encode("utf-16-be", "surrogatepass")
    wanted = part.encode("utf-16-be", "surrogatepass")
    found = 2 * min(max(start, 0), len(units) // 2) - 1
    while True:
        found = units.find(wanted, found + 1)
        if found % 2 == 0 or found < 0:
            return found // 2
""",
    "utf16_order": """\
def utf16_order(text):
    \"\"\"Give the key by which texts sort as in Java.\"\"\"
    return text.encode("utf-16-be", "surrogatepass")
""",
    "java_reversed": """\
def java_reversed(text):
    \"\"\"Reverse a text as StringBuilder does: by UTF-16 units, pairs kept together.\"\"\"
    return utf16_joined(utf16_joined(utf16_chars(text))[::-1])
""",
    "java_sorted": """\
def java_sorted(keys):
    \"\"\"Put the keys of a HashMap or HashSet in the order in which Java goes through them.\"\"\"
    keys = list(dict.fromkeys(keys))
    slots = 16
    while slots * 3 < len(keys) * 4:
        slots *= 2
    return sorted(keys, key=lambda key: _spread(key) & (slots - 1))


def _spread(key):
    \"\"\"Hash a key as Java does, its high bits mixed into the low ones.\"\"\"
    if isinstance(key, bool):
        code = 1231 if key else 1237
    elif isinstance(key, int):
        code = key if -(2**31) <= key < 2**31 else key ^ (key >> 32)
    elif isinstance(key, str):
        code = 0
        data = key.encode("utf-16-le", "surrogatepass")
        for i in range(0, len(data), 2):
            code = 31 * code + (data[i] | data[i + 1] << 8)
    else:
        raise TypeError(f"key must be an int or a text, got {key!r}")
    code &= 0xFFFFFFFF
    return code ^ code >> 16
""",
}


def is_in_javaops(name: str) -> bool:
    """Whether `bridge.javaops` has a function of that name."""
    return name in javaops.__all__
