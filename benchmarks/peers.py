"""The same functions by other libraries, on one thread: what `activations` is measured against.

PyTorch and JAX are optional; what is not installed is left out, and said to be.
"""

import importlib
import os
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["PEERS", "describe_machine", "peer_functions", "write_table"]

os.environ["XLA_FLAGS"] = (
    "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1 "
    + os.environ.get("XLA_FLAGS", "")
)
README = Path(__file__).parent.parent / "README.md"
Function = Callable[..., Any]
PEERS = {"NumPy": "numpy", "SciPy": "scipy", "PyTorch": "torch", "JAX": "jax"}


def describe_machine() -> str:
    """Processor and versions, for below a table."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    missing = [name for name, module in PEERS.items() if not _find(module)]
    found = ", ".join(f"{n} {version(m)}" for n, m in PEERS.items() if n not in missing)
    left_out = f"; not installed: {', '.join(missing)}" if missing else ""
    return f"{model}, Python {platform.python_version()}, {found}{left_out}"


def peer_functions() -> Mapping[str, Mapping[str, Function]]:
    """By library and name: functions of arrays, and of logits with labels."""
    makers = {"NumPy": _textbook, "SciPy": _scipy, "PyTorch": _torch, "JAX": _jax}
    return {name: make() for name, make in makers.items() if _find(PEERS[name])}


def write_table(marker: str, table: str) -> None:
    """Put `table` between the README's marks."""
    text = README.read_text("utf-8")
    start = text.index(f"<!-- {marker} -->\n") + len(f"<!-- {marker} -->\n")
    end = text.index("<!-- end -->", start)
    README.write_text(text[:start] + table + text[end:], "utf-8")


def _find(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        return None


def _textbook() -> Mapping[str, Function]:
    def sigmoid(x: Any) -> Any:
        return 1 / (1 + np.exp(-x))

    def softmax(z: Any) -> Any:
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    def log_softmax(z: Any) -> Any:
        d = z - z.max(axis=-1, keepdims=True)
        return d - np.log(np.exp(d).sum(axis=-1, keepdims=True))

    def logsumexp(z: Any) -> Any:
        m = z.max(axis=-1)
        return m + np.log(np.exp(z - m[..., np.newaxis]).sum(axis=-1))

    def gradient(z: Any, labels: Any) -> Any:
        g = softmax(z)
        g[np.arange(len(z)), labels] -= 1
        return g

    return {
        "sigmoid": sigmoid,
        "d_sigmoid": lambda x: sigmoid(x) * (1 - sigmoid(x)),
        "tanh": np.tanh,
        "d_tanh": lambda x: 1 - np.tanh(x) ** 2,
        "softplus": lambda x: np.log(1 + np.exp(x)),
        "softmax": softmax,
        "log_softmax": log_softmax,
        "logsumexp": logsumexp,
        "cross_entropy": lambda z, t: -log_softmax(z)[np.arange(len(z)), t],
        "gradient": gradient,
    }


def _scipy() -> Mapping[str, Function]:
    special = importlib.import_module("scipy.special")
    return {
        "sigmoid": special.expit,
        "softmax": lambda z: special.softmax(z, axis=-1),
        "log_softmax": lambda z: special.log_softmax(z, axis=-1),
        "logsumexp": lambda z: special.logsumexp(z, axis=-1),
    }


def _torch() -> Mapping[str, Function]:
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    functional = torch.nn.functional

    def lift(function: Function) -> Function:
        return lambda *arrays: function(*map(torch.from_numpy, arrays)).numpy()

    def gradient(z: Any, labels: Any) -> Any:
        z.requires_grad_()
        functional.cross_entropy(z, labels, reduction="sum").backward()
        return z.grad

    return {
        "sigmoid": lift(torch.sigmoid),
        "d_sigmoid": lift(lambda x: torch.sigmoid(x) * (1 - torch.sigmoid(x))),
        "tanh": lift(torch.tanh),
        "d_tanh": lift(lambda x: 1 - torch.tanh(x) ** 2),
        "softplus": lift(functional.softplus),
        "softmax": lift(lambda z: torch.softmax(z, -1)),
        "log_softmax": lift(lambda z: torch.log_softmax(z, -1)),
        "logsumexp": lift(lambda z: torch.logsumexp(z, -1)),
        "cross_entropy": lift(lambda z, t: functional.cross_entropy(z, t, reduction="none")),
        "gradient": lift(gradient),
    }


def _jax() -> Mapping[str, Function]:
    jax = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    numpy, nn = jax.numpy, jax.nn

    def cross_entropy(z: Any, labels: Any) -> Any:
        return -numpy.take_along_axis(nn.log_softmax(z), labels[:, None], 1)[:, 0]

    def lift(function: Function) -> Function:
        compiled = jax.jit(function)
        return lambda *arrays: np.asarray(compiled(*arrays))

    return {
        "sigmoid": lift(nn.sigmoid),
        "d_sigmoid": lift(lambda x: nn.sigmoid(x) * (1 - nn.sigmoid(x))),
        "tanh": lift(numpy.tanh),
        "d_tanh": lift(lambda x: 1 - numpy.tanh(x) ** 2),
        "softplus": lift(nn.softplus),
        "softmax": lift(nn.softmax),
        "log_softmax": lift(nn.log_softmax),
        "logsumexp": lift(lambda z: nn.logsumexp(z, -1)),
        "cross_entropy": lift(cross_entropy),
        "gradient": lift(jax.grad(lambda z, t: cross_entropy(z, t).sum())),
    }
