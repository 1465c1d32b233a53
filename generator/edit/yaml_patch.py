"""Change some keys of a YAML file and leave the rest of it as people wrote it, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..diagnostics import Place
from ..load.tree import Mapping, Node, Plain, Scalar, YamlFile
from ..load.tree import Sequence as SequenceNode
from .yaml_writer import write_yaml

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


class CannotPatchError(ValueError):
    """The file's outermost keys do not each begin a line."""


def patch(file: YamlFile, text: str, changed: dict[str, Plain], order: Sequence[str]) -> str:
    """``text``, which was read as ``file``, with new values for some of its outermost keys.

    New keys are placed by ``order``; a value of None takes a key out. Comments inside a value that
    is replaced move above it.
    Raises `CannotPatchError`.
    """
    starts = [key.place.line for key, _ in file.root.entries]
    if any(key.place.column != 1 for key, _ in file.root.entries) or len(set(starts)) < len(starts):
        raise CannotPatchError(f"{file.path} does not begin a line with every key")
    lines: list[str] = _LINE.findall(text)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += ending
    edits = []
    for key in sorted(changed, key=order.index):
        old = file.root.get(key)
        start = _start(file, key, order, lines)
        end = start if old is None else _end(old, start, lines)
        kept = [] if old is None else list(comments(old, start, lines[start:end]))
        value = changed[key]
        written = [*kept, *(write_yaml({key: value}).split("\n")[:-1] if value is not None else ())]
        edits.append((start, end, [f"{line}{ending}" for line in written]))
    # From the end, so that the numbers of the lines before stay true.
    for start, end, written in sorted(edits, key=lambda edit: edit[:2])[::-1]:
        lines[start:end] = written
    return "".join(lines)


def _start(file: YamlFile, key: str, order: Sequence[str], lines: list[str]) -> int:
    """Index of the line where a key stands; where a new one is to stand."""
    known = file.root.key(key)
    if known is not None:
        return known.place.line - 1
    before = set(order[: order.index(key)])
    ends = [
        _end(value, name.place.line - 1, lines)
        for name, value in file.root.entries
        if name.text in before
    ]
    return max(ends, default=0)


def _end(value: Node, start: int, lines: list[str]) -> int:
    """Index after the last line of a value that belongs to the key on line ``start``."""
    place = value.place
    end = place.end_line if place.end_column > 1 else place.end_line - 1
    last = max(scalars(value), key=lambda text: text.place, default=None)
    if last is not None and last.text.endswith("\n\n"):
        # A block that keeps the blank lines below it.
        return end
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return max(end, start + 1)


def comments(value: Node, start: int, lines: Sequence[str]) -> Iterator[str]:
    """The comments among the lines of a value, not taking its texts for comments."""
    texts = [leaf.place for leaf in scalars(value)]
    for number, line in enumerate(lines, start + 1):
        if any(_is_inside(text, number, line) for text in texts):
            continue
        # What the value's own texts fill of the line is no comment.
        filled = [text.end_column - 1 for text in texts if text.end_line == number]
        found = _COMMENT.search(line.rstrip("\r\n"), max(filled, default=0))
        if found:
            yield found.group()


def _is_inside(text: Place, number: int, line: str) -> bool:
    """Whether a line ends within a text. The first line of a block holds only its sign."""
    block = number == text.line and line[text.column - 1 : text.column] in ("|", ">")
    return text.line <= number < text.end_line and not block


def scalars(node: Node) -> Iterator[Scalar]:
    """All keys and texts of a tree, in the order of the file."""
    match node:
        case Scalar():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)
