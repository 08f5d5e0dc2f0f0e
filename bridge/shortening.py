"""A failing case in, one that fails and of which no element can be left out, out.

Hypothesis keeps to the way in which it drew a case, say the length that it drew before the
elements; what is left over so is cut here.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from bridge.javatypes import Form, JavaType, Value
from bridge.signatures import Case

__all__ = ["shorten"]


def shorten(
    kinds: Sequence[JavaType], case: Case, fails: Callable[[Case], bool], least: int
) -> Case:
    """Leave out of a failing case what it fails without.

    Parameters
    ----------
    kinds : sequence of JavaType
        Types of the arguments.
    case : tuple
        Fails.
    fails : callable
        Tells whether a case fails.
    least : int
        How many elements each text, array or list keeps.
    """
    shorter = next(filter(fails, _shorter_by_one(kinds, case, least)), None)
    return case if shorter is None else shorten(kinds, shorter, fails, least)


def _shorter_by_one(kinds: Sequence[JavaType], case: Case, least: int) -> Iterator[Case]:
    for i, (kind, value) in enumerate(zip(kinds, case, strict=True)):
        if value is None or kind.form not in {Form.TEXT, Form.ROW, Form.LIST}:
            continue
        for j in range(len(value) if len(value) > least else 0):
            yield (*case[:i], _without(value, j), *case[i + 1 :])


def _without(value: Value, j: int) -> Value:
    """The text, array or list without its element `j`."""
    if isinstance(value, np.ndarray):
        return np.delete(value, j)
    return value[:j] + value[j + 1 :]
