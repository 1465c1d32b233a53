"""Pages of prose: YAML between two lines ``---``, then Markdown."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ..model.text import LANGUAGE
from .characters import LINE_BREAK
from .text import TextFile
from .tree import PageFile
from .yaml import compose

_LANGUAGE = re.compile(rf"(?P<stem>.+)\.(?P<language>{LANGUAGE})")
_FENCE = "---"


def read_page(file: TextFile) -> PageFile | None:
    """Front matter and body of a page, or None when the front matter cannot be read."""
    lines = LINE_BREAK.split(file.text)
    if lines[0].rstrip() != _FENCE:
        hint = "Begin with a line “---”, then “title: …”, then a line “---”, then the text."
        message = "The page does not begin with front matter"
        file.report("front-matter", message, file.place(1), hint)
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        message = "The front matter that begins here is not closed"
        file.report("front-matter", message, file.place(1, 1, 3), "Add a line “---” after it.")
        return None
    front = compose(file, "\n".join(lines[1:end]), first_line=2)
    if front is None:
        return None
    stem, language = _name(file.path)
    body = "\n".join(lines[end + 1 :])
    return PageFile(file.path, stem, language, front, body, end + 2, file.lines)


def _name(path: str) -> tuple[str, str]:
    """Slug and language that a file's name gives; the default language is an empty text."""
    stem = PurePosixPath(path).name.removesuffix(".md")
    match = _LANGUAGE.fullmatch(stem)
    return (match["stem"], match["language"]) if match else (stem, "")
