"""What the rules ask for at one level, and what is missing or won there, in a line for `moves`.

An explanation has room for more: see `trace` and `lacks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.criterion import ApprovalRow, Cell, Combination, Criterion, Threshold, applies
from ..model.program import MEMBERSHIP, Version
from ..model.standing import Finding, Number
from ..qualify.case import Case
from ..qualify.criteria import explain
from ..qualify.evaluate import Outcome, open_ways
from ..qualify.rules import Way
from .style import Style

MORE, LESS = "asks for more than before", "asks for less than before"


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion with its finding; ``parts`` are the members of a combination."""

    row: Criterion
    finding: Finding
    version: Version
    parts: tuple[Asked, ...] = ()

    @property
    def is_missing(self) -> bool:
        return self.finding.verdict in ("missed", "unknown")

    @property
    def cell(self) -> Cell | None:
        return self.row.cells[self.finding.level] if isinstance(self.row, Threshold) else None


def ways_to(outcome: Outcome, level: str) -> Sequence[Way]:
    """The ways to a level that the member may take; none to a level of another track or ladder."""
    if outcome.case is None or outcome.table is None or level not in outcome.levels:
        return ()
    return open_ways(outcome.case, outcome.table, level)


def asked(outcome: Outcome, level: str) -> tuple[Asked, ...]:
    """All that counts for a level, on the way on which least is missing."""
    case = outcome.case
    if case is None:
        return ()
    ways = [_asked(way.criteria, level, case) for way in ways_to(outcome, level)]
    return min(ways, key=lambda way: sum(item.is_missing for item in way), default=())


def asked_of_members(outcome: Outcome) -> tuple[Asked, ...]:
    """What the membership itself asks for."""
    if outcome.case is None:
        return ()
    return _asked(outcome.case.rules.version.membership, MEMBERSHIP, outcome.case)


def _asked(criteria: Sequence[Criterion], column: str, case: Case) -> tuple[Asked, ...]:
    found = []
    for row in criteria:
        if not applies(row, column):
            continue
        finding = next(explain(row, column, case))
        if finding.verdict != "not-applicable":
            parts = _asked(row.rows, column, case) if isinstance(row, Combination) else ()
            found.append(Asked(row, finding, case.rules.version, parts))
    return tuple(found)


def missing(items: Sequence[Asked]) -> tuple[Asked, ...]:
    return tuple(item for item in items if item.is_missing)


def by_id(items: Sequence[Asked]) -> Mapping[str, Asked]:
    """All criteria, those inside combinations too."""
    found: dict[str, Asked] = {}
    for item in items:
        found.setdefault(item.row.id, item)
        found |= by_id(item.parts)
    return found


# --- in words -----------------------------------------------------------------------------------


def name(item: Asked, style: Style) -> str:
    row = item.row
    if isinstance(row, Combination) and not row.name.by_language:
        return {
            "all": "all of these",
            "any": "any of these",
            "at-least": f"at least {row.count} of these",
        }[row.mode]
    return style.text(row.name) if row.name.by_language else style.quote(row.id)


def lack(item: Asked, before: Mapping[str, Asked], style: Style) -> str:
    """One criterion that is missing. ``before`` is what earlier rules asked for."""
    is_new = bool(before) and item.row.id not in before
    note = " (a new criterion)" if is_new and style.private else ""
    return f"{_lack(item, before, style)}{note}"


def _lack(item: Asked, before: Mapping[str, Asked], style: Style) -> str:
    return f"{name(item, style)}: {_missing(item, before, style)}"


def _missing(item: Asked, before: Mapping[str, Asked], style: Style) -> str:
    was = before.get(item.row.id)
    if isinstance(item.row, ApprovalRow):
        return "the approval is missing"
    if not style.private:
        verdict = "nothing is on record" if item.finding.verdict == "unknown" else "not met"
        return ", ".join(filter(None, (verdict, _change(item, was, before))))
    if isinstance(item.row, Combination):
        return _lack_together(item, before, style)
    return ", ".join(_figures(item, was, style))


