"""One pure function per kind of criterion: does it hold at a column on a day, and why?

A column is a level, a specialisation, a track with a condition, a benefit with criteria, or the
membership. Verdicts are three-valued: unknown is neither met nor missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from math import ceil

from ..model.criterion import ApprovalRow, Combination, Criterion, Threshold, applies
from ..model.standing import NUMBERS, Finding, Number, Value, Verdict
from .case import Case
from .courses import ZERO
from .derive import difference
from .matching import filled
from .rules import Asked


def holds(criteria: Sequence[Criterion], column: str, case: Case) -> bool:
    """Whether all criteria that apply at a column are met. Where none applies, that is so."""
    return all(judge(row, column, case) not in ("missed", "unknown") for row in criteria)


def meets(criteria: Iterable[Asked], column: str, case: Case) -> bool:
    """Whether all that is asked at a column is met."""
    for row, metric, least, _ in criteria:
        if least is None:
            if judge(row, column, case) in ("missed", "unknown"):
                return False
            continue
        have = case.value(metric)
        if not isinstance(have, NUMBERS) or have < least:
            return False
    return True


def verdict_of(criteria: Iterable[Asked], column: str, case: Case) -> Verdict:
    """All that is asked together: missed as soon as one is, else unknown as soon as one is."""
    return _together({judge_asked(asked, column, case) for asked in criteria})


def verdict(criteria: Sequence[Criterion], column: str, case: Case) -> Verdict:
    """All criteria together: missed as soon as one is, else unknown as soon as one is."""
    return _together({judge(row, column, case) for row in criteria})


def _together(found: Set[Verdict]) -> Verdict:
    return "missed" if "missed" in found else "unknown" if "unknown" in found else "met"


def judge_asked(asked: Asked, column: str, case: Case) -> Verdict:
    """The verdict of one criterion that applies at a column."""
    if asked.least is None:
        return judge(asked.row, column, case)
    return compare(case.value(asked.metric), asked.least)


def judge(row: Criterion, column: str, case: Case) -> Verdict:
    """The verdict of one criterion at a column."""
    if row.only_if and applies(row, column):
        return _conditional(row, column, case)
    return _judge(row, column, case)


def _judge(row: Criterion, column: str, case: Case) -> Verdict:
    match row:
        case Threshold():
            return _threshold(row, column, case)
        case Combination():
            return _combination(row, column, case)
        case ApprovalRow():
            return _approval(row, column, case)


def _conditional(row: Criterion, column: str, case: Case) -> Verdict:
    """A criterion that asks only where others hold."""
    condition = verdict(row.only_if, column, case)
    if condition == "missed":
        return "not-applicable"
    found = _judge(row, column, case)
    return found if condition == "met" or found == "met" else "unknown"


def _threshold(row: Threshold, column: str, case: Case) -> Verdict:
    cell = row.cells.get(column)
    if cell is None:
        return "not-applicable"
    if case.is_unpublished(cell):
        # The vendor's decision stands for a threshold that nobody published.
        return "met" if case.approvals(column, row.id) else "unknown"
    have, needed = case.value(row.metric), case.needed(row, column)
    if cell.top is not None and needed is None:
        # Where fewer have a figure than are asked for, any of them is among the best.
        return "unknown" if have is None else "met"
    return compare(have, needed, row.at_most)


def compare(have: Value, needed: Value, at_most: bool = False) -> Verdict:
    """Thresholds are inclusive minimums, or maximums; yes-no and text must be equal."""
    if have is None or needed is None:
        return "unknown"
    if isinstance(needed, (bool, str)):
        return "met" if have == needed else "missed"
    if isinstance(have, (bool, str)):
        return "missed"
    return "met" if (have <= needed if at_most else have >= needed) else "missed"


def _combination(row: Combination, column: str, case: Case) -> Verdict:
    verdicts = _verdicts(row, column, case)
    if not verdicts:
        return "not-applicable"
    found = at_least(_count(row, verdicts), verdicts)
    if found == "met" and row.each_person_once:
        needed, have = _places(row, column, case)
        return "met" if have >= needed else "missed"
    return found


def _verdicts(row: Combination, column: str, case: Case) -> list[Verdict]:
    """Those of the members that apply."""
    found = (judge(member, column, case) for member in row.rows)
    return [verdict for verdict in found if verdict != "not-applicable"]


def _count(row: Combination, verdicts: Sequence[Verdict]) -> int:
    return {"all": len(verdicts), "any": 1, "at-least": row.count}[row.mode]


def at_least(needed: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Met when enough are; missed when even the unknown ones could not make it enough."""
    met = verdicts.count("met")
    if met >= needed:
        return "met"
    return "unknown" if met + verdicts.count("unknown") >= needed else "missed"


