import signal
import threading

import pytest

from bridge.deadline import LateError, deadline


def spin():
    while True:
        pass


def test_what_takes_too_long_is_interrupted():
    with pytest.raises(LateError), deadline(0.01):
        spin()


def test_what_is_in_time_is_left_alone():
    before = signal.getsignal(signal.SIGALRM)
    with deadline(60.0):
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_alarm_of_somebody_else_stays():
    signal.setitimer(signal.ITIMER_REAL, 60.0)
    try:
        with deadline(0.01):
            assert signal.getitimer(signal.ITIMER_REAL)[0] > 1.0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_another_thread_is_not_interrupted():
    done = []

    def work():
        with deadline(0.01):
            done.append(signal.getitimer(signal.ITIMER_REAL)[0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [0.0]
