"""PyYAML's messages in plain words, at the place where the mistake was made.

A parser stops where it can make no more sense of a file, which is often one line too late; the
text around tells what was meant.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import MarkedYAMLError

from .text import TextFile

_MISSING_SPACE = re.compile(r"\s*(?:- )?[\w-]+:(?!//)[^\s/]")
_KEY_AND_VALUE = re.compile(r"\s*(?:- )?(?:\"[^\"]*\"|'[^']*'|[^\s:#][^:#]*?):\s+\S")
_QUOTES = 'Put the value in quotes, such as name: "Acme: the best".'
_BEGIN = "Put the value in quotes."
_LINE_UP = "Indent it with the same number of spaces as the keys that it belongs to."

Found = tuple[str, str, str, int, int]
"""Slug, message, hint, and line and column counted from 0."""


def explain(error: MarkedYAMLError, file: TextFile, first_line: int) -> None:
    """Report why a file is not YAML. ``first_line`` is where the parsed text begins in it."""
    above = first_line - 1
    slug, message, hint, line, column = _Mistake(error, file.lines[above:]).found()
    line = min(line + above, len(file.lines) - 1)
    column = min(column, len(file.lines[line]))
    file.report(slug, message, file.place(line + 1, column + 1), hint)


class _Mistake:
    """What PyYAML says of a mistake: in which construct, and where it went wrong."""

    def __init__(self, error: MarkedYAMLError, lines: tuple[str, ...]) -> None:
        self.problem = error.problem or "no sense can be made of this"
        self.context = error.context or ""
        self.lines = lines
        # Either mark may be missing; then the other one has to do.
        self.line, self.column = _position(error.problem_mark or error.context_mark)
        self.begun = _position(error.context_mark or error.problem_mark)

    def found(self) -> Found:
        for sign, reader in _READERS:
            if sign in self.problem or sign in self.context:
                return reader(self)
        return self.here("yaml-syntax", f"This is not valid YAML: {self.problem}")

    def here(self, slug: str, message: str, hint: str = "") -> Found:
        return slug, message, hint, self.line, self.column

    def there(self, slug: str, message: str, hint: str = "") -> Found:
        """Where the construct began that went wrong later on."""
        return slug, message, hint, *self.begun

    def text(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def character(self) -> str:
        return self.text(self.line)[self.column : self.column + 1]

    # --- readers ------------------------------------------------------------------------------

    def colon(self) -> Found:
        """A colon where no key can be."""
        before = self.text(self.line)[: self.column]
        if len(before.strip()) > 1000:
            return self.here("too-large", "A key is longer than 1,000 characters")
        if _KEY_AND_VALUE.match(before):
            return self.here("yaml-syntax", "A second colon stands in this value", _QUOTES)
        above = self.line - 1
        while above > 0 and not self.text(above).strip():
            above -= 1
        if _MISSING_SPACE.match(self.text(above)):
            return self.missing_space(above)
        if _KEY_AND_VALUE.match(self.text(above)):
            message = "This line is indented deeper than the line above, which has a value already"
            column = len(before) - len(before.lstrip())
            return "yaml-syntax", message, _LINE_UP, self.line, column
        if above >= 0 and self.text(above).strip() and ":" not in self.text(above):
            self.begun = (above, 0)
            return self.no_colon()
        return self.here("yaml-syntax", "A colon stands where no key can be", _QUOTES)

    def missing_space(self, line: int) -> Found:
        text = self.text(line)
        message = "A space is missing after the colon"
        return "yaml-syntax", message, "Write “key: value”.", line, text.index(":") + 1

    def no_colon(self) -> Found:
        line, column = self.begun
        text = self.text(line)
        if _MISSING_SPACE.match(text):
            return self.missing_space(line)
        if "\u00a0" in text:
            message = "A no-break space stands where a plain one is needed"
            return "yaml-syntax", message, "Type the space anew.", line, text.index("\u00a0")
        if re.match(r"\s*-\w", text):
            hint = "Begin each entry of a list with “- ”."
            return self.there("yaml-syntax", "A space is missing after the hyphen", hint)
        hint = "Write “key: value”. A text that goes on must be indented deeper than its key."
        return "yaml-syntax", "This line has no colon after its key", hint, line, column

    def neighbours(self) -> Found:
        """Something stands where the next key or the next entry of a list was expected."""
        text = self.text(self.line)
        before = text[: self.column].rstrip()
        if before.endswith(('"', "'")):
            hint = "Put the whole value in quotes; between '…' write an apostrophe twice."
            return self.here("yaml-syntax", "Text follows the closing quote", hint)
        if before:
            message = f"“{self.character()}” stands here without a counterpart before it"
            return self.here("yaml-syntax", message, _BEGIN)
        if self.character() == ":":
            return self.here("complex-key", "The key before the colon is missing")
        if text[self.column :].startswith("- ") and "mapping" in self.context:
            message = "An entry of a list stands where a key should be"
            return self.here("yaml-syntax", message, "Indent it below the key of its list.")
        message = "The indentation of this line fits no line above"
        return self.here("yaml-syntax", message, _LINE_UP)

    def outside(self) -> Found:
        if self.text(self.line - 1).startswith("..."):
            message = "Text follows the end of the document"
            return self.here("several-documents", message, "Remove the line “...”.")
        return self.neighbours()

    def bracket(self) -> Found:
        opened, closing = ("[", "]") if "sequence" in self.context else ("{", "}")
        if self.line == self.begun[0] and self.character():
            message = f"A comma or “{closing}” is missing before this"
            return self.here("yaml-syntax", message, "Put texts with special characters in quotes.")
        message = f"“{opened}” is opened here and never closed"
        return self.there("yaml-syntax", message, f"Add “{closing}” at its end.")

    def quote(self) -> Found:
        hint = "Add the same quote at the end of the text."
        return self.there("yaml-syntax", "This quote is opened and never closed", hint)

    def escape(self) -> Found:
        message = "This backslash and what follows it mean nothing between double quotes"
        return self.here(
            "yaml-syntax", message, "Write \\\\ for a backslash, or use single quotes."
        )

    def code(self) -> Found:
        message = "This escape stands for no character"
        return self.here("forbidden-character", message, "Type the character itself.")

    def token(self) -> Found:
        if self.character() == "\t":
            return self.tab()
        message = f"A value cannot begin with “{self.character()}”"
        return self.here("yaml-syntax", message, _BEGIN)

    def tab(self) -> Found:
        return self.here("tab", "A tab stands here, where YAML needs spaces", "Replace it.")

    def entry(self) -> Found:
        hint = "Begin the list on the next line; if this is text, put it in quotes."
        return self.here("yaml-syntax", "A list cannot begin on the line of its key", hint)

    def anchor(self) -> Found:
        sign = self.text(self.begun[0])[self.begun[1] : self.begun[1] + 1]
        message = f"A value cannot begin with “{sign}”"
        return self.there("anchor-or-alias", message, _BEGIN)

    def tag(self) -> Found:
        message = "A word that begins with “!” is a tag, and tags are not used here"
        return self.there("tag", message, "If it is text, put the text in quotes.")

    def directive(self) -> Found:
        message = "A line that begins with “%” is an instruction to the parser"
        hint = "Remove it; if it is text, indent it deeper than its key."
        return self.there("yaml-syntax", message, hint)

    def block(self) -> Found:
        hint = "Begin the text on the next line, indented deeper than its key."
        return self.here("yaml-syntax", "Something follows the “|” or “>” on its line", hint)

    def nested(self) -> Found:
        hint = "Look for brackets that are not closed."
        return self.here("too-deep", "Values are nested too deeply", hint)


def _position(mark: Any) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


_READERS = (
    ("mapping values are not allowed", _Mistake.colon),
    ("could not find expected ':'", _Mistake.no_colon),
    ("exceeded maximum nesting depth", _Mistake.nested),
    ("cannot start any token", _Mistake.token),
    ("found a tab", _Mistake.tab),
    ("while scanning a directive", _Mistake.directive),
    ("found incompatible YAML document", _Mistake.directive),
    ("found duplicate %", _Mistake.directive),
    ("undefined tag handle", _Mistake.tag),
    ("scanning a tag", _Mistake.tag),
    ("parsing a tag", _Mistake.tag),
    ("scanning an alias", _Mistake.anchor),
    ("scanning an anchor", _Mistake.anchor),
    ("found unknown escape character", _Mistake.escape),
    ("Unicode character escape code", _Mistake.code),
    ("hexdecimal number", _Mistake.escape),
    ("while scanning a quoted scalar", _Mistake.quote),
    ("while scanning a block scalar", _Mistake.block),
    ("block sequence entries are not allowed", _Mistake.entry),
    ("parsing a flow", _Mistake.bracket),
    ("expected <document start>", _Mistake.outside),
    ("did not find expected node content", _Mistake.token),
    ("did not find expected key", _Mistake.neighbours),
    ("expected '-' indicator", _Mistake.neighbours),
)
"""What PyYAML says, by a part of its message or of its context; the first that fits counts."""
