"""The command that sweeps: what it prints, its certificates, and what becomes of it when killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from bridge.checkpoints import Checkpoint
from bridge.cli import main
from bridge.domains import domain_of
from bridge.ports import make_port
from bridge.signatures import Signature
from bridge.swept import Findings, SweptBlock

JAVA = """
public class Foo {
    static double half(double x) { return x / 2; }
    static int square(byte x) { return x * x; }
    static int twice(short x) { return 2 * x; }
    static double[] same(double[] x) { return x; }
    static String text(String x) { return x; }
}
"""
PYTHON = """
import numpy as np

def half(x: np.ndarray):
    return x / 2

def square(x):
    return x * x

def twice(x):
    return 2 * x

def same(x):
    return x

def text(x):
    return x
"""
COMMAND = [sys.executable, "-c", "from bridge.cli import main; main()", "sweep"]
FILES = ["Foo.java", "foo.py"]
SQUARE = [*FILES, "--method", "square"]
TWICE = [*FILES, "--method", "twice"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bridge.checkpoints.cache_folder", lambda name: tmp_path / "cache" / name)
    (tmp_path / "Foo.java").write_text(JAVA)
    (tmp_path / "foo.py").write_text(PYTHON)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["sweep", *arguments])


def begun(folder, *arguments):
    """Begin a sweep in a process of its own, and wait until some blocks are done."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "home")}
    started = subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while time.monotonic() < end and started.poll() is None:
        lines = [f.read_text().count("\n") for f in (folder / "home").rglob("sweeps/*")]
        if lines and max(lines) >= 1:
            break
        time.sleep(0.01)
    return started, environment


@pytest.mark.jvm
def test_a_right_port_passes():
    done = run(*SQUARE)
    assert done.exit_code == 0
    assert "Foo square(byte): 256 inputs, every byte: 0 differences" in done.output
    assert done.output.endswith("PASSED: 1 method, 256 inputs, 0 differences\n")


@pytest.mark.jvm
def test_a_page_tells_of_it(folder):
    assert run(*SQUARE, "--quiet", "--html", "square.html").exit_code == 0
    page = (folder / "square.html").read_text()
    assert "Foo square(byte) and foo.square" in page
    assert "256 inputs" in page


@pytest.mark.jvm
def test_a_difference_is_told_and_fails(folder):
    (folder / "foo.py").write_text(PYTHON.replace("x * x", "x * x if x != 11 else 0"))
    done = run(*SQUARE)
    assert done.exit_code == 1
    assert "square(11): Java 121, Python 0: the results differ" in done.output


@pytest.mark.slow
@pytest.mark.jvm
def test_what_cannot_be_swept_is_said_beside_the_rest():
    done = run(*FILES, "--points", "1")
    assert "text(String): not swept: parameters must be one or two numbers" in done.output
    assert "same(double[]): not swept: length must be said" in done.output
    assert "PASSED: 3 methods" in done.output


@pytest.mark.jvm
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--method", "text"], "must be one or two numbers, or one double"),
        (["--method", "same"], "add --length N"),
        (["--method", "none"], "method must be one of"),
        (
            ["--method", "half", "--points", "9999999"],
            "at most 2^32 inputs, got .*; sweep .* --yes",
        ),
        (["--method", "square", "--certificate", "none/file"], "--certificate must name a file"),
        (["--reference", "forum"], "--reference must be left out, got 'forum'"),
    ],
)
def test_what_is_asked_in_vain_is_refused(folder, arguments, message):
    before = sorted(folder.iterdir())
    done = run(*FILES, *arguments)
    assert done.exit_code == 2
    assert re.search(re.sub(r"\^", r"\\^", message), " ".join(done.output.split()))
    assert sorted(folder.iterdir()) == before


@pytest.mark.slow
@pytest.mark.jvm
def test_the_certificate_is_the_same_whatever_the_jobs(folder):
    for jobs in ("1", "2"):
        options = [
            "--points",
            "1",
            "--length",
            "2",
            "--jobs",
            jobs,
            "--certificate",
            f"{jobs}.json",
        ]
        assert run(*FILES, *options).exit_code == 0
    assert (folder / "1.json").read_bytes() == (folder / "2.json").read_bytes()


@pytest.mark.jvm
def test_a_certificate_is_verified_and_a_wrong_one_is_not(folder):
    run(*SQUARE, "--certificate", "square.json")
    done = run("--verify", "square.json")
    assert (done.exit_code, done.output) == (
        0,
        "Foo square(byte): 1 of 1 blocks are as certified, of 1 that there are\n",
    )
    document = json.loads((folder / "square.json").read_text())
    document["methods"][0]["blocks"] = ["0 0123456789abcdef 0123456789abcdef"]
    (folder / "square.json").write_text(json.dumps(document))
    done = run("--verify", "square.json")
    assert done.exit_code == 1
    assert "must be '0 0123456789abcdef 0123456789abcdef' as certified, got '0 " in done.output


PAIRS = """
[[pairs]]
java = "Foo.java"
python = "foo.py"
method = "square"
sweep = true
[[pairs]]
java = "Bar.java"
python = "bar.py"
[[pairs]]
java = "Foo.java"
python = "other.py"
method = "square"
sweep = true
"""


