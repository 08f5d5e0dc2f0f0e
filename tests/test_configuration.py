import pytest

from bridge.configuration import Configuration, find_configuration, read_configuration
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
            ["--nulls", "--pair=f(int)=g", "--", "Foo.java", "foo.py"],
            ["--method=f", "--method=h", "--", "A.java", "B.java", "port.module"],
        ],
    )


def test_a_shared_file_holds_a_table_of_ours(tmp_path):
    shared = tmp_path / "pyproject.toml"
    shared.write_text("[project]\nname = 'x'\n")
    assert find_configuration(tmp_path) is None
    shared.write_text("[[tool.portproof.pairs]]\njava = 'A.java'\npython = 'a.py'\n")
    assert find_configuration(tmp_path) == shared
    assert read_configuration(shared).pairs == [["--", "A.java", "a.py"]]


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
