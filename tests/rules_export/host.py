"""The generator's engine as one of two hosts: what it says of a member on one day, without a past.

A `Member` here has no facts. The figures that are counted from facts are given, and everything that
is computed from them, and every verdict, comes from the engine itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.model.criterion import (
    ApprovalRow,
    Combination,
    Criterion,
    Group,
    Threshold,
    Top,
)
from generator.model.days import DAY
from generator.model.facts import NO_FACTS, Approval, Target
from generator.model.metric import TenureMetric
from generator.model.partner import Enrolment, Location, Partner
from generator.model.program import MEMBERSHIP, Program, Version
from generator.model.standing import Finding, Value
from generator.model.text import Source, Text
from generator.qualify.case import Case
from generator.qualify.courses import ONE, Course, Spell
from generator.qualify.criteria import judge, verdict, verdict_of
from generator.qualify.evaluate import (
    Outcome,
    evaluate,
    open_ways,
    place_of,
    regions,
    specialised,
    track_of,
)
from generator.qualify.member import Member, Own, standard_terms
from generator.qualify.peers import Peers
from generator.qualify.rules import Rules, prepare
from generator.qualify.trace import figures, findings, track_findings

NOWHERE = Source("version.yaml", 1)
Plain = dict[str, Any]


@dataclass
class Visitor:
    """What a member says, and what only the vendor knows of it.

    ``months`` is how long it has been a member, ``tenures`` how long at a level or higher, by
    ladder and level. ``people`` are those who count in a metric, known by numbers. ``approvals``
    are columns and rows, ``targets`` figures by metric and column, ``least`` what it takes to be
    among the best, by metric, group and rank.
    """

    track: str = ""
    region: str = ""
    path: str = ""
    countries: Sequence[str] = ()
    ladders: Sequence[str] = ()
    months: int | None = None
    figures: Mapping[str, Value] = field(default_factory=dict)
    people: Mapping[str, frozenset[int] | None] = field(default_factory=dict)
    tenures: Mapping[tuple[str, str], int] = field(default_factory=dict)
    approvals: frozenset[tuple[str, str]] = frozenset()
    targets: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    least: Mapping[tuple[str, Group, Top], Value] = field(default_factory=dict)


class AmbiguousError(Exception):
    """One statement would have to be true here and false there."""


class Host:
    """One version of a program in the engine."""

    def __init__(self, version: Version) -> None:
        version = replace(version, status="effective")
        program = Program(version.program, Text.of("Program"), NOWHERE, (version,))
        (self.rules,) = prepare(program)
        self.version = version
        self.terms = standard_terms(program, (self.rules,))
        self.day = date(version.effective.year + 1, 5, 15)
        self.asked = [name for name in version.metrics or {} if name in self.rules.counters]
        self.rows = list(_inside(version.criteria))
        self.by_name = {(row.id, column): row for row, column in reversed(self.rows)}

    # --- in ---------------------------------------------------------------------------------

    def member(self, visitor: Visitor) -> Member:
        partner = Partner(
            "visitor",
            "Visitor",
            NOWHERE,
            locations=tuple(Location(country) for country in visitor.countries),
        )
        since = None if visitor.months is None else self.ago(visitor.months)
        enrolment = Enrolment(
            self.version.program,
            visitor.track,
            since,
            region=visitor.region,
            path=visitor.path,
            ladders=tuple(visitor.ladders),
        )
        own = replace(
            Own.of(NO_FACTS, self.version.program),
            approvals=tuple(self._approvals(visitor)),
            targets=tuple(self._targets(visitor)),
        )
        member = Member(partner, self.version.program, self.terms, (enrolment,), own, own)
        for name in self.asked:
            member._courses[self.rules.definitions[name]] = _course(visitor, name)
        return member

    def ago(self, months: int) -> date:
        """A day since which exactly so many whole months have passed."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 - months, 12)
        return date(year, month + 1, self.day.day) - DAY * (months % 3)

    def _approvals(self, visitor: Visitor) -> Iterator[Approval]:
        for column, row in sorted(visitor.approvals):
            yield Approval(self.version.program, column, "Board", self.day, NOWHERE, criterion=row)

    def _targets(self, visitor: Visitor) -> Iterator[Target]:
        for (metric, column), value in visitor.targets.items():
            yield Target(self.version.program, metric, value, NOWHERE, column)

    # --- out --------------------------------------------------------------------------------

    def standings(self, visitor: Visitor) -> list[Plain]:
        """For each ladder what the engine finds."""
        member = self.member(visitor)
        found = (
            evaluate(member, ladder, self.day, _Fixed(visitor), _Tenures(visitor, ladder, self))
            for ladder in self.rules.tables
        )
        return [self._standing(outcome) for outcome in found if outcome.case is not None]

    def _standing(self, outcome: Outcome) -> Plain:
        case, table = outcome.case, outcome.table
        assert case is not None
        assert table is not None
        version = self.version
        return {
            "ladder": table.ladder,
            "region": case.region,
            "track": outcome.track.id if outcome.track else None,
            "level": outcome.level,
            "path": outcome.path,
            "levels": {
                level: _best(
                    verdict_of(way.asked, level, case) for way in open_ways(case, table, level)
                )
                for level in outcome.levels
            },
            "membership": verdict(version.membership, MEMBERSHIP, case),
            "specialisations": list(specialised(outcome.case)) if outcome.case else [],
            "benefits": {
                item.id: verdict(item.requires, item.id, case)
                for item in version.benefits
                if item.requires
            },
            "tracks": [self._finding(item, case) for item in track_findings(outcome)],
            "findings": [self._finding(item, case) for item in findings(outcome)],
            "figures": {name: plain(value) for name, value in figures(outcome)},
        }

    def _finding(self, item: Finding, case: Case) -> Plain:
        """A finding as a visitor may see it: without figures that only the vendor knows."""
        row = self.by_name[item.criterion, item.level]
        mark = mark_of(row, item.level, case)
        is_private = mark not in (None, "discretion")
        return {
            "column": item.level,
            "path": item.path,
            "criterion": item.criterion,
            "verdict": item.verdict,
            "mark": mark,
            "needed": None if is_private else plain(item.needed),
            "have": None if mark == "people" else plain(item.have),
            "gap": None if is_private else plain(item.gap),
        }

    def cases(self, visitor: Visitor) -> Iterator[Case]:
        """Everything that is judged: on each ladder, in each region, before and after the track."""
        member = self.member(visitor)
        enrolment = member.enrolments[0]
        for ladder in self.rules.tables:
            for region in regions(member, self.rules, enrolment):
                case = Case(
                    member,
                    self.rules,
                    self.day,
                    enrolment,
                    _Fixed(visitor),
                    _Tenures(visitor, ladder, self),
                    ladder or "",
                    region,
                    specialised,
                )
                yield case
                track = track_of(case)
                yield replace(case, track=track.id if track else "")

    def answers(self, visitor: Visitor) -> Plain:
        """What the visitor would type in, with the truth about what nobody can be asked."""
        return {
            **({"track": visitor.track} if visitor.track else {}),
            **({"region": visitor.region} if visitor.region else {}),
            **({"path": visitor.path} if visitor.path else {}),
            **({"ladders": list(visitor.ladders)} if visitor.ladders else {}),
            **({} if visitor.months is None else {"months": visitor.months}),
            "countries": list(visitor.countries),
            "figures": {**self._typed(visitor), **self._tenures(visitor)},
            "assume": self._assume(visitor),
        }

    def _typed(self, visitor: Visitor) -> Plain:
        found: Plain = {}
        for name in self.asked:
            value = _course(visitor, name).on(self.day)
            if isinstance(value, Decimal):
                found[name] = f"{value:f}"
            elif value is not None:
                found[name] = value
        return found

    def _tenures(self, visitor: Visitor) -> Plain:
        found: Plain = {}
        for name, metric in (self.version.metrics or {}).items():
            if isinstance(metric.measure, TenureMetric) and metric.measure.level:
                for ladder in self.rules.tables:
                    months = visitor.tenures.get((ladder or "", metric.measure.level), 0)
                    found[f"{name}@{ladder}" if ladder else name] = months
        return found

    def _assume(self, visitor: Visitor) -> dict[str, bool]:
        known: dict[str, bool | None] = {}
        for case in self.cases(visitor):
            for row, column in self.rows:
                if mark_of(row, column, case):
                    key = "@".join(filter(None, (row.id, column, case.ladder)))
                    truth = _truth(row, column, case)
                    if known.setdefault(key, truth) != truth:
                        raise AmbiguousError(key)
        return {key: truth for key, truth in known.items() if truth is not None}


