"""A report of portproof and the reasons in, the table of the README out.

Called as ``python table.py report.json``.
"""

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
HEAD = ("Java", "Python", "verdict", "first tier", "smallest counterexample", "why")
SHOWN, SHOWN_TEXT = 4, 60  # elements of a list, characters


def write_table(report):
    """Write a table for each Java class, the careful functions after the obvious ones."""
    reasons = tomllib.loads((FOLDER / "reasons.toml").read_text("utf-8"))
    methods = [method for method in report["methods"] if method["java"]]
    classes = dict.fromkeys(method["reference"] for method in methods)
    parts = []
    for name in classes:
        java = java_bodies((FOLDER / f"{name}.java").read_text("utf-8"))
        mine = [method for method in methods if method["reference"] == name]
        order = {method["java"]: place for place, method in reversed([*enumerate(mine)])}
        rows = [
            row(method, java, reasons) for method in sorted(mine, key=lambda m: order[m["java"]])
        ]
        lines = [HEAD, ["---"] * len(HEAD), *rows]
        parts.append(f"\n## {name}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines))
    return "".join(parts)


def row(method, java, reasons):
    """Write the cells of one method."""
    name = method["java"].partition("(")[0]
    module, _, function = method["python"].partition(".")
    different = method["verdict"] == "different"
    why = reasons[module].get(function, "") if different else ""
    return (
        code(java[name]),
        code(python_bodies(FOLDER / f"{module}.py")[function]),
        method["verdict"].upper(),
        method["first_difference"] or "",
        counterexample(method["counterexample"]) if different else "",
        why.replace("|", r"\|"),
    )


def java_bodies(source):
    """What each method returns, or its name where it takes more than a line to say."""
    found = {}
    methods = r"public static [^(]*?(\w+)\([^)]*\)[^{]*\{\n(.*?)\n    \}\n"
    for name, body in re.findall(methods, source, re.DOTALL):
        returned = re.fullmatch(r" *return (.*);", body)
        found[name] = returned[1] if returned else name
    return found


def python_bodies(file):
    """The same of a port."""
    found = {}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            is_short = len(node.body) == 1 and isinstance(node.body[0], ast.Return)
            text = ast.unparse(node.body[0].value) if is_short else node.name
            found[node.name] = f"careful: {text}" if file.stem == "careful" else text
    return found


def counterexample(found):
    """Write the arguments and what came of them."""
    arguments = ", ".join(map(told, found["arguments"]))
    java, python = outcome(found["java"]), outcome(found["python"])
    if java == python:
        java, python = (
            f"leaves {', '.join(map(told, found[side]['arguments_after']))}"
            for side in ("java", "python")
        )
    return f"{code(f'({arguments})')}: Java {code(java)}, Python {code(python)}"


def outcome(found):
    """Write what one side did."""
    if found["status"] == "returned":
        return told(found["value"])
    return found.get("class", found["status"]).rpartition(".")[2]


def told(typed):
    """Write a typed value as one would say it."""
    kind, value = typed["type"], typed["value"]
    if kind == "unfit":
        return str(value).rpartition("got ")[2]
    return shown(re.sub(r".*<|[>\[\]]", "", kind).rpartition(",")[2], value)


def shown(kind, value):
    """Write a value of a type, or a list of such."""
    if isinstance(value, list):
        more = f", ... {len(value)} in all" if len(value) > SHOWN else ""
        return f"[{', '.join(shown(kind, item) for item in value[:SHOWN])}{more}]"
    if kind in {"double", "Double", "float", "Float"}:
        return "nan" if value.startswith("nan") else repr(float.fromhex(value))
    if kind in {"String", "char", "Character"}:
        more = f"... {len(value)} characters" if len(value) > SHOWN_TEXT else ""
        return json.dumps(value[:SHOWN_TEXT]) + more
    return str(value)


def code(text):
    """Write a text as code within a cell."""
    return f"`{text}`".replace("|", r"\|")


if __name__ == "__main__":
    print(write_table(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
