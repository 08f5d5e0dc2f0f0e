"""Other programs of this machine that find the JVM's port: they run nothing and disturb nothing."""

import contextlib
import os
import re
import secrets
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from py4j.java_gateway import GatewayParameters, JavaGateway

from bridge.process import Process
from bridge.region import Region

pytestmark = [
    pytest.mark.jvm,
    pytest.mark.skipif(not os.path.isdir("/proc"), reason="what a JVM takes is read from /proc"),
]

# To py4j, a call of System.exit(1): a stranger that it obeys ends the JVM.
EXIT = b"c\nz:java.lang.System\nexit\ni1\ne\n"


@pytest.fixture
def session(jvm):
    """A JVM that was greeted but never called."""
    region, token = Region(), secrets.token_hex(32)
    path = os.pathsep.join(map(str, jvm._classpath))
    command = [str(jvm.jdk.java), "-Xmx512m", "-cp", path, "portproof.Harness", region.path]
    process = Process("the JVM", command, region.inherited)
    process.send(token)
    [port] = map(int, process.greeting(rb"portproof (\d+) ", 30.0))
    client = JavaGateway(gateway_parameters=GatewayParameters(port=port, auth_token=token))
    yield SimpleNamespace(process=process, port=port, harness=client.entry_point)
    client.close()
    process.kill()
    region.close()


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=20.0)


def say(port, words):
    """What a caller is answered who says this; nothing if it is thrown out."""
    with connect(port) as caller, contextlib.suppress(ConnectionError):
        caller.sendall(words)
        return caller.recv(1000)
    return b""


def status(process, key):
    """A number of /proc, such as the most memory ever held (VmHWM), in kB."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"^{key}:\s+(\d+)", text, re.MULTILINE)[1])


def next_calls_are_right(session, calls=100):
    answers = [session.harness.grow(number) for number in range(calls)]
    return answers == [f"{number} 0" for number in range(calls)]


@pytest.mark.parametrize(
    "words",
    [EXIT * 3, b"A\n" + b"0" * 64 + b"\n" + EXIT, b"A\n" + b"\xff" * 65, b"\n" * 67, bytes(67)],
)
def test_a_stranger_is_thrown_out_without_an_answer(session, words):
    assert say(session.port, words) == b""
    assert next_calls_are_right(session)


@pytest.mark.parametrize("words", [b"", b"A\n", b"A\n\nA\n", b"A\n" + b"0" * 64])
def test_a_stranger_who_says_too_little_is_closed_by_the_first_call(session, words):
    with connect(session.port) as stranger, contextlib.suppress(ConnectionError):
        stranger.sendall(words)
        assert next_calls_are_right(session)
        assert stranger.recv(1000) == b""


def test_a_line_without_an_end_takes_no_memory(session):
    before, block, sent = status(session.process, "VmHWM"), bytes(1 << 20), 0
    with connect(session.port) as stranger, contextlib.suppress(ConnectionError):
        for _ in range(600):
            stranger.sendall(block)
            sent += len(block)
    assert sent < 600 << 20
    assert status(session.process, "VmHWM") < before + (20 << 10)
    assert next_calls_are_right(session)


def test_idle_strangers_take_no_thread_and_keep_nobody_out(session):
    threads, memory = (status(session.process, key) for key in ("Threads", "VmHWM"))
    with contextlib.ExitStack() as open_sockets:
        for _ in range(300):
            open_sockets.enter_context(connect(session.port))
        assert next_calls_are_right(session)
        assert status(session.process, "Threads") < threads + 5
        assert status(session.process, "VmHWM") < memory + (40 << 10)


@pytest.mark.slow
def test_a_stranger_who_went_away_is_forgotten(session):
    for words in (b"", b"A\n", b"A\n" + b"0" * 64):
        for _ in range(100):
            with connect(session.port) as stranger:
                stranger.sendall(words)
    assert next_calls_are_right(session)


def test_the_token_may_come_in_pieces(session):
    token = session.harness._gateway_client.gateway_parameters.auth_token
    with connect(session.port) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for character in f"A\n{token}\n":
            client.sendall(character.encode())
        assert client.recv(1000) == b"!yv\n"


def test_nobody_listens_after_the_first_call(session):
    assert next_calls_are_right(session, calls=1)
    with pytest.raises(ConnectionRefusedError):
        connect(session.port)
    # Each of these would fail if py4j's client opened another connection for it.
    assert next_calls_are_right(session, calls=3000)
