"""`portproof explain`, on causes made by hand and on found ones."""

import pytest
from click.testing import CliRunner
from test_report import EXPLAINED, WRAPS

from bridge.cli import main
from bridge.commands import explain as explain_command
from bridge.counterexamples import FOLDER, Kept
from bridge.replaying import Replayed, Result

KEPT = Kept("square-1f3a9c2e", {}, "Foo", "square(int)", [], {}, {})


class NoSession:
    """Neither a JVM nor a worker."""

    def __init__(self, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


@pytest.fixture
def explains(monkeypatch):
    """Let the command find these, and run it."""
    asked = []

    def run(*found, words=()):
        def find_causes(kept, read_port, session, plan):
            asked.append((kept, plan))
            yield from found

        monkeypatch.setattr(explain_command, "Session", NoSession)
        monkeypatch.setattr(explain_command, "read_kept", lambda ids: [KEPT])
        monkeypatch.setattr(explain_command, "find_causes", find_causes)
        result = CliRunner().invoke(main, ["explain", *words])
        result.asked = asked
        return result

    return run


def test_a_difference_is_explained_in_full(explains):
    told = "square(46341): Java -2147479015, Python 2147488281"
    result = explains(Replayed(KEPT, Result.STILL_DIFFERENT, told, EXPLAINED))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"STILL DIFFERENT square-1f3a9c2e  {told}"
    assert lines[1] == "  Cause: int wraps around at 32 bits (int-overflow)"
    assert f"({WRAPS.section})" in " ".join(result.stdout.split())
    assert "    +    return int32(x)" in lines


@pytest.mark.parametrize(
    ("results", "code"),
    [
        (["FIXED"], 0),
        (["FIXED", "CANNOT_RUN"], 3),
        (["STILL_DIFFERENT", "CANNOT_RUN"], 1),
    ],
)
def test_the_exit_code_is_that_of_replay(explains, results, code):
    result = explains(*(Replayed(KEPT, Result[name], "told") for name in results))
    assert result.exit_code == code
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        name.partition("_")[0] for name in results
    ]


def test_the_plan_asks_for_an_explanation(explains):
    [(kept, plan)] = explains(words=["--seed", "7", "--cases", "50"]).asked
    assert kept == [KEPT]
    assert (plan.seed, plan.cases, plan.explain) == (7, 50, True)


def test_an_id_that_is_not_kept_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    assert CliRunner().invoke(main, ["explain", "x"]).exit_code == 2
    result = CliRunner().invoke(main, ["explain"])
    assert (result.exit_code, "must be kept in .portproof, got none" in result.stderr) == (3, True)
