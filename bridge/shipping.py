"""A port in, an archive out with all that sweeps it where nothing of it is; and the port again.

================  ================================================================================
``site``          portproof itself, and the port's module if it is named and not a file
``files``         the port's other files, as they lie to each other, from a folder above them all
``cache``         the compiled classes, in the form of the user's cache
``port``          the port with paths from the current folder on, and where that is in ``files``,
                  as `bridge.jobs.pack` writes them
================  ================================================================================
"""

import os
import shutil
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import bridge
from bridge.bundled import BUNDLED
from bridge.cache import cache_folder
from bridge.formulas import is_place
from bridge.jobs import pack, unpack
from bridge.kept import files_of
from bridge.ports import Port

__all__ = ["Shipped", "read_archive", "write_archive"]

_SOURCES = Path(bridge.__file__).parent


def write_archive(
    file: Path, port: Port, classes: Iterable[Path], libraries: Iterable[Path]
) -> None:
    """Write what a port needs.

    Parameters
    ----------
    file : Path
        The archive, a zip file.
    port : Port
        What is to be swept elsewhere.
    classes : iterable of Path
        Jars in the user's cache, which hold the compiled harness and Java of the port.
    libraries : iterable of Path
        Jars that the harness needs.
    """
    here = Path.cwd()
    files = [] if port.is_bundled else [Path(os.path.abspath(path)) for path in _files(port)]
    base = Path(os.path.commonpath([here, *files]))
    metadata = f"Metadata-Version: 2.1\nName: portproof\nVersion: {version('portproof')}\n"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for root in (_SOURCES, _SOURCES.parent / "activations", *_module(port)):
            for path in _below(root):
                archive.write(path, f"site/{path.relative_to(root.parent)}")
        for jar in libraries:
            archive.write(jar, f"site/bridge/java/{jar.name}")
        archive.writestr("site/portproof.dist-info/METADATA", metadata)
        for path in dict.fromkeys(files):
            archive.write(path, f"files/{path.relative_to(base)}")
        for jar in classes:
            archive.write(jar, f"cache/portproof/classes/{jar.name}")
        archive.writestr("port", pack((_told(port, here), str(here.relative_to(base)))))


@dataclass(frozen=True, slots=True)
class Shipped:
    """What came with an archive."""

    port: Port
    folder: Path  # from which its paths go on
    cache: Path  # in the form of the user's

    def unpack_classes(self) -> None:
        """Put the compiled classes into the user's cache, or, where there is none, in its place."""
        own = cache_folder("classes")
        try:
            own.mkdir(parents=True, exist_ok=True)
            for jar in (self.cache / "portproof" / "classes").iterdir():
                part = own / f"{jar.name}.{os.getpid()}.part"
                shutil.copyfile(jar, part)
                part.replace(own / jar.name)
        except OSError:
            os.environ["XDG_CACHE_HOME"] = str(self.cache)


def read_archive(folder: Path) -> Shipped:
    """Read an archive that was unpacked."""
    port, here = unpack((folder / "port").read_text(encoding="ascii"))
    (folder / "files" / here).mkdir(parents=True, exist_ok=True)
    if port.is_bundled:
        own = next(each for each in BUNDLED if each.reference == port.reference)
        port = replace(own, rule=port.rule)
    return Shipped(port, folder / "files" / here, folder / "cache")


def _told(port: Port, here: Path) -> Port:
    """The port without what every process has of it, and with paths that hold there."""
    if port.is_bundled:
        return replace(port, java=(), pairs=(), corrections=())
    python = port.python
    return replace(
        port,
        java=tuple(_from(here, path) for path in port.java),
        python=_from(here, python) if isinstance(python, Path) else python,
        classpath=tuple(_from(here, path) for path in port.classpath),
        examples=None,
        arguments=(),
    )


def _from(here: Path, path: Path) -> Path:
    return Path(os.path.relpath(path, here))


def _files(port: Port) -> Iterator[Path]:
    yield from (path for path in files_of(port) if path.suffix != ".pyc")
    formulas = [f for correction in port.corrections for f in correction.formulas]
    for formula in (*formulas, *(formula for _, formula in port.oracles)):
        if isinstance(formula, str) and is_place(formula.strip()):
            module = formula.strip().rpartition(":")[0]
            file = Path(module if module.endswith(".py") else f"{module.replace('.', '/')}.py")
            yield from (path for path in (file,) if path.is_file())


def _module(port: Port) -> Iterator[Path]:
    """The module that a port is named by, unless it is one that every worker has."""
    if isinstance(port.python, Path) or port.is_bundled:
        return
    if os.getcwd() not in sys.path:
        sys.path.append(os.getcwd())
    spec = find_spec(port.python.partition(".")[0])
    if spec is None or not spec.origin or not os.path.isfile(spec.origin):
        return
    path = Path(spec.origin)
    installed = [sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")]
    if not any(path.is_relative_to(folder) for folder in installed):
        yield path.parent if spec.submodule_search_locations else path


def _below(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path
