"""Levels on random programs and partners, held against a naive second implementation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.days import last_day
from generator.model.directory import Directory, Settings, Vocabulary
from generator.model.facts import Credential, Person
from generator.model.metric import Period
from generator.model.partner import Enrolment
from generator.model.standing import Standing
from generator.model.text import Text
from generator.qualify.periods import counting
from generator.qualify.standings import qualify
from tests.properties.naive_levels import World, counts, figure, month_and_day
from tests.properties.worlds import BEGIN, EDGES, SETTLED, SOURCE, days, periods, worlds

DAY = timedelta(days=1)
as_of_dates = st.sampled_from(EDGES) | st.dates(BEGIN, date(2026, 1, 31))


def standing(world: World, as_of: date) -> Standing | None:
    directory = Directory(
        Settings(Text.of("Partners"), "Vendor", ("en",)),
        Vocabulary(),
        (world.program,),
        (world.partner,),
        {world.partner.id: world.facts},
    )
    found = qualify(directory, as_of).standings
    assert len(found) <= 1
    return found[0] if found else None


@settings(max_examples=300, deadline=None)
@given(worlds(), as_of_dates)
def test_two_implementations_agree(world: World, as_of: date) -> None:
    found = standing(world, as_of)
    version = world.version(as_of)
    if found is None:
        assert version is None or not world.partner.programs
        return
    assert version is not None
    assert found.level == world.level(as_of)
    assert found.specialisations == world.specialisations(as_of)
    assert [(f.level, f.verdict) for f in found.findings] == list(world.verdicts(as_of))
    for name, value in found.metrics:
        exact = Fraction(value) if isinstance(value, Decimal) else value
        assert exact == figure(version, name, world.facts, as_of)


@settings(max_examples=60, deadline=None)
@given(worlds(), as_of_dates)
def test_since_is_the_day_after_the_last_one_without_the_level(world: World, as_of: date) -> None:
    found = standing(world, as_of)
    if found is None:
        return
    assert found.since == since(world, as_of)


def since(world: World, as_of: date) -> date | None:
    """Day by day into the past."""
    level, day = world.level(as_of), as_of
    if level is None:
        return None
    while world.version(day - DAY) is not None:
        if world.level(day - DAY) != level:
            return day
        day -= DAY
    return day if any(item.since == day for item in world.partner.programs) else None


@settings(max_examples=60, deadline=None)
@given(worlds(), as_of_dates)
def test_next_change_is_the_first_day_that_differs(world: World, as_of: date) -> None:
    found = standing(world, as_of)
    if found is None:
        return
    change = found.next_change
    expected = first_other_day(world, as_of)
    assert ((change.date, change.level) if change else None) == expected
    if change and change.reason in DATED_REASONS:
        assert change.date in DATED_REASONS[change.reason](world)


DATED_REASONS: dict[str, Callable[[World], set[date]]] = {
    "version": lambda world: {version.effective for version in world.program.versions},
    "override-begins": lambda world: {item.since or date.min for item in world.facts.overrides},
    "override-ends": lambda world: {item.until + DAY for item in world.facts.overrides},
    "enrolment": lambda world: {
        day
        for item in (*world.partner.programs, Enrolment("", until=world.partner.left_on))
        for day in (item.since, item.until and item.until + DAY)
        if day
    },
}
"""The days that a reason can name."""


def first_other_day(world: World, as_of: date) -> tuple[date, str | None] | None:
    """Day by day into the future."""
    level, day = world.level(as_of), as_of
    while day < SETTLED:
        day += DAY
        if world.level(day) != level:
            return day, world.level(day)
    return None


# --- more never lowers ------------------------------------------------------------------------

newcomers = st.lists(
    st.builds(Credential, st.sampled_from(["exam", "course"]), days, st.just(SOURCE)), max_size=3
)


def from_the_top(world: World, item: Standing) -> int:
    """How many levels of the partner's track are higher; all of them for no level."""
    version = next(version for version in world.program.versions if version.id == item.version)
    levels = version.levels_of(item.track)
    return len(levels) - (levels.index(item.level) + 1 if item.level else 0)


@settings(max_examples=150, deadline=None)
@given(worlds(), as_of_dates, newcomers)
def test_more_people_never_lower(world: World, as_of: date, certificates: list[Credential]) -> None:
    more = tuple(
        Person(f"new-{i}", SOURCE, ("technical",), credentials=(held,))
        for i, held in enumerate(certificates)
    )
    facts = replace(world.facts, people=(*world.facts.people, *more))
    before, after = standing(world, as_of), standing(replace(world, facts=facts), as_of)
    if before is None or after is None:
        return
    assert from_the_top(world, after) <= from_the_top(world, before)
    assert set(before.specialisations) <= set(after.specialisations)
    order = ("missed", "unknown", "met")
    for old, new in zip(before.findings, after.findings, strict=True):
        assert order.index(old.verdict) <= order.index(new.verdict)


# --- days -------------------------------------------------------------------------------------


@settings(max_examples=500, deadline=None)
@given(periods, st.dates(), st.integers(-1, 1), st.integers(-500, 500))
def test_an_entry_counts_exactly_while_its_period_covers_it(
    period: Period | None, entry: date, step: int, offset: int
) -> None:
    found = counting(period, entry)
    if found is None:
        assert entry.year == date.max.year
        return
    begin, end = found
    for day in (entry, begin, end or date.max):
        for near in (step, offset):
            if 0 < day.toordinal() + near <= date.max.toordinal():
                looked_at = date.fromordinal(day.toordinal() + near)
                is_inside = begin <= looked_at and (end is None or looked_at < end)
                assert is_inside == counts(period, entry, looked_at)


@settings(max_examples=500, deadline=None)
@given(st.dates(), st.integers(1, 600))
def test_the_last_day_of_so_many_months(begin: date, length: int) -> None:
    last = last_day(begin, length)
    assert month_and_day(last) < month_and_day(begin, length)
    if last < date.max:
        assert month_and_day(last + DAY) >= month_and_day(begin, length)
