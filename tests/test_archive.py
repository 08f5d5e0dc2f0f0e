import errno
import os
import subprocess
from pathlib import Path

import filelock
import pytest

from bridge import archive
from bridge.archive import archive_flags
from bridge.cache import is_whole
from bridge.javac import compile_java
from bridge.jvm import Jvm

SOURCE = "public class Users { public static int same(int x) { return x; } }"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def cache(request, tmp_path, kept, monkeypatch):
    """A folder of the test's own; those with a real JVM share one, to make fewer archives."""
    folder = kept if request.node.get_closest_marker("jvm") else tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "portproof" / "cds"


@pytest.fixture
def make_java(tmp_path):
    """Make a JVM out of a shell script that notes each call."""

    def make(script):
        home = tmp_path / "jvm"
        for folder in ("bin", "lib"):
            (home / folder).mkdir(parents=True)
        (home / "lib" / "modules").touch()
        java = home / "bin" / "java"
        java.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path / "calls"}\n{script}\n')
        java.chmod(0o755)
        return java

    return make


@pytest.fixture
def jar(tmp_path):
    file = tmp_path / "a.jar"
    file.touch()
    return file


def calls(tmp_path):
    noted = tmp_path / "calls"
    return noted.read_text().splitlines() if noted.exists() else []


# A JVM that writes the list and the archive that it is asked for.
OBEDIENT = """
for word in "$@"; do
    case $word in
    -XX:DumpLoadedClassList=*) echo "java/lang/Object id: 0" > "${word#*=}" ;;
    -XX:SharedArchiveFile=*) echo archive > "${word#*=}" ;;
    esac
done"""


def test_an_archive_is_made_once(make_java, jar, tmp_path, cache):
    java = make_java(OBEDIENT)
    flags = archive_flags(java, [jar], ["-Xmx1g"])
    assert archive_flags(java, [jar], ["-Xmx1g"]) == flags
    [made] = cache.glob("*.jsa")
    assert flags == [f"-XX:SharedArchiveFile={made}"]
    assert ["-Xmx1g -Xshare:dump" in call for call in calls(tmp_path)] == [False, True]


def test_whatever_matters_gives_another_archive(make_java, jar, cache):
    java = make_java(OBEDIENT)
    modules = java.parent.parent / "lib" / "modules"
    archive_flags(java, [jar], [])
    archive_flags(java, [jar], ["-Xmx1g"])
    archive_flags(java, [jar, jar], [])
    for file in (jar, modules):
        file.write_bytes(b"another")
        archive_flags(java, [jar], [])
        os.utime(file, (1, 1))
        archive_flags(java, [jar], [])
    assert len(list(cache.glob("*.jsa"))) == 7


@pytest.mark.parametrize("script", ["exit 7", "", "kill -9 $$"])
def test_a_jvm_that_makes_none_is_not_asked_again(make_java, jar, tmp_path, script):
    java = make_java(script)
    assert [archive_flags(java, [jar], []) for _ in range(3)] == [[]] * 3
    assert len(calls(tmp_path)) == 1


def test_a_jvm_that_hangs_is_given_up(make_java, jar, tmp_path, cache, monkeypatch):
    monkeypatch.setattr(archive, "_TIMEOUT_S", 0.2)
    java = make_java("exec sleep 60")
    assert [archive_flags(java, [jar], []) for _ in range(2)] == [[]] * 2
    assert len(calls(tmp_path)) == 1
    assert list(cache.glob("*.part")) == []


def test_what_is_not_a_jvms_own_launcher_is_not_asked(make_java, jar, tmp_path):
    java = make_java("")
    (java.parent.parent / "lib" / "modules").unlink()
    assert archive_flags(java, [jar], []) == []
    assert archive_flags(tmp_path / "nowhere", [jar], []) == []
    assert calls(tmp_path) == []


def test_a_cache_that_cannot_be_written_is_no_error(make_java, jar, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert archive_flags(make_java(OBEDIENT), [jar], []) == []


def test_an_archive_in_a_read_only_cache_is_used(make_java, jar, monkeypatch):
    java = make_java(OBEDIENT)
    flags = archive_flags(java, [jar], [])

    def refuse(path):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "utime", refuse)
    assert flags
    assert archive_flags(java, [jar], []) == flags


def test_nobody_waits_for_an_archive_that_another_makes(make_java, jar, tmp_path, cache):
    java = make_java(OBEDIENT)
    archive_flags(java, [jar], [])
    [made] = cache.glob("*.jsa")
    made.unlink()
    with filelock.FileLock(made.with_suffix(".lock")):
        assert archive_flags(java, [jar], []) == []
    assert len(calls(tmp_path)) == 2


def test_the_archives_used_least_recently_go(make_java, jar, cache):
    cache.mkdir(parents=True)
    for number in range(10):
        (cache / f"{number}.jsa").touch()
        os.utime(cache / f"{number}.jsa", (number, number))
    archive_flags(make_java(OBEDIENT), [jar], [])
    left = {path.name for path in cache.glob("*.jsa")}
    assert len(left) == 8
    assert left >= {f"{number}.jsa" for number in range(3, 10)}


def evaluate_users(tmp_path):
    """Load and call a user's class in a new JVM."""
    (tmp_path / "users").mkdir(exist_ok=True)
    (tmp_path / "users" / "Users.java").write_text(SOURCE)
    with Jvm() as jvm:
        classes = compile_java(jvm.jdk, tmp_path / "users", release=17)
        [method] = jvm.load(classes, "Users")
    return method.signature.name


@pytest.mark.jvm
def test_a_session_takes_its_classes_from_the_archive(tmp_path, monkeypatch):
    evaluate_users(tmp_path)
    log = tmp_path / "log"
    # These flags come after all others.
    monkeypatch.setenv("_JAVA_OPTIONS", f"-Xlog:class+load:file={log}")
    evaluate_users(tmp_path)
    loaded = log.read_text().splitlines()
    sources = {line.split("] ")[-1].split(" source: ")[0]: line for line in loaded}
    for name in ("portproof.Wire", "py4j.GatewayConnection", "java.util.logging.LogManager"):
        assert "shared objects file" in sources[name]
    assert "shared objects file" not in sources["Users"]
    # The rest are classes that the JVM makes as it runs.
    assert sum("shared objects file" in line for line in loaded) > 0.95 * len(loaded)


@pytest.mark.jvm
def test_no_class_of_a_user_is_in_the_archive(tmp_path, cache):
    evaluate_users(tmp_path)
    evaluate_users(tmp_path)
    [made] = cache.glob("*.jsa")
    assert b"portproof/Wire" in made.read_bytes()
    assert b"Users" not in made.read_bytes()


@pytest.mark.jvm
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: content[:5_000_000] + b"?" + content[5_000_001:],
    ],
)
def test_a_damaged_archive_is_made_anew(tmp_path, cache, damage):
    evaluate_users(tmp_path)
    [made] = cache.glob("*.jsa")
    size = made.stat().st_size
    made.write_bytes(damage(made.read_bytes()))
    assert evaluate_users(tmp_path) == "same"
    assert is_whole(made)
    assert made.stat().st_size == pytest.approx(size, rel=0.1)


@pytest.mark.jvm
@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_the_jvm_says_nothing_of_it_on_standard_output(tmp_path, cache, content):
    with Jvm() as jvm:
        words = Path(f"/proc/{jvm.pid}/cmdline").read_text().split("\0")
    if content is not None:
        [made] = cache.glob("*.jsa")
        made.write_bytes(content)
    command = [*words[: words.index("portproof.Harness")], "-version"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b""
