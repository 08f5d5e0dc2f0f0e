"""Two numbers in, the number between them that is the easiest to say out."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal

__all__ = ["RoundNumber", "round_number", "roundest_between"]

_DIGITS = Context(prec=60, Emax=999999, Emin=-999999)
_LARGEST = 1.7976931348623157e308
_MOST_DIGITS = 17
_LARGEST_PLAIN = 10**16  # whole numbers below it are written with their digits

# Bounds of Java's types and what else has a name of its own; from the easiest to say.
_KNOWN: dict[str, int | float] = {
    "0": 0,
    "1": 1,
    "-1": -1,
    "10": 10,
    "100": 100,
    "1000": 1000,
    "math.inf": math.inf,
    "-math.inf": -math.inf,
    "2**31 - 1": 2**31 - 1,
    "-2**31": -(2**31),
    "2**63 - 1": 2**63 - 1,
    "-2**63": -(2**63),
    "2**31": 2**31,
    "2**63": 2**63,
    "127": 127,
    "-128": -128,
    "128": 128,
    "255": 255,
    "256": 256,
    "2**15 - 1": 2**15 - 1,
    "-2**15": -(2**15),
    "2**15": 2**15,
    "0xFFFF": 0xFFFF,
    "2**32": 2**32,
    "2**32 - 1": 2**32 - 1,
    "2**64": 2**64,
    "2**53": 2**53,
    "2**24": 2**24,
    "2.0**-126": 2.0**-126,
    "2.0**-1022": 2.0**-1022,
    "32": 32,
    "31": 31,
    "64": 64,
    "63": 63,
}
_NAMED = {
    number: (text, min(abs(number), 1 + place / 50))
    for place, (text, number) in enumerate(_KNOWN.items())
}


@dataclass(frozen=True, slots=True)
class RoundNumber:
    """A number, as Python writes it, and how hard it is to say: 0 for 0, 9 for 17 digits."""

    value: int | float
    text: str
    cost: float


def round_number(value: int | float) -> RoundNumber:
    """Say a number.

    >>> round_number(2147483648).text
    '2**31'
    """
    if value in _NAMED:
        return RoundNumber(value, *_NAMED[value])
    is_whole = isinstance(value, int) or (value.is_integer() and abs(value) < _LARGEST_PLAIN)
    text = str(int(value)) if is_whole else repr(value)
    digits = len(text.lstrip("-").partition("e")[0].replace(".", "").strip("0"))
    return RoundNumber(value, text, 1 + digits / 2)


def roundest_between(low: int | float, high: int | float, *, is_whole: bool) -> list[RoundNumber]:
    """Give the numbers from `low` to `high` that are easy to say, the easiest first.

    Parameters
    ----------
    low, high : int or float
        In this order, and no NaN.
    is_whole : bool
        Whether only whole numbers are wanted.

    Examples
    --------
    >>> roundest_between(708.4, 709.8, is_whole=False)[0].text
    '709'
    """
    among = {*_known_between(low, high), *_decimals_between(low, high), low, high}
    fitting = [number for number in among if not is_whole or isinstance(number, int)]
    said = map(round_number, fitting)
    return sorted(said, key=lambda number: (number.cost, abs(number.value), number.text))


def _known_between(low: int | float, high: int | float) -> Iterator[int | float]:
    return (number for number in _KNOWN.values() if low <= number <= high)


def _decimals_between(low: int | float, high: int | float) -> Iterator[int | float]:
    """Multiples of the largest power of ten that has one there, and of the next smaller ones."""
    if high < 0:
        yield from (-number for number in _decimals_between(-high, -low))
        return
    first, last = (Decimal(min(max(bound, -_LARGEST), _LARGEST)) for bound in (low, high))
    exponent = max(first.adjusted(), last.adjusted())
    found = 0
    for power in range(exponent + 1, exponent - _MOST_DIGITS, -1):
        step = Decimal(1).scaleb(power, _DIGITS)
        times = _DIGITS.divide(first, step).to_integral_value(ROUND_CEILING)
        multiple = _DIGITS.multiply(times, step)
        number = int(multiple) if power >= 0 and abs(multiple) < 2**127 else float(multiple)
        if low <= number <= high:
            yield number
            found += 1
        if found > 2:
            return
