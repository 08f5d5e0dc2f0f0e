"""Java's int and long: overflow, division, shifts and narrowing.

Addition, subtraction, multiplication and ``&``, ``|``, ``^``, ``~`` are Python's with `int32` or
`int64` around the result: ``int32(31 * h + c)``. Nothing is lost by wrapping a sum of products once
at its end, for its low bits depend on theirs alone. `Math.floorDiv` is ``int32(a // b)``,
`Math.floorMod` is ``a % b``.
"""

from typing import Any

import numpy as np

from bridge.javaops._operands import (
    Bits,
    Ints,
    is_array,
    read_int,
    read_ints,
    require_width,
)

__all__ = [
    "exact",
    "idiv",
    "int32",
    "int64",
    "irem",
    "java_abs",
    "narrow_byte",
    "narrow_char",
    "narrow_short",
    "shl",
    "shr",
    "ushr",
]


def int32(n: Ints) -> Ints:
    """Value that an int variable holds of `n`: its low 32 bits, the highest as the sign.

    Parameters
    ----------
    n : int or array of ints
        Of any size.

    Returns
    -------
    int or array of int32
        In [-2**31, 2**31).

    Raises
    ------
    TypeError
        If `n` is no int; every function of this module refuses such operands.

    References
    ----------
    JLS 15.17.1, 15.18.2 (overflow), 5.1.3 (the cast of a long).

    Examples
    --------
    >>> int32(46341 * 46341)
    -2147479015
    """
    # Without a further call, for ports need it in their innermost loops.
    return (n + 2**31 & 2**32 - 1) - 2**31 if type(n) is int else _wrap(n, 32)


def int64(n: Ints) -> Ints:
    """Value that a long variable holds of `n`: its low 64 bits, the highest as the sign.

    Parameters
    ----------
    n : int or array of ints
        Of any size; an array has wrapped around already where it is of int64.

    Returns
    -------
    int or array of int64
        In [-2**63, 2**63).

    References
    ----------
    JLS 15.17.1, 15.18.2.

    Examples
    --------
    >>> int64(2**63 - 1 + 1)
    -9223372036854775808
    """
    return (n + 2**63 & 2**64 - 1) - 2**63 if type(n) is int else _wrap(n, 64)


def narrow_byte(n: Ints) -> Ints:
    """``(byte) n``: the low 8 bits, the highest as the sign.

    Parameters
    ----------
    n : int or array of ints
        Of any size; a float goes through `double_to_int` first, as in Java.

    Returns
    -------
    int or array of int8
        In [-128, 128).

    References
    ----------
    JLS 5.1.3.

    Examples
    --------
    >>> narrow_byte(200)
    -56
    """
    return _wrap(n, 8)


def narrow_short(n: Ints) -> Ints:
    """``(short) n``: the low 16 bits, the highest as the sign.

    Parameters
    ----------
    n : int or array of ints
        Of any size; a float goes through `double_to_int` first, as in Java.

    Returns
    -------
    int or array of int16
        In [-32768, 32768).

    References
    ----------
    JLS 5.1.3.

    Examples
    --------
    >>> narrow_short(3 * 20000)
    -5536
    """
    return _wrap(n, 16)


def narrow_char(n: Ints) -> Ints:
    r"""Code of ``(char) n``: the low 16 bits, without a sign.

    Parameters
    ----------
    n : int or array of ints
        Of any size; of a character its `ord`.

    Returns
    -------
    int or array of uint16
        In [0, 65536); `chr` makes a character of it.

    References
    ----------
    JLS 5.1.3.

    Examples
    --------
    >>> chr(narrow_char(ord("A") - 66))
    '\uffff'
    """
    if is_array(n):
        return read_ints(n, "u2")
    return read_int(n) & 0xFFFF


