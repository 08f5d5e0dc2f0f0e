import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from bridge.errors import JavacError, JdkNotFoundError
from bridge.javac import Jdk, compile_ahead, compile_java, find_jdk

TINY = "class Tiny { static int f() { return 1; } }"
INSTALL_LINES = ["apt-get install", "dnf install", "brew install", "winget install"]


def make_jdk(home, version="17.0.15", *, tools=("javac", "java"), javac="exit 7"):
    """A folder that looks like a JDK; without a version it says nothing about itself."""
    (home / "bin").mkdir(parents=True)
    for tool in tools:
        file = home / "bin" / tool
        file.write_text(f"#!/bin/sh\n{javac}\n")
        file.chmod(0o755)
    if version:
        (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return home


@pytest.fixture(autouse=True)
def nothing_of_the_machine(tmp_path_factory, monkeypatch):
    empty = tmp_path_factory.mktemp("empty")
    monkeypatch.setenv("XDG_CACHE_HOME", str(empty))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PORTPROOF_TEST_PATH", os.environ["PATH"])
    monkeypatch.setenv("PATH", str(empty))


@pytest.fixture
def real_jdk(monkeypatch):
    monkeypatch.setenv("PATH", os.environ["PORTPROOF_TEST_PATH"])
    return find_jdk()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "Tiny.java").write_text(TINY)
    return folder


def cached():
    """What is in the cache but for the locks."""
    cache = Path(os.environ["XDG_CACHE_HOME"]) / "portproof" / "classes"
    return sorted(path.name for path in cache.glob("*") if path.suffix != ".lock")


def test_an_argument_comes_before_java_home(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(make_jdk(tmp_path / "home")))
    asked = make_jdk(tmp_path / "asked")
    assert find_jdk(asked).home == asked


def test_java_home_comes_before_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(make_jdk(tmp_path / "path") / "bin"))
    monkeypatch.setenv("JAVA_HOME", str(make_jdk(tmp_path / "home")))
    assert find_jdk().home == tmp_path / "home"


def test_links_on_the_path_are_followed(tmp_path, monkeypatch):
    jdk = make_jdk(tmp_path / "real")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "javac").symlink_to(jdk / "bin" / "javac")
    monkeypatch.setenv("PATH", str(tmp_path / "links"))
    assert find_jdk().home == jdk.resolve()


def test_an_empty_java_home_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", "")
    monkeypatch.setenv("PATH", str(make_jdk(tmp_path / "path") / "bin"))
    assert find_jdk().home == (tmp_path / "path").resolve()


@pytest.mark.parametrize(
    ("version", "release"), [("17", 17), ("17.0.15", 17), ("21.0.2", 21), ("25-ea", 25)]
)
def test_version_is_read_from_the_release_file(tmp_path, version, release):
    jdk = find_jdk(make_jdk(tmp_path / "jdk", version))
    assert jdk.release == release
    assert version.startswith(jdk.version)


@pytest.mark.parametrize("stream", ["", ">&2"])
def test_a_jdk_without_a_release_file_is_asked(tmp_path, stream):
    home = make_jdk(
        tmp_path / "jdk", "", javac=f'test "$1" = -version && echo javac 21.0.2 {stream}'
    )
    assert find_jdk(home).version == "21.0.2"


def test_tools_are_in_the_bin_folder(tmp_path):
    jdk = find_jdk(make_jdk(tmp_path / "jdk"))
    assert jdk.javac == tmp_path / "jdk" / "bin" / "javac"
    assert jdk.java == tmp_path / "jdk" / "bin" / "java"


def test_the_message_says_how_to_install_one():
    with pytest.raises(JdkNotFoundError, match="must be installed, got none on PATH") as caught:
        find_jdk()
    assert all(line in str(caught.value) for line in INSTALL_LINES)


@pytest.mark.parametrize(
    ("version", "told"), [("11.0.2", "11.0.2"), ("16", "16"), ("1.8.0", "8.0")]
)
def test_an_old_jdk_is_refused(tmp_path, version, told):
    home = make_jdk(tmp_path / "jdk", version)
    with pytest.raises(JdkNotFoundError, match=rf"--jdk must name a JDK 17 .*got version {told}"):
        find_jdk(home)


def test_a_version_that_is_not_told_is_refused(tmp_path):
    home = make_jdk(tmp_path / "jdk", "", javac="echo nonsense")
    with pytest.raises(JdkNotFoundError, match=r"got version unknown in .*; install one"):
        find_jdk(home)


@pytest.mark.parametrize("tools", [(), ("java",), ("javac",)])
def test_a_folder_without_the_tools_is_refused(tmp_path, tools):
    home = make_jdk(tmp_path / "jre", tools=tools)
    with pytest.raises(JdkNotFoundError, match="--jdk must name a JDK with bin/javac and bin/java"):
        find_jdk(home)


