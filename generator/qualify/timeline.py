"""The days on which a level can change, and from them: since when, and what changes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ..model.facts import Facts
from ..model.partner import Enrolment, Partner
from ..model.program import CountMetric, Program, SumMetric
from ..model.standing import NextChange
from .evaluate import Outcome
from .measures import credential_end
from .periods import DAY, presence

Reason = str
Turn = tuple[date, Reason]
"""A day on which something about the partner or the rules changes, and what."""


def turns(partner: Partner, enrolment: Enrolment, facts: Facts, program: Program) -> list[Turn]:
    """All such days, sorted, each once. Between two of them nothing can change."""
    found: dict[date, Reason] = {}
    for day, reason in _all_turns(partner, enrolment, facts, program):
        found.setdefault(day, reason)
    return sorted(found.items())


def _all_turns(
    partner: Partner, enrolment: Enrolment, facts: Facts, program: Program
) -> Iterator[Turn]:
    yield from _spans("enrolment", (enrolment.since, enrolment.until), (None, partner.left_on))
    for version in program.versions:
        if version.status != "draft":
            yield version.effective, "version"
    for item in facts.overrides:
        yield from _spans("override-ends", (item.since, item.until))
    for person in facts.people:
        yield from _spans("expiry", (person.joined, person.left))
        for held in person.credentials:
            ends = {credential_end(held, version) for version in program.versions}
            yield from _spans("expiry", (held.issued, None), *((None, end) for end in ends))
    for document in facts.documents:
        yield from _spans("expiry", (document.issued, document.valid_until))
    for approval in facts.approvals:
        yield from _spans("expiry", (approval.on, approval.until))
    yield from _spans("fact", *((fact.since, fact.until) for fact in facts.dated))
    yield from _spans("fact", *((target.since, target.until) for target in facts.targets))
    yield from _ageing(facts, program)


def _spans(reason: Reason, *spans: tuple[date | None, date | None]) -> Iterator[Turn]:
    """The first day of each span and the day after its last one."""
    for begin, end in spans:
        if begin is not None:
            yield begin, reason
        if end is not None and end < date.max:
            yield end + DAY, reason


def _ageing(facts: Facts, program: Program) -> Iterator[Turn]:
    """The days on which entries begin and cease to count."""
    windows = {
        (metric.measure.of, metric.measure.period)
        for version in program.versions
        for metric in (version.metrics or {}).values()
        if isinstance(metric.measure, SumMetric | CountMetric)
    }
    for table, period in windows:
        for entry in facts.table(table):
            enters, leaves = presence(period, entry.date)
            yield enters, "ageing"
            if leaves is not None:
                yield leaves, "ageing"


def held_since(
    days: list[Turn], as_of: date, now: Outcome, evaluate_on: Callable[[date], Outcome]
) -> date | None:
    """The day from which the present level has been held without a break; None without a level.

    None as well when the level reaches back beyond all that is on record.
    """
    if now.level is None:
        return None
    since = None
    for day, _ in reversed([turn for turn in days if turn[0] <= as_of]):
        if evaluate_on(day).level != now.level:
            return since
        since = day
    if since is None or evaluate_on(since - DAY).level == now.level:
        return None
    return since


def next_change(
    days: list[Turn], as_of: date, now: Outcome, evaluate_on: Callable[[date], Outcome]
) -> NextChange | None:
    """The first later day with another level, if nothing new arrives until then."""
    for day, reason in days:
        if day > as_of:
            then = evaluate_on(day).level
            if then != now.level:
                return NextChange(day, then, reason)  # type: ignore[arg-type]
    return None
