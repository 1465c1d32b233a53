"""One pure function per kind of criterion: does it hold at a column on a day, and why?

A column is a level, a specialisation, or a track with a condition. Verdicts are three-valued:
unknown is neither met nor missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from ..model.program import ApprovalRow, Combination, Criterion, Needed, Threshold
from ..model.standing import Finding, Verdict
from ..model.text import Source
from .courses import EXACT, ZERO, Value
from .measures import Figures


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=_Dated)


def in_force(items: Sequence[D], day: date) -> D | None:
    """Of the items that hold on ``day`` the one that began last, or was written last."""
    found: D | None = None
    for item in items:
        if (item.since or date.min) <= day <= (item.until or date.max) and (
            found is None or (found.since or date.min) <= (item.since or date.min)
        ):
            found = item
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """A partner's figures on one day."""

    figures: Figures
    day: date
    _sources: dict[str, tuple[Source, ...]] = field(default_factory=dict, init=False, repr=False)

    def value(self, metric_id: str) -> Value:
        return self.figures.course(metric_id).on(self.day)

    def sources(self, metric_id: str) -> tuple[Source, ...]:
        """The facts that a value was counted from."""
        if metric_id not in self._sources:
            self._sources[metric_id] = self.figures.course(metric_id).sources(self.day)
        return self._sources[metric_id]

    def target(self, metric_id: str, column: str) -> Decimal | None:
        """The threshold agreed with the partner: for the level, or else for all levels."""
        agreed = [
            item
            for item in self.figures.facts.targets
            if item.program == self.figures.rules.version.program and item.metric == metric_id
        ]
        own = in_force([item for item in agreed if item.level == column], self.day)
        target = own or in_force([item for item in agreed if not item.level], self.day)
        return target.value if target else None

    def approvals(self, column: str) -> tuple[Source, ...]:
        """The decisions by a person for a column that stand on the day."""
        return tuple(
            item.source
            for item in self.figures.facts.approvals
            if item.level == column
            and item.program == self.figures.rules.version.program
            and item.on <= self.day <= (item.until or date.max)
        )


def holds(criteria: Sequence[Criterion], column: str, case: Case) -> bool:
    """Whether all criteria that apply at a column are met. Where none applies, that is so."""
    return all(judge(row, column, case) not in ("missed", "unknown") for row in criteria)


def judge(row: Criterion, column: str, case: Case) -> Verdict:
    """The verdict of one criterion at a column."""
    match row:
        case Threshold():
            return _threshold(row, column, case)
        case Combination():
            return _combination(row, column, case)
        case ApprovalRow():
            return _approval(row, column, case)


def _threshold(row: Threshold, column: str, case: Case) -> Verdict:
    cell = row.cells.get(column)
    if cell is None:
        return "not-applicable"
    needed = cell.needed
    if cell.agreed:
        needed = case.target(row.metric, column)
    elif needed is None and case.approvals(column):
        # Nobody published the threshold: the vendor's decision stands for it.
        return "met"
    return compare(case.value(row.metric), needed)


def compare(have: Value, needed: Needed) -> Verdict:
    """Thresholds are inclusive minimums; yes-no and text must be equal."""
    if have is None or needed is None:
        return "unknown"
    if isinstance(needed, Decimal):
        return "met" if isinstance(have, Decimal) and have >= needed else "missed"
    return "met" if have == needed else "missed"


def _combination(row: Combination, column: str, case: Case) -> Verdict:
    verdicts = _verdicts(row, column, case)
    return at_least(_count(row, verdicts), verdicts) if verdicts else "not-applicable"


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


def _approval(row: ApprovalRow, column: str, case: Case) -> Verdict:
    if column not in row.levels:
        return "not-applicable"
    return "met" if case.approvals(column) else "missed"


def explain(row: Criterion, column: str, case: Case) -> Iterator[Finding]:
    """The finding of a criterion, followed by those of its members; none where none applies."""
    verdict = judge(row, column, case)
    if verdict == "not-applicable":
        return
    match row:
        case Threshold():
            yield _explain_threshold(row, column, case, verdict)
        case Combination():
            yield _explain_combination(row, column, case, verdict)
            for member in row.rows:
                yield from explain(member, column, case)
        case ApprovalRow():
            facts = case.approvals(column)
            yield Finding(
                column,
                row.id,
                "",
                True,
                bool(facts),
                None,
                verdict,
                row.levels[column],
                facts=facts,
            )


def _explain_threshold(row: Threshold, column: str, case: Case, verdict: Verdict) -> Finding:
    cell = row.cells[column]
    needed = case.target(row.metric, column) if cell.agreed else cell.needed
    have, facts = case.value(row.metric), case.sources(row.metric)
    if cell.needed is None and not cell.agreed:
        facts += case.approvals(column)
    return Finding(
        level=column,
        criterion=row.id,
        metric=row.metric,
        needed=needed,
        have=have,
        gap=_gap(needed, have),
        verdict=verdict,
        source=cell.source,
        hidden=cell.hidden,
        facts=facts,
    )


def _explain_combination(row: Combination, column: str, case: Case, verdict: Verdict) -> Finding:
    verdicts = _verdicts(row, column, case)
    needed, have = Decimal(_count(row, verdicts)), Decimal(verdicts.count("met"))
    return Finding(column, row.id, "", needed, have, _gap(needed, have), verdict, row.source)


def _gap(needed: Needed, have: Value) -> Decimal | None:
    """What is missing between two figures; 0 when nothing is."""
    if not (isinstance(needed, Decimal) and isinstance(have, Decimal)):
        return None
    return EXACT.subtract(needed, have) if have < needed else ZERO
