"""Field types that read the text of a plain scalar: nothing is guessed or silently changed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from ...model.text import LANGUAGE as WRITTEN_LANGUAGE
from ...model.written import as_answer, as_number
from ...wording import knows_language
from ..texts import is_root_address, is_safe_url
from .countries import COUNTRIES

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""
ONE_LINE = r"^[^\r\n]*$"
COUNTRY = r"^[A-Z]{2}$"
CURRENCY = r"^[A-Z]{3}$"
LANGUAGE = f"^{WRITTEN_LANGUAGE}$"
PHONE = r"^\+?[0-9 ()/.-]{4,40}$"
EMAIL = r"^[^@\s<>\"']{1,64}@[^@\s<>\"']{1,190}$"
_MEANT = {
    "UK": "; the United Kingdom is GB",
    "EL": "; Greece is GR",
    "EN": "; England is in GB",
    "cz": "; Czech is cs",
    "gr": "; Greek is el",
    "jp": "; Japanese is ja",
    "dk": "; Danish is da",
    "cn": "; Chinese is zh",
}
"""What a wrong code of a country or language was perhaps meant to be."""
_CODE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


def model_name(name: str) -> str:
    """``DocumentMetricFormat`` is the ``document-metric`` to everybody else."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.removesuffix("Format")).lower()


