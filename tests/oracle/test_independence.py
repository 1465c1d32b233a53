"""The oracle is a second opinion: nothing of it comes from what it is held against."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ASKS_THE_ENGINE = {"engine.py", "agreement.py"}
"""Beside the tests, what brings both together."""
OURS = {"generator", "partnersite"}


def modules() -> list[Path]:
    return [
        file
        for file in sorted(HERE.glob("*.py"))
        if file.name not in ASKS_THE_ENGINE and not file.name.startswith("test_")
    ]


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_the_oracle_imports_nothing_of_the_generator() -> None:
    assert len(modules()) > 8
    for file in modules():
        roots = {name.partition(".")[0] for name in imported(file)}
        assert not roots & OURS, file.name
        others = {name for name in imported(file) if name.startswith("tests.")}
        assert not others & {"tests.oracle.engine", "tests.oracle.agreement"}, file.name
        assert all(name.startswith("tests.oracle") for name in others), file.name
