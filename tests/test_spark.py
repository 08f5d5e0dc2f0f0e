"""Sweeps by the workers of Spark: the certificate is the local one, whatever happens to them."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cli import main
from bridge.errors import RequestError
from bridge.spark_engine import require_reachable

JAVA = """
public class Foo {
    static int add(byte a, byte b) { return a + b; }
    static int square(short x) { return x * x; }
}
"""
# For one of its arguments it tells who runs it, and waits until the other end is closed.
PYTHON = """
import contextlib
import os
import socket

import numpy as np

def add(a: np.ndarray, b: np.ndarray):
    return np.add(a, b, dtype=int)

def square(x: np.ndarray):
    if (x == 20000).any():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", PORT)) as told:
            told.sendall(b"%d" % os.getppid())
            told.shutdown(socket.SHUT_WR)
            told.recv(1)
    return x.astype(int) ** 2
"""
COMMAND = [sys.executable, "-c", "from bridge.cli import main; main()", "sweep"]
SWEEP = [*COMMAND, "Foo.java", "foo.py", "--timeout", "60", "--certificate"]
CLUSTER = "local-cluster[2,1,1024]"
WAIT_S = 600


def on_spark(test):
    """Mark a test that takes Spark."""
    is_missing = find_spec("pyspark") is None
    missing = pytest.mark.skipif(is_missing, reason="needs PySpark: pip install -e '.[spark]'")
    return pytest.mark.slow(pytest.mark.jvm(missing(test)))


@pytest.fixture(scope="module")
def meeting():
    """Where the port tells who runs it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(WAIT_S)
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory, meeting):
    """A port, and the certificate of a sweep without Spark."""
    folder = tmp_path_factory.mktemp("spark")
    (folder / "Foo.java").write_text(JAVA)
    (folder / "foo.py").write_text(PYTHON.replace("PORT", str(meeting.getsockname()[1])))
    started = begin(folder, "local.json")
    meet(meeting).close()
    assert ended(started) == 0
    return folder


def begin(folder, certificate, *options):
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false pyspark-shell",
    }
    return subprocess.Popen(
        [*SWEEP, certificate, *options], cwd=folder, env=environment, stderr=subprocess.PIPE
    )


def ended(started):
    _, errors = started.communicate(timeout=WAIT_S)
    print(errors.decode())
    return started.returncode


def meet(meeting):
    connection, _ = meeting.accept()
    return connection


def swept(folder, meeting, master, *harms):
    """Sweep, do each harm to what has a block in hand; tells whether the certificate is right."""
    started = begin(folder, "spark.json", "--engine", "spark", "--master", master)
    for harm in harms:
        with meet(meeting) as connection:
            harm(int(connection.makefile().read()))
    meet(meeting).close()
    assert ended(started) == 0
    return (folder / "spark.json").read_bytes() == (folder / "local.json").read_bytes()


def kill_worker(worker):
    os.kill(worker, signal.SIGKILL)


def kill_executor(process):
    while b"CoarseGrainedExecutorBackend" not in Path(f"/proc/{process}/cmdline").read_bytes():
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(process, signal.SIGKILL)


@contextmanager
def running(greeting, *words):
    """A process of Spark that has printed a greeting, and what that tells."""
    home = find_spec("pyspark").submodule_search_locations[0]
    started = subprocess.Popen(
        [f"{home}/bin/spark-class", *words],
        env={**os.environ, "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": "127.0.0.1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield next(found[1] for found in map(re.compile(greeting).search, started.stderr) if found)
    finally:
        started.kill()
        started.wait()
        started.stderr.close()


@pytest.fixture
def standalone(tmp_path):
    """A master and two workers, each a process of its own."""
    at, package = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"], "org.apache.spark"
    with ExitStack() as cluster:
        master = running(r"Starting Spark master at (\S+)", f"{package}.deploy.master.Master", *at)
        url = cluster.enter_context(master)
        for number in range(2):
            words = [
                *at,
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                str(tmp_path / f"{number}"),
            ]
            worker = running(
                "registered with (master)", f"{package}.deploy.worker.Worker", *words, url
            )
            cluster.enter_context(worker)
        yield url


@on_spark
@pytest.mark.parametrize("master", ["local[2]", CLUSTER])
def test_the_certificate_is_the_local_one(folder, meeting, master):
    assert swept(folder, meeting, master)


@on_spark
def test_a_python_worker_that_is_killed_costs_nothing(folder, meeting):
    assert swept(folder, meeting, CLUSTER, kill_worker)


@on_spark
def test_an_executor_that_is_killed_costs_nothing(folder, meeting):
    assert swept(folder, meeting, CLUSTER, kill_executor)


@on_spark
def test_a_standalone_cluster_that_loses_both_gives_the_same(folder, meeting, standalone):
    assert swept(folder, meeting, standalone)
    assert swept(folder, meeting, standalone, kill_worker, kill_executor)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_master_that_nobody_is_at_is_refused():
    with pytest.raises(
        RequestError, match=r"--master must be reachable, got 'spark://127\.0\.0\.1:"
    ):
        require_reachable(f"spark://127.0.0.1:{free_port()}")


def test_one_of_several_masters_is_enough():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        require_reachable(f"spark://127.0.0.1:{free_port()},127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--master", "local[2]"], "--master must come with --engine spark"),
        (["--engine", "spark", "--jobs", "2"], "--jobs must come without --engine spark"),
    ],
)
def test_options_that_do_not_go_together_are_refused(options, message):
    done = CliRunner().invoke(main, ["sweep", "--bundled", *options])
    assert (done.exit_code, message in done.output) == (2, True)
