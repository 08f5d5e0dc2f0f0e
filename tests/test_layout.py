import subprocess
import sys

import pytest

from bridge.report.layout import Group, call, laid_out, named, one_line

LONG = "a" * 30
ROWS = Group("[", tuple(call("point", LONG, str(i), "y") for i in range(4)), "]")
SOURCES = [
    "x" * 100,
    call("f"),
    call("f", "a", "b"),
    call("f", LONG, LONG, "1"),
    call("f", LONG, LONG, LONG),
    call("f", named("key=", Group("[", (LONG, LONG, "1", LONG), "]"))),
    named("value = ", Group("{", (named("1: ", call("g", LONG, LONG)), f"2: {LONG}"), "}")),
    named("value = ", call("f", ROWS, named("key=", call("g", call("h", LONG, LONG), LONG)))),
    named("value = ", Group("(", ("1",), ")")),
]


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_the_layout_is_that_of_ruff(source):
    written = laid_out(source) + "\n"
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "-"]
    done = subprocess.run(command, input=written, capture_output=True, text=True, check=True)
    assert done.stdout == written


def test_a_call_goes_into_one_line_where_it_fits():
    assert laid_out(call("f", "a", named("b=", Group("[", ("1", "2"), "]")))) == "f(a, b=[1, 2])"


def test_arguments_share_a_line_but_entries_have_one_each():
    assert laid_out(call("function", LONG, LONG, "1" * 16)).count("\n") == 2
    assert laid_out(Group("[", (LONG, LONG, "1" * 30), "]")).count("\n") == 4


def test_what_follows_takes_room():
    source = call("f", "a" * 40, "b" * 42)
    assert "\n" not in laid_out(source)
    assert "\n" in laid_out(source, room=2)


def test_a_tuple_of_one_has_its_comma():
    assert one_line(Group("(", ("1",), ")")) == "(1,)"
    assert one_line(call("f", "1")) == "f(1)"
