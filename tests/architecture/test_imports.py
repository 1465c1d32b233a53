"""The borders of the stages, read from the imports. docs/architecture.md says why they run so.

A *unit* is a subpackage or a module directly below `generator/`. To see all edges as they are, run
`python tests/architecture/test_imports.py`: unused rows are marked.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[2] / "generator"

# Who may import whom. `render` and `index` see `site`, never `model`: private facts end there.
ALLOWED: dict[str, set[str]] = {
    "rules": set(),
    "artifact": set(),
    "wording": set(),
    "diagnostics": {"rules"},
    "model": set(),
    "load": {"diagnostics", "model"},
    "validate": {"diagnostics", "model", "load", "wording"},
    "qualify": {"model"},
    "site": {"diagnostics", "model", "wording"},
    "render": {"diagnostics", "artifact", "site", "wording"},
    "index": {"artifact", "site"},
    "publish": {"diagnostics", "artifact"},
    "edit": {"diagnostics", "model", "load", "validate", "qualify"},
    "report": {"diagnostics", "model", "qualify", "wording"},
    "pipeline": {
        "diagnostics", "model", "load", "validate", "qualify", "site", "render", "index", "publish",
    },
    "cli": {
        "diagnostics", "model", "validate", "qualify", "site", "index", "publish", "edit",
        "report", "pipeline",
    },
}  # fmt: skip

# Libraries that stand behind a fence: each place is a unit or a file.
FENCED: dict[str, set[str]] = {
    "babel": {"wording"},
    "click": {"cli"},
    "cmarkgfm": {"site/prose.py"},
    "jinja2": {"render"},
    "markdown": {"site/prose.py"},
    "nh3": {"site/prose.py"},
    "pydantic": {"validate", "edit"},
    "rich": {"cli", "report"},
    "whoosh": {"index"},
    "yaml": {"load"},
}

# Where private figures are at home, and the only modules behind them that know them.
PRIVATE = {"model.facts", "model.standing"}
AT_THE_BORDER = {"site/disclose.py", "site/assemble.py"}


def unit_of(file: Path) -> str:
    return file.relative_to(GENERATOR).parts[0].removesuffix(".py")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(GENERATOR.rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"), str(file))


def targets(file: Path, node: ast.AST) -> Iterator[str]:
    """What an import statement names: `.unit` for our own code, else the library's name."""
    if isinstance(node, ast.Import):
        yield from (name.name.partition(".")[0] for name in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield (node.module or "").partition(".")[0]
    elif isinstance(node, ast.ImportFrom):
        # `from ..x import y` inside a unit climbs from the file's own folder.
        base = file.relative_to(GENERATOR).parent.parts
        path = base[: len(base) - (node.level - 1)]
        path += tuple((node.module or "").split(".")) if node.module else ()
        # `from . import __version__` names no unit.
        names = [name.name for name in node.names if not name.name.startswith("__")]
        yield from [f".{path[0]}"] if path else [f".{name}" for name in names]


def edges() -> Iterator[tuple[str, str, str]]:
    """(place, from, to); a library counts for the unit and for the file."""
    for file, tree in sources():
        inner = file.relative_to(GENERATOR).as_posix()
        for node in ast.walk(tree):
            for target in targets(file, node):
                place = f"generator/{inner}:{getattr(node, 'lineno', 0)}"
                if target.startswith("."):
                    yield place, unit_of(file), target[1:]
                elif target in FENCED:
                    at = inner if inner in FENCED[target] else unit_of(file)
                    yield place, at, target


def allowed() -> set[tuple[str, str]]:
    own = {(unit, to) for unit, row in ALLOWED.items() for to in row}
    return own | {(place, library) for library, row in FENCED.items() for place in row}


def test_imports_run_one_way() -> None:
    rows = allowed()
    wrong = [
        f"{place}: {source} must not import {to}"
        for place, source, to in edges()
        if source != to and (source, to) not in rows and source != "__init__"
    ]
    assert not wrong, "\n".join(wrong)


def test_every_unit_has_a_row() -> None:
    units = {unit_of(file) for file, _ in sources()} - {"__init__", "__main__"}
    assert units <= ALLOWED.keys()


def test_our_own_imports_are_relative() -> None:
    """The package has two names, so its own may not occur in it."""
    wrong = [
        f"{file.relative_to(GENERATOR)}:{getattr(node, 'lineno', 0)}"
        for file, tree in sources()
        for node in ast.walk(tree)
        if {"generator", "partnersite"} & set(targets(file, node))
    ]
    assert not wrong, "\n".join(wrong)


def test_no_row_is_stale() -> None:
    used = {(source, to) for _, source, to in edges()}
    stale = {f"{source} -> {to}" for source, to in allowed() - used}
    assert not stale, "nothing uses these rows:\n" + "\n".join(sorted(stale))


def test_private_figures_end_at_the_border() -> None:
    """Of the stage that decides what may be shown, one module reads standings."""
    readers = {
        file.relative_to(GENERATOR).as_posix()
        for file, tree in sources()
        if unit_of(file) == "site"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in PRIVATE
    }
    assert readers == AT_THE_BORDER


if __name__ == "__main__":
    seen = {(source, to) for _, source, to in edges()}
    for source, to in sorted(allowed()):
        note = "" if (source, to) in seen else "  unused"
        sys.stdout.write(f"{source} -> {to}{note}\n")
