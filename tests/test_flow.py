"""The architecture, held as a fact: each stage imports only earlier ones."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOW = [
    "javaops",
    "errors",
    "javatypes",
    "objects",
    "values",
    "typedjson",
    "scalars",
    "wire",
    "signatures",
    "columns",
    "domains",
    "outcomes",
    "places",
    "sources",
    "pairing",
    "functions",
    "calls",
    "cache",
    "javac",
    "archive",
    "region",
    "process",
    "exchange",
    "jvm",
    "worker_main",
    "worker",
    "constants",
    "classfile",
    "javaplaces",
    "examples",
    "related",
    "strategies",
    "corners",
    "drawing",
    "shortening",
    "nearby",
    "recorded",
    "evaluate",
    "compare",
    "oracle",
    "expectations",
    "formulas",
    "corrections",
    "ports",
    "cases",
    "configuration",
    "judging",
    "swept",
    "certificates",
    "tallying",
    "points",
    "rules",
    "causes",
    "truth",
    "rewriting",
    "trials",
    "verdict",
    "counterexamples",
    "patches",
    "fixing",
    "bundled",
    "report",
    "sides",
    "explaining",
    "sweeping",
    "roundnumbers",
    "candidates",
    "cuts",
    "guessing",
    "proposal",
    "proof",
    "resolution",
    "deadline",
    "javafunctions",
    "session",
    "recording",
    "playback",
    "jobs",
    "job_main",
    "kept",
    "checkpoints",
    "local_engine",
    "shipping",
    "packing",
    "spark_worker",
    "spark_engine",
    "replaying",
    "engine",
    "doctor",
    "interrupt",
    "commands",
    "cli",
    "marks",
    "pytest_plugin",
]


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def sources(stage):
    folder = ROOT / "bridge" / stage
    return sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


@pytest.mark.parametrize("stage", FLOW)
def test_a_stage_imports_only_earlier_stages(stage):
    names = {name for path in sources(stage) for name in imported_by(path)}
    used = {name.split(".")[1] for name in names if name.startswith("bridge.")}
    assert used - {stage} <= set(FLOW[: FLOW.index(stage)])


def test_the_flow_names_every_stage():
    modules = {path.stem for path in (ROOT / "bridge").glob("*.py")} - {"__init__"}
    assert set(FLOW) == modules | {"commands", "javaops", "report", "rules"}


@pytest.mark.parametrize("path", sources("javaops"), ids=lambda p: p.stem)
def test_java_arithmetic_needs_numpy_alone(path):
    names = {name for name in imported_by(path) if not name.startswith("bridge.javaops")}
    assert {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) <= {"numpy"}


@pytest.mark.parametrize("path", sorted((ROOT / "activations").rglob("*.py")), ids=lambda p: p.stem)
def test_activations_know_neither_java_nor_the_bridge(path):
    outside = {name.split(".")[0] for name in imported_by(path)} - set(sys.stdlib_module_names)
    assert outside <= {"numpy", "activations"}


def test_only_the_jvm_module_knows_py4j():
    knowing = [p for p in ROOT.glob("bridge/**/*.py") if any("py4j" in n for n in imported_by(p))]
    assert [path.name for path in knowing] == ["jvm.py"]


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [
        ("activations", "hypothesis py4j mpmath click rich bridge"),
        ("bridge", "hypothesis py4j libcst"),
        ("bridge.javaops", "hypothesis py4j mpmath click rich bridge.errors"),
        ("bridge.cli", "matplotlib jinja2 libcst"),
    ],
)
def test_importing_a_package_loads_no_more_than_it_needs(package, unwanted):
    code = f"import sys, {package}; print(*set(sys.modules) & set({unwanted.split()!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
