import json
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.bundled import BUNDLED
from bridge.compare import Ulps
from bridge.configuration import command_words, pair_table, read_pair_table
from bridge.corrections import Correction
from bridge.counterexamples import drop, drop_stale, identify, keep, read_kept
from bridge.errors import RequestError
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.places import Place
from bridge.ports import Port
from bridge.signatures import Signature
from bridge.verdict import Counterexample, Status, Verdict

PORT = Port((Path("Foo.java"),), Path("foo.py"), by_hand=(("f", "g"),), rule=Ulps(2.0))
TEXTS = Signature("f", ("java.lang.String", "double"), "double")
OVERFLOW = Correction("overflow", ["f"], "wraps", "x > 0", cases=[["a", 1.0]])


def found(port=PORT, text="a\ud800", signature=TEXTS, status=Status.DIFFERENT):
    java, python = (
        Outcome(OutcomeStatus.RETURNED, (text, 0.1), value) for value in (1.0, float("nan"))
    )
    example = Counterexample((text, 0.1), java, python, port)
    place = Place(str(Path("foo.py").absolute()), 3)
    return Verdict(
        str(signature),
        "foo.g",
        "Foo",
        status,
        signature=signature,
        counterexample=example,
        python_place=place,
    )


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".portproof"


def test_a_difference_is_kept_as_a_file_that_people_read(folder):
    keep([found()])
    [file] = folder.iterdir()
    assert file.name == f"{identify(found())}.json"
    assert file.read_text().isascii()
    told = json.loads(file.read_text())
    assert told["pair"]["java"] == ["Foo.java"]
    assert told["arguments"][1] == {"type": "double", "value": "0x1.999999999999ap-4"}
    assert told["python"]["value"]["value"].startswith("nan:0x")


def test_what_is_kept_is_read_back(folder):
    keep([found(), found(text="b")])
    kept = {one.id: one for one in read_kept()}
    assert set(kept) == {identify(found()), identify(found(text="b"))}
    assert kept[identify(found())].arguments[0]["value"] == "a\ud800"
    assert [one.id for one in read_kept([identify(found())])] == [identify(found())]


def test_a_difference_that_comes_again_is_kept_once(folder):
    keep([found(), found()])
    keep([found()])
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("status", [Status.SAME, Status.CORRECTED, Status.UNDECIDED])
def test_only_differences_are_kept(folder, status):
    keep([found(status=status)])
    assert not folder.exists()
    assert identify(found(status=status)) == ""


def test_functions_that_no_file_holds_are_not_kept(folder):
    port = replace(PORT, corrections=(replace(OVERFLOW, applies=lambda *_: True),))
    keep([found(port)])
    assert identify(found(port)) == ""
    assert not folder.exists()


@pytest.mark.parametrize(
    "port", [PORT, replace(PORT, corrections=(OVERFLOW,), oracles=(("f", "truth:f"),))]
)
def test_the_pair_of_a_counterexample_is_that_of_the_port(port):
    keep([found(port)])
    [kept] = read_kept()
    table = read_pair_table(kept.pair, "kept")
    assert table.arguments == ["--pair=f=g", "--rule=ulps=2", "--", "Foo.java", "foo.py"]
    assert (table.corrections, table.oracles) == (port.corrections, port.oracles)


def test_paths_within_the_working_directory_are_relative(tmp_path):
    port = replace(PORT, java=(tmp_path / "src" / "Foo.java", Path("/else/Bar.java")))
    assert pair_table(port)["java"] == ["src/Foo.java", "/else/Bar.java"]


def test_the_bundled_port_is_named_as_such():
    table = pair_table(replace(BUNDLED[0], rule=Ulps(1.0, signed_zero=True)))
    assert table == {"bundled": True, "rule": "ulps=1", "signed-zero": True}
    assert command_words(table) == ["--rule", "ulps=1", "--signed-zero"]


def test_what_has_another_signature_now_is_dropped():
    keep([found(), found(text="b")])
    drop_stale([found()])
    assert len(read_kept()) == 2
    other = Signature("f", ("java.lang.String",), "double")
    drop_stale([found(signature=other)])
    assert read_kept() == []


def test_what_another_port_has_is_left_alone(monkeypatch, tmp_path):
    keep([found()])
    other = found(signature=Signature("f", ("int",), "double"))
    drop_stale([replace(other, python_place=Place(str(tmp_path / "bar.py")))])
    drop_stale([replace(other, reference="Bar")])
    drop_stale([found(signature=Signature("g", ("int",), "double"))])
    assert len(read_kept()) == 1


def test_one_is_dropped_by_hand():
    keep([found(), found(text="b")])
    drop(read_kept()[0])
    assert len(read_kept()) == 1


def test_an_id_that_is_not_there_is_refused():
    keep([found()])
    with pytest.raises(RequestError, match=f"ID must be one of {identify(found())}, got 'x'"):
        read_kept(["x"])


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"pair": 1}'])
def test_a_damaged_file_is_refused(folder, text):
    keep([found()])
    [file] = folder.iterdir()
    file.write_text(text)
    with pytest.raises(RequestError, match="must hold a counterexample"):
        read_kept()


def test_a_file_with_something_else_in_it_is_refused(folder):
    keep([found()])
    [file] = folder.iterdir()
    file.write_text(json.dumps({**json.loads(file.read_text()), "arguments": {}}))
    with pytest.raises(RequestError, match=r"arguments in .* must be a list, got \{\}"):
        read_kept()
