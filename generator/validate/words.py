"""Pydantic's errors in the words of the trade: what is wrong, and how it should be written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, Tag
from pydantic_core import ErrorDetails

from ..diagnostics import did_you_mean
from ..load.tree import Mapping as MappingNode
from ..load.tree import locate, pointer_steps
from .formats import scalars, times
from .formats.facts import PrivateFormat
from .formats.metric import MEASURES
from .formats.record import RecordFormat
from .formats.scalars import Format
from .formats.site import COLOUR

Path = tuple[str | int, ...]
OTHERS = "others"
"""What else is missing in the place of a missing key, in the context of an error."""
KEY = "[key]"
"""Pydantic's name for the key of an entry, as the last step of a path."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A diagnostic without its place, which is the value on the error's path or that one's key."""

    slug: str
    message: str
    hint: str = ""
    at_key: bool = False
    steps: Path = ()
    """Where the mistake stands below the error's path."""


def describe(model: type[Format], root: MappingNode, detail: ErrorDetails) -> Mistake:
    """What one of pydantic's errors means. ``root`` is the tree that was held against ``model``."""
    path: Path = detail["loc"]
    written = detail.get("input")
    context: Mapping[str, Any] = detail.get("ctx") or {}
    kind = detail["type"]
    if kind == "extra_forbidden":
        message = f"“{path[-1]}” is not a key here"
        if is_misplaced(model, path):
            return Mistake("unknown-key", message, _PRIVATE, at_key=True)
        return Mistake("unknown-key", message, _near(model, root, path), at_key=True)
    if kind == "missing":
        return _missing(str(path[-1]), *context.get(OTHERS, ()))
    name = _name(root, path)
    if written is None:
        subject, hint = _subject(root, path)
        return Mistake("missing-key", f"{subject} has no value", hint)
    if kind == "partnersite_measure":
        return _measure(written)
    if kind == "literal_error":
        return _choice(written, str(context["expected"]))
    if kind.startswith("partnersite_"):
        return _refused(kind, written, str(context.get("message") or detail["msg"]), path)
    if kind == "string_pattern_mismatch":
        return _form(str(written), name, str(context["pattern"]), path)
    if kind in _KINDS:
        what, hint = _KINDS[kind]
        return Mistake("wrong-type", f"{_subject(root, path)[0]} should {what}", hint)
    hint = _subject(root, path)[1] if kind in ("string_too_short", "too_short") else ""
    return Mistake("wrong-value", _limit(name, kind, written, context, detail["msg"]), hint)


def _missing(*keys: str) -> Mistake:
    if len(keys) == 1:
        return Mistake("missing-key", f"“{keys[0]}” is missing", "Add it, with a value.")
    *first, last = (f"“{key}”" for key in keys)
    message = f"{', '.join(first)} and {last} are missing"
    return Mistake("missing-key", message, "Add them, each with a value.")


def is_misplaced(model: type[Format], path: Path) -> bool:
    """Whether a key at the top of a record belongs to its private facts."""
    return model is RecordFormat and len(path) == 1 and path[0] in PrivateFormat.model_fields


_PRIVATE = "Private facts stand below “private:”, in a private twin or in a table."
_ONE_VALUE = "Write one value, without a list or keys below it."
_KEYS = "Write them below it, indented: “key: value”."
_KINDS = {
    "model_type": ("hold keys and values", _KEYS),
    "model_attributes_type": ("hold keys and values", _KEYS),
    "dict_type": ("hold keys and values", _KEYS),
    "tuple_type": ("be a list", "Begin each entry with “- ”, or write [one, two]."),
    "list_type": ("be a list", "Begin each entry with “- ”, or write [one, two]."),
    "string_type": ("be text", "Write one text, without a list or keys below it."),
}


def _name(root: MappingNode, path: Path) -> str:
    """The key that a person wrote above the value; of an entry of a list, the list's key."""
    steps = pointer_steps(locate(root, path)[1])
    return next((step for step in reversed(steps) if not step.isdigit()), "value")


def _subject(root: MappingNode, path: Path) -> tuple[str, str]:
    """What a mistake is about, a key or an entry of its list; and what to do if it is empty."""
    name = f"“{_name(root, path)}”"
    if locate(root, path)[1].rsplit("/", 1)[-1].isdigit():
        return f"An entry of {name}", "Add one, or remove the entry."
    return name, "Add one, or remove the key."


def _choice(written: object, expected: str) -> Mistake:
    words = expected.replace("'", "").replace(" or ", ", ").split(", ")
    allowed = f"one of {', '.join(words)}" if len(words) > 1 else f"“{words[0]}”"
    hint = _meant(written, words) if isinstance(written, str) else _ONE_VALUE
    return Mistake("wrong-value", f"{_show(written)} should be {allowed}", hint)


_SYNONYMS = {
    "invoices": "revenue",
    "sales": "revenue",
    "turnover": "revenue",
    "opportunities": "deals",
    "orders": "deals",
    "projects": "deals",
    "clients": "customers",
}
"""Other words for what the format has a word for."""


def _meant(written: str, words: Collection[str]) -> str:
    """A hint at the word of the same meaning, or at the nearest one."""
    synonym = _SYNONYMS.get(written.lower(), "")
    return did_you_mean(synonym if synonym in words else written, words)


