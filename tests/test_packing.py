"""The archive for workers that have neither Python nor a JDK."""

import os
import subprocess
import sys
import tarfile

import pytest
from click.testing import CliRunner

from bridge.cli import main
from bridge.javac import find_jdk
from bridge.packing import write_pack


@pytest.mark.slow
@pytest.mark.jvm
def test_what_is_packed_runs_wherever_it_is(tmp_path):
    write_pack(tmp_path / "workers.tar.gz", find_jdk())
    with tarfile.open(tmp_path / "workers.tar.gz") as archive:
        archive.extractall(tmp_path / "there", filter="fully_trusted")
    there = tmp_path / "there"
    code = "import hypothesis, numpy, py4j, sys; print(sys.prefix, numpy.__file__)"
    python = [there / "bin" / "python3", "-c", code]
    done = subprocess.run(python, capture_output=True, text=True, check=True, env={})
    assert done.stdout.split() == [str(there), str(there / "site" / "numpy" / "__init__.py")]
    javac = subprocess.run([there / "jdk" / "bin" / "javac", "-version"], check=True, env={})
    assert javac.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pack", "workers.zip"], "--pack must name a file that ends in .tar.gz or .tgz"),
        (["--pack", "none/workers.tar.gz"], "--pack must name a file that can be written"),
        (["--pack", "workers.tar.gz", "Foo.java", "foo.py"], "--pack must come without"),
        (["--packed", sys.executable], "--packed must come with --engine spark"),
        (
            ["--packed", sys.executable, "--engine", "spark", "--master", "local[2]"],
            "--packed must come with a master that has workers, got local[2]",
        ),
    ],
)
@pytest.mark.jvm
def test_what_cannot_be_packed_is_refused(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["sweep", *arguments])
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    assert os.listdir(tmp_path) == []
