"""A case in, cases in which a later argument has to do with an earlier one out.

Drawn on their own two texts are hardly ever equal, an element is hardly ever in the list, nor an
index within it, and a port would be judged by one of its branches only.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bridge.javatypes import Form, JavaType, Value
from bridge.signatures import Case

__all__ = ["related_to", "size"]

_SIZED = {Form.TEXT, Form.ROW, Form.LIST, Form.SET, Form.MAP}


def related_to(kinds: Sequence[JavaType], case: Case) -> SearchStrategy[Case]:
    """The case itself, or with other arguments for some but the first."""
    choices = [st.just(value) for value in case]
    for i, kind in enumerate(kinds):
        others = [v for j in range(i) for v in _related(kind, case[i], kinds[j], case[j])]
        if others:
            choices[i] = st.sampled_from([*([case[i]] * len(others)), *others])
    return st.tuples(*choices)


def size(value: Value) -> int:
    """UTF-16 units of a text, else elements; 0 for null."""
    if isinstance(value, str):
        return len(_encoded(value)) // 2
    return 0 if value is None else len(value)


def _related(kind: JavaType, own: Value, earlier_kind: JavaType, earlier: Value) -> Iterator[Value]:
    """What a value may be to an earlier one: the same, a part of it, or the place of a part."""
    if earlier is None:
        return
    if kind == earlier_kind:
        yield earlier
        if kind.form is Form.TEXT:
            yield from _kin(earlier, own)
    if earlier_kind.form not in _SIZED:
        return
    if kind.form is Form.PRIMITIVE and kind.primitive.dtype.kind in "iu" and not kind.is_char:
        length = size(earlier)
        largest = kind.primitive.bounds[1]
        yield from (n for n in (0, length // 2, length - 1, length) if 0 <= n <= largest)
    yield from _elements(kind, earlier_kind, earlier)


def _kin(text: str, own: Value) -> Iterator[str]:
    """Texts that a text equals but for the case, is longer than, or begins."""
    data = _encoded(text)
    half = len(data) // 4 * 2
    yield from (text.swapcase(), text.casefold(), _decoded(data[:half]), _decoded(data[half:]))
    if own is not None:
        yield _decoded(data + _encoded(own))


def _elements(kind: JavaType, earlier_kind: JavaType, earlier: Value) -> Iterator[Value]:
    """The first and the last element, or key, if that is what the value is."""
    if len(earlier) == 0:
        return
    ends: list[Any] = [earlier[0], earlier[-1]]
    if earlier_kind.form is Form.TEXT:
        if kind.is_char and kind.form is Form.PRIMITIVE:
            units = memoryview(_encoded(earlier)).cast("H")
            yield from (units[0], units[-1])
    elif earlier_kind.form is Form.ROW:
        if kind == JavaType(earlier_kind.name):
            yield from (end.item() for end in ends)
    elif earlier_kind.form is Form.MAP:
        if kind == earlier_kind.key:
            yield from (key for key, _ in ends)
    elif _plain(kind) == _plain(earlier_kind.element):
        yield from (end for end in ends if end is not None)


def _plain(kind: JavaType) -> object:
    """The type, a box and its primitive being one."""
    return kind.primitive.name if kind.form in {Form.PRIMITIVE, Form.BOX} else kind


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-16-le", "surrogatepass")
