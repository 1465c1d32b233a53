"""The fields of a partner record by their written path, such as ``locations[1].city``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ..diagnostics import did_you_mean
from ..model.text import LANGUAGE
from .formats.facts import PrivateFormat
from .formats.record import EnrolmentFormat, RecordFormat

Kind = Literal["text", "date", "number", "list", "programs"]

_NUMBER = re.compile(r"\[[1-9]\d?\]")
_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_LANGUAGE = re.compile(LANGUAGE)


@dataclass(frozen=True, slots=True)
class RecordField:
    """Where a value goes, and how it is read. Numbers in ``steps`` count from 0."""

    steps: tuple[str | int, ...]
    kind: Kind


class NoSuchFieldError(ValueError):
    """A path that leads nowhere. ``hint`` says what was perhaps meant."""

    def __init__(self, path: str) -> None:
        super().__init__(f"“{path}” is not a field of a partner record")
        name = _NUMBER.sub("[]", path)
        inner = [known for known in record_fields() if known.endswith(f".{name}")]
        near = did_you_mean(inner[0] if inner else name, record_fields()).replace("[]", "[1]")
        self.hint = near or "Fields are written as in a record: website, locations[1].city."


def find_field(path: str) -> RecordField:
    """The field at a path. Raises `NoSuchFieldError`."""
    fields = record_fields()
    name = _NUMBER.sub("[]", path)
    if name not in fields:
        name, _, language = name.rpartition(".")
        if not fields.get(name, ("", False))[1] or not _LANGUAGE.fullmatch(language):
            raise NoSuchFieldError(path)
    steps = tuple(
        int(step[1:-1]) - 1 if step.startswith("[") else step for step in _STEP.findall(path)
    )
    return RecordField(steps, fields[name][0])


@cache
def record_fields() -> dict[str, tuple[Kind, bool]]:
    """Every field that a single value can fill: how it is read, and whether by language.

    Private facts are not among them; a map says them as facts.
    """
    return {"private.notes": ("text", False), **dict(_fields(RecordFormat, ""))}


def _fields(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, tuple[Kind, bool]]]:
    for name, field in model.model_fields.items():
        path = prefix + name
        below = models_in(field.annotation)
        types = set(_types(field.annotation))
        if path == "id" or PrivateFormat in below:
            continue
        if EnrolmentFormat in below:
            yield path, ("programs", False)
        elif below:
            yield from _fields(below[0], f"{path}[]." if tuple in types else f"{path}.")
        elif tuple in types:
            yield path, ("list", False)
        elif date in types:
            yield path, ("date", False)
        else:
            yield path, ("number" if Decimal in types else "text", dict in types)


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The formats that a field's annotation is made of, in their order."""
    return [found for found in _types(annotation) if issubclass(found, BaseModel)]


def _types(annotation: Any) -> Iterator[type]:
    """All classes of an annotation, those of containers included."""
    for candidate in (annotation, get_origin(annotation)):
        if isinstance(candidate, type):
            yield candidate
    for inner in get_args(annotation):
        yield from _types(inner)