def mark_of(row: Criterion, column: str, case: Case) -> str | None:
    """Why no visitor can be asked for what decides; None where the figures do."""
    match row:
        case ApprovalRow():
            return "discretion"
        case Combination():
            return "people" if row.each_person_once else None
        case Threshold():
            cell = row.cells[column]
            if cell.hidden:
                return "unpublished"
            if case.is_agreed(cell):
                return "agreed"
            if cell.top is not None:
                return "relative"
            return "unpublished" if case.is_unpublished(cell) else None


def _truth(row: Criterion, column: str, case: Case) -> bool | None:
    found = judge(replace(row, only_if=()), column, case)
    return None if found in ("unknown", "not-applicable") else found == "met"


def _inside(rows: Iterable[Criterion]) -> Iterator[tuple[Criterion, str]]:
    """All rows, those inside others too, with each of their columns."""
    for row in rows:
        yield from _inside(row.only_if)
        if isinstance(row, Combination):
            yield from _inside(row.rows)
        for column in _columns(row):
            yield row, column


def _columns(row: Criterion) -> Iterable[str]:
    match row:
        case Threshold():
            return row.cells
        case ApprovalRow():
            return row.levels
        case Combination():
            return dict.fromkeys(column for member in row.rows for column in _columns(member))


def _course(visitor: Visitor, metric: str) -> Course:
    """The same figure for ever, counted from people where it is given as people."""
    if metric not in visitor.people:
        return Course((), (visitor.figures.get(metric),))
    people = visitor.people[metric]
    if people is None:
        return Course((), (None,))
    spells = [Spell(date.min, None, ONE, NOWHERE, i) for i in sorted(people)]
    return Course((), (Decimal(len(people)),), spells)


class _Fixed(Peers):
    """Others whose figures are such that it takes just so much."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(place_of)
        self.visitor = visitor

    def least(
        self, member: Member, rules: Rules, metric: str, among: Group, top: Top, day: date
    ) -> Course:
        return Course((), (self.visitor.least.get((metric, among, top)),))


class _Tenures:
    """A past in which levels have been held for just so long."""

    def __init__(self, visitor: Visitor, ladder: str | None, host: Host) -> None:
        self.visitor, self.ladder, self.host = visitor, ladder or "", host

    def held_from(self, levels: Sequence[str], level: str) -> date | None:
        months = self.visitor.tenures.get((self.ladder, level))
        return None if months is None else self.host.ago(months)


# --- plain data -----------------------------------------------------------------------------


def _best(verdicts: Iterable[str]) -> str:
    found = set(verdicts)
    return next((one for one in ("met", "unknown") if one in found), "missed")


def plain(value: Value) -> Any:
    """A figure as an exact fraction."""
    return Fraction(value) if isinstance(value, Decimal | Fraction) else value