def _places(row: Combination, column: str, case: Case) -> tuple[int, int]:
    """How many people the rows ask for, and how many of these places different people fill."""
    asked, places = 0, []
    for member in _asking(row, column, case):
        needed = case.needed(member, column)
        if isinstance(needed, NUMBERS):
            people = case.people(member.metric)
            asked += max(ceil(needed), 0)
            # One place more than there are people is enough to see that they are too few.
            places += [people] * min(max(ceil(needed), 0), len(people) + 1)
    return asked, filled(places)


def _asking(row: Combination, column: str, case: Case) -> Iterator[Threshold]:
    """The rows that ask for people at a column."""
    for member in row.rows:
        if isinstance(member, Threshold) and judge(member, column, case) != "not-applicable":
            yield member


def _approval(row: ApprovalRow, column: str, case: Case) -> Verdict:
    if column not in row.levels:
        return "not-applicable"
    return "met" if case.approvals(column, row.id) else "missed"


# --- why ----------------------------------------------------------------------------------------


def explain_asked(asked: Asked, column: str, case: Case) -> Iterable[Finding]:
    """The findings of a criterion that applies at a column."""
    row, metric, least, path = asked
    if least is None or not isinstance(row, Threshold):
        return explain(row, column, case, path)
    have, cell, facts = case.value(metric), row.cells[column], case.sources(metric)
    found = compare(have, least)
    gap = ZERO if found == "met" else _gap(least, have)
    source, hidden = cell.source, cell.hidden
    return (Finding(column, row.id, metric, least, have, gap, found, source, hidden, facts, path),)


def explain(row: Criterion, column: str, case: Case, path: str = "") -> Iterator[Finding]:
    """The finding of a criterion, followed by those of its members.

    None where the criterion asks nothing of the column.
    """
    if not applies(row, column):
        return
    found = judge(row, column, case)
    match row:
        case Threshold():
            yield _explain_threshold(row, column, case, found, path)
        case Combination():
            yield _explain_combination(row, column, case, found, path)
            if found != "not-applicable":
                for member in row.rows:
                    yield from explain(member, column, case, path)
        case ApprovalRow():
            facts = case.approvals(column, row.id)
            source = row.levels[column]
            yield Finding(
                column, row.id, "", True, bool(facts), None, found, source, False, facts, path
            )


def _explain_threshold(
    row: Threshold, column: str, case: Case, found: Verdict, path: str
) -> Finding:
    cell = row.cells[column]
    facts = case.sources(row.metric)
    if case.is_unpublished(cell):
        facts += case.approvals(column, row.id)
    have, needed = case.value(row.metric), case.needed(row, column)
    return Finding(
        level=column,
        criterion=row.id,
        metric=row.metric,
        needed=needed,
        have=have,
        gap=_gap(needed, have, row.at_most),
        verdict=found,
        source=cell.source,
        hidden=case.is_private(row, column),
        facts=facts,
        path=path,
    )


def _explain_combination(
    row: Combination, column: str, case: Case, found: Verdict, path: str
) -> Finding:
    hidden = False
    if row.each_person_once:
        needed, have = map(Decimal, _places(row, column, case))
        hidden = any(case.is_private(member, column) for member in _asking(row, column, case))
    else:
        verdicts = _verdicts(row, column, case)
        needed, have = Decimal(_count(row, verdicts)), Decimal(verdicts.count("met"))
    gap = _gap(needed, have)
    return Finding(column, row.id, "", needed, have, gap, found, row.source, hidden, path=path)


def _gap(needed: Value, have: Value, at_most: bool = False) -> Number | None:
    """What is missing between two figures, or too much; 0 when nothing is."""
    if not (isinstance(needed, NUMBERS) and isinstance(have, NUMBERS)):
        return None
    gap = difference(have, needed) if at_most else difference(needed, have)
    return gap if gap > 0 else ZERO
