"""What one takes from the standard library for `Texts.java`."""

import re


def length(s):
    return len(s)


def code_point_count(s):
    return len(s)


def is_empty(s):
    return not s


def is_blank(s):
    return not s.strip()


def char_at(s, index):
    return s[index]


def substring_from(s, begin):
    return s[begin:]


def substring(s, begin, end):
    return s[begin:end]


def index_of(s, part):
    return s.find(part)


def index_of_from(s, part, start):
    return s.find(part, start)


def last_index_of(s, part):
    return s.rfind(part)


def contains(s, part):
    return part in s


def starts_with(s, prefix):
    return s.startswith(prefix)


def ends_with(s, suffix):
    return s.endswith(suffix)


def equals_ignore_case(a, b):
    return a.casefold() == b.casefold()


def compare_to(a, b):
    return (a > b) - (a < b)


def sign_of_compare_to(a, b):
    return (a > b) - (a < b)


def to_upper_case(s):
    return s.upper()


def to_lower_case(s):
    return s.lower()


def trim(s):
    return s.strip()


def strip(s):
    return s.strip()


def strip_trailing(s):
    return s.rstrip()


def replace(s, old, new):
    return s.replace(old, new)


def repeat(s, times):
    return s * times


def reverse(s):
    return s[::-1]


def concat(a, b):
    return a + b


def join(parts):
    return ",".join(parts)


def split_at_comma(s):
    return s.split(",")


def split_at_blanks(s):
    return s.split()


def lines(s):
    return s.splitlines()


def characters(s):
    return list(s)


def matches_digits(s):
    return re.fullmatch(r"\d+", s) is not None


def collapse_blanks(s):
    return re.sub(r"\s+", " ", s)


def format_fixed(x):
    return f"{x:5.2f}"


def format_scientific(x):
    return f"{x:.3e}"


def format_decimal(n):
    return f"{n:05d}"


def format_grouped(n):
    return f"{n:,}"


def format_hex(n):
    return f"{n:08x}"


def format_text(s):
    return f"{s:6}|"


def concat_double(x):
    return f"x = {x}"


def from_utf8(data):
    return bytes(data).decode()
