"""Since when a level is held, and what changes it next if nothing new arrives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.criterion import Combination, Criterion, Threshold
from ..model.days import DAY
from ..model.metric import (
    CountMetric,
    FactMetric,
    Measure,
    SumMetric,
    TenureMetric,
    origins,
)
from ..model.program import MEMBERSHIP
from ..model.standing import NextChange, Reason
from .case import Case
from .criteria import judge_asked
from .evaluate import Outcome
from .history import History
from .holding import Holding
from .member import Member
from .reviews import next_review
from .rules import Asked, asked


def held_since(history: History, now: Holding, day: date) -> date | None:
    """The day from which the level of ``day`` has been held without a break; None without one.

    None as well when the level was held on the first day of the program's first version: how long
    before, the files do not tell. Unless the partner joined on that very day, or a standing was
    recorded.
    """
    level = now.level
    if level is None:
        return None
    since = day
    for begin, held in history.before(day):
        if held != level:
            return since
        since = begin
    recorded = [
        item.since
        for item in history.member.own.facts.recorded
        if item.program == history.member.program
        and item.ladder in ("", history.ladder or "")
        and item.level == level
        and item.since <= since <= item.as_of
    ]
    if recorded:
        return min(recorded)
    return since if any(item.since == since for item in history.member.enrolments) else None


def next_change(history: History, now: Holding, day: date) -> NextChange | None:
    """The first later day with another level, if nothing new arrives until then."""
    for begin, level in history.after(day):
        if level != now.level:
            why = reason(history.on(begin - DAY), history.on(begin))
            return NextChange(begin, level, why)
    return None


def next_review_day(member: Member, outcome: Outcome) -> date | None:
    """The day of the next review, if the same version and membership hold on it."""
    enrolment, term = outcome.enrolment, member.term(outcome.day)
    if term is None or term.rules.version.review is None or enrolment is None:
        return None
    found = next_review(term.rules.version.review, enrolment.since, outcome.day)
    holds = found and term.covers(found) and member.enrolment(found) is enrolment
    return found if holds else None


def reason(before: Holding, after: Holding) -> Reason:
    """What made the level another one from one day to the next."""
    had, has = before.outcome, after.outcome
    if had.enrolment != has.enrolment and (had.enrolment is None or has.enrolment is None):
        return "enrolment"
    if after.override and after.override != before.override:
        return "override-begins"
    if before.override and before.override.until < after.begin:
        return "override-ends"
    if before.floor and before.floor.until and before.floor.until < after.begin:
        return "grandfathering-ends"
    if has.rules is None:
        return "program-ends"
    if had.case is None or has.case is None or had.version is not has.version:
        return "version"
    if after.floor and after.floor != before.floor:
        return "grandfathering-begins"
    if had.enrolment != has.enrolment:
        return "enrolment"
    if before.earned == after.level and before.level != before.earned:
        return _waited(before, after)
    if had.level == has.level:
        return "tenure" if after.barred != before.barred else "window-ends"
    return _criteria(had, has, had.case, has.case)


def _waited(before: Holding, after: Holding) -> Reason:
    """A level that was due already, and came with its day."""
    version = after.outcome.version
    has_grace = version is not None and version.review is not None and version.review.grace
    return "grace-ends" if before.status == "at-risk" and has_grace else "review"


def _criteria(before: Outcome, after: Outcome, had: Case, has: Case) -> Reason:
    for criteria, column in _deciding(before, after):
        if lost := _lost(criteria, column, had, has):
            return _cause(lost, column, had, has, "expiry")
        if won := _lost(criteria, column, has, had):
            return _cause(won, column, had, has, "fact")
    return "fact"


def _deciding(before: Outcome, after: Outcome) -> Iterator[tuple[Sequence[Asked], str]]:
    """The criteria that made the difference: those of the tracks, or of the higher level."""
    if before.track != after.track:
        for track in (before.track, after.track):
            yield from [(asked(track.when, track.id), track.id)] if track else []
        return
    if after.version is not None and before.is_out != after.is_out:
        yield asked(after.version.membership, MEMBERSHIP), MEMBERSHIP
    higher = max(before, after, key=lambda outcome: outcome.rank(outcome.level)).level
    if after.table is not None and higher is not None:
        for way in after.table.ways[higher]:
            yield way.asked, higher


def _lost(criteria: Sequence[Asked], column: str, had: Case, has: Case) -> Criterion | None:
    """The innermost criterion that is met in one case and not in the other."""
    for one in criteria:
        if judge_asked(one, column, had) == "met" and judge_asked(one, column, has) != "met":
            inner = None
            if isinstance(one.row, Combination):
                inner = _lost(asked(one.row.rows, column), column, had, has)
            return inner or one.row
    return None


def _cause(row: Criterion, column: str, earlier: Case, later: Case, otherwise: Reason) -> Reason:
    """Why a criterion turned; ``otherwise`` for what is there or not, such as a certificate."""
    if not isinstance(row, Threshold):
        return otherwise
    cell = row.cells[column]
    if cell.top is not None and earlier.value(row.metric) == later.value(row.metric):
        return "rank"
    if earlier.asked(row, cell) != later.asked(row, cell):
        return "tenure"
    if later.is_agreed(cell):
        if earlier.target(row.metric, column) != later.target(row.metric, column):
            return "fact"
    elif later.is_unpublished(cell):
        return otherwise  # An approval stood for it.
    measure = later.rules.version.metric(row.metric).measure
    found = _kind(row.metric, later, otherwise)
    has_course = row.metric not in later.rules.on_the_day
    if found == "ageing" and otherwise == "fact" and has_course and not _looks_back(measure):
        course = later.member.course(later.rules, row.metric)
        return "fact" if course.begins_on(later.day) else found
    return found


def _looks_back(measure: Measure) -> bool:
    """Whether entries count only some time after their own day, as whole quarters do."""
    if not isinstance(measure, SumMetric | CountMetric) or measure.entries.period is None:
        return False
    period = measure.entries.period
    is_whole = period.kind == "previous-year" or (
        period.kind == "last" and period.unit == "quarters"
    )
    return is_whole or period.ago > 0


def _kind(metric_id: str, case: Case, otherwise: Reason) -> Reason:
    """How a metric changes by itself."""
    metrics = case.rules.version.metrics or {}
    found = origins(metric_id, metrics)
    kinds = {_kind_of(metrics[name].measure, otherwise) for name in found}
    return kinds.pop() if len(kinds) == 1 else "ageing" if "ageing" in kinds else otherwise


def _kind_of(measure: Measure, otherwise: Reason) -> Reason:
    match measure:
        case SumMetric() | CountMetric():
            return "ageing"
        case FactMetric():
            return "fact"
        case TenureMetric():
            return "tenure"
        case _:
            return otherwise
