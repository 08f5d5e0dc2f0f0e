"""The wheel works where the sources are not."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.jvm]


def test_the_wheel_checks_the_bundled_port_from_another_folder(tmp_path):
    root = Path(__file__).parent.parent
    wheels, venv, elsewhere = (tmp_path / name for name in ("wheels", "venv", "elsewhere"))
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels]
    subprocess.run([*pip, root], check=True)
    [wheel] = wheels.glob("portproof-*.whl")
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin" / "pip", "install", "--quiet", wheel], check=True)
    reports = ["--json", "report.json", "--html", "report.html"]
    command = [venv / "bin" / "portproof", "check", "--cases", "50", *reports]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert (done.returncode, "PASSED: 20 methods" in done.stdout) == (0, True), done.stderr
    assert {path.name for path in elsewhere.iterdir()} == {"report.json", "report.html"}
