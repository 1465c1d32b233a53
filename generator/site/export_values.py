"""Values as plain data, for JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..model.text import ANY_LANGUAGE, Text

Object = dict[str, Any]


def filled(**values: Any) -> Object:
    """Those of the values that say something. Numbers are texts here, and so are never empty."""
    return {name: value for name, value in values.items() if value}


def text_data(text: Text) -> str | dict[str, str]:
    """The text, by language where it differs."""
    by_language = dict(text.by_language)
    return (
        by_language.get(ANY_LANGUAGE, "") if by_language.keys() <= {ANY_LANGUAGE} else by_language
    )


def number_data(number: Decimal | None) -> str:
    """All digits, which a number of JSON would not keep."""
    return "" if number is None else f"{number:f}"
