"""A signature in, a numbered set of inputs out: any part of it can be made anywhere, again.

A domain is a product of axes, one for each parameter; the last one changes fastest. An axis is a
numbered set of values of one type, and the value of a number depends on the type, the kind of the
axis and the seed alone:

==========  ====================================================================================
exhaustive  every bit pattern in the order of the patterns; of double every one that float has
stratified  first what is special: powers of two, their neighbours, the type's special values; then
            as many points, drawn within it, for each binade of each sign, subnormal ones included
rows        arrays of one length whose first element takes each value of the stratified axis, and
            whose other elements are drawn from it
==========  ====================================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np

from bridge.columns import Column
from bridge.errors import RequestError
from bridge.javatypes import PRIMITIVES, Form, JavaType, java_type
from bridge.signatures import Signature

__all__ = ["Axis", "Domain", "Kind", "domain_of"]

_Array = np.ndarray[Any, np.dtype[Any]]

# Blocks of a domain: few enough to be listed, many enough to be shared out and to lose one.
_MOST_BLOCKS = 1024
_SMALLEST_BLOCK, _LARGEST_BLOCK = 1 << 12, 1 << 26

# Numbers that are made together: what lies between fits the processor's cache.
_PART = 1 << 14

_MOST_EXHAUSTIVE_BITS = 32
_POINTS = {1: 256, 2: 1}  # for each binade, by the number of parameters

# Constants of SplitMix64, Steele, Lea & Flood, "Fast splittable pseudorandom number generators",
# OOPSLA 2014, doi:10.1145/2660193.2660195.
_GAMMA, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


class Kind(Enum):
    """How an axis covers its type."""

    EXHAUSTIVE = "exhaustive"
    STRATIFIED = "stratified"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Axis:
    """The values of one parameter.

    Attributes
    ----------
    type : str
        The parameter's type.
    kind : Kind
        How they cover it.
    source : str
        The primitive whose values they are; float for the doubles that float has.
    points : int
        Of a stratified axis, or of rows: for each binade.
    length : int
        Of rows: how many elements.
    """

    type: str
    kind: Kind
    source: str
    points: int = 0
    length: int = 0

    @property
    def size(self) -> int:
        """How many values there are."""
        if self.kind is Kind.EXHAUSTIVE:
            return 1 << 8 * PRIMITIVES[self.source].dtype.itemsize
        strata = _strata(self.source)
        return len(strata.specials) + self.points * len(strata.bases)

    def column(self, numbers: _Array, seed: int) -> Column:
        """The values of these numbers, int64 from 0 on."""
        kind = java_type(self.type)
        if self.kind is not Kind.ROWS:
            with np.errstate(invalid="ignore"):  # of signalling NaNs
                values = self._values(numbers, seed).astype(kind.primitive.dtype, copy=False)
            return Column(kind, values)
        # What an element is depends on its row and place alone.
        places = np.arange(self.length, dtype=np.int64)
        cells = (numbers[:, None] * self.length + places).ravel()
        drawn = (_mixed(cells, seed + 1) % np.uint64(self.size)).astype(np.int64)
        drawn[:: self.length] = numbers
        lengths = np.full(len(numbers), self.length, "<i4")
        return Column(kind, self._values(drawn, seed), lengths)

    def _values(self, numbers: _Array, seed: int) -> _Array:
        dtype = PRIMITIVES[self.source].dtype
        bits = numbers
        if self.kind is not Kind.EXHAUSTIVE and len(numbers):
            parts = (numbers[i : i + _PART] for i in range(0, len(numbers), _PART))
            bits = np.concatenate([self._stratified(part, seed) for part in parts])
        values: _Array = bits.astype(f"<u{dtype.itemsize}").view(dtype)
        return values

    def _stratified(self, numbers: _Array, seed: int) -> _Array:
        """Bits."""
        strata = _strata(self.source)
        special = len(strata.specials)
        stratum = (numbers - special) % len(strata.bases)
        free = strata.masks[stratum]
        bits: _Array = (strata.bases[stratum] | (_mixed(numbers, seed) & free)) ^ strata.flips[
            stratum
        ]
        is_special = numbers < special
        bits[is_special] = strata.specials[numbers[is_special]]
        return bits

    def to_json(self) -> dict[str, Any]:
        """What names it; `Axis.read` reads it."""
        table = {"type": self.type, "kind": self.kind.value, "source": self.source}
        return table | {n: v for n in ("points", "length") if (v := getattr(self, n))}

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "Axis":
        """Read what `to_json` wrote.

        Raises
        ------
        ValueError
            If it is none.
        """
        try:
            axis = cls(**{**table, "kind": Kind(table["kind"])})
            # It has to be one that can count its values.
            _ = axis.size, java_type(axis.type)
        except (TypeError, KeyError) as error:
            raise ValueError(f"axis must name its type, kind and source, got {table!r}") from error
        return axis


@dataclass(frozen=True, slots=True)
class Domain:
    """All inputs of one method, numbered and in blocks.

    Examples
    --------
    >>> domain = domain_of(Signature("f", ("byte",), "int"))
    >>> domain.size, domain.blocks
    (256, 1)
    >>> [column.to_list() for column in domain.columns(127, 130)]
    [[127, -128, -127]]
    """

    axes: tuple[Axis, ...]
    seed: int = 0

    @property
    def size(self) -> int:
        """How many inputs there are."""
        return prod(axis.size for axis in self.axes)

    @property
    def is_whole(self) -> bool:
        """Whether these are all inputs that the method can get."""
        return all(a.kind is Kind.EXHAUSTIVE and a.source == a.type for a in self.axes)

    @property
    def block(self) -> int:
        """How many inputs a block has, but for the last one: a power of two."""
        wanted = 1 << ((self.size - 1) // _MOST_BLOCKS).bit_length()
        return max(_SMALLEST_BLOCK, min(_LARGEST_BLOCK, wanted))

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.size // self.block)

    def bounds(self, block: int) -> tuple[int, int]:
        """The numbers of a block's first input and of the one after its last."""
        return block * self.block, min(self.size, (block + 1) * self.block)

    def columns(self, start: int, stop: int) -> tuple[Column, ...]:
        """The inputs of these numbers."""
        numbers = np.arange(start, stop, dtype=np.int64)
        columns: list[Column] = []
        for axis in reversed(self.axes[1:]):
            columns.append(axis.column(numbers % axis.size, self.seed + 2 * len(columns)))
            numbers //= axis.size
        # The first changes slowest: what is left are its own numbers, and divisions are slow.
        columns.append(self.axes[0].column(numbers, self.seed + 2 * len(columns)))
        return tuple(reversed(columns))

    def __str__(self) -> str:
        return " x ".join(_told(axis) for axis in self.axes)


