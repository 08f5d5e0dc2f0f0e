"""The constants of the compiled core, from 240-bit arithmetic: ``python -m benchmarks.constants``.

Minimax for the relative error by Lawson's iteration: least squares, weighted by the errors.
"""

from collections.abc import Callable, Sequence
from typing import Any

import mpmath

MP = mpmath.mp.clone()
MP.prec = 240
Real = Any


def main() -> None:
    """Print them as C and Java write doubles."""
    half = MP.log(2) / 2 + MP.mpf(2) ** -20
    for terms in (5, 10):  # for float and double
        show(
            f"exp, {terms} terms",
            minimax(
                lambda r: (MP.expm1(r) - r - r * r / 2) * MP.exp(-r),
                lambda r: [r ** (j + 3) * MP.exp(-r) for j in range(terms)],  # noqa: B023
                -half,
                half,
            ),
        )
    ratio = (MP.sqrt(2) - 1) / (MP.sqrt(2) + 1) + MP.mpf(2) ** -20
    artanh = minimax(
        lambda s: MP.atanh(s) / s - 1,
        lambda s: [s ** (2 * j + 2) / 2 for j in range(8)],
        MP.zero,
        ratio,
    )
    show("2 artanh(s), from s^3 on", artanh)
    high = MP.floor(MP.ldexp(MP.log(2), 41)) / MP.mpf(2) ** 41
    show("1 / ln 2, ln 2 in two", [1 / MP.log(2), high, MP.log(2) - high])


def minimax(
    target: Callable[[Real], Real], basis: Callable[[Real], Sequence[Real]], low: Real, high: Real
) -> list[Real]:
    """Coefficients of `basis` that bring the largest error on ``[low, high]`` down."""
    middle, half = (low + high) / 2, (high - low) / 2
    places = [middle + half * MP.cos(MP.pi * i / 160) for i in range(161)]
    places = [x for x in places if abs(x) > 1e-6]
    rows, values = [basis(x) for x in places], [target(x) for x in places]
    weights = [MP.mpf(1) / len(places)] * len(places)
    for _ in range(60):
        size = len(rows[0])
        matrix, right = MP.matrix(size, size), MP.matrix(size, 1)
        for weight, row, value in zip(weights, rows, values, strict=True):
            for i in range(size):
                right[i] += weight * row[i] * value
                for j in range(size):
                    matrix[i, j] += weight * row[i] * row[j]
        found = list(MP.lu_solve(matrix, right))
        errors = [
            abs(value - sum(c * b for c, b in zip(found, row, strict=True)))
            for row, value in zip(rows, values, strict=True)
        ]
        weights = [w * e for w, e in zip(weights, errors, strict=True)]
        total = sum(weights)
        weights = [w / total for w in weights]
    return found


def show(name: str, constants: Sequence[Real]) -> None:
    """One line a constant."""
    print(name)
    for constant in constants:
        print("   ", float(constant).hex())


if __name__ == "__main__":
    main()
