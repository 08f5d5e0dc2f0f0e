"""Java's String: texts counted in UTF-16 units, and indices that are not negative.

A character beyond U+FFFF is one in Python and two units in Java. All is counted in units here;
a loop over a text should take its `utf16_units` once.
"""

import struct
from collections.abc import Iterable

from bridge.javaops._operands import read_int
from bridge.javaops.integers import int32

__all__ = [
    "java_index",
    "java_slice",
    "java_string_hash",
    "java_trim",
    "utf16_at",
    "utf16_compare",
    "utf16_index_of",
    "utf16_len",
    "utf16_order",
    "utf16_substring",
    "utf16_text",
    "utf16_units",
]

_BLANKS = "".join(map(chr, range(0x21)))


def java_index(index: int, length: int) -> int:
    """`index` itself, if Java finds an element there: ``values[java_index(i, len(values))]``.

    Raises
    ------
    IndexError
        If it is negative, which counts from the end in Python, or not below `length`.

    References
    ----------
    JLS 15.10.4; Javadoc of `Objects.checkIndex`.

    Examples
    --------
    >>> java_index(-1, 3)
    Traceback (most recent call last):
    IndexError: index must be in [0, 3), got -1
    """
    if not 0 <= read_int(index) < length:
        raise IndexError(f"index must be in [0, {length}), got {index!r}")
    return index


def java_slice(begin: int, end: int, length: int) -> slice:
    """Slice from `begin` to `end`, if Java has one: ``values[java_slice(1, 3, len(values))]``.

    Raises
    ------
    IndexError
        Unless ``0 <= begin <= end <= length``, where Python would cut, or count from the end.

    References
    ----------
    Javadoc of `Objects.checkFromToIndex`, `String.substring`.

    Examples
    --------
    >>> "phone"[java_slice(0, 9, 5)]
    Traceback (most recent call last):
    IndexError: slice must lie within [0, 5], got 0 to 9
    """
    if not 0 <= read_int(begin) <= read_int(end) <= length:
        raise IndexError(f"slice must lie within [0, {length}], got {begin!r} to {end!r}")
    return slice(begin, end)


def utf16_units(text: str) -> list[int]:
    r"""Units of a text, ``text.toCharArray()`` as numbers.

    >>> utf16_units("a\U0001f600")
    [97, 55357, 56832]
    """
    data = _encode(text)
    return list(struct.unpack(f"<{len(data) // 2}H", data))


def utf16_text(units: Iterable[int]) -> str:
    r"""Text of units, ``new String(chars)``; two halves of a pair become one character.

    >>> utf16_text([97, 0xD83D, 0xDE00]) == "a\U0001f600"
    True
    """
    numbers = [*units]
    return _decode(struct.pack(f"<{len(numbers)}H", *numbers))


def utf16_len(text: str) -> int:
    r"""``text.length()``: a character beyond U+FFFF counts twice.

    >>> utf16_len("\U0001f600")
    2
    """
    return len(text) if text.isascii() else len(_encode(text)) // 2


def utf16_at(text: str, index: int) -> str:
    r"""``text.charAt(index)``, which may be half of a character.

    Raises
    ------
    IndexError
        If there is no such unit; a negative index does not count from the end.

    Examples
    --------
    >>> utf16_at("\U0001f600", 1)
    '\ude00'
    """
    return utf16_substring(text, java_index(index, utf16_len(text)), index + 1)


def utf16_substring(text: str, begin: int, end: int | None = None) -> str:
    r"""``text.substring(begin, end)``, to the end of the text if `end` is left out.

    Raises
    ------
    IndexError
        Unless both lie within the text, in this order; Python's slices are cut instead.

    References
    ----------
    Javadoc of `String.substring`.

    Examples
    --------
    >>> utf16_substring("\U0001f600!", 2)
    '!'
    """
    length = utf16_len(text)
    part = java_slice(begin, length if end is None else end, length)
    if text.isascii():
        return text[part]
    return _decode(_encode(text)[2 * part.start : 2 * part.stop])


def utf16_index_of(text: str, part: str, start: int = 0) -> int:
    r"""``text.indexOf(part, start)``: the first unit from which on `part` follows, or -1.

    Parameters
    ----------
    text, part : str
        `part` may be half of a character, and is found there.
    start : int
        First unit to look at; any int, unlike in `str.find`.

    Returns
    -------
    int
        Counted in units.

    References
    ----------
    Javadoc of `String.indexOf(String, int)`.

    Examples
    --------
    >>> utf16_index_of("\U0001f600!", "!"), utf16_index_of("abc", "", 9)
    (2, 3)
    """
    units, wanted = _encode(text), _encode(part)
    found = 2 * min(max(start, 0), len(units) // 2) - 1
    while True:
        found = units.find(wanted, found + 1)
        if found % 2 == 0 or found < 0:
            return found // 2


def utf16_compare(a: str, b: str) -> int:
    r"""``a.compareTo(b)``: the difference of the first units that differ, else of the lengths.

    References
    ----------
    Javadoc of `String.compareTo`.

    Examples
    --------
    >>> utf16_compare("\uffff", "\U0001f600")  # Python has the former first
    10178
    """
    first, second = utf16_units(a), utf16_units(b)
    differing = (x - y for x, y in zip(first, second, strict=False) if x != y)
    return next(differing, len(first) - len(second))


def utf16_order(text: str) -> bytes:
    r"""Key by which texts sort as in Java: ``words.sort(key=utf16_order)``.

    >>> [ascii(c) for c in sorted(["\uffff", "\U0001f600"], key=utf16_order)]
    ["'\\U0001f600'", "'\\uffff'"]
    """
    return text.encode("utf-16-be", "surrogatepass")


def java_string_hash(text: str) -> int:
    r"""``text.hashCode()``, the same in every run, which `hash` is not.

    Returns
    -------
    int
        In [-2**31, 2**31).

    References
    ----------
    Javadoc of `String.hashCode`.

    Examples
    --------
    >>> java_string_hash("polygenelubricants"), java_string_hash("\U0001f600")
    (-2147483648, 1772899)
    """
    code = 0
    for unit in utf16_units(text):
        code = 31 * code + unit & 0xFFFFFFFF
    return int32(code)


def java_trim(text: str) -> str:
    r"""``text.trim()``: without what is not above U+0020 at either end.

    References
    ----------
    Javadoc of `String.trim`. `str.strip` takes away other blanks, and leaves controls.

    Examples
    --------
    >>> java_trim("\0 a\u2003")
    'a\u2003'
    """
    return text.strip(_BLANKS)


def _encode(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _decode(data: bytes) -> str:
    return data.decode("utf-16-le", "surrogatepass")
