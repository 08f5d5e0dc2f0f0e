"""Java's double and float: casts, rounding, division and what Math gives where Python raises.

A double is Python's float. A float is one that has been rounded by `float32`, after each operation:
``float32(a + b)``. As 53 bits are more than twice 24 and two, +, -, *, / and the square root come
out as if they had been rounded once. [1]_

.. [1] Figueroa, "When is double rounding innocuous?", SIGNUM Newsletter 30(3), 1995,
   doi:10.1145/221332.221334.
"""

import math
import struct
from ctypes import c_float
from typing import Any, overload

import numpy as np

from bridge.javaops._operands import (
    Bits,
    FloatArray,
    Floats,
    IntArray,
    is_array,
    read_float,
    read_floats,
    require_width,
)
from bridge.javaops.integers import int64

__all__ = [
    "ddiv",
    "double_compare",
    "double_order",
    "double_to_int",
    "double_to_long",
    "drem",
    "float32",
    "java_exp",
    "java_log",
    "java_log10",
    "java_max",
    "java_min",
    "java_pow",
    "java_sqrt",
    "round_half_up",
]


@overload
def double_to_int(x: float) -> int: ...
@overload
def double_to_int(x: FloatArray) -> IntArray: ...
def double_to_int(x: float | FloatArray) -> int | IntArray:
    """``(int) x`` of a double or float: cut towards zero, held within the range, NaN as 0.

    Parameters
    ----------
    x : float or array of floats
        NaN and infinities, too.

    Returns
    -------
    int or array of int32
        In [-2**31, 2**31). For a byte, short or char it is narrowed further.

    Raises
    ------
    TypeError
        If `x` is no number; every function of this module refuses such operands.

    References
    ----------
    JLS 5.1.3.

    Examples
    --------
    >>> double_to_int(1e10), double_to_int(float("nan")), double_to_int(-1.9)
    (2147483647, 0, -1)
    """
    return _saturated(x, 32)


@overload
def double_to_long(x: float) -> int: ...
@overload
def double_to_long(x: FloatArray) -> IntArray: ...
def double_to_long(x: float | FloatArray) -> int | IntArray:
    """``(long) x`` of a double or float: cut towards zero, held within the range, NaN as 0.

    Parameters
    ----------
    x : float or array of floats
        NaN and infinities, too.

    Returns
    -------
    int or array of int64
        In [-2**63, 2**63).

    Notes
    -----
    ``(long) Math.floor(x)`` is ``double_to_long(np.floor(x))``: `math.floor` raises for NaN.

    References
    ----------
    JLS 5.1.3.

    Examples
    --------
    >>> double_to_long(float("-inf"))
    -9223372036854775808
    """
    return _saturated(x, 64)


@overload
def round_half_up(x: float, *, bits: Bits = ...) -> int: ...
@overload
def round_half_up(x: FloatArray, *, bits: Bits = ...) -> IntArray: ...
def round_half_up(x: float | FloatArray, *, bits: Bits = 64) -> int | IntArray:
    """``Math.round(x)``: the nearest whole number, of two the larger one; NaN as 0.

    Parameters
    ----------
    x : float or array of floats
        NaN and infinities, too.
    bits : {64, 32}
        64 for a double, which gives a long; 32 for a float, which gives an int.

    Returns
    -------
    int or array of int64 or int32
        Held within the range of the type.

    Notes
    -----
    Adding 0.5 first would round twice, and give 1 for the double below 0.5.

    References
    ----------
    Javadoc of `Math.round`.

    Examples
    --------
    >>> round_half_up(2.5), round_half_up(-2.5), round_half_up(0.49999999999999994)
    (3, -2, 0)
    """
    require_width(bits)
    if is_array(x):
        doubles = read_floats(x)
        below = np.floor(doubles)
        with np.errstate(invalid="ignore"):
            return _saturated(below + (doubles - below >= 0.5), bits)
    number = read_float(x)
    if not math.isfinite(number):
        return _saturated(number, bits)
    whole = math.floor(number)
    half = 1 << bits - 1
    return max(-half, min(whole + (number - whole >= 0.5), half - 1))


def float32(x: Floats) -> Floats:
    """``(float) x``: rounded to the nearest float, ties to even; too large ones to infinity.

    Parameters
    ----------
    x : float, int or array of such
        A double, or an int or long, which is rounded once.

    Returns
    -------
    float or array of float32
        A value that a float of Java has.

    References
    ----------
    JLS 5.1.2, 5.1.3.

    Examples
    --------
    >>> float32(float32(0.1) + float32(0.2)), float32(1e39)
    (0.30000001192092896, inf)
    """
    if is_array(x):
        numbers: Any = x
        with np.errstate(over="ignore", under="ignore"):
            return (numbers if numbers.dtype.kind in "iu" else read_floats(x)).astype(np.float32)
    if isinstance(x, int | np.integer):
        # Through a double it would be rounded twice, and a long might come out as its neighbour.
        return read_float(np.int64(int64(int(x))).astype(np.float32))
    return read_float(c_float(read_float(x)).value)


