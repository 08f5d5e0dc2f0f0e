"""What a worker of Spark does: blocks of a domain in, what was found of each out.

Its process keeps a session as long as it lives, for the JVM is to stay warm from block to block.
What it is told and what it tells are lines as `bridge.jobs.pack` writes them: Spark itself needs
nothing of ours then, which comes with an archive.
"""

import platform
from contextlib import chdir
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from bridge.certificates import cpu, made_with
from bridge.domains import Domain
from bridge.errors import BridgeError, SideError
from bridge.jobs import pack, unpack
from bridge.resolution import Resolved
from bridge.session import Session
from bridge.shipping import Shipped, read_archive
from bridge.sweeping import Sweeper

__all__ = ["Errand", "sweep_blocks"]


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be swept."""

    signature: str  # of the Java method
    domain: Domain
    made_with: dict[str, str]  # versions on the driver, and its CPU
    options: dict[str, Any]  # of the session
    jdk: str  # where it lies from the archive on; empty: where the options say


def sweep_blocks(folder: str, errand: str, numbers: list[int]) -> list[str]:
    """Sweep blocks; gives what was found of each, or in its place the error of a harness.

    Parameters
    ----------
    folder : str
        An archive that was unpacked, as an absolute path.
    errand : str
        A packed `Errand`.
    numbers : list of int
        Which blocks.
    """
    try:
        shipped = _shipped(Path(folder))
        # Spark's own paths go on from where it is.
        with chdir(shipped.folder):
            sweeper = _sweeper(Path(folder), errand)
            found = (sweeper.sweep(number) for number in numbers)
            return [pack(replace(block, cpu=cpu())) for block in found]
    except BridgeError as error:
        return [pack(SideError(f"worker on {platform.node()}: {error}"))]


@lru_cache(maxsize=1)
def _sweeper(folder: Path, told: str) -> Sweeper:
    errand: Errand = unpack(told)
    own = {"jdk": folder / errand.jdk} if errand.jdk else {}
    place = _place(folder, pack(errand.options | own))
    here = made_with(*place.session.java)
    for name, value in errand.made_with.items():
        # CPUs may be several, and the certificate names them all.
        if name != "cpu" and here[name] != value:
            raise SideError(f"{name} must be that of the driver, {value}, got {here[name]}")
    method, pair = place.resolved.find(errand.signature)
    return place.session.sweeper(place.resolved.port, method, pair, errand.domain)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the port of an archive runs."""

    session: Session
    resolved: Resolved


@lru_cache(maxsize=1)
def _place(folder: Path, options: str) -> _Place:
    shipped = _shipped(folder)
    shipped.unpack_classes()
    # It ends with this process, whose end the processes of a session notice.
    session = Session(**unpack(options)).__enter__()
    return _Place(session, session.resolve(shipped.port))


@lru_cache(maxsize=1)
def _shipped(folder: Path) -> Shipped:
    return read_archive(folder)
