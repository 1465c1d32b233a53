"""YAML as people write it in records: mappings, lists and texts, each with its place.

PyYAML parses; this module composes its events. Nothing is guessed (`NO` stays two letters) and
nothing is expanded, so what a file costs is bounded by its size. `docs/formats/yaml.md` says which
part of YAML is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..diagnostics import Place
from .characters import describe, find_forbidden
from .strict import check_colon, check_empty, check_end, check_indent, check_quoted, check_tabs
from .syntax import explain
from .text import TextFile
from .tree import Mapping, Node, Scalar, Sequence, YamlFile, pointer_step

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without libyaml: the same events, many times slower.
    from yaml import Loader as Parser  # type: ignore[assignment]

MOST_VALUES = 100_000
DEEPEST = 50
_ENTRY = re.compile(r"\s*- ")


def read_yaml(file: TextFile) -> YamlFile | None:
    """The mapping that a file holds, or None when there is no telling what it would be."""
    root = compose(file, file.text)
    return None if root is None else YamlFile(file.path, root, file.lines)


def compose(file: TextFile, text: str, first_line: int = 1) -> Mapping | None:
    """The mapping written in ``text``, which begins at ``first_line`` of the file."""
    composer = _Composer(file, first_line)
    try:
        composer.take(_events(text))
    except yaml.MarkedYAMLError as error:
        explain(error, file, first_line)
        return None
    except ValueError:  # From chr() in the pure parser, for an escape beyond Unicode.
        message = "An escape in this file stands for no character"
        file.report("forbidden-character", message, file.place(first_line))
        return None
    if composer.stopped:
        return None
    if "\t" in text:
        check_tabs(file, text, first_line, composer.quoted)
    return composer.result()


def _events(text: str) -> Iterator[Any]:
    parser = Parser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


@dataclass(slots=True)
class _Frame:
    """A list or a mapping that is still open; in a mapping, ``key`` waits for its value."""

    start: Place
    flow: bool
    indent: int
    """Column of the keys or hyphens of the innermost block around here; 0 without any."""
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] | None = None
    key: Scalar | None = None

    def add(self, value: Node) -> None:
        """Of a key that stands twice, the first value stays."""
        if self.entries is None:
            self.items.append(value)
        elif self.key is None:
            self.key = value if isinstance(value, Scalar) else Scalar("", False, value.place)
        else:
            self.entries.setdefault(self.key.text, (self.key, value))
            self.key = None

    def close(self, end: Place) -> Node:
        """A flow collection ends at its bracket, any other with its last value."""
        values = tuple((self.entries or {}).values())
        last = values[-1][1] if values else self.items[-1] if self.items else None
        if not self.flow and last is not None:
            end = last.place
        start = self.start
        place = Place(start.path, start.line, start.column, end.end_line, end.end_column)
        return (
            Sequence(tuple(self.items), place) if self.entries is None else Mapping(values, place)
        )


class _Composer:
    """Builds the tree from events and notes what is not part of our YAML."""

    def __init__(self, file: TextFile, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.stack = [_Frame(Place(file.path, first_line), flow=True, indent=0)]
        self.quoted: list[Place] = []
        self.count = 0
        self.line = first_line
        self.documents = 0
        self.stopped = False
        # Something was written whose value is unknown: better no tree than a wrong one.
        self.unknown = False

    def take(self, events: Iterator[Any]) -> None:
        """Build from all events, or up to the first that makes the rest pointless."""
        taken_by = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            handler = taken_by.get(type(event))
            if handler:
                handler(event)
            if self.stopped:
                return

    def result(self) -> Mapping | None:
        """The root, when it is a mapping."""
        roots = self.stack[0].items
        root = roots[0] if roots else None
        if root is None or (isinstance(root, Scalar) and root.is_null):
            place = self.file.place(self.first_line)
            self.file.report("not-a-mapping", "Nothing is written here", place, _KEYS)
        elif isinstance(root, Sequence):
            message = "This is a list, where keys and values are needed"
            self.file.report("not-a-mapping", message, root.place, _ONE)
        elif isinstance(root, Scalar):
            hint = _SPACE if re.match(r"[\w-]+:\S", root.text) else _KEYS
            message = "This is one text, where keys and values are needed"
            self.file.report("not-a-mapping", message, root.place, hint)
        elif not self.unknown:
            return root
        return None

    def _place(self, event: Any) -> Place:
        start, end, above = event.start_mark, event.end_mark, self.first_line
        return Place(
            self.file.path,
            start.line + above,
            start.column + 1,
            end.line + above,
            end.column + 1,
        )

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        node = Scalar(event.value, not event.style, place)
        self.count += 1
        if event.anchor is not None or event.tag is not None or self.count > MOST_VALUES:
            self._refuse(event, place)
        frame = self.stack[-1]
        if frame.flow:
            self._check_layout(frame, place)
        if event.style:
            self.quoted.append(place)
            check_quoted(self.file, place, event.style, frame.indent)
            if event.style == '"':
                self._check_escapes(node)
        elif not event.value:
            check_empty(self.file, place)
            if frame.flow and frame.key is not None and check_colon(self.file, frame.key):
                self.unknown = True
        elif place.line < place.end_line:
            self._check_swallowed(place)
        if frame.entries is not None and frame.key is None:
            self._check_key(frame.entries, node)
        frame.add(node)

    def _open(self, event: Any) -> None:
        place = self._place(event)
        self.count += 1
        if event.anchor is not None or event.tag is not None or self.count > MOST_VALUES:
            self._refuse(event, place)
        frame = self.stack[-1]
        if frame.entries is not None and frame.key is None:
            hint = "Write “key: value”; a value in brackets needs a key of its own."
            self.file.report("complex-key", "A list or mapping cannot be a key", place, hint)
            self.unknown = True
        if len(self.stack) > DEEPEST:
            message = f"Values are nested more than {DEEPEST} deep"
            self.file.report("too-deep", message, place, "Look for brackets that are not closed.")
            self.stopped = True
        entries: dict[str, tuple[Scalar, Node]] | None = None
        if isinstance(event, yaml.MappingStartEvent):
            entries = {}
        flow = bool(event.flow_style)
        if frame.flow:
            self._check_layout(frame, place)
        self.line = place.line
        indent = frame.indent if flow else place.column
        self.stack.append(_Frame(place, flow, indent, entries=entries))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        end = self._place(event)
        if frame.flow:
            check_end(self.file, end)
        self.stack[-1].add(frame.close(end))

    def _alias(self, event: Any) -> None:
        place = self._place(event)
        frame = self.stack[-1]
        merged = frame.key is not None and frame.key.text == "<<"
        if not merged:
            self._refuse_anchor(f"“*{event.anchor}” stands for a value elsewhere", place)
        self.unknown = True
        frame.add(Scalar("", False, place))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            place = self._place(event)
            message = "A second document begins here; a file holds one"
            self.file.report("several-documents", message, place, "Move it to a file of its own.")
            self.stopped = True

    def _refuse(self, event: Any, place: Place) -> None:
        """Report one value too many, and what says more about a value than our formats ask."""
        if self.count > MOST_VALUES:
            message = f"This file holds more than {MOST_VALUES:,} values"
            self.file.report("too-large", message, place, "Split it, or use a fact table.")
            self.stopped = True
        if event.anchor is not None:
            self._refuse_anchor(f"“&{event.anchor}” names a value for use elsewhere", place)
        if event.tag is not None:
            message = "A word that begins with “!” is a tag, and tags are not used here"
            self.file.report("tag", message, place, "If it is text, put the text in quotes.")

    def _refuse_anchor(self, message: str, place: Place) -> None:
        hint = "Write the value out; if this is text, put the text in quotes."
        self.file.report("anchor-or-alias", message, place, hint, self._pointer())

    def _check_layout(self, frame: _Frame, place: Place) -> None:
        """Inside brackets, what begins a line must be indented deeper than the key around them."""
        begins_line = frame.flow and place.line > self.line
        if begins_line and check_indent(self.file, place.line, frame.indent):
            frame.indent = 0  # Once is enough.
        self.line = place.end_line

    def _check_key(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar) -> None:
        if key.plain and key.text == "<<":
            hint = "Write the keys out in each place."
            self.file.report("anchor-or-alias", "“<<” merges values", key.place, hint)
            self.unknown = True
        elif key.is_null and not key.text:
            self.file.report("complex-key", "The key before the colon is missing", key.place)
        elif key.text in entries:
            first, line = entries[key.text][0].place.line, key.place.line
            where = "this line" if first == line else f"lines {first} and {line}"
            message = f"“{_shorten(key.text)}” stands twice, in {where}"
            hint = "Remove one of them, or join what they hold."
            pointer = f"{self._pointer()}{pointer_step(key.text)}"
            self.file.report("duplicate-key", message, key.place, hint, pointer)

    def _check_escapes(self, node: Scalar) -> None:
        for _, character in find_forbidden(node.text):
            message = f"An escape in this text stands for {describe(character)}"
            self.file.report("forbidden-character", message, node.place, "Remove it.")
            return

    def _check_swallowed(self, place: Place) -> None:
        """A text over several lines that took in what was meant as the next entry of a list."""
        above = self.file.lines[place.line : place.end_line]
        for number, line in enumerate(above, place.line + 1):
            if _ENTRY.match(line):
                message = "This entry continues the text of the line above"
                hint = "Indent its “-” like that of the other entries, or put the text in quotes."
                width = len(line) - len(line.lstrip()) + 1
                self.file.report("yaml-syntax", message, self.file.place(number, width), hint)

    def _pointer(self) -> str:
        """JSON pointer of the collection that is open."""
        return "".join(
            pointer_step(len(frame.items) if frame.key is None else frame.key.text)
            for frame in self.stack[1:-1]
        )


_KEYS = "Write keys and values, such as “name: Acme”."
_ONE = "Each file holds one thing; begin with its first key, such as “name: Acme”."
_SPACE = "Put a space after the colon."


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
