import contextlib
import signal

import pytest

from bridge.interrupt import Interrupt


def drop():
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def drop_and_raise_another():
    drop()
    raise OSError


def test_an_interrupt_that_was_dropped_is_raised_when_asked():
    with contextlib.suppress(KeyboardInterrupt), Interrupt() as interrupt:
        drop()
        with pytest.raises(KeyboardInterrupt):
            interrupt.raise_if_seen()


@pytest.mark.parametrize("act", [drop, drop_and_raise_another])
def test_an_interrupt_that_was_dropped_is_raised_at_the_end(act):
    with pytest.raises(KeyboardInterrupt), Interrupt():
        act()


def test_without_an_interrupt_the_handler_is_as_before():
    before = signal.getsignal(signal.SIGINT)
    with Interrupt() as interrupt:
        interrupt.raise_if_seen()
    assert signal.getsignal(signal.SIGINT) == before