def ddiv(dividend: Floats | float, divisor: Floats | float) -> Floats:
    """``dividend / divisor`` of doubles: by zero infinite, or NaN for 0 / 0.

    Parameters
    ----------
    dividend, divisor : float or array of floats
        Ints are taken as doubles. Of floats, `float32` of the result is Java's.

    Returns
    -------
    float or array of float64
        Of the sign that those of the operands give, that of zero included.

    References
    ----------
    JLS 15.17.2.

    Examples
    --------
    >>> ddiv(1.0, 0.0), ddiv(1.0, -0.0), ddiv(0.0, 0.0)
    (inf, -inf, nan)
    """
    if is_array(dividend) or is_array(divisor):
        return _without_warnings(np.divide, dividend, divisor)
    a, b = read_float(dividend), read_float(divisor)
    if b:
        return a / b
    return a * math.copysign(math.inf, b)


def drem(dividend: Floats | float, divisor: Floats | float) -> Floats:
    """``dividend % divisor`` of doubles: of the sign of the dividend; NaN where `math.fmod` raises.

    Parameters
    ----------
    dividend, divisor : float or array of floats
        Doubles or floats: the remainder of floats is a float.

    Returns
    -------
    float or array of float64
        Exact.

    References
    ----------
    JLS 15.17.3.

    Examples
    --------
    >>> drem(-7.5, 2.0), drem(1.0, 0.0)
    (-1.5, nan)
    """
    if is_array(dividend) or is_array(divisor):
        return _without_warnings(np.fmod, dividend, divisor)
    a, b = read_float(dividend), read_float(divisor)
    return read_float(math.nan if b == 0 or math.isinf(a) else math.fmod(a, b))


def java_max(a: Floats | float, b: Floats | float) -> Floats:
    """``Math.max(a, b)`` of doubles or floats: NaN if either is, and 0.0 above -0.0.

    Parameters
    ----------
    a, b : float or array of floats
        In any order, unlike with `max`. Of ints Python's `max` is Java's.

    Returns
    -------
    float or array of float64
        One of them.

    References
    ----------
    Javadoc of `Math.max(double, double)`.

    Examples
    --------
    >>> java_max(1.0, float("nan")), java_max(-0.0, 0.0)
    (nan, 0.0)
    """
    if is_array(a) or is_array(b):
        x, y = read_floats(a), read_floats(b)
        return np.where((x == 0) & (y == 0), x + y, np.maximum(x, y))
    left, right = read_float(a), read_float(b)
    if left != left or left == right == 0:
        return left + right
    return left if left > right else right


def java_min(a: Floats | float, b: Floats | float) -> Floats:
    """``Math.min(a, b)`` of doubles or floats: NaN if either is, and -0.0 below 0.0.

    Parameters
    ----------
    a, b : float or array of floats
        In any order, unlike with `min`. Of ints Python's `min` is Java's.

    Returns
    -------
    float or array of float64
        One of them.

    References
    ----------
    Javadoc of `Math.min(double, double)`.

    Examples
    --------
    >>> java_min(1.0, float("nan")), java_min(0.0, -0.0)
    (nan, -0.0)
    """
    if is_array(a) or is_array(b):
        return -java_max(-read_floats(a), -read_floats(b))
    return -java_max(-read_float(a), -read_float(b))


@overload
def double_order(x: float) -> int: ...
@overload
def double_order(x: FloatArray) -> IntArray: ...
def double_order(x: float | FloatArray) -> int | IntArray:
    """Key by which doubles sort as in Java: -0.0 before 0.0, NaN last and equal to itself.

    Parameters
    ----------
    x : float or array of floats
        Doubles or floats.

    Returns
    -------
    int or array of int64
        For ``sort(key=double_order)``; of an array, ``x[np.argsort(double_order(x))]`` is sorted.

    References
    ----------
    Javadoc of `Double.compareTo`, `Arrays.sort(double[])`.

    Examples
    --------
    >>> sorted([float("nan"), 1.0, 0.0, -0.0], key=double_order)
    [-0.0, 0.0, 1.0, nan]
    """
    if is_array(x):
        doubles = read_floats(x)
        bits = np.where(np.isnan(doubles), np.nan, doubles).view(np.int64)
        # The bits of negative numbers grow with their size; these turned over sort before all else.
        return bits ^ (bits >> 63 & 2**63 - 1)
    number = read_float(x)
    [bits] = struct.unpack("<q", struct.pack("<d", number if number == number else math.nan))
    return bits ^ (bits >> 63 & 2**63 - 1)


