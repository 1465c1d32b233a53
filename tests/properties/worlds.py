"""Random programs and partners. Everything that can change a level lies before `SETTLED`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from hypothesis import strategies as st

from generator.model.criterion import ApprovalRow, Cell, Combination, Criterion, Needed, Threshold
from generator.model.facts import (
    Approval,
    Credential,
    DatedFact,
    Document,
    Entry,
    Facts,
    Override,
    Person,
    Target,
)
from generator.model.metric import (
    CountMetric,
    DocumentMetric,
    FactMetric,
    Measure,
    Metric,
    PeopleMetric,
    Period,
    SumMetric,
)
from generator.model.partner import Enrolment, Partner
from generator.model.program import Certification, Level, Program, Specialisation, Version
from generator.model.text import EMPTY, Source
from tests.properties.naive_levels import World

SOURCE = Source("x", 1)
BEGIN, END, SETTLED = date(2023, 12, 1), date(2025, 3, 31), date(2027, 1, 2)
LEVELS = ("one", "two", "three")
NUMBERS = ("people", "trained", "revenue", "points", "deals", "score")
YES_NO = ("plan", "desk")
Status = Literal["effective", "announced", "draft"]
MODES: tuple[Literal["all", "any", "at-least"], ...] = ("all", "any", "at-least")

# Days that begin and end months, years and leap years come up more often than by chance.
EDGES = [
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 6, 30),
    date(2024, 7, 1),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 1, 31),
    date(2025, 2, 28),
]
days = st.sampled_from(EDGES) | st.dates(BEGIN, END)
maybe_day = st.none() | days
seldom = st.none() | st.none() | st.none() | days
figures = st.sampled_from(["0", "0.1", "0.2", "0.3", "1", "2", "2.5", "3", "4"]).map(Decimal)

periods = st.none() | st.sampled_from(
    [
        Period("last", 1, "months"),
        Period("last", 12, "months"),
        Period("last", 1, "years"),
        Period("last", 45, "days"),
        Period("last", 1, "quarters"),
        Period("last", 4, "quarters"),
        Period("calendar-year"),
        Period("previous-calendar-year"),
    ]
)
filters = st.fixed_dictionaries(
    {}, optional={"kind": st.sampled_from([("a",), ("a", "b")]), "currency": st.just(("USD", ""))}
)


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Measure]:
    return {
        "people": PeopleMetric(("exam", "course")),
        "trained": PeopleMetric(("course",), draw(st.sampled_from(["", "technical"]))),
        "revenue": SumMetric("revenue", draw(filters), draw(filters), draw(periods)),
        "points": SumMetric("points", {}, {}, draw(periods)),
        "deals": CountMetric("deals", draw(filters), {}, draw(periods)),
        "score": FactMetric("score", "number"),
        "plan": DocumentMetric("plan"),
        "desk": FactMetric("desk", "yes-no"),
    }


@st.composite
def cells(draw: st.DrawFn, columns: tuple[str, ...], metric: str) -> dict[str, Cell]:
    found = {}
    for column in columns:
        kind = draw(st.sampled_from(["figure"] * 9 + ["none"] * 3 + ["agreed", "unpublished"]))
        needed: Needed = draw(st.booleans()) if metric in YES_NO else draw(figures)
        if kind == "figure":
            found[column] = Cell(needed, SOURCE)
        elif kind == "agreed" and metric in NUMBERS:
            found[column] = Cell(None, SOURCE, agreed=True)
        elif kind == "unpublished":
            found[column] = Cell(None, SOURCE)
    return found


@st.composite
def rows(draw: st.DrawFn, columns: tuple[str, ...], depth: int = 2) -> Criterion:
    kind = draw(st.sampled_from(["threshold"] * 6 + ["combination"] * (3 * depth) + ["approval"]))
    if kind == "combination":
        members = tuple(draw(st.lists(rows(columns, depth - 1), min_size=1, max_size=3)))
        mode = draw(st.sampled_from(MODES))
        count = draw(st.integers(1, len(members)))
        return Combination("c", EMPTY, mode, count, members, SOURCE)
    if kind == "approval":
        levels = draw(st.sets(st.sampled_from(columns)))
        return ApprovalRow("a", EMPTY, dict.fromkeys(sorted(levels), SOURCE), SOURCE)
    metric = draw(st.sampled_from(NUMBERS + YES_NO))
    return Threshold(metric, EMPTY, metric, draw(cells(columns, metric)), SOURCE)


@st.composite
def versions(draw: st.DrawFn, name: str, effective: date, status: Status) -> Version:
    exam = Certification("exam", EMPTY, valid_months=draw(st.none() | st.integers(1, 12)))
    names = draw(st.sampled_from([LEVELS, LEVELS, LEVELS[:2]]))
    asked = draw(st.sampled_from([names, names[1:]]))
    return Version(
        id=name,
        program="program",
        status=status,
        effective=effective,
        levels=tuple(Level(item, EMPTY, SOURCE) for item in names),
        source=SOURCE,
        currency="EUR",
        exchange=draw(st.sampled_from([{}, {"USD": Decimal("0.5")}])),
        certifications=(exam, Certification("course", EMPTY, valid_months=6)),
        metrics={
            metric: Metric(metric, EMPTY, measure, SOURCE)
            for metric, measure in draw(measures()).items()
        },
        requirements=tuple(draw(st.lists(rows(asked), min_size=1, max_size=3))),
        specialisations=(
            Specialisation("s", EMPTY, SOURCE, tuple(draw(st.lists(rows(("s",)), max_size=2)))),
        ),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    dates = sorted(draw(st.sets(days, max_size=2)) | {BEGIN})
    coming: st.SearchStrategy[Status] = st.sampled_from(["effective", "announced", "draft"])
    found = [
        draw(versions(f"v{i}", day, draw(coming) if i else "effective"))
        for i, day in enumerate(dates)
    ]
    return Program("program", EMPTY, SOURCE, tuple(found))


credentials = st.builds(
    Credential,
    st.sampled_from(["exam", "course", "other"]),
    days,
    st.just(SOURCE),
    st.none() | st.none() | days,
)
entries = st.builds(
    Entry,
    days,
    figures | st.just(Decimal(-1)),
    st.just(SOURCE),
    st.sampled_from(["", "EUR", "USD"]),
    st.fixed_dictionaries({}, optional={"kind": st.sampled_from(["a", "b", "c"])}),
)
levels = st.sampled_from(LEVELS)
source = st.just(SOURCE)
program = st.just("program")


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    found = draw(st.lists(st.lists(credentials, min_size=1, max_size=2), max_size=5))
    roles = st.sampled_from([(), ("technical",)])
    return tuple(
        Person(str(i), SOURCE, draw(roles), draw(seldom), draw(seldom), tuple(held))
        for i, held in enumerate(found)
    )


T = TypeVar("T")


def few(one: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    some = st.lists(one, min_size=1, max_size=most).map(tuple)
    return some | some | st.lists(one, min_size=most, max_size=most).map(tuple) | st.just(())


scores = st.builds(
    DatedFact, st.just("score"), st.sampled_from(["1", "2.5", "5"]), source, seldom, seldom
)
desks = st.builds(
    DatedFact, st.just("desk"), st.sampled_from(["yes", "no"]), source, seldom, seldom
)
targets = st.builds(
    Target,
    program,
    st.sampled_from(NUMBERS),
    figures,
    source,
    st.just("") | levels,
    maybe_day,
    maybe_day,
)
overrides = st.builds(
    Override, program, levels, st.just("reason"), st.just("role"), days, source, maybe_day
)
facts = st.builds(
    Facts,
    people=people(),
    entries=st.fixed_dictionaries(
        {"revenue": few(entries, 4), "points": few(entries, 3), "deals": few(entries, 4)}
    ),
    documents=few(st.builds(Document, st.just("plan"), days, source, maybe_day)),
    dated=few(scores | desks, 3),
    targets=few(targets),
    approvals=few(st.builds(Approval, program, levels, st.just("role"), days, source, maybe_day)),
    overrides=st.just(()) | st.just(()) | st.just(()) | few(overrides, 1),
)
always = st.just((Enrolment("program"),)) | st.just((Enrolment("program", since=BEGIN),))
dated = st.builds(Enrolment, program, st.just(""), maybe_day, maybe_day)
enrolments = always | always | st.lists(dated, min_size=1, max_size=2).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    left_on = draw(seldom) if draw(st.booleans()) else None
    partner = Partner(
        "partner",
        "Partner",
        SOURCE,
        status="active" if left_on is None else "left",
        left_on=left_on,
        programs=draw(enrolments),
    )
    return World(partner, draw(programs()), draw(facts))
