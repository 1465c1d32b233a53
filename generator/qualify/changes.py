"""Since when a level is held, and what changes it next if nothing new arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.days import DAY
from ..model.program import (
    Combination,
    CountMetric,
    Criterion,
    FactMetric,
    SumMetric,
    Threshold,
)
from ..model.standing import NextChange, Reason
from .criteria import Case, judge
from .evaluate import Outcome, evaluate
from .timeline import Timeline


def held_since(timeline: Timeline, now: Outcome) -> date | None:
    """The day from which the present level has been held without a break; None without a level.

    None as well when the level was held on the first day of the program's first version: how long
    before, the files do not tell. Unless the partner joined on that very day.
    """
    if now.level is None:
        return None
    since = now.day
    for day in timeline.until(now.day):
        if evaluate(timeline.member, day).level != now.level:
            return since
        since = day
    return since if any(item.since == since for item in timeline.member.enrolments) else None


def next_change(timeline: Timeline, now: Outcome) -> NextChange | None:
    """The first later day with another level, if nothing new arrives until then."""
    for day in timeline.after(now.day):
        then = evaluate(timeline.member, day)
        if then.level != now.level:
            reason = _reason(evaluate(timeline.member, day - DAY), then)
            return NextChange(day, then.level, reason)
    return None


def _reason(before: Outcome, after: Outcome) -> Reason:
    """What made the level another one from one day to the next."""
    if before.enrolment != after.enrolment:
        return "enrolment"
    if after.override and after.override != before.override:
        return "override-begins"
    if before.override and before.override.until < after.day:
        return "override-ends"
    earlier, later = before.case, after.case
    if earlier is None or later is None or before.version is not after.version:
        return "version"
    for criteria, column in _deciding(before, after):
        if lost := _lost(criteria, column, earlier, later):
            return _cause(lost, column, earlier, later, "expiry")
        if won := _lost(criteria, column, later, earlier):
            return _cause(won, column, earlier, later, "fact")
    return "fact"


def _deciding(before: Outcome, after: Outcome) -> Iterator[tuple[Sequence[Criterion], str]]:
    """The criteria that made the difference: those of the tracks, or of the higher level."""
    if before.track != after.track:
        yield from ((track.when, track.id) for track in (before.track, after.track) if track)
    elif after.version:
        higher = max(before, after, key=_position).level
        yield after.version.requirements, higher or ""


def _position(outcome: Outcome) -> int:
    return outcome.levels.index(outcome.level) if outcome.level else -1


def _lost(criteria: Sequence[Criterion], column: str, had: Case, has: Case) -> Criterion | None:
    """The innermost criterion that is met in one case and not in the other."""
    for row in criteria:
        if judge(row, column, had) == "met" and judge(row, column, has) != "met":
            inner = _lost(row.rows, column, had, has) if isinstance(row, Combination) else None
            return inner or row
    return None


def _cause(row: Criterion, column: str, earlier: Case, later: Case, otherwise: Reason) -> Reason:
    """Why a criterion turned; ``otherwise`` for what is there or not, such as a certificate."""
    if not isinstance(row, Threshold):
        return otherwise
    cell = row.cells[column]
    if cell.agreed and earlier.target(row.metric, column) != later.target(row.metric, column):
        return "fact"
    if cell.needed is None and not cell.agreed:
        return otherwise  # An approval stood for it.
    match earlier.figures.rules.version.metric(row.metric).measure:
        case SumMetric() | CountMetric():
            return "ageing"
        case FactMetric():
            return "fact"
        case _:
            return otherwise
