"""Diagnostics for people, editors and build servers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from ..diagnostics import Diagnostic, Place
from .figures import counted
from .visible import escaped, visible

WIDTH = 100
"""Columns of an excerpt; of a longer line the part around the mistake is shown."""
_AT_KEYS_OF_THE_FORMAT = (
    *("missing-key", "wrong-type", "wrong-value", "unknown-reference"),
    *("thousands-point", "unread-fact"),
)
"""Rules whose diagnostics point along known keys, never along something that a person typed."""
_COLOUR = {"error": "bold red", "warning": "bold yellow"}


def mask(diagnostic: Diagnostic) -> Diagnostic:
    """What may be said of a mistake in a private place: its line, its rule, the key it stands at.

    Message, hint and excerpt could tell a figure, and columns how many digits it has.
    """
    if not diagnostic.private:
        return diagnostic
    pointer = diagnostic.pointer if diagnostic.rule.slug in _AT_KEYS_OF_THE_FORMAT else ""
    where = f" It stands at {pointer}." if pointer else ""
    return replace(
        diagnostic,
        message=diagnostic.rule.summary + where,
        hint="What is written there is private: run with --private to see it.",
        pointer=pointer,
        excerpt="",
        place=Place(diagnostic.place.path, diagnostic.place.line, 1, diagnostic.place.line, 1),
    )


def full(diagnostics: Sequence[Diagnostic], prefix: str = "") -> Iterator[Text]:
    """Message, excerpt and hint of each, and at the end how many there are."""
    for diagnostic in diagnostics:
        yield _headline(diagnostic)
        yield from _excerpt(diagnostic)
        if diagnostic.hint:
            margin = " " * (len(str(diagnostic.place.line)) + 1)
            yield Text.assemble((f"{margin} = ", "blue"), visible(diagnostic.hint))
        yield Text()
    yield Text(summary(diagnostics))


def concise(diagnostics: Sequence[Diagnostic], prefix: str = "") -> Iterator[Text]:
    """One line each, and one with their number."""
    yield from map(_headline, diagnostics)
    yield Text(summary(diagnostics))


def github(diagnostics: Sequence[Diagnostic], prefix: str = "") -> Iterator[Text]:
    """Commands that GitHub shows as annotations beside the changed lines.

    ``prefix`` is the path of the site inside the repository, empty or with a slash at its end.
    """
    for item in diagnostics:
        place = item.place
        properties = {
            "file": prefix + escaped(place.path),
            "line": place.line,
            "endLine": max(place.line, place.end_line),
            "col": place.column,
            "endColumn": max(place.column, place.end_column - 1),
            "title": f"{item.rule.code} {item.rule.slug}",
        }
        listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        text = "\n".join(escaped(part) for part in (item.message, item.hint) if part)
        yield Text(f"::{item.severity} {listed}::{_data(text)}")


def as_json(diagnostics: Sequence[Diagnostic], prefix: str = "") -> Iterator[Text]:
    """One list; docs/commands.md describes its members."""
    found = [
        {
            "code": item.rule.code,
            "slug": item.rule.slug,
            "severity": item.severity,
            "message": item.message,
            "hint": item.hint,
            "path": item.place.path,
            "line": item.place.line,
            "column": item.place.column,
            "end_line": item.place.end_line,
            "end_column": item.place.end_column,
            "pointer": item.pointer,
        }
        for item in diagnostics
    ]
    yield Text(json.dumps(found, indent=2))


FORMATS: dict[str, Callable[[Sequence[Diagnostic], str], Iterator[Text]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are, and in how many files."""
    if not diagnostics:
        return "No errors, no warnings."
    errors = sum(item.severity == "error" for item in diagnostics)
    numbers = {"error": errors, "warning": len(diagnostics) - errors}
    found = [counted(number, noun) for noun, number in numbers.items() if number]
    files = len({item.place.path for item in diagnostics})
    return f"{', '.join(found)} in {counted(files, 'file')}."


def _headline(diagnostic: Diagnostic) -> Text:
    rule = diagnostic.rule
    return Text.assemble(
        (f"{visible(str(diagnostic.place))}: ", "bold"),
        (f"{rule.severity}[{rule.code} {rule.slug}]", _COLOUR[rule.severity]),
        f" {visible(diagnostic.message)}",
    )


def _excerpt(diagnostic: Diagnostic) -> Iterator[Text]:
    """The source line, and below it a mark under the mistake."""
    line, place = diagnostic.excerpt, diagnostic.place
    if not line.strip():
        return
    begin = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    end = min(max(end, begin + 1), max(len(line), begin + 1))
    first, last = _window(len(line), begin, end)
    cut = ("…" if first else "", "…" if last < len(line) else "")
    before, marked = escaped(line[first:begin]), escaped(line[begin : min(end, last)])
    number = str(place.line)
    yield Text.assemble((f" {number} | ", "blue"), escaped(line[first:last]).join(cut))
    yield Text.assemble(
        (f" {' ' * len(number)} | ", "blue"),
        " " * cell_len(cut[0] + before),
        ("^" * max(cell_len(marked), 1), _COLOUR[diagnostic.severity]),
    )


def _window(length: int, begin: int, end: int) -> tuple[int, int]:
    """The part of a line that is shown: all of it, or `WIDTH` characters around the mistake."""
    if length <= WIDTH:
        return 0, length
    first = max(0, min(begin - WIDTH // 4, length - WIDTH))
    return first, min(length, first + WIDTH)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
