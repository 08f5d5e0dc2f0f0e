from pathlib import Path

import pytest

from bridge.functions import describe, import_port
from bridge.pairing import PythonFunction
from bridge.places import Place
from bridge.wire import Reader

PORT = """
import functools
import math
from math import gcd
import numpy as np


def f(x):
    return x


@functools.lru_cache
def cached(x):
    return x


class Foo:
    def method(self):
        return 1

    @classmethod
    def of_class(cls):
        return 2


half = np.vectorize(f)
add = np.add
looped = functools.wraps(f)(lambda x: x)
looped.__wrapped__ = looped
made = eval("lambda x: x")
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    file = tmp_path_factory.mktemp("places") / "port_of_places.py"
    file.write_text(PORT)
    return file, {function.name: function.place for function in describe(import_port(file))}


@pytest.mark.parametrize(
    ("name", "line"), [("f", 8), ("cached", 12), ("Foo.method", 18), ("Foo.of_class", 21)]
)
def test_a_function_has_the_line_of_its_code(places, name, line):
    file, found = places
    assert found[name] == Place(str(file), line)


@pytest.mark.parametrize("name", ["gcd", "add", "half", "looped", "made"])
def test_what_is_not_written_in_python_has_no_place(places, name):
    assert places[1][name] == Place()


def test_a_place_crosses_the_border():
    function = PythonFunction("f", 1, None, place=Place("/a/ü.py", 70000))
    assert PythonFunction.read(Reader(function.encode())) == function


@pytest.mark.parametrize(
    ("file", "path"),
    [("{here}/a b/c.py", "a b/c.py"), ("c.py", "c.py"), ("/else/c.py", "/else/c.py"), ("", "")],
)
def test_a_path_is_seen_from_the_working_directory(file, path):
    assert Place(file.format(here=Path.cwd())).path == path