def _lack_together(item: Asked, before: Mapping[str, Asked], style: Style) -> str:
    """How many members of a combination hold, and those that do not."""
    finding, row = item.finding, item.row
    if isinstance(row, Combination) and row.each_person_once:
        return f"needs {finding.needed} different people, has {finding.have}"
    parts = "; ".join(_lack(part, before, style) for part in missing(item.parts))
    if finding.needed == 1:
        return f"none of these holds ({parts})"
    return f"{finding.have} of {finding.needed} that are needed hold ({parts})"


def _figures(item: Asked, was: Asked | None, style: Style) -> Iterator[str]:
    finding, version, cell = item.finding, item.version, item.cell
    if cell is not None and cell.agreed and finding.needed is None:
        yield "no threshold is agreed with this partner"
        return
    yield f"needs {_needed(item, style)}{_instead(item, was, style)}"
    if finding.have is None:
        yield "nothing is on record"
    else:
        up = _is_at_most(item)
        have = style.value(finding.have, version, finding.metric, up)
        yield f"has {have}{_formerly(item, was, style)}"
    if finding.gap:
        distance = style.gap(finding.gap, version, finding.metric)
        yield f"{distance} too much" if _is_at_most(item) else f"{distance} short"


def _formerly(item: Asked, was: Asked | None, style: Style) -> str:
    """The figure before, where it was another one: on an earlier day, or counted otherwise."""
    if was is None or was.cell is None or was.finding.have in (None, item.finding.have):
        return ""
    up = _is_at_most(was)
    return f" instead of {style.value(was.finding.have, was.version, was.finding.metric, up)}"


def _needed(item: Asked, style: Style) -> str:
    finding, cell = item.finding, item.cell
    if cell is None:
        return ""
    if cell.top is not None:
        best = f"to be among the best {cell.top.count:f}{' %' if cell.top.percent else ''}"
        if finding.needed is None:
            return best
        return f"{best}, which takes {style.value(finding.needed, item.version, finding.metric)}"
    if finding.needed is None:
        return "an approval, since the threshold is not published"
    amount = style.value(finding.needed, item.version, finding.metric)
    return f"at most {amount}" if _is_at_most(item) else amount


def _instead(item: Asked, was: Asked | None, style: Style) -> str:
    """The threshold of earlier rules, where it was another one."""
    if was is None or was.cell is None or was.finding.needed in (None, item.finding.needed):
        return ""
    return f" instead of {style.value(was.finding.needed, was.version, was.finding.metric)}"


def _change(item: Asked, was: Asked | None, before: Mapping[str, Asked]) -> str:
    """How the rule itself became another one, as far as everybody may know."""
    if not before:
        return ""
    if was is None:
        return "a new criterion"
    if isinstance(item.row, Combination):
        inside = {_change(part, before.get(part.row.id), before) for part in item.parts}
        return inside.pop() if len(inside) == 1 else ""
    old, new = was.finding.needed, item.finding.needed
    if not (isinstance(old, Number) and isinstance(new, Number)):
        return ""
    if old == new or was.finding.hidden or item.finding.hidden:
        return ""
    is_more = (new > old) != _is_at_most(item)
    return MORE if is_more else LESS


def win(was: Asked, after: Mapping[str, Asked], style: Style) -> str | None:
    """How a criterion that was missing no longer is; None where it still is."""
    item = after.get(was.row.id)
    if item is None:
        return f"{name(was, style)}: no longer asked for"
    if item.is_missing:
        return None
    if isinstance(item.row, Threshold) and style.private:
        return f"{name(item, style)}: {', '.join(_figures(item, was, style))}"
    change = _change(item, was, by_id([was]))
    said = f"met now, {change}" if change == LESS else "met now"
    inside = [win(part, after, style) for part in missing(was.parts)] if style.private else []
    won = "; ".join(filter(None, inside))
    return f"{name(item, style)}: {said}{f' ({won})' if won else ''}"


def _is_at_most(item: Asked) -> bool:
    return isinstance(item.row, Threshold) and item.row.at_most
