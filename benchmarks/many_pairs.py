"""How long `portproof check` takes for 500 pairs of small methods, 1000 cases each.

The pairs are those of `tests/ports`, the right ports, repeated; each copy is compiled anew.

    python benchmarks/many_pairs.py [--pairs 500] [--cases 1000] [--jobs 2]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PORTS = Path(__file__).parent.parent / "tests" / "ports"


def main() -> None:
    """Make the pairs, check them and print the time."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, default in (("pairs", 500), ("cases", 1000), ("jobs", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_pairs(Path(folder), asked.pairs)
        command = [sys.executable, "-c", "from bridge.cli import main; main()", "check", "--quiet"]
        options = ["--cases", str(asked.cases), "--jobs", str(asked.jobs), "--seed", "1"]
        start = time.monotonic()
        done = subprocess.run(
            [*command, *options], cwd=folder, env=environment(folder), check=False
        )
    seconds = time.monotonic() - start
    print(
        f"{asked.pairs} pairs with {asked.jobs} jobs: {seconds:.0f} s, exit code {done.returncode}"
    )


def write_pairs(folder: Path, count: int) -> None:
    """Copy the right ports to folders of their own, and list them in a configuration."""
    originals = sorted(path.parent for path in PORTS.glob("*/right.py"))
    tables = []
    for number in range(count):
        original, copy = originals[number % len(originals)], folder / f"pair{number}"
        shutil.copytree(original, copy, ignore=shutil.ignore_patterns("wrong.py"))
        [java] = copy.glob("*.java")
        # Another source to the cache of compiled classes.
        java.write_text(f"{java.read_text(encoding='utf-8')}// {number}\n", encoding="utf-8")
        tables.append(f"[[pairs]]\njava = '{java}'\npython = '{copy / 'right.py'}'\n")
    (folder / "portproof.toml").write_text("\n".join(tables), encoding="utf-8")


def environment(folder: str) -> dict[str, str]:
    """Give a cache of its own, so that everything is compiled."""
    return {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}


if __name__ == "__main__":
    main()
