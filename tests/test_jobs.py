"""Many ports in one run, one after another or several at once."""

import pytest

from bridge.engine import check_ports
from bridge.ports import Port
from bridge.verdict import Status

pytestmark = pytest.mark.jvm


@pytest.fixture
def write(tmp_path):
    """Write a Java method and its port to a folder of their own."""

    def write_port(name, java, python):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "Foo.java").write_text(f"class Foo {{ static int f(int x) {{ {java} }} }}")
        (folder / "foo.py").write_text(python)
        return Port((folder / "Foo.java",), folder / "foo.py", reference=name)

    return write_port


@pytest.fixture
def right(write):
    return lambda name: write(
        name, "return x % 10;", "import math\ndef f(x): return int(math.fmod(x, 10))"
    )


def statuses(report):
    return [verdict.status for verdict in report.methods if verdict.java]


@pytest.mark.slow
def test_several_at_once_are_judged_as_one_after_another(write, right):
    wrong = write("wrong", "return x % 10;", "def f(x): return x % 10\n")
    ports = [right("a"), wrong, right("c")]
    alone = check_ports(ports, cases=20, seed=1)
    together = check_ports(ports, cases=20, seed=1, jobs=2)
    assert statuses(together) == statuses(alone) == [Status.SAME, Status.DIFFERENT, Status.SAME]
    assert [v.tiers for v in together.methods] == [v.tiers for v in alone.methods]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_port_that_cannot_be_judged_keeps_no_other_from_it(write, right, jobs):
    broken = write("broken", "return x", "def f(x): return x\n")
    homeless = write("homeless", "return x;", "import nowhere\n")
    report = check_ports([right("a"), broken, homeless, right("d")], cases=20, jobs=jobs)
    assert statuses(report) == [Status.SAME, Status.UNDECIDED, Status.UNDECIDED, Status.SAME]
    assert "';' expected" in report.methods[1].reason
    assert "No module named 'nowhere'" in report.methods[2].reason
    assert report.exit_code == 3


def test_modules_that_are_called_alike_are_told_apart(write, tmp_path):
    ports = []
    for step in (1, 2):
        ports.append(write(str(step), f"return x / {step};", "from steps import f\n"))
        (tmp_path / str(step) / "steps.py").write_text(f"def f(x): return int(x / {step})\n")
    assert check_ports(ports, cases=20).passed


@pytest.mark.slow
def test_a_job_that_is_killed_costs_its_own_port_alone(write, right):
    kills = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n"
    ports = [write("kills", "return x;", kills), right("b"), right("c")]
    report = check_ports(ports, cases=20, jobs=2)
    assert statuses(report) == [Status.UNDECIDED, Status.SAME, Status.SAME]
    assert "a job must go on, got its end" in report.methods[0].reason


def test_progress_is_told_of_all_ports_together(right):
    steps = []
    check_ports([right("a"), right("b")], cases=20, jobs=2, progress=steps.append)
    assert steps[-1].method == "f(int)"
    assert all(0 <= step.share <= 1 and step.cases <= 40 for step in steps)