class Format(BaseModel):
    """Base of all file formats: unknown keys are errors, values are never replaced.

    The docstrings of models and fields are what editors and docs/formats/ say of them.
    """

    DEFINES: ClassVar[frozenset[str]] = frozenset()
    """Sections whose entries are referred to from elsewhere."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        model_title_generator=lambda model: _title(model_name(model.__name__)),
        field_title_generator=lambda name, _: _title(name),
    )


def _title(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


class Written:
    """How people write a scalar: in words, and as JSON Schema.

    To the YAML of editors a plain 2026 is a number and may be a text to us, so the schema names
    the types that they see.
    """

    def __init__(self, words: str, **schema: Any) -> None:
        self.words = words
        self.schema = schema

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(core)
        types = ("type", "anyOf", "const", "format")
        limits = {key: made[key] for key in made if key not in types}
        return {**limits, **self.schema, "$comment": self.words}


class _Many:
    """Lets a single value of one of these types stand for a list of one."""

    def __init__(self, *types: type) -> None:
        self.types = types

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]}

    def _read(self, value: Any) -> Any:
        return [value] if isinstance(value, self.types) else value


def refuse(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(f"partnersite_{kind}", "{message}", {"message": message})


def _read_bool(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and (answer := as_answer(value)) is not None:
        return answer
    raise refuse("type", "should be yes or no")


def _read_int(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise refuse("type", "should be a whole number, written with digits only")


def _read_decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and (number := as_number(value)) is not None:
        return number
    raise refuse("type", "should be a number such as 1500 or 12.5, without unit or separators")


def _read_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise refuse("value", "is not a day of the calendar") from None
    raise refuse("type", "should be a date, written as 2026-01-31")


def why_no_id(value: str) -> str:
    """What keeps a text from being part of an address and the name of a folder on any system."""
    if not _ID.fullmatch(value):
        return "should be made of a-z, 0-9 and single hyphens"
    if len(value) > 80:
        return "is longer than 80 characters"
    return "is a name that Windows keeps for itself" if _DEVICE.fullmatch(value) else ""


def _check_id(value: str) -> str:
    if reason := why_no_id(value):
        raise refuse("id", reason)
    return value


def _check_country(value: str) -> str:
    if value not in COUNTRIES:
        raise refuse("value", f"is the code of no country{_MEANT.get(value, '')}")
    return value


def _check_language(value: str) -> str:
    if not knows_language(value):
        raise refuse("value", f"is the code of no language{_MEANT.get(value, '')}")
    return value


def _check_url(value: str) -> str:
    if not is_safe_url(value):
        raise refuse("url", "is not a plain https, http, mailto or tel link")
    return value


def _check_root(value: str) -> str:
    if not is_root_address(value):
        raise refuse("root", "is not the plain address of a site")
    return value


def _check_filled(value: str) -> str:
    if value.isspace():
        raise refuse("value", "holds nothing but spaces")
    return value


def _check_code(value: str) -> str:
    if not _CODE.fullmatch(value) or len(value) > 80:
        raise refuse("id", "should be made of letters, digits, dots, hyphens and underscores")
    return value


TEXTUAL = ["string", "number", "boolean"]
"""What text may look like to the YAML of an editor."""
FormatVersion = Annotated[Literal["1"], Written("`1`", enum=[1, "1"])]
Bool = Annotated[
    bool, BeforeValidator(_read_bool), Written("yes or no", enum=[True, False, "yes", "no"])
]
Int = Annotated[int, BeforeValidator(_read_int), Written("whole number", type="integer")]
Number = Annotated[Decimal, BeforeValidator(_read_decimal), Written("number", type="number")]
Positive = Annotated[Number, Field(gt=0)]
NumberKey = Annotated[Decimal, BeforeValidator(_read_decimal), Written("number", type="string")]
"""A number as the key of an entry."""
Date = Annotated[
    date,
    BeforeValidator(_read_date),
    Written("date", type="string", format="date", pattern=_DATE.pattern),
]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, pattern=ONE_LINE),
    AfterValidator(_check_filled),
    Written("line of text", type=TEXTUAL),
]
"""One line of text."""
Prose = Annotated[
    str,
    StringConstraints(min_length=1, max_length=20_000),
    AfterValidator(_check_filled),
    Written("text", type=TEXTUAL),
]
Id = Annotated[
    str,
    AfterValidator(_check_id),
    Written("id", type=["string", "integer"], pattern=f"^{_ID.pattern}$", maxLength=80),
]
"""An id that becomes part of an address."""
Code = Annotated[
    str,
    AfterValidator(_check_code),
    Written("code", type=["string", "number"], pattern=f"^{_CODE.pattern}$", maxLength=80),
]
"""An opaque code that stays inside the data."""
Country = Annotated[
    str,
    StringConstraints(pattern=COUNTRY),
    AfterValidator(_check_country),
    Written("country code", type="string"),
]
Currency = Annotated[
    str, StringConstraints(pattern=CURRENCY), Written("currency code", type="string")
]
LanguageTag = Annotated[
    str,
    StringConstraints(pattern=LANGUAGE),
    AfterValidator(_check_language),
    Written("language code", type="string"),
]
Url = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000),
    AfterValidator(_check_url),
    Written("web address", type="string"),
]
RootUrl = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000),
    AfterValidator(_check_root),
    Written("web address", type="string"),
]
"""The address of a site, to which the routes of its pages are added."""
Year = Annotated[Int, Field(ge=1000, le=2999)]
Phone = Annotated[
    str,
    StringConstraints(pattern=PHONE),
    Written("telephone number", type=["string", "integer"]),
]
Email = Annotated[
    str,
    StringConstraints(pattern=EMAIL),
    Written("e-mail address", type="string"),
]


def _shape(value: Any) -> str:
    return "mapping" if isinstance(value, (dict, BaseModel)) else "text"


SHAPE = Discriminator(_shape)
"""Chooses between a text and a mapping by what was written, so that one mistake is one message."""
LocalLine = Annotated[
    Annotated[Line, Tag("text")]
    | Annotated[dict[LanguageTag, Line], Field(min_length=1), Tag("mapping")],
    SHAPE,
]
"""One line, the same in every language or one per language code."""
LocalProse = Annotated[
    Annotated[Prose, Tag("text")]
    | Annotated[dict[LanguageTag, Prose], Field(min_length=1), Tag("mapping")],
    SHAPE,
]
Cell = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_check_filled),
    Written("number, yes or no, or text", type=TEXTUAL),
]
"""A scalar whose meaning depends on the row it stands in."""
Many = _Many(str)
"""Lets a single value stand for a list of one."""
ManyTexts = _Many(str, dict)
"""The same for a text that may be written by language."""
