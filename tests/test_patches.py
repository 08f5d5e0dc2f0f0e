import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.patches import (
    Change,
    join_changes,
    put_changes,
    read_changes,
    settle_changes,
    write_diff,
)

LINES = st.lists(
    st.sampled_from(["", "a", "++ b", "-- c", " d", "\\ e", "@@ -1 +1 @@"]), max_size=9
)
SQUARE = "def square(x):\n    return x * x\n\n\ndef half(x):\n    return x // 2\n"
WRAPPED = "from bridge.javaops import int32\n\n\n" + SQUARE.replace("x * x", "int32(x * x)")
HALVED = "from bridge.javaops import idiv\n\n\n" + SQUARE.replace("x // 2", "idiv(x, 2)")


def changes(before, after):
    return settle_changes(before, read_changes(write_diff("foo.py", before, after)))


def joined(before, *afters):
    found, left = join_changes([changes(before, after) for after in afters])
    return put_changes(before, found), left


def test_a_change_is_read():
    [first, second] = changes(SQUARE, WRAPPED)
    assert first == Change(0, (), ("from bridge.javaops import int32", "", ""))
    assert second == Change(1, ("    return x * x",), ("    return int32(x * x)",))


def test_a_diff_is_written_as_git_does():
    lines = write_diff("my/foo.py", "a\nb", "a\nc").split("\n")
    assert lines[:3] == ["--- a/my/foo.py", "+++ b/my/foo.py", "@@ -1,2 +1,2 @@"]
    no_end = "\\ No newline at end of file"
    assert lines[3:] == [" a", "-b", no_end, "+c", no_end, ""]
    assert write_diff("foo.py", "a\n", "a\n") == ""


@given(LINES, LINES, st.integers(0, 3))
def test_a_diff_that_is_read_and_put_gives_what_it_was_made_of(before, after, context):
    diff = difflib.unified_diff(before, after, "a", "b", n=context, lineterm="")
    read = read_changes("\n".join(diff))
    text, wanted = ("".join(f"{line}\n" for line in lines) for lines in (before, after))
    assert put_changes(text, read) == wanted
    assert put_changes(text, settle_changes(text, read)) == wanted


def test_lines_keep_their_ends():
    found = changes(SQUARE, WRAPPED)
    windows = put_changes(SQUARE.replace("\n", "\r\n"), found)
    assert windows == WRAPPED.replace("\n", "\r\n")
    assert put_changes(SQUARE[:-1], found) == WRAPPED[:-1]


def test_a_text_that_has_changed_meanwhile_is_refused():
    with pytest.raises(ValueError, match="line 2 must be"):
        put_changes(SQUARE.replace("x * x", "x ** 2"), changes(SQUARE, WRAPPED))


def test_fixes_of_one_file_are_put_together():
    text, left = joined(SQUARE, WRAPPED, HALVED)
    assert left == ()
    assert text.startswith("from bridge.javaops import idiv, int32\n\n\ndef square")
    assert "int32(x * x)" in text
    assert "idiv(x, 2)" in text


def test_a_fix_that_contradicts_another_is_left():
    other = SQUARE.replace("x * x", "abs(x * x)")
    assert joined(SQUARE, WRAPPED, other, HALVED)[1] == (1,)
    assert joined(SQUARE, WRAPPED, WRAPPED) == (WRAPPED, ())


def test_functions_that_fixes_bring_along_stand_there_once():
    int32 = "def _int32(n):\n    n &= 1\n\n    return n\n\n\n"
    idiv = "def _idiv(a, b):\n    return a // b\n\n\n"
    text, left = joined(SQUARE, int32 + SQUARE, int32 + idiv + SQUARE, idiv + SQUARE)
    assert (text, left) == (int32 + idiv + SQUARE, ())


def test_imports_of_one_module_become_one_line():
    one = "from a import b\nfrom bridge.javaops import int32, ushr as java_ushr\n"
    other = "from bridge.javaops import idiv, int32\n"
    both = "from a import b\nfrom bridge.javaops import idiv, int32, ushr as java_ushr\n"
    assert joined("x = 1\n", f"{one}x = 1\n", f"{other}x = 1\n") == (f"{both}x = 1\n", ())


def test_what_stands_between_blank_lines_has_one_place():
    before = '"""Doc."""\n\n\nx = 1\ny = 1\n'
    one = before.replace('"""\n', '"""\n\nfrom a import b\n')
    other = before.replace("\nx", "\nfrom a import c\n\n\nx")
    both = '"""Doc."""\n\nfrom a import b, c\n\n\nx = 1\ny = 1\n'
    assert joined(before, one, other) == (both, ())
