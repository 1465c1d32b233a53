"""Write values as YAML that people like to read: plain where possible, quoted where needed.

The loader reads back exactly what was written, as long as no text holds a forbidden character
(`load.characters`): the loader would refuse those in any spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..load.tree import Plain

WIDTH = 96
"""Longer texts are folded onto several lines."""

# Begins and ends like a word, so that no sign of YAML can stand at either side.
_PLAIN = re.compile(r"[^\W_]([^\n]*[^\s:])?|[(+/.$€£§][^\s:&*!|>%@`\"'#{\[?-][^\n]*[^\s:]")
_MARKS = re.compile(r":\s|\s#|[\t\r]|^null$")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_yaml(value: dict[str, Plain]) -> str:
    """A whole file, in the order of the keys."""
    return "".join(f"{line}\n" for line in _mapping(value, ""))


def _mapping(value: dict[str, Plain], indent: str) -> Iterator[str]:
    for key, below in value.items():
        yield from _after(f"{indent}{_quoted_if_needed(key)}:", below, indent)


def _after(start: str, value: Plain, indent: str) -> Iterator[str]:
    """A value behind ``key:``, on its line or below it."""
    inner = f"{indent}  "
    match value:
        case None:
            yield f"{start} null"
        case str():
            yield from _text(start, value, inner)
        case dict() if value:
            yield start
            yield from _mapping(value, inner)
        case list() if value:
            yield start
            yield from _items(value, inner)
        case dict():
            yield f"{start} {{}}"
        case list():
            yield f"{start} []"


def _items(items: list[Plain], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict | list) and item:
            inner = f"{indent}  "
            below = _mapping(item, inner) if isinstance(item, dict) else _items(item, inner)
            # The first line of the item stands beside its dash.
            yield f"{indent}- {next(below)[len(inner) :]}"
            yield from below
        else:
            yield from _after(f"{indent}-", item, indent)


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    if "\n" in text and _fits_block(text):
        ending = "" if text.endswith("\n") else "-"
        yield f"{start} |{ending}"
        for line in text.removesuffix("\n").split("\n"):
            yield f"{indent}{line}" if line else ""
    elif len(start) + len(text) > WIDTH and _fits_block(text) and " " in text:
        yield f"{start} >-"
        yield from _folded(text, indent)
    else:
        yield f"{start} {_quoted_if_needed(text)}"


def _fits_block(text: str) -> bool:
    """Whether a block scalar keeps the text: no blanks that it would take for layout."""
    lines = text.split("\n")
    return (
        bool(text.strip())
        and not text.startswith((" ", "\n"))
        and not text.endswith("\n\n")
        and all(line == line.rstrip() for line in lines)
        and "\t" not in text
        and "\r" not in text
    )


def _folded(text: str, indent: str) -> Iterator[str]:
    """Lines broken at single blanks; a reader joins them with a blank again."""
    line = ""
    for word in re.split(r"(?<! ) (?! )", text):
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            yield f"{indent}{line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield f"{indent}{line}"


def _quoted_if_needed(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _MARKS.search(text):
        return text
    return f'"{"".join(_ESCAPES.get(ch, ch) for ch in text)}"'
