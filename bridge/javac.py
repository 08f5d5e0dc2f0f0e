"""A JDK and Java sources in, a folder of classes out, cached by content.

The cache key is a hash of every source, the options, the class path and the compiler's version, so
a folder in the cache never goes stale. A compile happens in a folder of its own that is renamed
into place, under a lock: two processes that start at once compile once.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import filelock
import platformdirs

from bridge.errors import BridgeError, JavacError, JdkNotFoundError

__all__ = ["OLDEST_RELEASE", "Jdk", "compile_java", "find_jdk"]

# Records, pattern matching and switch expressions: what the harness itself is written in.
OLDEST_RELEASE = 17

_INSTALL = """install one, or name its folder with --jdk or JAVA_HOME:
  Debian, Ubuntu   apt-get install openjdk-17-jdk-headless
  Fedora           dnf install java-21-openjdk-devel
  macOS            brew install openjdk@21
  Windows          winget install EclipseAdoptium.Temurin.21.JDK"""


@dataclass(frozen=True, slots=True)
class Jdk:
    """A JDK that is new enough."""

    home: Path
    version: str

    @property
    def release(self) -> int:
        """Such as 17; 0 if unknown."""
        return int(self.version.partition(".")[0] or 0)

    @property
    def java(self) -> Path:
        """The launcher of its JVM."""
        return self.home / "bin" / _executable("java")

    @property
    def javac(self) -> Path:
        """Its compiler."""
        return self.home / "bin" / _executable("javac")

    @property
    def javap(self) -> Path:
        """What tells of class files."""
        return self.home / "bin" / _executable("javap")


def find_jdk(home: Path | None = None) -> Jdk:
    """Find a JDK: `home` if given, else ``JAVA_HOME``, else the ``javac`` on the ``PATH``.

    Raises
    ------
    JdkNotFoundError
        If there is none, or the one found first has no compiler or is older than 17.
    """
    if home is not None:
        return _open_jdk(home, "--jdk")
    if os.environ.get("JAVA_HOME"):
        return _open_jdk(Path(os.environ["JAVA_HOME"]), "JAVA_HOME")
    on_path = shutil.which("javac")
    if on_path is None:
        raise JdkNotFoundError(f"a JDK (javac) must be installed, got none on PATH; {_INSTALL}")
    return _open_jdk(Path(on_path).resolve().parent.parent, "PATH")


def compile_java(jdk: Jdk, *roots: Path, release: int, classpath: Iterable[Path] = ()) -> Path:
    """Compile sources that belong together, or take the classes from the cache.

    Parameters
    ----------
    jdk : Jdk
        Whose javac compiles.
    *roots : Path
        Files, and folders of which every ``.java`` file below is meant.
    release : int
        The Java release whose class files and library are aimed at.
    classpath : iterable of Path
        Jars that the sources need.

    Returns
    -------
    Path
        The folder of classes, in the user's cache; not to be written to.

    Raises
    ------
    JavacError
        If javac refuses; the message is its own.
    """
    sources = {name: file for root in roots for name, file in _sources(root)}
    classpath = list(classpath)
    options = ["-encoding", "UTF-8", "--release", str(release), "-Xlint:-options"]
    key = hashlib.sha256(repr((jdk.version, options)).encode())
    for name, file in (*sources.items(), *((jar.name, jar) for jar in classpath)):
        key.update(repr((name, hashlib.sha256(file.read_bytes()).digest())).encode())
    cache = platformdirs.user_cache_path("portproof") / "classes"
    classes = cache / key.hexdigest()[:32]
    if classes.is_dir():
        return classes
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(f"{classes}.lock"):
            if not classes.is_dir():
                _compile_into(classes, jdk, list(sources.values()), classpath, options)
    except OSError as error:
        raise JavacError(
            f"cache folder must be writable, got {error}; set XDG_CACHE_HOME to one that is"
        ) from error
    return classes


def _sources(root: Path) -> Iterator[tuple[str, Path]]:
    """Sources by the names that they have wherever their folder is."""
    if root.is_file():
        yield root.name, root
    for file in sorted(root.rglob("*.java")):
        yield str(file.relative_to(root)), file


def _compile_into(
    classes: Path, jdk: Jdk, sources: Sequence[Path], classpath: Sequence[Path], options: list[str]
) -> None:
    with tempfile.TemporaryDirectory(dir=classes.parent) as scratch:
        out = Path(scratch) / "classes"
        path = ["-classpath", os.pathsep.join(map(str, classpath))] if classpath else []
        arguments = [*options, *path, "-d", str(out), *map(str, sources)]
        done = _run_javac(jdk, arguments, JavacError)
        if done.code:
            raise JavacError(f"{jdk.javac} ended with {done.code}:\n{done.output}")
        out.rename(classes)


def _open_jdk(home: Path, source: str) -> Jdk:
    jdk = Jdk(home, "")
    if not all(os.access(program, os.X_OK) for program in (jdk.javac, jdk.java)):
        raise JdkNotFoundError(
            f"{source} must name a JDK with bin/javac and bin/java, got {str(home)!r}; {_INSTALL}"
        )
    jdk = Jdk(home, _version(jdk))
    if jdk.release < OLDEST_RELEASE:
        raise JdkNotFoundError(
            f"{source} must name a JDK {OLDEST_RELEASE} or newer, "
            f"got version {jdk.version or 'unknown'} in {str(home)!r}; {_INSTALL}"
        )
    return jdk


def _version(jdk: Jdk) -> str:
    """Such as 17.0.15, or the empty string; 1.8 is told as 8."""
    # Every JDK describes itself in this file; asking javac takes half a second.
    description = jdk.home / "release"
    said = description.read_text(errors="replace") if description.is_file() else ""
    if "JAVA_VERSION=" not in said:
        said = _run_javac(jdk, ["-version"], JdkNotFoundError).output
    number = re.search(r'(?:^JAVA_VERSION="|javac )(?:1\.)?([\d._]+)', said, re.MULTILINE)
    return number[1] if number else ""


@dataclass(frozen=True, slots=True)
class _Ended:
    code: int
    output: str


def _run_javac(jdk: Jdk, arguments: Sequence[str], error: type[BridgeError]) -> _Ended:
    command = [str(jdk.javac), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError as cause:
        raise error(f"javac must be a program that runs, got {cause}; {_INSTALL}") from cause
    return _Ended(done.returncode, (done.stderr + done.stdout).decode(errors="replace").strip())


def _executable(name: str) -> str:
    return f"{name}.exe" if os.name == "nt" else name
