"""Rows of logits in, the few accurate quantities that softmax and its kin share out.

A row is the last axis. Doubles alone lose what the largest entry needs most: the rounding
of z - max z costs softmax hundreds of ULP, and 1 - softmax or log(softmax) cancels. So the shift
keeps its rounding error, sums keep theirs, and the *rest*, the sum over all entries but the
largest, is kept on its own, however small. A trailing ``_low`` names such an error term: the
quantity is the sum of both parts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = [
    "Rows",
    "complements",
    "log_probabilities",
    "probabilities",
    "read_rows",
    "sum_exactly",
    "two_sum",
]

Doubles = npt.NDArray[np.float64]
Exponents = npt.NDArray[np.int32]

# log(2) as the sum of two doubles.
_LN2, _LN2_LOW = 0.6931471805599453, 2.3190468138462996e-17
# Rows whose second-largest entry is below e**-300 are computed times 2**512: a thousand
# subnormal terms, each rounded to a multiple of 2**-1074, would not add up.
_LIFT_BELOW, _LIFT = -300.0, 512.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Shifted logits (..., n), and one number a row (..., 1)."""

    largest: Doubles
    offset: Doubles  # z - largest, with its error
    offset_low: Doubles
    is_top: npt.NDArray[np.bool_]  # one True a row: the (first) largest
    weight: Doubles  # exp(offset), divided by unit; rest's terms are those not is_top
    unit: Doubles  # 1, or a negative power of two
    rest: Doubles  # sum of exp(offset) over the others, with its error
    rest_low: Doubles

    @property
    def total(self) -> Doubles:
        """Sum of exp(offset) over the whole row, rounded once."""
        total, total_low = two_sum(np.ones_like(self.rest), self.rest)
        return total + (total_low + self.rest_low)

    @property
    def log_total(self) -> tuple[Doubles, Doubles]:
        """Logarithm of `total`, exact for a tiny rest, and a correction to it."""
        return np.log1p(self.rest), self.rest_low / (1 + self.rest)


def read_rows(z: Doubles) -> Rows:
    """Shift, exponentiate and sum the rows of `z` (..., n), n > 0.

    Where the largest is NaN or infinite, everything derived from `rest` is NaN.
    """
    largest = z.max(axis=-1, keepdims=True)
    offset, offset_low = two_sum(z, -largest)
    is_top = np.arange(z.shape[-1]) == z.argmax(axis=-1)[..., np.newaxis]
    others = np.where(is_top, -np.inf, offset)
    lift = np.where(others.max(axis=-1, keepdims=True) < _LIFT_BELOW, _LIFT, 0.0)
    lifted, lifted_low = two_sum(others, lift * _LN2)
    weight = np.exp(lifted)
    # To first order: the error terms stay below 2**-43.
    weight_low = weight * (lifted_low + offset_low + lift * _LN2_LOW)
    unit = np.exp2(-lift)
    rest, rest_low, exponent = sum_exactly(weight, weight_low)
    nan_unless_finite = largest - largest
    return Rows(
        largest=largest,
        offset=offset,
        offset_low=offset_low,
        is_top=is_top,
        weight=np.where(is_top, 1 / unit, weight + weight_low),
        unit=unit,
        rest=np.ldexp(rest, exponent) * unit + nan_unless_finite,
        rest_low=np.ldexp(rest_low, exponent) * unit,
    )


def probabilities(rows: Rows) -> Doubles:
    """The softmax of each row."""
    return rows.weight / rows.total * rows.unit


def complements(rows: Rows, a: Doubles) -> Doubles:
    """1 - a without cancellation, `a` being the probabilities of `rows`."""
    return np.where(rows.is_top, rows.rest / rows.total, 1 - a)


def log_probabilities(rows: Rows) -> tuple[Doubles, Doubles]:
    """The logarithm of the softmax of each row, and its error."""
    log_total, log_total_low = rows.log_total
    value, value_low = two_sum(rows.offset, -log_total)
    return value, value_low + (rows.offset_low - log_total_low)


def two_sum(a: Doubles, b: Doubles) -> tuple[Doubles, Doubles]:
    """Sum of `a` and `b` rounded, and its exact rounding error; 0 where that is not finite.

    Knuth's sum: Dekker, Numer. Math. 18, 1971, doi:10.1007/BF01397083.
    """
    total = a + b
    b_seen = total - a
    return total, _finite_or_0((a - (total - b_seen)) + (b - b_seen))


def sum_exactly(
    terms: Doubles, terms_low: Doubles | float = 0.0
) -> tuple[Doubles, Doubles, Exponents]:
    """Sum over the last axis as ``(high + low) * 2**exponent``, each of shape (..., 1).

    Terms are scaled to at most 1 and cut at a grid so coarse that the cut parts add up
    without rounding, in any order; the remainders are too small for their rounding to matter.
    """
    # 2**1000 keeps the scale finite; terms of 2**-1000 and less then add up as remainders.
    exponent = np.maximum(np.frexp(np.abs(terms).max(axis=-1, keepdims=True))[1], -1000)
    scale = np.ldexp(1.0, -exponent)
    scaled = terms * scale
    # Adding 1.5 * 2**k and taking it away rounds to a multiple of 2**(k - 52).
    grid = 1.5 * 2.0 ** (terms.shape[-1].bit_length() + 2)
    cut = (scaled + grid) - grid
    low = _finite_or_0(scaled - cut) + terms_low * scale
    high, high_low = two_sum(cut.sum(axis=-1, keepdims=True), low.sum(axis=-1, keepdims=True))
    return high, high_low, exponent


def _finite_or_0(error: Doubles) -> Doubles:
    """`error`, or 0 where an infinity, which has no rounding error, made it NaN."""
    return np.where(np.isfinite(error), error, 0.0)
