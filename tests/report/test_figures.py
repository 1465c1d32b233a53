"""Figures never look better than they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.model.metric import FactMetric, Metric, Period, RatioMetric, SumMetric
from generator.model.metric import Selection as Entries
from generator.model.program import Level, Version
from generator.model.standing import Number
from generator.model.text import Source, Text
from generator.report.composition import days_counted
from generator.report.figures import Figures, as_json
from generator.report.voice import Voice

HERE = Source("version.yaml", 1)
VERSION = Version(
    "2026", "p", "effective", date(2026, 1, 1), (Level("silver", Text.of("Silver"), HERE),), HERE,
    currency="EUR",
)  # fmt: skip
SHARE = Metric("share", Text.of("Share"), RatioMetric("a", "b", percent=True), HERE)
MONEY = Metric(
    "revenue", Text.of("Revenue"), SumMetric(Entries("revenue", {}, {}), {}), HERE, money=True
)
SCORE = Metric(
    "score", Text.of("Score"), FactMetric("score", "number"), HERE, unit=Text.of("points")
)
PERCENT = Metric("rate", Text.of("Rate"), FactMetric("rate", "number"), HERE, unit=Text.of("%"))


def figures(language: str) -> Figures:
    return Figures(Voice.of(language, "en", private=True), VERSION)


@pytest.mark.parametrize(
    ("number", "metric", "english", "german"),
    [
        (Fraction(69999, 1000), SHARE, "69.99%", "69,99\xa0%"),
        (Fraction(209, 3), SHARE, "69.66%", "69,66\xa0%"),
        (Decimal("70"), SHARE, "70%", "70\xa0%"),
        (Decimal("69.9375"), SHARE, "69.9375%", "69,9375\xa0%"),
        (Decimal("69.99609375"), SHARE, "69.99%", "69,99\xa0%"),
        (Fraction(-10, 3), SHARE, "-3.34%", "-3,34\xa0%"),
        (Decimal("59250.5"), MONEY, "€59,250.50", "59.250,50\xa0€"),
        (Decimal("59250.999"), MONEY, "€59,250.99", "59.250,99\xa0€"),
        (Decimal("1000000"), MONEY, "€1,000,000", "1.000.000\xa0€"),
        (Decimal("12.5"), SCORE, "12.5 points", "12,5 points"),
        (Decimal("1"), SCORE, "1", "1"),
        (Decimal("1"), PERCENT, "1 %", "1 %"),
    ],
)
def test_a_figure_is_rounded_down(
    number: Number, metric: Metric, english: str, german: str
) -> None:
    assert figures("en").amount(number, metric) == english
    assert figures("de").amount(number, metric) == german


@pytest.mark.parametrize(
    ("number", "metric", "english", "german"),
    [
        (Fraction(1, 1000000), SHARE, "0.01 percentage points", "0,01 Prozentpunkte"),
        (Decimal("1"), SHARE, "1 percentage point", "1 Prozentpunkt"),
        (Decimal("0.001"), MONEY, "€0.01", "0,01\xa0€"),
        (Fraction(1, 3), SCORE, "0.34 points", "0,34 points"),
    ],
)
def test_a_gap_is_rounded_up(number: Number, metric: Metric, english: str, german: str) -> None:
    assert figures("en").gap(number, metric) == english
    assert figures("de").gap(number, metric) == german


def test_the_most_that_is_allowed_is_passed() -> None:
    assert figures("en").amount(Fraction(300001, 10000), SHARE, up=True) == "30.01%"


def test_as_many_decimals_as_the_threshold_has() -> None:
    assert figures("en").amount(Fraction(200003, 3000), SHARE, places=4) == "66.6676%"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("4.00"), 4),
        (Decimal("4.5"), 4.5),
        (Fraction(700000000 - 1, 10000000), 69.999999),
        (None, None),
        (True, True),
    ],
)
def test_as_json(number: Number | bool | None, shown: object) -> None:
    assert as_json(number) == shown
    assert type(as_json(number)) is type(shown)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period("last", 30, "days"), "2026-04-12", "2026-05-11"),
        (Period("last", 12, "months"), "2025-05-12", "2026-05-11"),
        (Period("last", 4, "quarters"), "2025-04-01", "2026-03-31"),
        (Period("last", 1, "years", ago=12), "2024-05-12", "2025-05-11"),
        (Period("year"), "2026-01-01", "2026-05-11"),
        (Period("year", begins=(7, 1), year="fiscal"), "2025-07-01", "2026-05-11"),
        (Period("previous-year"), "2025-01-01", "2025-12-31"),
        (None, "0001-01-01", "2026-05-11"),
    ],
)
def test_days_that_count(period: Period | None, first: str, last: str) -> None:
    """Found by asking the engine, day by day, what counts."""
    counted = days_counted(period, date(2026, 5, 11))
    assert tuple(map(str, counted)) == (first, last)
