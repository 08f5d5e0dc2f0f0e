"""The program of a process that proves ports; `jobs.py` says what it reads and writes."""

import os
import sys

from bridge.errors import BridgeError
from bridge.jobs import pack, unpack
from bridge.session import Session, Step, Tally
from bridge.worker_main import take_streams

__all__ = ["main"]


def main() -> None:
    """Prove ports until the input ends."""
    tasks, replies = take_streams()

    def tell(thing: object) -> None:
        print(pack(thing), file=replies, flush=True)

    def advance(step: Step) -> None:
        tally.advance(0, step)

    tally = Tally(1, tell)
    with Session(**unpack(sys.argv[1])) as session:
        print("portproof job", session.jvm.version, session.jvm.vendor, file=replies, flush=True)
        for line in tasks:
            port, plan = unpack(line)
            try:
                tell(session.prove_port(port, plan, advance))
            except BridgeError as error:
                tell(error)
    os._exit(0)
