"""How simple the house is: modules, lines, import depth, exported names. `python scripts/measure_house.py` prints them.

Modules: files under ``facilitator/``. Lines: all of their lines. Depth: modules on the longest chain of imports (cycles
count as one). Exported names: public names that a module defines at its top level, and what `__init__` re-exports is
not counted again. Borrowed: private names (``_name``) that another module imports; there must be none. Carriers:
classes of which an instance holds a block's title, on its way from the line of an agenda to the XML of a slide.
"""

from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import grimp
import networkx

PACKAGE = "facilitator"
TITLE = "Mærkeordet"
"""What no other text says."""
AGENDA = f"""title: En dag
start: "9.00"
blocks:
  - {{title: {TITLE}, section: {TITLE}, minutes: 20, slides: [{{bullets: [{TITLE}]}}]}}
"""


def main() -> None:
    """Print the figures of the checkout, or of the one whose folder is given."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    sys.path.insert(0, str(root))
    files = sorted((root / PACKAGE).rglob("*.py"))
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    longest = max(lines, key=lambda file: lines[file])
    print(f"modules         {len(files)}")
    print(f"lines           {sum(lines.values())}")
    print(f"longest         {lines[longest]} ({longest.relative_to(root)})")
    print(f"import depth    {depth()}")
    print(f"exported names  {sum(len(set(exported(tree))) for tree in trees.values())}")
    print(f"borrowed        {sum(len(list(borrowed(tree))) for tree in trees.values())}")
    print(f"carriers        {len(found := carriers())} ({', '.join(found)})")


def depth() -> int:
    """Modules on the longest chain of imports."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    chain = networkx.DiGraph(
        (one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)
    )
    return len(networkx.dag_longest_path(networkx.condensation(chain)))


def exported(tree: ast.Module) -> Iterator[str]:
    """Public names that a module defines itself."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def borrowed(tree: ast.Module) -> Iterator[str]:
    """Private names that a module takes from another one; ``_`` is the message function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            yield from (one.name for one in node.names if one.name.startswith("_") and one.name != "_")


def carriers() -> list[str]:
    """Classes that carry a title, in the order in which a build of a deck comes to them."""
    from facilitator.cli import main as command  # the package of the checkout that is measured

    found: dict[str, None] = {}

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if event == "return":
            ours = [one for one in (result, *frame.f_locals.values()) if type(one).__module__.startswith(PACKAGE)]
            found.update(dict.fromkeys(type(one).__qualname__ for one in ours if any(map(titled, fields(one)))))

    with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        file = Path(folder, "dag.yaml")
        file.write_text(AGENDA, encoding="utf-8")
        sys.setprofile(watch)
        try:
            command(["build", str(file), "--only", "deck", "--out", folder], standalone_mode=False)
        finally:
            sys.setprofile(None)
    return list(found)


def fields(one: Any) -> list[Any]:
    """What an object holds: a tuple's parts, what a data class declares, or its attributes."""
    if isinstance(one, tuple):
        return list(one)
    if dataclasses.is_dataclass(one):
        return [getattr(one, field.name, None) for field in dataclasses.fields(one)]
    return list(getattr(one, "__dict__", {}).values())


def titled(value: Any) -> bool:
    """Whether it is the title, or a list in which the title is."""
    parts = value if isinstance(value, list | tuple) else [value]
    return any(isinstance(part, str) and TITLE in part for part in parts)


if __name__ == "__main__":
    main()
