"""Site files as plain data: dicts, lists, texts, dates, yes and no, and exact numbers.

Nothing in this folder's oracle imports the generator: `Oracle` reads these values and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

Tree = dict[str, Any]
"""A file, or a part of one, as its format names the keys."""

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?")
ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
TEXTS = {"id", "name", "version", "customer", "product", "segment", "certification", "holding"}
"""Keys whose values are texts, whatever they look like."""


def read(text: str) -> Any:
    """A YAML text as plain data."""
    return _convert(yaml.load(text, yaml.BaseLoader), ())


def _convert(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _convert(item, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_convert(item, path) for item in value]
    if path and (path[-1] in TEXTS or path[-2:] == ("facts", "value")):
        return value
    if DATE.fullmatch(value):
        return date.fromisoformat(value)
    if NUMBER.fullmatch(value):
        return Decimal(value)
    return ANSWERS.get(value, value)


def written(value: Any) -> Any:
    """Plain data as the texts that a person would write."""
    if isinstance(value, Mapping):
        return {str(key): written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def many(value: Any) -> list[Any]:
    """One value may stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
