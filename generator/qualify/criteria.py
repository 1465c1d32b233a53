"""One pure function per kind of criterion: does it hold at a column (a level) on a day?

Verdicts are three-valued: unknown is neither met nor missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..model.facts import Facts
from ..model.program import ApprovalRow, Cell, Combination, Criterion, Needed, Threshold, Version
from ..model.standing import Finding, Verdict
from .measures import MEASURES, Measured, Value


@dataclass
class Case:
    """A partner's facts under one version on one day. Metrics are measured once."""

    facts: Facts
    version: Version
    day: date
    measured: dict[str, Measured] = field(default_factory=dict)

    def measure(self, metric_id: str) -> Measured:
        if metric_id not in self.measured:
            measure = self.version.metric(metric_id).measure
            self.measured[metric_id] = MEASURES[type(measure)](
                measure, self.facts, self.version, self.day
            )
        return self.measured[metric_id]

    def target(self, metric_id: str) -> Decimal | None:
        """The threshold agreed with the partner for a metric on the day."""
        agreed = [
            item
            for item in self.facts.targets
            if item.metric == metric_id
            and (item.since is None or item.since <= self.day)
            and (item.until is None or self.day <= item.until)
        ]
        latest = max(agreed, key=lambda item: item.since or date.min, default=None)
        return latest.value if latest else None

    def is_approved(self, level: str) -> bool:
        """Whether a person's decision for the level stands on the day."""
        return any(
            item.program == self.version.program
            and item.level == level
            and item.on <= self.day
            and (item.until is None or self.day <= item.until)
            for item in self.facts.approvals
        )


def judge(criterion: Criterion, column: str, case: Case) -> tuple[Verdict, list[Finding]]:
    """The verdict at a column, and the findings of the criterion and all below it."""
    match criterion:
        case Threshold():
            return _threshold(criterion, column, case)
        case Combination():
            return _combination(criterion, column, case)
        case ApprovalRow():
            return _approval(criterion, column, case)


def judge_all(
    criteria: Sequence[Criterion], column: str, case: Case
) -> tuple[Verdict, list[Finding]]:
    """Whether all criteria hold at a column; none that applies is a condition that holds."""
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    for criterion in criteria:
        verdict, found = judge(criterion, column, case)
        verdicts.append(verdict)
        findings += found
    applicable = [verdict for verdict in verdicts if verdict != "not-applicable"]
    return at_least(len(applicable), applicable), findings


def at_least(needed: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Met when enough are; missed when even the unknown ones could not make it enough."""
    met = verdicts.count("met")
    if met >= needed:
        return "met"
    return "unknown" if met + verdicts.count("unknown") >= needed else "missed"


def _threshold(row: Threshold, column: str, case: Case) -> tuple[Verdict, list[Finding]]:
    cell = row.cells.get(column)
    if cell is None:
        return "not-applicable", []
    measured = case.measure(row.metric)
    needed = case.target(row.metric) if cell.agreed else cell.needed
    verdict = _compare(measured.value, needed)
    if needed is None and case.is_approved(column):
        # Nobody published the threshold: the vendor's decision stands for it.
        verdict = "met"
    return verdict, [_finding(row, cell, column, needed, measured, verdict)]


def _finding(
    row: Threshold, cell: Cell, column: str, needed: Needed, measured: Measured, verdict: Verdict
) -> Finding:
    gap = None
    if isinstance(needed, Decimal) and isinstance(measured.value, Decimal):
        gap = max(needed - measured.value, Decimal(0))
    return Finding(
        level=column,
        criterion=row.id,
        metric=row.metric,
        needed=needed,
        have=measured.value,
        gap=gap,
        verdict=verdict,
        source=cell.source,
        hidden=cell.hidden,
        facts=measured.sources,
    )


def _compare(have: Value, needed: Needed) -> Verdict:
    """Thresholds are inclusive minimums; yes-no and text must be equal."""
    if have is None or needed is None:
        return "unknown"
    if isinstance(needed, bool | str):
        return "met" if have == needed else "missed"
    return "met" if isinstance(have, Decimal) and have >= needed else "missed"


def _combination(row: Combination, column: str, case: Case) -> tuple[Verdict, list[Finding]]:
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    for member in row.rows:
        verdict, found = judge(member, column, case)
        findings += found
        if verdict != "not-applicable":
            verdicts.append(verdict)
    if not verdicts:
        return "not-applicable", []
    needed = len(verdicts) if row.mode == "all" else row.count
    verdict = at_least(needed, verdicts)
    met = Decimal(verdicts.count("met"))
    summary = Finding(
        level=column,
        criterion=row.id,
        metric="",
        needed=Decimal(needed),
        have=met,
        gap=max(Decimal(needed) - met, Decimal(0)),
        verdict=verdict,
        source=row.source,
    )
    return verdict, [summary, *findings]


def _approval(row: ApprovalRow, column: str, case: Case) -> tuple[Verdict, list[Finding]]:
    source = row.levels.get(column)
    if source is None:
        return "not-applicable", []
    approved = case.is_approved(column)
    verdict: Verdict = "met" if approved else "missed"
    facts = tuple(item.source for item in case.facts.approvals if item.level == column)
    return verdict, [
        Finding(column, row.id, "", True, approved, None, verdict, source, facts=facts)
    ]
