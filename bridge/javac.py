"""A JDK and Java sources in, a jar of classes out, cached by content.

The cache key is a hash of every source, the options, the class path and the compiler's version, so
a jar in the cache never goes stale; one that was damaged is made anew. A compile happens under a
lock: two processes that start at once compile once.
"""

import contextlib
import hashlib
import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import filelock

from bridge.cache import CHECKSUM_SIZE, cache_folder, checksum, is_whole
from bridge.errors import BridgeError, JavacError, JdkNotFoundError

__all__ = ["OLDEST_RELEASE", "Jdk", "compile_ahead", "compile_java", "find_jdk", "release_of"]

_COMPILE = Path(__file__).parent / "java" / "compiler" / "Compile.java"

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
    source: str = ""  # what led to it: --jdk, JAVA_HOME or PATH

    @property
    def release(self) -> int:
        """Such as 17; 0 if unknown."""
        return release_of(self.version)

    @property
    def java(self) -> Path:
        """The launcher of its JVM."""
        return self.home / "bin" / _executable("java")

    @property
    def javac(self) -> Path:
        """Its compiler."""
        return self.home / "bin" / _executable("javac")


def release_of(version: str) -> int:
    """Such as 17 for 17.0.15 or 17-ea; 0 if unknown."""
    return int(re.split("[.-]", version)[0] or 0)


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
        The jar of classes, in the user's cache.

    Raises
    ------
    JavacError
        If javac refuses, and the message is its own; or if the cache cannot be written to.
    """
    program = _Program.of(jdk, roots, release, classpath)
    if is_whole(program.jar):
        return program.jar
    try:
        program.jar.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(program.jar.with_suffix(".lock")):
            if not is_whole(program.jar):
                _write(program.jar, _compile(jdk, program))
    except OSError as error:
        raise JavacError(
            f"cache folder must be writable and have room, got {error}; "
            f"set XDG_CACHE_HOME to one that does"
        ) from error
    return program.jar


def compile_ahead(
    jdk: Jdk, programs: Iterable[tuple[Sequence[Path], Sequence[Path]]], release: int
) -> None:
    """Compile many programs, each by itself, in one process: `compile_java` finds them then.

    Parameters
    ----------
    jdk, release
        As `compile_java` takes them.
    programs : iterable of (sequence of Path, sequence of Path)
        Roots and class path of each; one that does not compile is left for `compile_java` to tell.
    """
    asked = [_Program.of(jdk, roots, release, path) for roots, path in programs]
    wanted = [program for program in asked if not is_whole(program.jar)]
    if len(wanted) < 2:
        return
    # Whatever goes wrong here goes wrong for each of them alone, too, and is told then.
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(prefix="portproof") as folder:
        folders = [Path(folder) / str(number) for number in range(len(wanted))]
        codes = _compile_all(jdk, wanted, folders)
        for program, classes, code in zip(wanted, folders, codes, strict=False):
            if code == "0":
                program.jar.parent.mkdir(parents=True, exist_ok=True)
                with filelock.FileLock(program.jar.with_suffix(".lock")):
                    _write(program.jar, _pack(classes))


@dataclass(frozen=True, slots=True)
class _Program:
    """Sources that belong together, and where their classes are kept."""

    sources: tuple[Path, ...]
    options: tuple[str, ...]
    jar: Path

    @classmethod
    def of(
        cls, jdk: Jdk, roots: Iterable[Path], release: int, classpath: Iterable[Path]
    ) -> "_Program":
        sources = {name: file for root in roots for name, file in _sources(root)}
        places = list(classpath)
        options = ["-encoding", "UTF-8", "--release", str(release), "-Xlint:-options"]
        key = hashlib.sha256(repr((jdk.version, options)).encode())
        for name, file in (*sources.items(), *((path.name, path) for path in _files(places))):
            key.update(repr((name, hashlib.sha256(file.read_bytes()).digest())).encode())
        if places:
            options += ["-classpath", os.pathsep.join(map(str, places))]
        jar = cache_folder("classes") / f"{key.hexdigest()[:32]}.jar"
        return cls(tuple(sources.values()), tuple(options), jar)

    def arguments(self, folder: Path) -> list[str]:
        """What javac is told, to put the classes into a folder."""
        return [*self.options, "-d", str(folder), *map(str, self.sources)]


def _compile_all(jdk: Jdk, programs: Sequence[_Program], folders: Sequence[Path]) -> list[str]:
    """The exit codes, as far as the compiler got."""
    told = [program.arguments(folder) for program, folder in zip(programs, folders, strict=True)]
    lines = [line for arguments in told for line in (str(len(arguments)), *arguments)]
    # The java of a home that was put together may have no compiler in it.
    java = jdk.javac.resolve().with_name(_executable("java"))
    done = subprocess.run(
        [java, _COMPILE], input="\n".join(lines).encode(), capture_output=True, check=False
    )
    return done.stdout.decode().split()


def _sources(root: Path) -> Iterator[tuple[str, Path]]:
    """Sources by the names that they have wherever their folder is."""
    if root.is_file():
        yield root.name, root
    for file in sorted(root.rglob("*.java")):
        yield str(file.relative_to(root)), file


def _files(classpath: Iterable[Path]) -> Iterator[Path]:
    """The jars, and the classes in the folders."""
    for path in classpath:
        yield from sorted(path.rglob("*.class")) if path.is_dir() else [path]


def _compile(jdk: Jdk, program: _Program) -> bytes:
    """The content of the jar."""
    try:
        with tempfile.TemporaryDirectory(prefix="portproof") as folder:
            done = _run_javac(jdk, program.arguments(Path(folder)), JavacError)
            if done.code:
                raise JavacError(f"{jdk.javac} ended with {done.code}:\n{done.output}")
            return _pack(Path(folder))
    except OSError as error:
        raise JavacError(
            f"temporary folder must be writable, got {error}; set TMPDIR to one that is"
        ) from error


def _pack(folder: Path) -> bytes:
    """A jar of all files in a folder: the same bytes for the same classes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as jar:
        for file in sorted(folder.rglob("*.class")):
            # An entry that is made from its name alone is dated 1980.
            jar.writestr(zipfile.ZipInfo(file.relative_to(folder).as_posix()), file.read_bytes())
        # The last thing in a zip file is its comment: room for the checksum.
        jar.comment = bytes(CHECKSUM_SIZE)
    content = packed.getvalue()[:-CHECKSUM_SIZE]
    return content + checksum(content)


def _write(jar: Path, content: bytes) -> None:
    part = jar.with_suffix(".part")
    try:
        part.write_bytes(content)
        part.replace(jar)
    finally:
        part.unlink(missing_ok=True)


def _open_jdk(home: Path, source: str) -> Jdk:
    jdk = Jdk(home, "", source)
    if not all(os.access(program, os.X_OK) for program in (jdk.javac, jdk.java)):
        raise JdkNotFoundError(
            f"{source} must name a JDK with bin/javac and bin/java, got {str(home)!r}; {_INSTALL}"
        )
    jdk = replace(jdk, version=_version(jdk))
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
