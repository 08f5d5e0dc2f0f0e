"""What tests ask of processes."""

import os
import time


def is_running(pid):
    """Whether there is such a process; one that ended but was not yet reaped counts as gone."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends_within(pid, seconds):
    """Whether it ends in time."""
    end = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < end:
        os.sched_yield()
    return not is_running(pid)