STALE = """
[[pairs]]
java = "Foo.java"
python = "foo.py"
method = "square"
sweep = true
[[pairs.corrections]]
name = "none"
methods = ["square"]
reason = "is right"
applies = "x == 7"
"""


@pytest.mark.jvm
def test_a_correction_that_accounts_for_nothing_fails(folder):
    (folder / "portproof.toml").write_text(STALE)
    done = run("--certificate", "stale.json")
    assert done.exit_code == 1
    assert "stale       correction 'none': it accounts for no input at all" in done.output
    assert done.output.endswith("FAILED: 1 method, 256 inputs, 0 differences, 1 stale correction\n")
    assert json.loads((folder / "stale.json").read_text())["methods"][0]["corrections"] == {
        "none": 0
    }


@pytest.mark.jvm
def test_without_files_the_pairs_that_are_marked_are_swept(folder):
    (folder / "portproof.toml").write_text(PAIRS)
    (folder / "other.py").write_text(PYTHON)
    done = run("--certificate", "both.json")
    assert done.exit_code == 0
    assert done.output.startswith("Sweeping the 2 pairs of portproof.toml\n")
    methods = json.loads((folder / "both.json").read_text())["methods"]
    assert [method["python"] for method in methods] == ["foo.square", "other.square"]
    assert run("--verify", "both.json").exit_code == 0


def test_a_configuration_that_marks_no_pair_is_refused(folder):
    (folder / "portproof.toml").write_text(PAIRS.replace("sweep = true", ""))
    done = run()
    assert done.exit_code == 2
    assert "portproof.toml must mark a pair to be swept, got none" in done.output


@pytest.mark.jvm
def test_a_certificate_of_a_method_that_is_not_there_is_refused(folder):
    run(*SQUARE, "--certificate", "square.json")
    text = (folder / "square.json").read_text()
    (folder / "square.json").write_text(text.replace("square(byte)", "cube(byte)"))
    done = run("--verify", "square.json")
    assert done.exit_code == 2
    assert "got cube(byte)" in done.output


@pytest.mark.slow
@pytest.mark.jvm
def test_verifying_says_what_is_not_as_it_was(folder):
    run(*SQUARE, "--certificate", "square.json")
    text = (folder / "square.json").read_text()
    (folder / "square.json").write_text(text.replace('"numpy": "', '"numpy": "old '))
    done = run("--verify", "square.json")
    assert done.exit_code == 0
    assert "Note: certified with numpy old " in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--verify", "foo.py"], "foo.py must be a certificate of portproof sweep"),
        (["--verify", "foo.py", "Foo.java", "foo.py"], "--verify must come without"),
        (["--verify", "none.json"], "does not exist"),
    ],
)
def test_what_is_no_certificate_is_refused(arguments, message):
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.output


@pytest.mark.slow
@pytest.mark.jvm
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_sweep_is_resumed_and_ends_with_the_same_certificate(folder, jobs):
    started, environment = begun(folder, *TWICE, "--jobs", jobs)
    started.kill()
    started.communicate()
    done = subprocess.run(
        [*COMMAND, *TWICE, "--resume", "--certificate", "resumed.json"],
        env=environment,
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert (started.returncode, done.returncode) == (-signal.SIGKILL, 0)
    assert run(*TWICE, "--certificate", "whole.json").exit_code == 0
    assert (folder / "resumed.json").read_bytes() == (folder / "whole.json").read_bytes()
    assert list((folder / "home").rglob("sweeps/*")) == []


@pytest.mark.slow
@pytest.mark.jvm
def test_an_interrupted_sweep_prints_what_is_known(folder):
    started, _ = begun(folder, *TWICE, "--certificate", "twice.json")
    started.send_signal(signal.SIGINT)
    output, errors = started.communicate(timeout=60)
    assert started.returncode == 130
    assert re.search(r"Foo twice\(short\): [\d,]+ of 65,536 inputs, .*: 0 differences", output)
    assert "interrupted; go on with --resume" in errors
    assert not (folder / "twice.json").exists()


def checkpoint(folder):
    port = make_port(folder / "Foo.java", folder / "foo.py")
    return Checkpoint(port, "f(byte)", domain_of(Signature("f", ("byte",), "int")), {"java": "17"})


def test_blocks_are_kept_until_they_are_dropped(folder):
    blocks = {n: SweptBlock(n, Findings(inputs=n), "a", "b") for n in (5, 2)}
    checkpoint(folder).begin(resume=False)
    for block in blocks.values():
        checkpoint(folder).add(block)
    assert checkpoint(folder).begin(resume=True) == blocks
    assert checkpoint(folder).begin(resume=False) == {}
    checkpoint(folder).end()
    assert list((folder / "cache" / "sweeps").iterdir()) == []


def test_a_block_that_was_being_written_is_not_done(folder):
    checkpoint(folder).begin(resume=False)
    checkpoint(folder).add(SweptBlock(1, Findings(), "", ""))
    [file] = (folder / "cache" / "sweeps").iterdir()
    file.write_text(file.read_text() + "gASVnQ")
    assert list(checkpoint(folder).begin(resume=True)) == [1]


def test_what_has_changed_is_not_done(folder):
    checkpoint(folder).begin(resume=False)
    checkpoint(folder).add(SweptBlock(1, Findings(), "", ""))
    (folder / "foo.py").write_text(PYTHON + "\n# changed\n")
    assert checkpoint(folder).begin(resume=True) == {}
