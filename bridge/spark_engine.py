"""Blocks of a domain in, what was found of each out: swept by the workers of a Spark cluster.

Blocks are partitions. Each worker evaluates both sides itself, with a JVM and a Python process of
its own, as a sweep on one machine does. A UDF of Spark in Java, beside an Arrow UDF for the port,
would run the Java in the executor: nothing could end a case that hangs there, one that exits or
fills the memory would end the executor with all its tasks, and all inputs and results would cross
from one to the other, while here they lie in memory that the worker shares with both sides.
"""

import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bridge.certificates import made_with
from bridge.domains import Domain
from bridge.errors import BridgeError, RequestError, SideError
from bridge.jobs import pack, unpack
from bridge.local_engine import LocalEngine
from bridge.ports import Port
from bridge.resolution import Resolved, compile_port
from bridge.shipping import write_archive
from bridge.spark_worker import Errand
from bridge.swept import SweptBlock

__all__ = ["SparkEngine", "require_reachable"]

# Seconds between two looks at what has come.
_LOOKING_S = 0.1

# How long a master may take to answer; Spark itself would wait for a minute.
_MASTER_S = 5.0

_MASTER_PORT = 7077

# What `bridge.packing` writes is unpacked under this name in the folder of an executor.
_PACKED = "packed"


class SparkEngine:
    """A Spark application that sweeps blocks, to be used in a ``with`` statement.

    Parameters
    ----------
    master : str
        Where the workers are, as Spark calls it: ``local[2]``, ``spark://HOST:7077``.
    packed : Path, optional
        An archive with Python and a JDK for workers that have neither.
    **options
        As `Session` takes them; paths are the workers'.

    Raises
    ------
    RequestError
        On entry, if PySpark is missing, or the master cannot be reached.
    SideError
        On entry, if Spark does not start.
    """

    def __init__(self, master: str, packed: Path | None = None, **options: Any) -> None:
        self._master, self._packed = master, packed
        self._options = options
        self._local = LocalEngine(1, **options)
        self._archives = 0

    def __enter__(self) -> Self:
        require_reachable(self._master)
        with ExitStack() as entered:
            self._folder = Path(entered.enter_context(tempfile.TemporaryDirectory()))
            entered.enter_context(self._local)
            self._pool = ThreadPoolExecutor(1)
            entered.callback(self._pool.shutdown)
            # Not in the main thread, in which it would take Ctrl-C for itself.
            self._spark = self._pool.submit(self._start).result()
            entered.callback(self._spark.stop)
            self._entered = entered.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._entered.__exit__(kind, error, trace)

    @property
    def java(self) -> tuple[str, str]:
        """Version and vendor of the driver's JVM, which those of the workers must have."""
        return self._local.java

    def resolve(self, port: Port) -> Resolved:
        """Find what of a port can be swept, as `LocalEngine.resolve` does."""
        self._port, self._sent = port, ""
        self._resolved = self._local.resolve(port)
        return self._resolved

    def sweep(
        self,
        signature: str,
        domain: Domain,
        blocks: Iterable[int],
        progress: Callable[[int], None] = lambda inputs: None,
    ) -> Iterator[SweptBlock]:
        """Sweep blocks of a method of the port that was resolved last, as `LocalEngine.sweep` does.

        Raises
        ------
        SideError
            If a harness failed, or Spark gave up.
        """
        self._resolved.find(signature)
        numbers = list(blocks)
        if not numbers:
            return
        self._sent = self._sent or self._send()
        errand = pack(Errand(signature, domain, made_with(*self.java), self._options, self._jdk))
        # A task that is run again adds once.
        come = self._spark.accumulator([], _adding())
        partitions = self._spark.parallelize(numbers, len(numbers))
        job = self._pool.submit(partitions.foreachPartition, _on_worker(self._sent, errand, come))
        taken = 0
        while not _is_over(job) or taken < len(come.value):
            for line in come.value[taken:]:
                taken += 1
                told = unpack(line)
                if isinstance(told, BridgeError):
                    raise told
                progress(told.findings.inputs)
                yield told
        try:
            job.result()
        # Whatever it is, nothing was learnt about the port.
        except Exception as error:
            raise SideError(f"Spark must sweep all blocks, got {_brief(error)}") from error

    def _send(self) -> str:
        """Send the port to the workers; gives what its archive is called there."""
        jvm = self._local.jvm
        harness, *libraries = jvm.classpath
        places, _ = compile_port(self._port, jvm)
        compiled = places[:1] if self._port.java else ()
        self._archives += 1
        file = self._folder / f"port{self._archives}.zip"
        write_archive(file, self._port, [harness, *compiled], libraries)
        self._spark.addArchive(str(file))
        return file.name

    def _start(self) -> Any:
        try:
            from pyspark import SparkConf, SparkContext
            from pyspark.java_gateway import launch_gateway
        except ImportError as error:
            raise RequestError(
                f"--engine spark must have PySpark, got {error}; pip install 'portproof[spark]'"
            ) from error
        conf = SparkConf().setMaster(self._master).setAppName("portproof sweep")
        if self._packed is not None:
            conf.set("spark.archives", f"{self._packed.absolute()}#{_PACKED}")
        log = self._folder / "log"
        try:
            with log.open("wb") as opened:
                # What Spark has to say while it starts is for those who wonder why it does not.
                gateway = launch_gateway(conf, {"stderr": opened})  # type: ignore[no-untyped-call]
            spark = SparkContext(conf=conf, gateway=gateway)
        # Of many classes, py4j's and Spark's own among them.
        except Exception as error:
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            trouble = f"Spark must start on {self._master}, got {_brief(error)}\n{said}"
            raise SideError(trouble) from error
        spark.setLogLevel("ERROR")
        spark.pythonExec = self._python()
        return spark

    def _python(self) -> str:
        """The interpreter of the workers."""
        if self._packed is not None:
            return f"./{_PACKED}/bin/python3"
        here = sys.executable if self._master.startswith("local") else "python3"
        return os.environ.get("PYSPARK_PYTHON", here)

    @property
    def _jdk(self) -> str:
        """Where the workers' JDK lies from the archive on, if it is packed."""
        return f"../{_PACKED}/jdk" if self._packed is not None else ""


