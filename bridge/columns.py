"""Columns of values into shared memory and back: many cases at once, and no object for any.

A column holds the values of one type, one for each case: of a primitive the values themselves; of
an array the length for each case, -1 for null, and the elements of all one after another.
`Columns.java` is the other half, and in the worker `columns_of_batch`. Everything is
little-endian; each part begins at a multiple of 8.

============  ===============================================================================
request       int64 number of cases; for the results and then for each parameter three int64:
              offset of its values, offset of its lengths (0 if it has none), how many values
              there is room for; then the columns. Offsets count from the start of the memory
values        elements in the width of the type, one after another; boolean is one byte, 0 or 1
lengths       int32 for each case, -1 for null
arguments     Java writes an array back into its column after each call, for the method may have
              changed it
item          int32 case, then the outcome as `bridge.wire` has it: what has no place in the
              column of results, for the case did not return, or its result found no room
============  ===============================================================================
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any, Self

import numpy as np

from bridge.javatypes import Form, JavaType, Value
from bridge.signatures import Signature

__all__ = ["Batch", "Column", "ColumnReader", "columns_of_batch", "is_columnar"]

_Array = np.ndarray[Any, np.dtype[Any]]
_INT32 = np.dtype("<i4")
_NULL = -1


def is_columnar(signature: Signature) -> bool:
    """Tell whether every parameter and the result are primitives or arrays of such."""
    if signature.unsupported or not signature.parameters:
        return False
    kinds = (signature.return_type, *signature.parameter_types)
    return all(kind.form in {Form.PRIMITIVE, Form.ROW} for kind in kinds)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The values of one type, one for each case.

    Attributes
    ----------
    kind : JavaType
        A primitive, or a one-dimensional array of such.
    values : ndarray of shape (cases,), or (elements,) for arrays
        Of the type's dtype.
    lengths : ndarray of int32 of shape (cases,), or None for a primitive
        How many of `values` belong to each case; -1 for null.
    """

    kind: JavaType
    values: _Array
    lengths: _Array | None = None

    @classmethod
    def of(cls, kind: JavaType, values: Sequence[Value]) -> Self:
        """Put values in the form of their type into a column."""
        dtype = kind.primitive.dtype
        if kind.depth == 0:
            return cls(kind, np.array(values, dtype))
        rows = [np.asarray(value, dtype) for value in values if value is not None]
        lengths = [_NULL if value is None else len(value) for value in values]
        joined = np.concatenate(rows) if rows else np.zeros(0, dtype)
        return cls(kind, joined, np.array(lengths, _INT32))

    def __len__(self) -> int:
        return len(self.values if self.lengths is None else self.lengths)

    def after(self, count: int) -> "Column":
        """The column without its first `count` cases; a view."""
        if self.lengths is None:
            return Column(self.kind, self.values[count:])
        start = _elements(self.lengths[:count])
        return Column(self.kind, self.values[start:], self.lengths[count:])

    def to_list(self) -> list[Value]:
        """Copy the values in the form of their type."""
        if self.lengths is None:
            values: list[Value] = self.values.tolist()
            return values
        ends = np.cumsum(np.maximum(self.lengths, 0), dtype=np.int64)
        return [
            None if length == _NULL else self.values[end - length : end].copy()
            for length, end in zip(self.lengths.tolist(), ends.tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column lies."""

    kind: JavaType
    values: int
    lengths: int  # 0 if it has none
    room: int

    @property
    def end(self) -> int:
        return _aligned(self.values + self.room * self.kind.primitive.dtype.itemsize)


class Batch:
    """A request for the outcomes of many cases.

    Parameters
    ----------
    columns : sequence of Column
        The arguments, all of the same number of cases.
    returns : JavaType
        The type of the results.
    room : int
        How many elements of results there is room for, if these are arrays.
    start : int
        Where the request is to lie.
    """

    def __init__(self, columns: Sequence[Column], returns: JavaType, room: int, start: int) -> None:
        self.cases = len(columns[0])
        self._columns = columns
        self._start = start
        end = start + 8 + 24 * (1 + len(columns))
        self._places: list[_Place] = []
        for kind, count in [(returns, room), *((c.kind, len(c.values)) for c in columns)]:
            lengths = end if kind.depth else 0
            values = _aligned(end + _INT32.itemsize * self.cases) if kind.depth else end
            self._places.append(_Place(kind, values, lengths, count if kind.depth else self.cases))
            end = self._places[-1].end
        self.size = end - start

    def write(self, memory: mmap) -> None:
        """Put the request into the shared memory."""
        results = self._places[0]
        if results.lengths:
            # What no result comes for is null.
            _view(memory, results.lengths, _INT32, self.cases).fill(_NULL)
        numbers = [n for place in self._places for n in (place.values, place.lengths, place.room)]
        struct.pack_into(f"<{1 + len(numbers)}q", memory, self._start, self.cases, *numbers)
        for column, place in zip(self._columns, self._places[1:], strict=True):
            np.copyto(_view(memory, place.values, column.values.dtype, place.room), column.values)
            if column.lengths is not None:
                np.copyto(_view(memory, place.lengths, _INT32, self.cases), column.lengths)

    def readers(self, memory: mmap) -> list["ColumnReader"]:
        """Readers of the results and, for each parameter, of the arguments afterwards."""
        return [ColumnReader(memory, place, self.cases) for place in self._places]


class ColumnReader:
    """Reads a column from the shared memory, some cases after others."""

    def __init__(self, memory: mmap, place: _Place, cases: int) -> None:
        self._kind = place.kind
        self._values = _view(memory, place.values, place.kind.primitive.dtype, place.room)
        self._lengths = _view(memory, place.lengths, _INT32, cases) if place.kind.depth else None
        self._values.flags.writeable = False
        if self._lengths is not None:
            self._lengths.flags.writeable = False
        self._cases = self._elements = 0

    def take(self, count: int) -> Column:
        """The next `count` cases, as views that cannot be written to."""
        start, self._cases = self._cases, self._cases + count
        if self._lengths is None:
            return Column(self._kind, self._values[start : self._cases])
        lengths = self._lengths[start : self._cases]
        first, self._elements = self._elements, self._elements + _elements(lengths)
        return Column(self._kind, self._values[first : self._elements], lengths)


def columns_of_batch(memory: mmap, start: int, kinds: Sequence[JavaType]) -> list[_Array]:
    """View a request for numbers where it lies: the results, to be written, and the arguments.

    Parameters
    ----------
    memory : mmap
        What the request was written to.
    start : int
        Where it lies.
    kinds : sequence of JavaType
        Primitives: of the results and of each parameter.
    """
    cases, *places = struct.unpack_from(f"<{1 + 3 * len(kinds)}q", memory, start)
    return [
        _view(memory, values, kind.primitive.dtype, cases)
        for kind, values in zip(kinds, places[::3], strict=True)
    ]


def _view(memory: mmap, start: int, dtype: np.dtype[Any], count: int) -> _Array:
    return np.frombuffer(memory, dtype, count, start)


def _elements(lengths: _Array) -> int:
    return int(np.maximum(lengths, 0).sum(dtype=np.int64))


def _aligned(offset: int) -> int:
    return -(-offset // 8) * 8
