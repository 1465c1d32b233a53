"""House rules that a parser can check: size, the date, and who writes to the disk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[2] / "generator"
LONGEST_FUNCTION = 60
LONGEST_FILE = 330

# Only the command line knows what day it is; for all others the date is an argument.
KNOWS_THE_DAY = {"cli"}
DAY = {"today", "now", "utcnow", "time_ns", "localtime", "gmtime"}

# Publish writes the output, edit changes a site; the command line may write what it is asked for.
WRITERS = {"publish", "edit", "cli"}
WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmtree", "rmdir", "copyfile"}


def sources() -> Iterator[tuple[str, str, str]]:
    """(path, unit, text) of every module."""
    for file in sorted(GENERATOR.rglob("*.py")):
        path = file.relative_to(GENERATOR)
        yield path.as_posix(), path.parts[0].removesuffix(".py"), file.read_text("utf-8")


def calls(names: set[str], outside: set[str]) -> list[str]:
    """Where a method or function of these names is called outside of these units."""
    return [
        f"generator/{path}:{node.lineno}: {node.func.attr}()"
        for path, unit, text in sources()
        if unit not in outside
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in names
    ]


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"generator/{path}:{node.lineno}: {node.name} has {length} lines"
        for path, _, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_no_file_is_too_long() -> None:
    long = [
        f"generator/{path} has {length} lines"
        for path, _, text in sources()
        if (length := len(text.splitlines())) > LONGEST_FILE
    ]
    assert not long, "\n".join(long)


def test_only_the_command_line_knows_the_day() -> None:
    assert not (found := calls(DAY, KNOWS_THE_DAY)), "\n".join(found)


def test_only_writers_write() -> None:
    assert not (found := calls(WRITES, WRITERS)), "\n".join(found)
