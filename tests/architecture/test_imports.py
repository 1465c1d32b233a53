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
    "diagnostics": {"rules"},
    "model": {"diagnostics"},
    "load": {"diagnostics", "rules", "model"},
    "validate": {"diagnostics", "rules", "model", "load"},
    "qualify": {"diagnostics", "rules", "model"},
    "site": {"diagnostics", "rules", "model", "qualify"},
    "render": {"diagnostics", "artifact", "site"},
    "index": {"artifact", "site"},
    "publish": {"diagnostics", "rules", "artifact"},
    "edit": {"diagnostics", "rules", "model", "load", "validate", "qualify"},
    "report": {"diagnostics", "rules", "model", "qualify"},
    "pipeline": {
        "diagnostics", "artifact", "model", "load", "validate",
        "qualify", "site", "render", "index", "publish",
    },
    "cli": {
        "diagnostics", "rules", "model", "load", "validate",
        "qualify", "index", "edit", "report", "pipeline",
    },
}  # fmt: skip

# Libraries that stand behind a fence: each place is a unit or a file.
FENCED: dict[str, set[str]] = {
    "babel": {"site", "render"},
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

# Units (or files of `FENCED`) still being built: their unused rows are no fault yet.
NOT_YET: set[str] = {
    "cli", "edit", "index", "load", "model", "pipeline", "publish", "qualify",
    "render", "report", "site", "site/prose.py", "validate",
}  # fmt: skip


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
    stale = {f"{source} -> {to}" for source, to in allowed() - used if source not in NOT_YET}
    assert not stale, "nothing uses these rows:\n" + "\n".join(sorted(stale))


def test_not_yet_names_rows() -> None:
    assert {source for source, _ in allowed()} >= NOT_YET


if __name__ == "__main__":
    seen = {(source, to) for _, source, to in edges()}
    for source, to in sorted(allowed()):
        note = "" if (source, to) in seen else "  unused"
        sys.stdout.write(f"{source} -> {to}{note}\n")
