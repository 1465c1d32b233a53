"""Levels turn exactly at the threshold, and exactly on the day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.qualify.standings import qualify
from tests.oracle import engine
from tests.oracle.days import DAY, over
from tests.oracle.plain import Tree

TODAY = date(2026, 10, 1)
amounts = st.decimals(Decimal("-1e9"), Decimal("1e12"), places=2)


def earned(
    metric: Tree, needed: object, private: Tree, *days: date, valid_months: int = 600
) -> list[bool]:
    """Whether Gold, which asks for so much of the metric, is held on each of some days."""
    version: Tree = {
        "status": "effective",
        "effective": date(1999, 1, 1),
        "currency": "EUR",
        "levels": [{"id": "gold", "name": "Gold"}],
        "certifications": [{"id": "exam", "name": "Exam", "valid_months": valid_months}],
        "metrics": {"figure": {"name": "Figure", **metric}},
        "requirements": [{"metric": "figure", "levels": {"gold": needed}}],
    }
    record: Tree = {"name": "Acme", "programs": [{"program": "alpha"}], "private": private}
    program: Tree = {"program": {"name": "Alpha"}, "versions": {"v0": version}}
    site: Tree = {"programs": {"alpha": program}, "partners": {"acme": record}}
    directory = engine.in_memory(site)
    return [qualify(directory, day).standings[0].level == "gold" for day in days]


@settings(max_examples=80, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=8))
@example([Decimal("0.1")] * 3)
@example([Decimal("0.01")] * 75)
def test_a_sum_reaches_just_its_own_threshold(parts: list[Decimal]) -> None:
    entries = [{"date": TODAY, "amount": part} for part in parts]
    metric: Tree = {"measure": "sum", "of": "revenue"}
    for more, is_earned in (("0", True), ("0.01", False), ("0.0000000001", False)):
        needed = sum(parts) + Decimal(more)
        assert earned(metric, needed, {"revenue": entries}, TODAY) == [is_earned], needed


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
@example(1, 3)
@example(2, 3)
def test_a_ratio_reaches_just_its_own_threshold(some: int, whole: int) -> None:
    """The threshold is a fraction cut off after ten places: no more than the fraction itself."""
    metric: Tree = {"measure": "points", "parts": [{"of": "revenue", "one_per": whole}]}
    private = {"revenue": [{"date": TODAY, "amount": some}]}
    step = Decimal("0.0000000001")
    cut_off = Decimal(some * 10**10 // whole) * step
    assert earned(metric, cut_off, private, TODAY) == [True]
    assert earned(metric, cut_off + step, private, TODAY) == [False]


days = st.sampled_from([date(2024, 2, 29), date(2023, 2, 28), date(2024, 1, 31)]) | st.dates(
    date(2000, 1, 1), date(2040, 12, 31)
)


@settings(max_examples=80, deadline=None)
@given(days, st.integers(1, 60))
@example(date(2024, 2, 29), 12)
@example(date(2024, 2, 29), 48)
@example(date(2024, 8, 31), 6)
def test_a_certificate_counts_to_the_end_of_its_last_day(issued: date, months: int) -> None:
    certificate = {"certification": "exam", "issued": issued}
    people = [{"id": "p1", "credentials": [certificate]}]
    metric: Tree = {"measure": "people", "holding": "exam"}
    last = issued
    while not over(issued, months, last + DAY):
        last += DAY
    asked = (issued - DAY, issued, last, last + DAY)
    found = earned(metric, 1, {"people": people}, *asked, valid_months=months)
    assert found == [False, True, True, False]
    certificate["valid_until"] = last
    assert earned(metric, 1, {"people": people}, *asked) == [False, True, True, False]
