"""What PyYAML's C parser lets pass although YAML forbids it, and tabs.

A tab is allowed inside quoted and block texts and in comments, nowhere else: YAML's own rules are
finer, parsers disagree on them, and no reader can see a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..diagnostics import Place
from .characters import LINE_BREAK
from .text import TextFile
from .tree import Scalar

_COMMENT = re.compile(r"(?:^|\s)#.*")
_INDICATED = re.compile(r"[|>][-+]?[1-9]")
_GLUED = re.compile(r"[|>][-+0-9]*#")
_COLOUR = re.compile(r"\s+(#[0-9a-fA-F]{3,8})\s*$")
_BLOCK = ("|", ">")


def check_quoted(file: TextFile, place: Place, style: str, indent: int) -> None:
    """Hold a quoted or block text against its surroundings.

    ``indent`` is the column, counted from 1, of the keys or hyphens around it; 0 without any.
    """
    if style not in _BLOCK:
        check_end(file, place)
        any(check_indent(file, n, indent) for n in range(place.line + 1, place.end_line + 1))
        return
    header = file.line(place.line)[place.column - 1 :]
    if glued := _GLUED.match(header):
        _glued_comment(file, place.line, place.column + glued.end() - 1)
    if not _INDICATED.match(header):
        _check_blank_beginning(file, place, indent)


def check_end(file: TextFile, place: Place) -> None:
    """A comment needs a space before it."""
    if file.line(place.end_line)[place.end_column - 1 : place.end_column] == "#":
        _glued_comment(file, place.end_line, place.end_column)


def check_colon(file: TextFile, key: Scalar) -> bool:
    """Whether a key in braces has no colon: of ``{a: b, c}``, people mean “b, c” to be a text."""
    rest = file.line(key.place.end_line)[key.place.end_column - 1 :].lstrip()
    if not rest.startswith((",", "}")):
        return False
    message = f"In braces a comma begins the next entry, and “{key.text}” has no value"
    hint = "Put a text with a comma in quotes; write numbers without separators."
    file.report("yaml-syntax", message, key.place, hint)
    return True


def check_empty(file: TextFile, place: Place) -> None:
    """A colour begins with the sign of a comment, and without quotes it is one."""
    if comment := _COLOUR.match(file.line(place.line), place.column - 1):
        message = f"“{comment[1]}” is a comment here, and no value is left"
        hint = "Put it in quotes."
        file.report("yaml-syntax", message, file.place(place.line, comment.start(1) + 1), hint)


def check_indent(file: TextFile, number: int, indent: int) -> bool:
    """Whether a line of a value over several lines had to be reported."""
    line = file.line(number)
    width = len(line) - len(line.lstrip())
    if width >= indent or not line.strip():
        return False
    message = "This line belongs to the value above and is not indented deeper than its key"
    hint = f"Begin it with at least {indent} spaces."
    file.report("yaml-syntax", message, file.place(number, width + 1), hint)
    return True


def _check_blank_beginning(file: TextFile, place: Place, indent: int) -> None:
    """Empty lines before a block text must not hold more spaces than its first line."""
    blank = 0
    for number in range(place.line + 1, len(file.lines) + 1):
        line = file.line(number)
        if line.strip(" "):
            width = len(line) - len(line.lstrip(" "))
            if indent <= width < blank:
                message = "The empty lines above hold more spaces than this first line of the text"
                hint = "Remove the spaces from the empty lines."
                file.report("yaml-syntax", message, file.place(number, width + 1), hint)
            return
        blank = max(blank, len(line))


def _glued_comment(file: TextFile, line: int, column: int) -> None:
    message = "A comment needs a space before its “#”"
    hint = "Add a space; if this is text, put the whole of it in quotes."
    file.report("yaml-syntax", message, file.place(line, column), hint)


def check_tabs(file: TextFile, text: str, first_line: int, quoted: Iterable[Place]) -> None:
    """Report the first tab of ``text`` that stands outside of the ``quoted`` texts."""
    lines = LINE_BREAK.split(text)
    for place in quoted:
        _blacken(lines, place, first_line)
    found = [
        (number, line.index("\t"))
        for number, whole in enumerate(lines, first_line)
        if "\t" in whole and "\t" in (line := _COMMENT.sub("", whole))
    ]
    if not found:
        return
    (number, column), *others = found
    more = f", and in {len(others)} more lines" if others else ""
    message = f"A tab stands here, where YAML needs spaces{more}"
    file.report("tab", message, file.place(number, column + 1), "Replace it with spaces.")


def _blacken(lines: list[str], place: Place, first_line: int) -> None:
    """Cover a quoted text; between quotes, the indentation of further lines stays visible."""
    block = lines[place.line - first_line][place.column - 1 : place.column] in _BLOCK
    for number in range(place.line, place.end_line + 1):
        index = number - first_line
        if index >= len(lines):
            return
        line = lines[index]
        start = place.column - 1 if number == place.line else 0
        if number > place.line and not block:
            start = len(line) - len(line.lstrip())
        end = place.end_column - 1 if number == place.end_line else len(line)
        lines[index] = line[:start] + "x" * (end - start) + line[end:]