def domain_of(
    signature: Signature, *, as_float: bool = False, length: int = 0, points: int = 0, seed: int = 0
) -> Domain:
    """Choose the domain of a method.

    Parameters
    ----------
    signature : Signature
        Of one or two numbers, or of one ``double[]``.
    as_float : bool
        Whether a double takes every value that a float has.
    length : int
        Of the arrays; 0 if it was not said.
    points : int
        For each binade of a stratified axis; 0: 256 for one parameter, 1 for each of two.
    seed : int
        Of what is drawn.

    Raises
    ------
    RequestError
        If the method has no domain.

    Examples
    --------
    >>> str(domain_of(Signature("f", ("double",), "double"), as_float=True))
    'every double that float has'
    """
    kinds = [] if signature.unsupported else signature.parameter_types
    points = points or _POINTS.get(len(kinds), 0)
    if len(kinds) == 1 and kinds[0] == java_type("double[]"):
        if not length:
            raise RequestError(
                f"length must be said for the arrays of {signature}, got none; add --length N"
            )
        return Domain((Axis("double[]", Kind.ROWS, "double", points, length),), seed)
    is_numeric = all(k.form is Form.PRIMITIVE and k.primitive.dtype.kind != "b" for k in kinds)
    if len(kinds) not in _POINTS or not is_numeric:
        raise RequestError(
            f"parameters must be one or two numbers, or one double[], to be swept, got {signature}"
        )
    axes = [_whole(kind, as_float=as_float) for kind in kinds]
    if sum(_bits(axis) for axis in axes) > _MOST_EXHAUSTIVE_BITS:
        axes = [_narrowed(axis, points, len(axes)) for axis in axes]
    return Domain(tuple(axes), seed)


