"""Verdicts in, the files that their verified fixes make out; and these written, whole or not."""

import os
import shutil
import subprocess
import tempfile
import tokenize
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bridge.errors import BridgeError, RequestError
from bridge.patches import join_changes, put_changes, read_changes, settle_changes, write_diff
from bridge.places import Place
from bridge.verdict import Verdict

__all__ = ["FixedFile", "fix_files", "is_fixed", "require_committed", "write_files"]


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A port's file, and what the fixes of its methods make of it."""

    file: Path
    content: bytes
    diff: str
    fixed: tuple[Verdict, ...]
    left: tuple[Verdict, ...]  # whose fixes contradict those of the others


def is_fixed(verdict: Verdict) -> bool:
    """Whether a fix is known that fresh cases agreed with."""
    cause = verdict.cause
    return bool(cause and cause.fix and cause.is_verified and verdict.python_place.file)


def fix_files(verdicts: Sequence[Verdict]) -> list[FixedFile]:
    """Put the verified fixes of all methods of a file together, for each file.

    Raises
    ------
    BridgeError
        If a file is another than the one that was checked.
    """
    fixed = [verdict for verdict in verdicts if is_fixed(verdict)]
    files = dict.fromkeys(verdict.python_place.file for verdict in fixed)
    return [_fix(file, [v for v in fixed if v.python_place.file == file]) for file in files]


def require_committed(file: Path) -> None:
    """Refuse a file that git could not give back as it is.

    Raises
    ------
    RequestError
        If it has changes that are not committed, or lies in no repository.
    """
    path = Path(os.path.realpath(file))
    if not _git(path, "rev-parse", "--is-inside-work-tree"):
        raise RequestError(
            f"port must lie in a git repository, so that it can be taken back, got {file}; write "
            f"it with --force"
        )
    is_tracked = _git(path, "ls-files", "--", path.name)
    if not is_tracked or _git(path, "status", "--porcelain", "--", path.name):
        raise RequestError(
            f"port must have no uncommitted changes, got some in {file}; commit them, or write it "
            f"with --force"
        )


def write_files(files: Sequence[FixedFile]) -> None:
    """Write them; where one cannot be written, none is.

    Raises
    ------
    RequestError
        If one cannot be written.
    """
    with ExitStack() as made:
        try:
            new = [made.enter_context(_beside(each)) for each in files]
            for each, file in zip(files, new, strict=True):
                os.replace(file, os.path.realpath(each.file))
        except OSError as error:
            raise RequestError(f"port must be a file to write, got {error}") from error


def _fix(file: str, verdicts: Sequence[Verdict]) -> FixedFile:
    try:
        content = Path(file).read_bytes()
        encoding, _ = tokenize.detect_encoding(BytesIO(content).readline)
        text = content.decode(encoding)
        changes = [
            settle_changes(text, read_changes(verdict.cause.fix))
            for verdict in verdicts
            if verdict.cause
        ]
        joined, left = join_changes(changes)
        fixed = put_changes(text, joined)
    except (OSError, SyntaxError, ValueError) as error:
        raise BridgeError(f"{file} must be as it was when it was checked, got {error}") from error
    return FixedFile(
        file=Path(file),
        content=fixed.encode(encoding),
        diff=write_diff(Place(file).path, text, fixed),
        fixed=tuple(v for number, v in enumerate(verdicts) if number not in left),
        left=tuple(verdicts[number] for number in left),
    )


@contextmanager
def _beside(fixed: FixedFile) -> Iterator[Path]:
    """Write the content into a new file beside the old one, which goes unless it is moved."""
    old = Path(os.path.realpath(fixed.file))
    if not os.access(old, os.W_OK):
        raise PermissionError(f"no permission to write {old}")
    with tempfile.NamedTemporaryFile(
        dir=old.parent, prefix=f".{old.name}.", suffix=".new", delete=False
    ) as opened:
        new = Path(opened.name)
        try:
            opened.write(fixed.content)
            opened.close()
            shutil.copymode(old, new)
            yield new
        finally:
            new.unlink(missing_ok=True)


def _git(file: Path, *words: str) -> str:
    """What git says of a file's folder; nothing where it fails, or there is no git."""
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", "-C", str(file.parent), *words],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
