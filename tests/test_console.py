from types import SimpleNamespace

import pytest

from bridge.commands import console
from bridge.commands.console import shown_progress
from bridge.interrupt import Interrupt
from bridge.session import Step


@pytest.fixture
def shown(monkeypatch, capsys):
    """Show a run of two steps, so many seconds after its beginning, on a terminal or not."""
    asked_s = []

    class Timer:
        def __init__(self, seconds, function):
            asked_s.append(seconds)
            self.start = function

        cancel = is_alive = lambda self: False

    def shown(*, terminal, hidden=False):
        monkeypatch.setenv("TERM", "xterm" if terminal else "dumb")
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(console.threading, "Timer", Timer)
        times = iter([10.0, 12.0])
        monkeypatch.setattr(console, "time", SimpleNamespace(monotonic=lambda: next(times)))
        with shown_progress(Interrupt(), hidden=hidden) as show:
            show(Step("f(double)", 100, 0.1))
            show(Step("f(double)", 600, 0.6))
        return asked_s, capsys.readouterr().err

    return shown


def test_what_lasts_over_two_seconds_shows_its_pace_and_the_time_left(shown):
    asked_s, text = shown(terminal=True)
    assert asked_s == [2.0]
    assert "600 cases, 250/s," in text
    assert "left" in text


@pytest.mark.parametrize(("terminal", "hidden"), [(False, False), (True, True)])
def test_nothing_is_shown_to_a_file_nor_to_who_wants_quiet(shown, terminal, hidden):
    assert shown(terminal=terminal, hidden=hidden)[1] == ""
