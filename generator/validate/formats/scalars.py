"""Field types that read the text of a plain scalar: nothing is guessed or silently changed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


class Format(BaseModel):
    """Base of all file formats: unknown keys are errors, values are never replaced."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _refuse(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(f"partnersite_{kind}", "{message}", {"message": message})


def _read_bool(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _YES_NO:
        return _YES_NO[value]
    raise _refuse("type", "should be yes or no")


def _read_int(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise _refuse("type", "should be a whole number, written with digits only")


def _read_decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise _refuse("type", "should be a number such as 1500 or 12.5, without unit or separators")


def _read_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _refuse("value", f"{value} is not a day of the calendar") from None
    raise _refuse("type", "should be a date, written as 2026-01-31")


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > 80:
        raise _refuse("id", "should be made of a-z, 0-9 and single hyphens, at most 80 characters")
    return value


def _check_code(value: str) -> str:
    if not _CODE.fullmatch(value) or len(value) > 80:
        raise _refuse("id", "should be made of letters, digits, dots, hyphens and underscores")
    return value


def _read_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Bool = Annotated[
    bool,
    BeforeValidator(_read_bool),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}),
]
Int = Annotated[int, BeforeValidator(_read_int), WithJsonSchema({"type": "integer"})]
Number = Annotated[Decimal, BeforeValidator(_read_decimal), WithJsonSchema({"type": "number"})]
Date = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\r\n]*$")]
"""One line of text."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Id = Annotated[str, AfterValidator(_check_id)]
"""An id that becomes part of an address."""
Code = Annotated[str, AfterValidator(_check_code)]
"""An opaque code that stays inside the data."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-zA-Z]{1,3})?$")]
Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()/.-]{4,40}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"']{1,64}@[^@\s<>\"']{1,190}$")]


def _shape(value: Any) -> str:
    return "mapping" if isinstance(value, (dict, BaseModel)) else "text"


SHAPE = Discriminator(_shape)
"""Chooses between a text and a mapping by what was written, so that one mistake is one message."""
LocalLine = Annotated[
    Annotated[Line, Tag("text")] | Annotated[dict[LanguageTag, Line], Tag("mapping")], SHAPE
]
"""One line, the same in every language or one per language code."""
LocalProse = Annotated[
    Annotated[Prose, Tag("text")] | Annotated[dict[LanguageTag, Prose], Tag("mapping")], SHAPE
]
Cell = str
"""A scalar whose meaning depends on the row it stands in."""
Many = BeforeValidator(_read_many)
"""Lets a single value stand for a list of one."""
