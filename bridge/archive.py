"""A JVM and the harness's jars in, flags out with which that JVM starts faster.

They name an archive of the classes that every session loads, parsed beforehand: the JVM's class
data sharing. It is made once, from a rehearsal in which no class of a user takes part, and takes
some 12 MB in the user's cache. Whatever goes wrong with it, the JVM starts without.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import filelock

from bridge.cache import cache_folder, checksum, is_whole

__all__ = ["archive_flags"]

_TIMEOUT_S = 20.0
# Each virtual environment has a py4j of its own, and so an archive.
_MOST_ARCHIVES = 8


def archive_flags(java: Path, classpath: Sequence[Path], flags: Sequence[str]) -> list[str]:
    """Flags for a start from an archive, which is made if there is none yet.

    Parameters
    ----------
    java : Path
        The launcher of the JVM.
    classpath : sequence of Path
        Jars, the harness's first.
    flags : sequence of str
        All other flags of the JVM.

    Returns
    -------
    list of str
        Empty if no archive can be made.
    """
    try:
        archive = _place(java, classpath, flags)
        if not _is_settled(archive):
            archive.parent.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(archive.with_suffix(".lock"), timeout=0):
                if not _is_settled(archive):
                    _make(archive, [str(java), *flags], classpath)
                    _remove_unused(archive.parent)
        if _is_refused(archive):
            return []
    # There is no such JVM, the cache cannot be written to, or another process is making it.
    except OSError:
        return []
    # The time of its last use; a cache that is read-only is used without.
    with contextlib.suppress(OSError):
        os.utime(archive)
    return [f"-XX:SharedArchiveFile={archive}"]


def _place(java: Path, classpath: Sequence[Path], flags: Sequence[str]) -> Path:
    """Where the archive belongs that was made for exactly this."""
    java = Path(shutil.which(java) or java).resolve()
    key = hashlib.sha256(repr((java, flags)).encode())
    # A JVM that is replaced gets other modules; a launcher that is a script has none.
    for file in (java.parent.parent / "lib" / "modules", *classpath):
        status = file.stat()
        key.update(repr((str(file), status.st_size, status.st_mtime_ns)).encode())
    return cache_folder("cds") / f"{key.hexdigest()[:32]}.jsa"


def _is_settled(archive: Path) -> bool:
    # A damaged archive would crash the JVM.
    return is_whole(archive) or _is_refused(archive)


def _is_refused(archive: Path) -> bool:
    """Whether making it failed, which left an empty file and is not tried again."""
    return archive.exists() and not archive.stat().st_size


def _make(archive: Path, command: Sequence[str], classpath: Sequence[Path]) -> None:
    part = archive.with_suffix(".part")
    path = ["-cp", os.pathsep.join(map(str, classpath))]
    try:
        with tempfile.TemporaryDirectory(prefix="portproof") as scratch:
            names = Path(scratch) / "classes"
            listing = ["-Xshare:off", f"-XX:DumpLoadedClassList={names}", *path]
            memory = str(Path(scratch) / "memory")
            _run([*command, *listing, "portproof.Rehearsal", memory, str(classpath[0])])
            _keep_what_is_ours(names)
            dumping = ["-Xshare:dump", f"-XX:SharedClassListFile={names}"]
            _run([*command, *dumping, f"-XX:SharedArchiveFile={part}", *path])
        part.chmod(0o600)
        with part.open("ab") as opened:
            opened.write(checksum(part.read_bytes()))
        part.replace(archive)
    except (OSError, subprocess.SubprocessError):
        archive.unlink(missing_ok=True)
        archive.touch()
    finally:
        part.unlink(missing_ok=True)


def _keep_what_is_ours(names: Path) -> None:
    """Drop the class that the rehearsal loaded in place of a user's; its line tells a source."""
    lines = names.read_text(encoding="utf-8").splitlines(keepends=True)
    names.write_text("".join(line for line in lines if " source: " not in line), encoding="utf-8")


def _run(command: Sequence[str]) -> None:
    subprocess.run(
        command,
        check=True,
        timeout=_TIMEOUT_S,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _remove_unused(folder: Path) -> None:
    archives = sorted(folder.glob("*.jsa"), key=lambda file: file.stat().st_mtime, reverse=True)
    for archive in archives[_MOST_ARCHIVES:]:
        # Windows keeps a file that a JVM has mapped.
        with contextlib.suppress(OSError):
            archive.unlink()
