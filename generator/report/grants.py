"""Benefits that a partner has beside its level, in words."""

from __future__ import annotations

import re
from decimal import Decimal

from ..model.benefit import Benefit, Duration
from ..model.program import Version
from ..model.standing import Grant
from ..model.text import Text
from ..model.written import as_answer, as_number
from .visible import visible
from .voice import Voice

_TIME = re.compile(r"(?P<count>[0-9]{1,4}) (?P<unit>minute|hour|day|week|month|year)s?")


def grant_words(grant: Grant, version: Version, voice: Voice) -> str:
    """The benefit, what it gives, and why; what was given by hand is private."""
    benefit = next(item for item in version.benefits if item.id == grant.benefit)
    name = voice.text(benefit.name)
    if not grant.by_hand:
        value = _given(benefit, version, voice)
        return voice.words("explain.grant", name=f"{name}: {value}" if value else name)
    if grant.value:
        name = f"{name}: {_written(grant.value, benefit, version, voice)}"
    until = voice.date(grant.until) if grant.until else ""
    return voice.words("explain.grant_by_hand", name=name, until=until)


def _given(benefit: Benefit, version: Version, voice: Voice) -> str:
    """What the benefit gives; empty for a plain yes."""
    match benefit.given.given if benefit.given else True:
        case Duration(count=count, unit=span):
            return voice.words(f"benefits.{span}", n=count)
        case Text() as text:
            return voice.text(text)
        case Decimal() as number:
            return _amount(benefit, number, version, voice)
        case _:
            return ""


def _written(value: str, benefit: Benefit, version: Version, voice: Voice) -> str:
    """A value from the record; one that is not of the benefit's kind stays as it stands there."""
    number, answer, time = as_number(value), as_answer(value), _TIME.fullmatch(value)
    match benefit.kind:
        case "percent" | "money" | "quantity" if number is not None:
            return _amount(benefit, number, version, voice)
        case "yes-no" if answer is not None:
            return voice.words("common.yes" if answer else "common.no")
        case "duration" if time is not None:
            return voice.words(f"benefits.{time['unit']}s", n=int(time["count"]))
        case _:
            return visible(value)


def _amount(benefit: Benefit, number: Decimal, version: Version, voice: Voice) -> str:
    words, unit = voice.words, voice.text(benefit.unit)
    if benefit.kind == "percent":
        shown = words.percent(number)
    elif benefit.kind == "money" and version.currency:
        shown = words.money(number, visible(version.currency))
    else:
        shown = words.number(number)
    return f"{shown} {unit}".strip()