def _whole(kind: JavaType, *, as_float: bool) -> Axis:
    source = "float" if as_float and kind.name == "double" else kind.name
    return Axis(kind.name, Kind.EXHAUSTIVE, source)


def _narrowed(axis: Axis, points: int, parameters: int) -> Axis:
    """The same axis stratified, unless all of it is no more than that."""
    stratified = replace(axis, kind=Kind.STRATIFIED, points=points)
    is_small = axis.size <= stratified.size or (parameters == 1 and _bits(axis) <= 32)
    return axis if is_small else stratified


def _bits(axis: Axis) -> int:
    return 8 * PRIMITIVES[axis.source].dtype.itemsize


@dataclass(frozen=True, slots=True, eq=False)
class _Strata:
    """The binades of a type: bits are ``(base | (random & mask)) ^ flip``; all uint64."""

    bases: _Array
    masks: _Array
    flips: _Array
    specials: _Array  # bits


@lru_cache
def _strata(source: str) -> _Strata:
    """The binades of both signs, the smallest first."""
    primitive = PRIMITIVES[source]
    width = 8 * primitive.dtype.itemsize
    if primitive.is_floating:
        info: Any = np.finfo(primitive.dtype)
        fraction = int(info.nmant)
        exponents = range(1, (1 << (width - 1 - fraction)) - 1)
        small = [(1 << k, (1 << k) - 1) for k in range(fraction)]
        binades = [*small, *((e << fraction, (1 << fraction) - 1) for e in exponents)]
        flips = [0, 1 << (width - 1)]
    else:
        is_signed = primitive.dtype.kind == "i"
        binades = [(1 << k, (1 << k) - 1) for k in range(width - is_signed)]
        flips = [0, (1 << width) - 1][: 1 + is_signed]
    near = [bits for base, _ in binades for bits in (base - 1, base, base + 1)]
    own = np.array(primitive.specials, primitive.dtype).view(f"<u{width // 8}").tolist()
    specials = {*own, *(bits % (1 << width) ^ flip for bits in near for flip in flips)}
    return _Strata(
        np.array([base for base, _ in binades for _ in flips], np.uint64),
        np.array([mask for _, mask in binades for _ in flips], np.uint64),
        np.array(flips * len(binades), np.uint64),
        np.array(sorted(specials), np.uint64),
    )


def _mixed(numbers: _Array, seed: int) -> _Array:
    """Random bits, a function of number and seed: SplitMix64 from a place that the seed gives."""
    start = np.uint64((seed * _SECOND + _FIRST) % (1 << 64))
    # Overflow wraps around.
    z = start + (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(_GAMMA)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(_FIRST)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_SECOND)
    mixed: _Array = z ^ (z >> np.uint64(31))
    return mixed


def _told(axis: Axis) -> str:
    if axis.kind is Kind.ROWS:
        return f"double[{axis.length}] of {axis.size} rows, {axis.points} for each binade"
    if axis.kind is Kind.STRATIFIED:
        return f"{axis.type} in every binade, {axis.points} points each"
    if axis.source != axis.type:
        return f"every {axis.type} that {axis.source} has"
    return f"every {axis.type}"
