"""A Python and a JDK in, one archive out for workers that have neither.

======================  ==========================================================================
``bin/python3``         what starts the interpreter that is beside it, wherever the archive is
``lib``                 its library
``site``                what portproof depends on
``jdk``                 the JDK
======================  ==========================================================================
"""

import io
import sys
import sysconfig
import tarfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from bridge.errors import RequestError
from bridge.javac import Jdk

__all__ = ["write_pack"]

# Of the archives that Spark unpacks these alone keep that a file is a program.
_ENDINGS = (".tar.gz", ".tgz")

_LAUNCHER = """\
#!/bin/sh
here=$(cd "$(dirname "$0")/.." && pwd)
export PYTHONHOME="$here"
export PYTHONPATH="${PYTHONPATH:+$PYTHONPATH:}$here/site"
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/bin/python" "$@"
"""

# What no sweep asks for.
_LEFT_OUT = {
    *("__pycache__", "site-packages", "dist-packages", "test", "idlelib", "tkinter", "ensurepip"),
    *("jmods", "demo", "man", "src.zip", "legal"),
}


def write_pack(file: Path, jdk: Jdk) -> None:
    """Write the archive, as a whole or not at all.

    Parameters
    ----------
    file : Path
        A name that ends in ``.tar.gz`` or ``.tgz``.
    jdk : Jdk
        What is packed beside the Python that runs this.

    Raises
    ------
    RequestError
        If the file is named otherwise, or cannot be written.
    """
    if not file.name.endswith(_ENDINGS):
        endings = " or ".join(_ENDINGS)
        raise RequestError(f"--pack must name a file that ends in {endings}, got {file}")
    part = file.with_name(f".{file.name}.new")
    try:
        # What a link leads to is packed in its place: the worker has nothing of it.
        with tarfile.open(part, "w:gz", dereference=True, compresslevel=1) as archive:
            for path, name in _contents(jdk):
                archive.add(path, name, recursive=False)
            launcher = tarfile.TarInfo("bin/python3")
            launcher.mode, launcher.size = 0o755, len(_LAUNCHER)
            archive.addfile(launcher, io.BytesIO(_LAUNCHER.encode()))
        part.replace(file)
    except OSError as error:
        raise RequestError(f"--pack must name a file to write, got {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _contents(jdk: Jdk) -> Iterator[tuple[Path, str]]:
    """The files, and what they are called in the archive."""
    yield Path(sys.executable).resolve(), "bin/python"
    shared = Path(str(sysconfig.get_config_var("LIBDIR")))
    for path in shared.glob(str(sysconfig.get_config_var("INSTSONAME"))):
        yield path, f"lib/{path.name}"
    library = Path(sysconfig.get_path("stdlib"))
    for path in _below(library):
        yield path, f"lib/{library.name}/{path.relative_to(library)}"
    for own in _requirements():
        for each in own.files or ():
            path = Path(str(own.locate_file(each)))
            if ".." not in each.parts and path.is_file() and path.suffix != ".pyc":
                yield path, f"site/{each}"
    for path in _below(jdk.home):
        yield path, f"jdk/{path.relative_to(jdk.home)}"


def _below(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.name in _LEFT_OUT or path.name.startswith("config-"):
            continue
        if path.is_dir():
            yield from _below(path)
        elif path.is_file():
            yield path


def _requirements() -> list[Distribution]:
    """What portproof depends on, and what that does."""
    found: dict[str, Distribution] = {}
    waiting = ["portproof"]
    while waiting:
        for text in distribution(waiting.pop()).requires or ():
            asked = Requirement(text)
            is_meant = asked.marker is None or asked.marker.evaluate({"extra": ""})
            if is_meant and asked.name.lower() not in found:
                found[asked.name.lower()] = distribution(asked.name)
                waiting.append(asked.name)
    return list(found.values())
