"""Texts of users on terminals and in logs: shown as they are, but unable to act."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len

_JOINERS = "\u200c\u200d"
"""Invisible, harmless, and needed to write Persian, Hindi or emoji."""
_COMMAND = re.compile(r"^(\s*):(?=:)")
"""How a line begins that GitHub obeys."""
_SECTION = re.compile(r"#(?=#(vso)?\[)")
"""What build servers obey anywhere in a line."""
_SIGNED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""How cells begin that spreadsheet programs compute."""


def visible(text: str) -> str:
    """The text on one line, with everything escaped that could steer a terminal or a log.

    That is control characters, line breaks, characters that reorder or hide text, and the
    beginnings of commands.
    """
    return _COMMAND.sub(lambda found: found[1] + _escape(":"), escaped(text))


def escaped(text: str) -> str:
    """As `visible`, for a text that cannot stand at the beginning of a line."""
    shown = "".join(ch if _is_plain(ch) else _escape(ch) for ch in text)
    return _SECTION.sub(lambda _: _escape("#"), shown)


def _is_plain(ch: str) -> bool:
    return ch in _JOINERS or unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escape(ch: str) -> str:
    shown = ascii(ch)[1:-1]
    return shown if len(shown) > 1 else f"\\x{ord(ch):02x}"


def csv_cell(text: str) -> str:
    """The text as a cell that no spreadsheet program takes for a formula.

    The importer takes the apostrophe away again.
    """
    return f"'{text}" if text.startswith(_SIGNED) else text


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines with aligned columns; wide characters count for two."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
