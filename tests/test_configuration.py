import pytest

from bridge.compare import Aspect
from bridge.configuration import (
    Configuration,
    PairTable,
    correction_table,
    find_configuration,
    read_configuration,
    read_pair_table,
)
from bridge.corrections import Correction
from bridge.errors import RequestError

PAIRS = """
cases = 50
[[pairs]]
java = "Foo.java"
python = "foo.py"
nulls = true
signed-zero = false
pair = {"f(int)" = "g"}
[[pairs]]
java = ["A.java", "B.java"]
python = "port.module"
method = ["f", "h"]
"""


def test_pairs_become_the_arguments_of_the_command(tmp_path):
    (tmp_path / "portproof.toml").write_text(PAIRS)
    assert read_configuration(tmp_path / "portproof.toml") == Configuration(
        common=["--cases=50"],
        pairs=[
            PairTable(["--nulls", "--pair=f(int)=g", "--", "Foo.java", "foo.py"]),
            PairTable(["--method=f", "--method=h", "--", "A.java", "B.java", "port.module"]),
        ],
    )


def test_a_pair_is_marked_to_be_swept(tmp_path):
    table = {"java": "Foo.java", "python": "foo.py"}
    assert not read_pair_table(table, "here").is_swept
    assert read_pair_table({**table, "sweep": True}, "here").is_swept
    with pytest.raises(RequestError, match="sweep in here must be true or false, got 1"):
        read_pair_table({**table, "sweep": 1}, "here")


def test_a_shared_file_holds_a_table_of_ours(tmp_path):
    shared = tmp_path / "pyproject.toml"
    shared.write_text("[project]\nname = 'x'\n")
    assert find_configuration(tmp_path) is None
    shared.write_text("[[tool.portproof.pairs]]\njava = 'A.java'\npython = 'a.py'\n")
    assert find_configuration(tmp_path) == shared
    assert read_configuration(shared).pairs == [PairTable(["--", "A.java", "a.py"])]


def test_a_file_of_our_own_goes_first(tmp_path):
    (tmp_path / "portproof.toml").write_text(PAIRS)
    (tmp_path / "pyproject.toml").write_text("[tool.portproof]\n")
    assert find_configuration(tmp_path) == tmp_path / "portproof.toml"


def test_a_folder_without_a_file_has_no_configuration(tmp_path):
    assert find_configuration(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must list pairs, got None"),
        ("pairs = []", r"must list pairs, got \[\]"),
        ("pairs = [1]", r"must list pairs, got \[1\]"),
        ("[[pairs]]\njava = 'A.java'", "must name java and python"),
        ("[[pairs", "configuration must be TOML"),
    ],
)
def test_a_file_without_pairs_is_refused(tmp_path, text, said):
    (tmp_path / "portproof.toml").write_text(text)
    with pytest.raises(RequestError, match=said):
        read_configuration(tmp_path / "portproof.toml")


DECLARED = """
[[pairs]]
java = "Mean.java"
python = "mean.py"
oracle = {mean = "truth:mean"}
[[pairs.corrections]]
name = "overflow"
methods = ["mean"]
reason = "wraps around"
applies = "a + b > 2**31 - 1"
cases = [[2147483647, 1]]
aspect = "arguments"
"""
OVERFLOW = Correction(
    name="overflow",
    methods=["mean"],
    reason="wraps around",
    applies="a + b > 2**31 - 1",
    cases=[[2147483647, 1]],
    aspect=Aspect.ARGUMENTS,
)


def test_a_pair_has_its_corrections_and_oracles(tmp_path):
    (tmp_path / "portproof.toml").write_text(DECLARED)
    [pair] = read_configuration(tmp_path / "portproof.toml").pairs
    assert pair == PairTable(["--", "Mean.java", "mean.py"], (OVERFLOW,), (("mean", "truth:mean"),))


def test_a_correction_is_written_as_it_is_read():
    table = {"java": [], "python": "mean.py", "corrections": [correction_table(OVERFLOW)]}
    assert read_pair_table(table, "here").corrections == (OVERFLOW,)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reason = "wraps around"', "", "each correction in .* must have applies, methods, name"),
        ("aspect", "aspects", "and may have .* got applies, aspects"),
        ('["mean"]', '"mean"', "methods of each correction in .* must be a list, got 'mean'"),
        ('"wraps around"', "7", "reason of each correction .* must be a text, got 7"),
        ('"arguments"', '"all"', "aspect .* must be result or arguments, got 'all'"),
        ('{mean = "truth:mean"}', "7", "oracle in .* must be a table of formulas, got 7"),
        ("[[pairs.corrections]]", "[pairs.corrections]", "corrections in .* must be tables"),
    ],
)
def test_a_correction_that_cannot_be_read_is_refused(tmp_path, old, new, said):
    assert DECLARED.count(old) == 1
    (tmp_path / "portproof.toml").write_text(DECLARED.replace(old, new))
    with pytest.raises(RequestError, match=said):
        read_configuration(tmp_path / "portproof.toml")
