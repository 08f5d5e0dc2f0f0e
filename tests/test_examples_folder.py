"""What the examples show is what a run gives."""

import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.certificates import read_certificate

JDK = Path(__file__).parent.parent / "examples" / "jdk"
SWEPT = JDK.parent / "sweeps" / "corrected.json"


def module(file):
    spec = importlib.util.spec_from_file_location(f"examples_{file.stem}", file)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def readme():
    return (JDK / "README.md").read_text("utf-8")


def rows(text):
    """The cells of each row of Markdown tables, their heads left out."""
    split = [
        re.split(r" *(?<!\\)\| *", line)[1:-1] for line in text.splitlines() if line[:1] == "|"
    ]
    return [cells for cells in split if cells[0] not in {"Java", "---"}]


def test_each_difference_from_the_jdk_has_its_reason():
    different = [cells for cells in rows(readme()) if cells[2] == "DIFFERENT"]
    assert len(different) > 100
    assert [cells for cells in different if not cells[4] or not cells[5]] == []


def test_the_table_of_the_jdk_has_every_method():
    bodies = [
        f"`{body}`".replace("|", r"\|")
        for source in JDK.glob("*.java")
        for body in module(JDK / "table.py").java_bodies(source.read_text("utf-8")).values()
    ]
    assert len(bodies) > 160
    assert {cells[0] for cells in rows(readme())} == set(bodies)


def test_the_workflow_asks_for_reports_that_there_are():
    workflow = (JDK.parent / "github-actions" / "portproof.yml").read_text("utf-8")
    command = re.search(r">-\n +portproof check (.*?)\n +- uses", workflow, re.DOTALL)[1]
    program = cli.main.make_context("portproof", ["check"])
    asked = cli.check.make_context("check", shlex.split(command), parent=program).params
    assert asked["github"]
    for file in (asked["sarif_file"], asked["junit_file"]):
        assert re.search(rf": {re.escape(file.name)}$", workflow, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.jvm
def test_a_run_of_fewer_cases_agrees_with_the_table_of_the_jdk(tmp_path):
    report = tmp_path / "report.json"
    program = [sys.executable, "-c", "from bridge.cli import main; main()"]
    words = ["check", "--cases", "200", "--seed", "1", "--jobs", "2", "--no-explain", "--json"]
    folder = copied(tmp_path)
    done = subprocess.run([*program, *words, report], cwd=folder, capture_output=True)
    assert done.returncode == 1
    found = json.loads(report.read_text("utf-8"))
    ran_on = f"Java {found['java']['version']}, Python {found['python']['version']}"
    if ran_on not in readme():
        pytest.skip(f"the table was made on other versions than {ran_on}")
    fresh = rows(module(JDK / "table.py").write_table(found))
    in_table = rows(readme())
    assert [cells[:2] for cells in fresh] == [cells[:2] for cells in in_table]
    changed = [(f, t) for f, t in zip(fresh, in_table, strict=True) if f[2] != t[2]]
    assert [pair for pair in changed if pair[0][2] != "SAME"] == []
    # Fewer cases miss what differs in extreme cases only, and sums that cancel by chance.
    assert len([table for _, table in changed if table[3] != "extreme"]) <= 2


def test_the_certificate_is_of_every_float():
    methods = read_certificate(SWEPT).methods
    assert len(methods) == 8
    for method in methods:
        assert (method.rule, method.domain.size) == ("bits", 1 << 32)
        assert (method.findings.inputs, method.findings.differences) == (1 << 32, 0)
        assert method.findings.unjudged == 0


@pytest.mark.slow
@pytest.mark.jvm
def test_blocks_of_the_certificate_are_as_certified():
    done = CliRunner().invoke(cli.main, ["sweep", "--verify", str(SWEPT)])
    assert done.exit_code == 0
    assert done.output.count("11 of 11 blocks are as certified") == 8


def copied(folder):
    """The example in a folder where counterexamples may be kept."""
    ignored = shutil.ignore_patterns(".portproof", "__pycache__")
    return shutil.copytree(JDK, folder / "jdk", ignore=ignored)
