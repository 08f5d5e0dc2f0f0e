"""What an interrupted run had done."""

import pytest

from bridge.engine import check_ports
from bridge.kept import Kept
from bridge.ports import Port
from bridge.session import Proven
from bridge.verdict import Status, Verdict

PROVEN = Proven(("f(int)",), (Verdict("f(int)", "foo.f", "Foo", Status.SAME),))


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "portproof" / "runs"


@pytest.fixture
def ports(tmp_path):
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Foo.java").write_text("class Foo { static int f(int x) { return x; } }")
        (tmp_path / name / "foo.py").write_text("def f(x): return x\n")
        made.append(Port((tmp_path / name / "Foo.java",), tmp_path / name / "foo.py"))
    return made


@pytest.fixture
def kept(ports):
    """A run that was interrupted after the first port."""
    run = Kept("plan")
    run.begin(7, ports, resume=False)
    run.add(ports[0], PROVEN)
    return Kept("plan")


def test_what_is_done_is_found(kept, ports):
    assert kept.seed == 7
    assert kept.begin(7, ports, resume=True) == {0: PROVEN}


def test_nothing_is_kept_of_another_plan(kept, ports):
    assert Kept("another").seed is None
    assert Kept("another").begin(7, ports, resume=True) == {}


def test_another_seed_starts_anew(kept, ports):
    assert kept.begin(8, ports, resume=True) == {}
    assert kept.seed == 8


def test_a_run_that_is_not_resumed_starts_anew(kept, ports):
    assert kept.begin(7, ports, resume=False) == {}
    assert kept.begin(7, ports, resume=True) == {}


@pytest.mark.parametrize("name", ["Foo.java", "foo.py", "sibling.py"])
def test_what_has_changed_is_not_done(kept, ports, tmp_path, name):
    (tmp_path / "a" / name).write_text("x = 1\n")
    assert kept.begin(7, ports, resume=True) == {}


def test_a_line_that_was_cut_is_left_out(kept, ports, cache):
    kept.add(ports[1], PROVEN)
    [file] = cache.iterdir()
    file.write_bytes(file.read_bytes()[:-5])
    assert kept.begin(7, ports, resume=True) == {0: PROVEN}
    kept.add(ports[1], PROVEN)
    assert kept.begin(7, ports, resume=True) == {0: PROVEN, 1: PROVEN}


def test_what_could_not_be_judged_is_not_done(kept, ports):
    kept.add(ports[1], Proven((), PROVEN.verdicts))
    assert kept.begin(7, ports, resume=True) == {0: PROVEN}


def test_nothing_is_left_of_a_run_that_is_over(kept, cache):
    kept.end()
    assert list(cache.iterdir()) == []


@pytest.mark.slow
@pytest.mark.jvm
def test_an_interrupted_run_goes_on(ports, cache):
    def interrupt(step):
        if step.share > 0.5:
            raise KeyboardInterrupt

    kept = Kept("plan")
    with pytest.raises(KeyboardInterrupt):
        check_ports(ports, cases=2000, kept=kept, progress=interrupt)
    seed = kept.seed
    report = check_ports(ports, cases=2000, kept=kept, resume=True)
    assert (report.seed, report.resumed, len(report.methods)) == (seed, 1, 2)
    assert report.passed
    assert list(cache.iterdir()) == []
