"""What the README shows is what the code gives."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.bundled import LEDGER
from bridge.cli import main
from bridge.engine import check_ports

README = Path(__file__).parent.parent / "README.md"


def part(name):
    return re.search(f"<!-- {name} -->\n(.*?)<!-- end -->", README.read_text("utf-8"), re.DOTALL)


@pytest.mark.jvm
def test_the_bug_fix_report_is_the_ledger():
    asked = ["ledger", "--cases", "50", "--seed", "1", "--check", str(README)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output


@pytest.mark.jvm
def test_the_table_shows_the_verdicts_of_a_run():
    shown = re.findall(r"^(\w+) +([A-Z]+) +\d+ ", part("table")[1], re.MULTILINE)
    report = check_ports(cases=50, seed=1)
    got = [(v.java.partition("(")[0], v.status.name) for v in report.methods if v.java]
    assert shown == got


def test_the_table_fits_80_columns():
    assert max(map(len, part("table")[1].splitlines())) <= 80


def test_the_ledger_names_who_found_what():
    found = {by: [c.name for c in LEDGER if c.found_by == by] for by in ("the user", "portproof")}
    assert found["the user"] == [
        "sigmoid precedence",
        "tanh derivative",
        "max initialisation",
        "dC/dz sign",
    ]
    assert len(found["portproof"]) == 6