@overload
def double_compare(a: float, b: float) -> int: ...
@overload
def double_compare(a: FloatArray, b: FloatArray | float) -> IntArray: ...
def double_compare(a: float | FloatArray, b: float | FloatArray) -> int | IntArray:
    """``Double.compare(a, b)``: -1, 0 or 1, in the order of `double_order`.

    Parameters
    ----------
    a, b : float or array of floats
        Doubles or floats.

    Returns
    -------
    int or array of int32
        Never 0 for -0.0 and 0.0, always for NaN and NaN.

    References
    ----------
    Javadoc of `Double.compare`.

    Examples
    --------
    >>> double_compare(float("nan"), float("inf")), double_compare(-0.0, 0.0)
    (1, -1)
    """
    first, second = double_order(a), double_order(b)
    if is_array(first) or is_array(second):
        return np.greater(first, second).astype(np.int32) - np.less(first, second)
    return (first > second) - (first < second)


def java_sqrt(x: Floats) -> Floats:
    """``Math.sqrt(x)``: NaN below 0, where `math.sqrt` raises; correctly rounded.

    >>> java_sqrt(-1.0)
    nan
    """
    return _without_warnings(np.sqrt, x)


def java_exp(x: Floats) -> Floats:
    """``Math.exp(x)``: infinite where `math.exp` raises; both within 1 ULP of the true value.

    >>> java_exp(710.0)
    inf
    """
    return _without_warnings(np.exp, x)


def java_log(x: Floats) -> Floats:
    """``Math.log(x)``: -inf for 0, NaN below, where `math.log` raises; both within 1 ULP.

    >>> java_log(0.0), java_log(-1.0)
    (-inf, nan)
    """
    return _without_warnings(np.log, x)


def java_log10(x: Floats) -> Floats:
    """``Math.log10(x)``: -inf for 0, NaN below, where `math.log10` raises; both within 1 ULP.

    >>> java_log10(0.0), java_log10(1000.0)
    (-inf, 3.0)
    """
    return _without_warnings(np.log10, x)


def java_pow(x: Floats | float, y: Floats | float) -> Floats:
    """``Math.pow(x, y)``: never raises, never complex, and NaN for 1 to the power NaN or infinity.

    Parameters
    ----------
    x, y : float or array of floats
        Base and exponent.

    Returns
    -------
    float or array of float64
        Within 1 ULP of the true value, as Java's.

    Notes
    -----
    The Javadoc says so, and `StrictMath.pow` does it. `Math.pow` of OpenJDK 17 and 25 gives the
    other sign for some powers of -0.0 with exponents between 2**51 and 2**53 in size.

    References
    ----------
    Javadoc of `Math.pow`, which departs from IEEE 754 there.

    Examples
    --------
    >>> java_pow(-8.0, 1 / 3), java_pow(0.0, -1.0), java_pow(1.0, float("inf"))
    (nan, inf, nan)
    """
    return _without_warnings(_power, x, y)


def _power(x: Any, y: Any) -> Any:
    x, y = np.broadcast_arrays(x, y)
    # Of a lone exponent of 0.5 NumPy makes a square root, which is another at -0.0 and -inf.
    powers = np.power(x.ravel(), y.ravel()).reshape(x.shape)
    is_undefined = np.isnan(y) | (np.abs(x) == 1) & np.isinf(y)
    return np.where(is_undefined, np.nan, powers)


def _without_warnings(function: Any, *operands: Any) -> Any:
    with np.errstate(all="ignore"):
        result = function(*map(read_floats, operands))
    return result if any(map(is_array, operands)) else float(result)


def _saturated(x: Any, bits: int) -> Any:
    if is_array(x):
        doubles = read_floats(x)
        # Unlike the largest long this is a double.
        beyond = 2.0 ** (bits - 1)
        ints = np.where(np.abs(doubles) < beyond, doubles, 0.0).astype(f"i{bits // 8}")
        limits = np.iinfo(ints.dtype)
        return np.where(
            doubles >= beyond, limits.max, np.where(doubles <= -beyond, limits.min, ints)
        )
    number = read_float(x)
    half = 1 << bits - 1
    return 0 if number != number else int(max(-half, min(number, half - 1)))