def test_a_bad_java_home_is_not_passed_over(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(make_jdk(tmp_path / "path") / "bin"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "absent"))
    with pytest.raises(JdkNotFoundError, match=r"JAVA_HOME must name a JDK with .*absent"):
        find_jdk()


def test_a_compiler_that_cannot_be_run_is_refused(tmp_path):
    home = make_jdk(tmp_path / "jdk", "")
    (home / "bin" / "javac").chmod(0o644)
    with pytest.raises(JdkNotFoundError, match="--jdk must name a JDK"):
        find_jdk(home)


def test_a_compiler_that_vanished_is_not_blamed_on_the_cache(tmp_path, root):
    with pytest.raises(JavacError, match="javac") as caught:
        compile_java(Jdk(tmp_path / "absent", "17"), root, release=17)
    assert "XDG_CACHE_HOME" not in str(caught.value)


def test_a_cache_that_cannot_be_written_is_told(tmp_path, root, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(JavacError, match=r"cache folder must be writable.*set XDG_CACHE_HOME"):
        compile_java(Jdk(tmp_path, "17"), root, release=17)


def test_the_compilers_message_is_kept(tmp_path, root):
    home = make_jdk(tmp_path / "jdk", javac="echo out; echo 'Tiny.java:1: wrong' >&2; exit 3")
    with pytest.raises(JavacError, match=r"javac ended with 3:\nTiny.java:1: wrong\nout$"):
        compile_java(find_jdk(home), root, release=17)
    assert cached() == []


@pytest.fixture
def recorder(tmp_path):
    """A javac that writes down how it was called."""
    script = f'echo "$@" >> {tmp_path / "log"}'
    return find_jdk(make_jdk(tmp_path / "recorder", javac=script))


def test_options_class_path_and_sources_are_handed_over(tmp_path, root, recorder):
    (tmp_path / "a.jar").write_bytes(b"jar")
    compile_java(recorder, root, release=21, classpath=[tmp_path / "a.jar"])
    words = (tmp_path / "log").read_text().split()
    assert "--release 21" in " ".join(words)
    assert "-encoding UTF-8" in " ".join(words)
    assert words[words.index("-classpath") + 1] == str(tmp_path / "a.jar")
    assert words[-1] == str(root / "Tiny.java")


def test_the_same_compile_is_done_once(tmp_path, root, recorder):
    first = compile_java(recorder, root, release=17)
    assert compile_java(recorder, root, release=17) == first
    assert len((tmp_path / "log").read_text().splitlines()) == 1
    assert cached() == [first.name]


def test_whatever_matters_gives_another_jar(tmp_path, root, recorder):
    def compiled(jdk=recorder, release=17, classpath=()):
        return compile_java(jdk, root, release=release, classpath=classpath)

    library = tmp_path / "a.jar"
    library.write_bytes(b"jar")
    jars = [compiled(), compiled(release=18), compiled(Jdk(recorder.home, "18"))]
    jars.append(compiled(classpath=[library]))
    library.write_bytes(b"another jar")
    jars.append(compiled(classpath=[library]))
    (root / "Tiny.java").write_text(TINY + " ")
    jars.append(compiled())
    (root / "Tiny.java").rename(root / "Other.java")
    jars.append(compiled())
    assert len(set(jars)) == 7


def test_where_the_sources_lie_does_not_matter(root, recorder):
    first = compile_java(recorder, root, release=17)
    moved = root.rename(root.with_name("moved"))
    assert compile_java(recorder, moved, release=17) == first


def classes_in(jar):
    """The class files of a jar by name."""
    with zipfile.ZipFile(jar) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.jvm
def test_classes_are_compiled_and_kept(root, real_jdk):
    jar = compile_java(real_jdk, root, release=17)
    assert classes_in(jar)["Tiny.class"][:4] == bytes.fromhex("cafebabe")
    failing = Jdk(Path("/absent"), real_jdk.version)
    assert compile_java(failing, root, release=17) == jar
    assert cached() == [jar.name]


@pytest.mark.jvm
def test_classes_are_for_the_release_asked_for(root, real_jdk):
    jar = compile_java(real_jdk, root, release=11)
    # The class file's major version: Java virtual machine specification, table 4.1-A.
    assert classes_in(jar)["Tiny.class"][6:8] == bytes([0, 55])


@pytest.mark.jvm
def test_packages_and_accents_compile(root, real_jdk):
    (root / "p").mkdir()
    (root / "p" / "Ä.java").write_text('package p; class Ä { String s = "é"; }', encoding="utf-8")
    classes = classes_in(compile_java(real_jdk, root, release=17))
    assert list(classes) == ["Tiny.class", "p/Ä.class"]
    assert "é".encode() in classes["p/Ä.class"]


@pytest.mark.jvm
def test_the_same_classes_make_the_same_bytes(root, real_jdk, tmp_path, monkeypatch):
    first = compile_java(real_jdk, root, release=17)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    second = compile_java(real_jdk, root, release=17)
    assert second != first
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.jvm
def test_a_source_error_is_told_in_javacs_words(root, real_jdk):
    (root / "Tiny.java").write_text("class Tiny { int f() { return nothing; } }")
    with pytest.raises(JavacError, match=r"Tiny\.java:1: error: cannot find symbol"):
        compile_java(real_jdk, root, release=17)
    assert cached() == []


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.jvm
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b" ",
        lambda content: bytes(len(content)),
        *(
            lambda content, tenth=tenth: flipped(content, tenth * len(content) // 10)
            for tenth in (0, 4, 9)
        ),
        lambda content: flipped(content, len(content) - 1),
    ],
)
def test_a_damaged_jar_is_made_anew(root, real_jdk, damage):
    jar = compile_java(real_jdk, root, release=17)
    content = jar.read_bytes()
    jar.write_bytes(damage(content))
    assert compile_java(real_jdk, root, release=17) == jar
    assert jar.read_bytes() == content
    assert cached() == [jar.name]


