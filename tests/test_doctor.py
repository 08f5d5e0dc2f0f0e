"""The doctor finds what is wrong with a machine, and looks at the rest all the same."""

import contextlib
import re
import socket
import tempfile
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from bridge import doctor
from bridge.doctor import examine
from bridge.errors import SideError
from bridge.javatypes import PRIMITIVES, Form, java_type
from bridge.jvm import JAVA_SOURCES
from bridge.outcomes import Outcome, OutcomeStatus
from bridge.signatures import Signature

OF_THE_JVM = ["JVM", "JVM flags", "Handshake", "Round trip"]


def finding(name):
    return next(found for found in examine() if found.name == name)


@contextlib.contextmanager
def answering(words):
    """A port at which everybody is answered the same."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    with caller:
                        caller.recv(1000)
                        caller.sendall(words)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def fake_jvm(port=0, kinds=("double",)):
    methods = [SimpleNamespace(signature=Signature("same", (kind,), kind)) for kind in kinds]
    given = {"load": lambda *_: methods, "forget": lambda: None, "jdk": None}
    return SimpleNamespace(port=port, **given)


@pytest.fixture
def came_back(monkeypatch):
    """Sets what becomes of a value on the way."""

    def set_way(way):
        def evaluate(method, cases):
            return [Outcome(OutcomeStatus.RETURNED, case, way(*case)) for case in cases]

        monkeypatch.setattr(doctor, "compile_java", lambda *_, **__: None)
        monkeypatch.setattr(doctor, "evaluate_java", evaluate)

    return set_way


@pytest.mark.jvm
def test_a_sound_machine_has_nothing_to_be_done():
    found = {one.name: one for one in examine()}
    assert [one.told for one in found.values() if not one.is_ok] == []
    assert {"Python", "numpy", "py4j", "hypothesis", "Cache", "Worker", "JDK"} < set(found)
    assert list(found)[-4:] == OF_THE_JVM
    assert re.match(r"\d\d", found["JVM"].told)
    assert "-Xmx512m" in found["JVM flags"].told


@pytest.mark.jvm
def test_variables_that_set_flags_are_told(monkeypatch):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Dof.mine=1")
    assert "JAVA_TOOL_OPTIONS='-Dof.mine=1'" in finding("JVM flags").told


def test_without_a_jdk_the_rest_is_looked_at(tmp_path):
    found = {one.name: one for one in examine(tmp_path)}
    assert found["Worker"].is_ok
    assert "--jdk must name a JDK with bin/javac" in found["JDK"].told
    assert found["JVM"].told == "not looked at; first see to JDK"
    assert [found[name].is_ok for name in OF_THE_JVM] == [False] * 4


@pytest.mark.jvm
def test_a_jvm_that_does_not_start_is_told(tmp_path):
    found = {one.name: one for one in examine(java_executable=tmp_path / "java")}
    assert found["JDK"].is_ok
    assert "the JVM must be a program that runs" in found["JVM"].told
    assert found["Round trip"].told == "not looked at; first see to JVM"


@pytest.mark.parametrize(
    ("requirement", "told"),
    [
        ("numpy<1", rf"numpy must be <1, got {np.__version__}; pip install 'numpy<1'"),
        ("absent-package>=2", "absent-package must be installed, got none; pip install"),
    ],
)
def test_a_package_that_does_not_fit_is_told(monkeypatch, requirement, told):
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: [requirement])
    found = list(examine())[1]
    assert not found.is_ok
    assert re.match(told, found.told)


def test_packages_of_extras_are_not_looked_at(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: ["absent; extra == 'test'"])
    found = examine()
    assert [next(found).name, next(found).name] == ["Python", "Cache"]


def test_a_python_that_is_too_old_is_told(monkeypatch):
    monkeypatch.setattr(doctor.platform, "python_version", lambda: "3.10.1")
    assert "Python must be >=3.11, got 3.10.1" in finding("Python").told


def test_a_cache_that_cannot_be_written_to_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert re.match("cache folder must be writable.*set XDG_CACHE_HOME", finding("Cache").told)


def test_a_full_temporary_folder_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    told = finding("Temporary files").told
    assert "temporary folder must have 100 MB free, got 5 MB" in told


def test_an_absent_temporary_folder_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    assert "temporary folder must be writable" in finding("Temporary files").told


def test_a_fault_of_our_own_ends_no_other_check(monkeypatch):
    fault = RuntimeError("oops")

    def fail():
        raise fault

    monkeypatch.setattr(doctor, "cache_usage", fail)
    found = {one.name: one for one in examine()}
    assert found["Cache"].told == "internal error: RuntimeError('oops'); see --debug"
    assert found["Cache"].error is fault
    assert found["Worker"].is_ok


def test_a_jvm_that_answers_strangers_is_refused():
    with answering(b"!yv\n") as port, pytest.raises(SideError, match="must not answer who does"):
        doctor._see_handshake(fake_jvm(port))


def test_a_jvm_that_listens_on_is_refused():
    with answering(b"") as port, pytest.raises(SideError, match="must not listen after its first"):
        doctor._see_handshake(fake_jvm(port))


def test_a_jvm_that_nobody_reaches_is_refused():
    with answering(b"") as port:
        pass
    with pytest.raises(SideError, match=r"must be reached at 127\.0\.0\.1.*look for a firewall"):
        doctor._see_handshake(fake_jvm(port))


def test_a_zero_without_its_sign_is_noticed(came_back):
    came_back(lambda value: value + 0.0)
    with pytest.raises(SideError, match=r"double must come back to the bit, got .*-0x0\.0p\+0"):
        doctor._see_round_trip(fake_jvm())


@pytest.mark.parametrize(
    ("kind", "instead"),
    [("Integer", 0), ("String", ""), ("List<Double>", []), ("int[]", np.array([], "<i4"))],
)
def test_a_null_that_is_lost_is_noticed(came_back, kind, instead):
    came_back(lambda value: instead if value is None else value)
    with pytest.raises(SideError, match="must come back to the bit"):
        doctor._see_round_trip(fake_jvm(kinds=[kind]))


def test_how_much_came_back_is_told(came_back):
    came_back(lambda value: value)
    told = doctor._see_round_trip(fake_jvm(kinds=["boolean", "Boolean"]))
    assert told == "5 values of 2 types came back to the bit"


def test_every_primitive_and_every_form_makes_the_round_trip():
    source = (JAVA_SOURCES / "doctor" / "doctor" / "Same.java").read_text(encoding="utf-8")
    texts = re.findall(r"same\((.+) x\)", source)
    own = {"Color": "Color{RED}", "Link": "Link{...}"}
    kinds = [java_type(own.get(text, text)) for text in texts]
    assert {kind.form for kind in kinds} == set(Form) - {Form.VOID}
    assert {*PRIMITIVES, *(f"{name}[]" for name in PRIMITIVES)} <= set(map(str, kinds))
