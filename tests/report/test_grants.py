"""What a partner gets beside its level reads as the benefit's kind asks."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.benefit import Benefit, BenefitKind
from generator.model.program import Level, Version
from generator.model.standing import Grant
from generator.model.text import Source, Text
from generator.report.grants import grant_words
from generator.report.voice import Voice

HERE = Source("version.yaml", 1)
UNTIL = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("kind", "written", "english", "german"),
    [
        ("percent", "12.5", "12.5%", "12,5\xa0%"),
        ("money", "2500", "€2,500", "2.500\xa0€"),
        ("quantity", "1200", "1,200 units", "1.200 units"),
        ("duration", "120 days", "120 days", "120 Tage"),
        ("duration", "1 month", "1 month", "1 Monat"),
        ("yes-no", "yes", "yes", "ja"),
        ("text", "12", "12", "12"),
        ("percent", "double", "double", "double"),
        ("duration", "long", "long", "long"),
    ],
)
def test_a_value_given_by_hand(kind: BenefitKind, written: str, english: str, german: str) -> None:
    unit = Text.of("units" if kind == "quantity" else "")
    benefit = Benefit("bonus", Text.of("Bonus"), kind, {}, HERE, unit=unit)
    version = Version(
        "2026", "p", "effective", UNTIL, (Level("silver", Text.of("Silver"), HERE),), HERE,
        currency="EUR", benefits=(benefit,),
    )  # fmt: skip
    grant = Grant("bonus", HERE, by_hand=True, value=written, until=UNTIL)
    for language, expected in (("en", english), ("de", german)):
        assert f"Bonus: {expected}," in grant_words(grant, version, Voice.of(language, "en", True))