@pytest.fixture
def mounted(tmp_path, monkeypatch):
    """Mount memory as the cache folder, with the options given."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    path = os.environ["PORTPROOF_TEST_PATH"]
    mount, umount = (shutil.which(name, path=path) for name in ("mount", "umount"))

    def mount_it(options):
        if mount is None:
            pytest.skip("there is no mount command")
        command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"mounting takes a privilege: {done.stderr.strip()}")
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder))

    yield mount_it
    while os.path.ismount(folder):
        subprocess.run([umount, str(folder)], check=True)


@pytest.mark.jvm
def test_a_full_cache_is_told_and_left_without_a_part(root, real_jdk, mounted):
    mounted("size=16k")
    (root / "Tiny.java").write_text(f'class Tiny {{ String s = "{"x" * 40_000}"; }}')
    with pytest.raises(JavacError, match=r"have room, got .*No space left.*set XDG_CACHE_HOME"):
        compile_java(real_jdk, root, release=17)
    assert cached() == []


@pytest.mark.jvm
def test_a_read_only_cache_is_told(root, real_jdk, mounted):
    mounted("ro")
    with pytest.raises(JavacError, match=r"be writable.*got .*Read-only.*set XDG_CACHE_HOME"):
        compile_java(real_jdk, root, release=17)


@pytest.mark.jvm
def test_a_cache_turned_read_only_gives_what_it_has(root, real_jdk, mounted):
    mounted("size=1m")
    jar = compile_java(real_jdk, root, release=17)
    mounted("remount,ro")
    assert compile_java(real_jdk, root, release=17) == jar
    (root / "Tiny.java").write_text(TINY + " ")
    with pytest.raises(JavacError, match=r"be writable.*got .*Read-only.*set XDG_CACHE_HOME"):
        compile_java(real_jdk, root, release=17)


@pytest.mark.jvm
def test_no_temporary_folder_is_told(root, real_jdk, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with pytest.raises(JavacError, match=r"temporary folder must be writable.*set TMPDIR"):
        compile_java(real_jdk, root, release=17)


COMPILE = """
import sys
from pathlib import Path
from bridge.javac import compile_java, find_jdk
print(compile_java(find_jdk(Path(sys.argv[1])), Path(sys.argv[2]), release=17))
"""


@pytest.mark.jvm
def test_many_programs_are_compiled_by_one_process(tmp_path, real_jdk, monkeypatch):
    roots = [tmp_path / value for value in ("1", "2", "broken")]
    for root in roots:
        root.mkdir()
        (root / "Tiny.java").write_text(TINY.replace("1", root.name))
    compile_ahead(real_jdk, [([root], []) for root in roots], 17)
    assert len(cached()) == 2
    monkeypatch.setattr("bridge.javac._run_javac", None)
    assert compile_java(real_jdk, roots[0], release=17) != compile_java(
        real_jdk, roots[1], release=17
    )


def test_two_processes_compile_once(tmp_path, root, real_jdk):
    log = tmp_path / "log"
    script = f'echo "$$" >> {log}\nexec {real_jdk.javac} "$@"'
    home = make_jdk(tmp_path / "counting", javac=script)
    command = [sys.executable, "-c", COMPILE, str(home), str(root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    [jar] = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert len(log.read_text().splitlines()) == 1
    assert list(classes_in(jar)) == ["Tiny.class"]