def _measure(written: object) -> Mistake:
    """A metric that is of no kind; what else may be wrong with it depends on its kind."""
    name = written.get("measure") if isinstance(written, dict) else None
    measures = ", ".join(MEASURES)
    if name is None:
        return Mistake("missing-key", "“measure” is missing", f"Write one of {measures}.")
    message = f"{_show(name)} should be one of {measures}"
    hint = did_you_mean(str(name), MEASURES)
    return Mistake("wrong-value", message, hint, steps=("measure",))


def _refused(kind: str, written: object, message: str, path: Path) -> Mistake:
    """What our own types say."""
    slug, hint = _REFUSALS.get(kind, ("wrong-value", ""))
    hint = hint if isinstance(written, str) else _ONE_VALUE
    return Mistake(slug, f"{_show(written)} {message}", hint, at_key=path[-1] == KEY)


_REFUSALS = {
    "partnersite_type": ("wrong-type", ""),
    "partnersite_id": ("bad-id", ""),
    "partnersite_url": (
        "unsafe-url",
        "Write it in full, such as https://www.example.com/ or mailto:info@example.com.",
    ),
    "partnersite_root": (
        "unsafe-url",
        "Write it in full, without “?” and “#”, such as https://partners.example.com/.",
    ),
}
"""Rule and hint by the kind of error that our own types raise."""


_FORMS = {
    scalars.ONE_LINE: ("one line of text", "Write it on one line, and without “|”."),
    scalars.COUNTRY: ("a country code", "Write two capital letters, such as DE."),
    scalars.CURRENCY: ("a currency code", "Write three capital letters, such as EUR."),
    scalars.LANGUAGE: ("a language code", "Write it as in en or pt-BR."),
    scalars.PHONE: ("a telephone number", "Write digits with spaces, such as +49 30 123456."),
    scalars.EMAIL: ("an e-mail address", "Write it as in sales@example.com."),
    COLOUR: ("a colour", 'Write it in quotes, such as "#0b5cad".'),
    times.PERIOD: (
        "a period",
        "Write last 12 months, last 4 quarters, calendar year or previous fiscal year.",
    ),
    times.SPAN: ("a length of time", "Write 90 days, 3 months or 1 year."),
    times.MONTHS: ("a number of months or years", "Write 12 months or 1 year."),
    times.WINDOW: ("a length of time", "Write 6 calendar months, 6 months or 180 days."),
    times.MONTH_DAY: ("a day of the year", "Write month and day, such as 07-01 for 1 July."),
}
"""What a text should be, and how that is written, by the pattern that it failed."""


_PERIODS = {
    "last year": "Write “last 12 months”, or “previous calendar year”.",
    "last month": "Write “last 1 month”, or “last 30 days”.",
}
"""What to write for periods of which nobody could say whether they are of the calendar."""


def _form(written: str, name: str, pattern: str, path: Path) -> Mistake:
    what, hint = _FORMS.get(pattern, (f"of the form of “{name}”", f"It must match {pattern}."))
    if pattern == times.PERIOD:
        hint = _PERIODS.get(written.partition(",")[0], hint)
    return Mistake("wrong-value", f"{_show(written)} is not {what}", hint, at_key=path[-1] == KEY)


def _limit(name: str, kind: str, written: object, context: Mapping[str, Any], fallback: str) -> str:
    """Why a value of the right type and form is refused."""
    match kind:
        case "string_too_short" | "too_short":
            return f"“{name}” is empty"
        case "string_too_long" | "too_long":
            return f"“{name}” is longer than {context['max_length']:,} characters"
        case "greater_than_equal":
            return f"{_show(written)} is below {context['ge']}, the least that “{name}” may be"
        case "greater_than":
            return f"{_show(written)} should be more than {context['gt']}"
        case "less_than_equal":
            return f"{_show(written)} is over {context['le']}, the most that “{name}” may be"
        case _:
            return f"“{name}”: {fallback}"


def _show(value: object) -> str:
    text = _as_written(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _as_written(value: object) -> str:
    """A value as YAML has it on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(_as_written, value))}]"
    if isinstance(value, dict):
        entries = (f"{key}: {_as_written(below)}" for key, below in value.items())
        return f"{{{', '.join(entries)}}}"
    return str(value)


def _near(model: type[Format], root: MappingNode, path: Path) -> str:
    """A hint at the known keys in the place of an unknown one, or at the nearest of them."""
    here = locate(root, path[:-1])[0]
    taken = {name.text for name, _ in here.entries} if isinstance(here, MappingNode) else set()
    known = [name for name in _keys_at(model, path[:-1]) if name not in taken]
    near = _meant(str(path[-1]), known)
    return near or (f"Known keys: {', '.join(known)}." if known else "")


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the format allows at ``path``, followed through lists, maps and unions."""
    found: list[tuple[str, type[BaseModel]]] = [("", model)]
    chosen = found
    for step in path:
        having = [_fields(item)[step] for _, item in chosen if step in _fields(item)]
        if having:
            found = chosen = [below for annotation in having for below in _models_in(annotation)]
        else:
            # An index, an id used as key, or the tag that says which one of a union it is.
            chosen = [one for one in found if one[0] == step] or found
    return sorted({str(name) for _, item in chosen for name in _fields(item)})


def _fields(model: type[BaseModel]) -> dict[str | int, Any]:
    """Annotations by the key that people write."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _models_in(annotation: Any, tag: str = "") -> list[tuple[str, type[BaseModel]]]:
    """The formats in an annotation, each with its tag in a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [(tag, annotation)]
    inner = get_args(annotation)
    tag = next((item.tag for item in inner if isinstance(item, Tag)), tag)
    return [found for below in inner for found in _models_in(below, tag)]
