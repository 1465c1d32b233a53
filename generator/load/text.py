"""A file's text while it is being read, with what is wrong with it so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from ..diagnostics import Diagnostic, Place, diagnose
from .characters import LINE_BREAK, LOST, describe, find_forbidden

MOST_MISTAKES = 50
"""Of one file; a file of nothing but mistakes must not bury those of the others."""
MOST_LINES = 200_000
MOST_FORBIDDEN = 1000
"""Forbidden characters beyond which a file is taken for something else than text."""
LONGEST_EXCERPT = 2000
"""Characters of a source line that a diagnostic carries along."""


@dataclass(slots=True)
class TextFile:
    """Text without byte order mark, its lines, and the diagnostics found while reading it.

    In ``text`` every forbidden character is replaced, so that all parsers count the same lines.
    From line ``private_from`` on nothing may be shown outside the channel team.
    """

    path: str
    text: str
    lines: tuple[str, ...]
    private_from: int | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(
        self, slug: str, message: str, place: Place, hint: str = "", pointer: str = ""
    ) -> None:
        """Note a mistake; the last one that is noted says that there were more."""
        if len(self.diagnostics) == MOST_MISTAKES:
            last = self.diagnostics[-1]
            self.diagnostics[-1] = replace(last, hint="Further mistakes of this file are left out.")
            return
        if place.line > len(self.lines):
            # The parser sees a line break at the end of every file.
            place = self.place(len(self.lines), len(self.lines[-1]) + 1)
        excerpt = self.line(place.line)[:LONGEST_EXCERPT]
        private = self.private_from is not None and place.line >= self.private_from
        self.diagnostics.append(
            diagnose(
                slug, message, place, hint=hint, pointer=pointer, excerpt=excerpt, private=private
            )
        )

    def line(self, number: int) -> str:
        """A source line; behind the last one all are empty."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        return Place(self.path, line, column, line, column + width)


def read_text(path: str, content: bytes, private: bool = False) -> TextFile | Diagnostic:
    """Decode a file and check its characters. What is no text at all gives one diagnostic."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _no_text(Place(path), "This file is UTF-16, not UTF-8", private)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, content, error.start, private)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        message = f"This file has more than {MOST_LINES:,} lines"
        return diagnose("too-large", message, Place(path), hint="Split it.", private=private)
    file = TextFile(path, text, tuple(LINE_BREAK.split(text)), 1 if private else None)
    if conflict := next(_conflicts(file), None):
        return conflict
    forbidden = list(islice(find_forbidden(text), MOST_FORBIDDEN))
    if len(forbidden) == MOST_FORBIDDEN or text.count("\x00") > len(text) // 4:
        return _no_text(Place(path), "This file is not text, or not in UTF-8", private)
    if forbidden:
        _report_characters(file, forbidden)
    return file


def _conflicts(file: TextFile) -> Iterator[Diagnostic]:
    """Lines that git writes around what two people changed; only they can say which is right."""
    for number, line in enumerate(file.lines, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            private = file.private_from is not None
            message = "Two changes of this file were merged, and nobody chose between them"
            hint = "Keep what is right, and remove the lines <<<<<<<, ======= and >>>>>>>."
            place = file.place(number, 1, 7)
            excerpt = line[:LONGEST_EXCERPT]
            yield diagnose(
                "merge-conflict", message, place, hint=hint, excerpt=excerpt, private=private
            )


def _no_text(place: Place, message: str, private: bool, hint: str = "") -> Diagnostic:
    hint = f"Save the file as UTF-8{hint}."
    return diagnose("not-utf8", message, place, hint=hint, private=private)


def _not_utf8(path: str, content: bytes, offset: int, private: bool) -> Diagnostic:
    before = LINE_BREAK.split(content[:offset].decode("utf-8"))
    line, column = len(before), len(before[-1]) + 1
    byte = content[offset : offset + 1]
    western = byte.decode("cp1252", "ignore")
    return _no_text(
        Place(path, line, column, line, column + 1),
        f"Byte 0x{byte.hex().upper()} is not part of UTF-8 text",
        private,
        f"; in Windows-1252 this byte would be “{western}”" if western.isprintable() else "",
    )


def _report_characters(file: TextFile, forbidden: list[tuple[int, str]]) -> None:
    """Report each forbidden character once, with the number of its places; then replace them."""
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(file.text))]
    places: dict[str, list[int]] = {}
    for index, character in forbidden:
        places.setdefault(character, []).append(index)
    for character, (first, *others) in places.items():
        line = bisect_right(starts, first)
        more = f", and {len(others)} more of it" if others else ""
        file.report(
            "forbidden-character",
            f"{describe(character)} must not stand here{more}",
            file.place(line, first - starts[line - 1] + 1),
            _how_to_mend(character),
        )
    characters = list(file.text)
    for index, _ in forbidden:
        characters[index] = LOST
    file.text = "".join(characters)


def _how_to_mend(character: str) -> str:
    if character == LOST:
        return "An earlier conversion lost the character that stood here: write it anew."
    if character in "\x85\u2028\u2029":
        return "Break the line with the return key instead."
    return "Remove it; such characters come along when text is copied from a page or document."
