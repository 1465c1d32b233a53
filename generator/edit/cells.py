"""One cell of a table: its texts, its date, its number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date


class MisreadError(ValueError):
    """A cell that does not say what its column should. The text is the message for the user."""


def tidy(text: str) -> str:
    """A cell without blanks around it, its line breaks in one form."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def split_cell(text: str, separator: str | None) -> list[str]:
    """The texts of a cell, each once, in their order. Without a separator the cell is one text."""
    if separator is None:
        return [text]
    # A separator written with a blank still parts “a;b”.
    parts = text.split(separator.strip() or separator)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def translate(text: str, values: Mapping[str, str | None]) -> str | None:
    """What a map makes of a text. Raises `MisreadError` for one that it does not name."""
    if text not in values:
        raise MisreadError(f"“{shorten(text)}” is none of the values that the map knows")
    return values[text]


def read_date(text: str, pattern: str) -> str:
    """A date such as 31.01.2026 as 2026-01-31, by the pattern of the map."""
    match = _date_form(pattern).fullmatch(text)
    if match is None:
        raise MisreadError(f"“{shorten(text)}” is not a date written as {pattern}")
    try:
        return date(int(match["Y"]), int(match["M"]), int(match["D"])).isoformat()
    except ValueError:
        raise MisreadError(f"{text} is not a day of the calendar") from None


def _date_form(pattern: str) -> re.Pattern[str]:
    form = re.escape(pattern)
    for letter, digits in (("Y", "4"), ("M", "2"), ("D", "2")):
        count = pattern.count(letter)
        form = form.replace(
            letter * count, rf"(?P<{letter}>\d{{{digits if count > 1 else '1,2'}}})"
        )
    return re.compile(form)


def read_decimal(text: str, decimal: str) -> str:
    """A number with a decimal point, whatever the table uses."""
    if decimal == "," and "." in text:
        raise MisreadError(f"“{shorten(text)}” has a point where the map says a comma")
    return text.replace(decimal, ".")


def shorten(text: str) -> str:
    """A text that fits into a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