def exact(n: Ints, *, bits: Bits = 32) -> Ints:
    """`n` itself if it is an int: ``Math.addExact(a, b)`` is ``exact(a + b)``.

    Parameters
    ----------
    n : int or array of ints
        Result of Python's arithmetic, which does not overflow. That of arrays does: they must be
        of int64 for an int, and cannot be told for a long.
    bits : {32, 64}
        64 for a long.

    Returns
    -------
    int or array of int32
        The same numbers.

    Raises
    ------
    OverflowError
        Where Java raises ArithmeticException: if `n` is not in the range.
    TypeError
        If `n` is an array and `bits` is 64.

    References
    ----------
    Javadoc of `Math.addExact`, `multiplyExact`, `negateExact`, `toIntExact`.

    Examples
    --------
    >>> exact(2**31 - 1 + 1)
    Traceback (most recent call last):
    OverflowError: n must be in the range of 32 bits, got 2147483648
    """
    require_width(bits)
    if is_array(n) and bits == 64:
        raise TypeError("n must be an int where bits is 64, got an array, which has wrapped around")
    values, wrapped = np.asarray(n), _wrap(n, bits)
    beyond = values[values != wrapped]
    if beyond.size:
        raise OverflowError(f"n must be in the range of {bits} bits, got {beyond[0]}")
    return wrapped


def idiv(dividend: Ints | int, divisor: Ints | int, *, bits: Bits = 32) -> Ints:
    """``dividend / divisor`` of ints: rounded towards zero, where ``//`` rounds down.

    Parameters
    ----------
    dividend, divisor : int or array of ints
        Of ints, or of longs.
    bits : {32, 64}
        64 if either is a long in Java.

    Returns
    -------
    int or array of int32 or int64
        The smallest value divided by -1 is itself.

    Raises
    ------
    ZeroDivisionError
        If `divisor` is 0, or one of an array's is.

    References
    ----------
    JLS 15.17.2.

    Examples
    --------
    >>> idiv(-7, 2), idiv(-(2**31), -1)
    (-3, -2147483648)
    """
    require_width(bits)
    if is_array(dividend) or is_array(divisor):
        a, b = _operands_of_division(dividend, divisor, bits)
        # Without the remainder it divides evenly, and how NumPy rounds does not matter.
        with np.errstate(over="ignore"):
            return (a - np.fmod(a, b)) // b
    n, d = _wrap(dividend, bits), _wrap(divisor, bits)
    quotient = abs(n) // abs(d)
    return _wrap(quotient if (n < 0) == (d < 0) else -quotient, bits)


def irem(dividend: Ints | int, divisor: Ints | int, *, bits: Bits = 32) -> Ints:
    """``dividend % divisor`` of ints: of the sign of the dividend, Python's is of the divisor's.

    Parameters
    ----------
    dividend, divisor : int or array of ints
        Of ints, or of longs.
    bits : {32, 64}
        64 if either is a long in Java.

    Returns
    -------
    int or array of int32 or int64
        ``dividend - idiv(dividend, divisor) * divisor``.

    Raises
    ------
    ZeroDivisionError
        If `divisor` is 0, or one of an array's is.

    References
    ----------
    JLS 15.17.3.

    Examples
    --------
    >>> irem(-7, 3)
    -1
    """
    require_width(bits)
    if is_array(dividend) or is_array(divisor):
        a, b = _operands_of_division(dividend, divisor, bits)
        return np.fmod(a, b)
    n, d = _wrap(dividend, bits), _wrap(divisor, bits)
    remainder = abs(n) % abs(d)
    return -remainder if n < 0 else remainder


def shl(n: Ints | int, distance: Ints | int, *, bits: Bits = 32) -> Ints:
    """``n << distance``: what leaves the int is lost, and the distance counts modulo its width.

    Parameters
    ----------
    n : int or array of ints
        What is shifted; its type in Java is what `bits` says.
    distance : int or array of ints
        Its low 5 bits count, or the low 6 for a long.
    bits : {32, 64}
        64 if `n` is a long.

    Returns
    -------
    int or array of int32 or int64
        In the range of the type.

    References
    ----------
    JLS 15.19.

    Examples
    --------
    >>> shl(1, 31), shl(1, 32), shl(1, -1)
    (-2147483648, 1, -2147483648)
    """
    require_width(bits)
    if is_array(n) or is_array(distance):
        return read_ints(n, f"i{bits // 8}") << _distances(distance, bits)
    return _wrap(read_int(n) << (read_int(distance) & bits - 1), bits)