def require_reachable(master: str) -> None:
    """Refuse a standalone master of which none can be reached.

    Raises
    ------
    RequestError
        With what came in place of a connection.
    """
    if not master.startswith("spark://"):
        return
    troubles = []
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.rpartition(":") if ":" in place else (place, "", str(_MASTER_PORT))
        try:
            socket.create_connection((host, int(port)), _MASTER_S).close()
            return
        except (OSError, ValueError) as error:
            troubles.append(f"{error}")
    raise RequestError(f"--master must be reachable, got {master!r}: {'; '.join(troubles)}")


def _adding() -> Any:
    from pyspark.accumulators import AddingAccumulatorParam

    return AddingAccumulatorParam([])


def _on_worker(archive: str, errand: str, come: Any) -> Callable[[Iterator[int]], None]:
    """What a worker calls with a partition; it finds our modules when it is there."""

    def sweep(numbers: Iterator[int]) -> None:
        import os
        import sys

        from pyspark import SparkFiles

        folder = os.path.abspath(SparkFiles.get(archive))
        if f"{folder}/site" not in sys.path:
            sys.path.insert(0, f"{folder}/site")
        from bridge.spark_worker import sweep_blocks

        come.add(sweep_blocks(folder, errand, list(numbers)))

    return sweep


def _brief(error: Exception) -> str:
    """What an error of Spark says, without the frames of its JVM."""
    lines = (line for line in str(error).splitlines() if not line.startswith("\tat "))
    return "\n".join(lines)


def _is_over(job: "Future[None]") -> bool:
    return bool(wait([job], _LOOKING_S).done)