def shr(n: Ints | int, distance: Ints | int, *, bits: Bits = 32) -> Ints:
    """``n >> distance``: the sign is drawn in, and the distance counts modulo the width.

    Parameters
    ----------
    n : int or array of ints
        What is shifted; its type in Java is what `bits` says.
    distance : int or array of ints
        Its low 5 bits count, or the low 6 for a long.
    bits : {32, 64}
        64 if `n` is a long.

    Returns
    -------
    int or array of int32 or int64
        In the range of the type.

    References
    ----------
    JLS 15.19.

    Examples
    --------
    >>> shr(-8, 1), shr(-8, 33)
    (-4, -4)
    """
    require_width(bits)
    if is_array(n) or is_array(distance):
        return read_ints(n, f"i{bits // 8}") >> _distances(distance, bits)
    return _wrap(n, bits) >> (read_int(distance) & bits - 1)


def ushr(n: Ints | int, distance: Ints | int, *, bits: Bits = 32) -> Ints:
    """``n >>> distance``: zeros are drawn in, and the distance counts modulo the width.

    Parameters
    ----------
    n : int or array of ints
        What is shifted; its type in Java is what `bits` says. A byte or short is an int by then.
    distance : int or array of ints
        Its low 5 bits count, or the low 6 for a long.
    bits : {32, 64}
        64 if `n` is a long.

    Returns
    -------
    int or array of int32 or int64
        In the range of the type; not negative unless the distance counts as 0.

    Notes
    -----
    ``Integer.rotateLeft(n, d)`` is ``shl(n, d) | ushr(n, -d)``.

    References
    ----------
    JLS 15.19.

    Examples
    --------
    >>> ushr(-1, 28), ushr(-1, 28, bits=64), ushr(-1, 32)
    (15, 68719476735, -1)
    """
    require_width(bits)
    if is_array(n) or is_array(distance):
        unsigned = read_ints(n, f"u{bits // 8}")
        return (unsigned >> _distances(distance, bits).astype(unsigned.dtype)).astype(
            f"i{bits // 8}"
        )
    low = read_int(n) & (1 << bits) - 1
    return _wrap(low >> (read_int(distance) & bits - 1), bits)


def java_abs(n: Ints, *, bits: Bits = 32) -> Ints:
    """``Math.abs(n)`` of ints: the smallest value has no opposite and stays negative.

    Parameters
    ----------
    n : int or array of ints
        An int, or a long. Of floats Python's `abs` is Java's.
    bits : {32, 64}
        64 if `n` is a long in Java.

    Returns
    -------
    int or array of int32 or int64
        In the range of the type.

    References
    ----------
    Javadoc of `Math.abs(int)`; JLS 15.15.4.

    Examples
    --------
    >>> java_abs(-(2**31))
    -2147483648
    """
    require_width(bits)
    wrapped = _wrap(n, bits)
    return _wrap(abs(wrapped), bits)


def _wrap(n: Any, bits: int) -> Any:
    if is_array(n):
        return read_ints(n, f"i{bits // 8}")
    half = 1 << bits - 1
    return ((n if type(n) is int else read_int(n)) + half & 2 * half - 1) - half


def _operands_of_division(dividend: Any, divisor: Any, bits: Bits) -> Any:
    dtype = f"i{bits // 8}"
    a, b = np.broadcast_arrays(read_ints(dividend, dtype), read_ints(divisor, dtype))
    if not b.all():
        raise ZeroDivisionError("divisor must not be 0, got an array with 0 in it")
    return a, b


def _distances(distance: Any, bits: Bits) -> Any:
    return read_ints(distance, f"i{bits // 8}") & bits - 1
