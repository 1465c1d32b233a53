"""What lapses or changes on a day, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.days import DAY
from ..model.metric import DocumentMetric, FactMetric
from ..model.program import Version
from ..model.standing import Reason
from ..model.text import Text
from ..qualify.changes import reason
from ..qualify.forecast import MemberDay, Milestone
from ..qualify.lapses import Lapse, LapseKind
from ..qualify.moves import Move
from .figures import counted
from .moves import from_to, reasons, tally
from .style import Style

_TOLD: dict[Reason, set[LapseKind]] = {
    "expiry": {"certificate", "outdated", "person", "document", "approval"},
    "fact": {"fact", "target"},
    "tenure": {"newcomer"},
    "override-ends": {"override"},
    "enrolment": {"membership"},
    "grace-ends": {"grace"},
    "grandfathering-ends": {"protection"},
}
"""Reasons that need no words of their own beside what lapses on the same day."""

# --- days of a program --------------------------------------------------------------------------


def milestone(item: Milestone, style: Style) -> str:
    """What happens to the program."""
    version = f"version {style.quote(item.version)}"
    members = counted(item.members, "member")
    match item.kind:
        case "version":
            return f"{version} takes effect for {members}"
        case "transition":
            return f"{version} applies to all {members}"
        case "review":
            return f"review of {members}"
        case "end":
            return f"the program is over for {members}"


def moving(moves: Sequence[Move]) -> str:
    """How many move, as in 3 move: 2 down, 1 up."""
    verb = "moves" if len(moves) == 1 else "move"
    return f"{len(moves)} {verb}: {tally(moves)}" if moves else "no effect"


# --- days of a member ---------------------------------------------------------------------------


def effect(day: MemberDay, style: Style) -> str:
    """What the day does to the level, as in Gold -> Silver."""
    return "; ".join(_effect(move, style) for move in day.moves) or "no effect"


def _effect(move: Move, style: Style) -> str:
    ladder = _ladder(move, style)
    if move.direction:
        return f"{ladder}{from_to(move, style)}"
    after = move.after
    version = after.outcome.version
    level, until = style.level(after.level, version), after.kept_until
    match after.status:
        case "at-risk":
            return f"{ladder}{level} at risk" + (f", kept until {until}" if until else "")
        case "pending":
            return f"{ladder}{style.level(after.earned, version)} is due"
        case "grandfathered":
            return f"{ladder}{level} is protected" + (f" until {until}" if until else "")
        case "override":
            return f"{ladder}{level} is given by hand"
        case "held":
            return f"{ladder}{level} is earned"


def _ladder(move: Move, style: Style) -> str:
    """What is put before the news of one ladder; empty where there are none."""
    if move.ladder is None:
        return ""
    versions = move.after.outcome.version, move.before.outcome.version
    return f"{style.ladder(move.ladder, *versions)}: "


def details(day: MemberDay, style: Style) -> Iterator[str]:
    """What lapses, and why the level is another one."""
    for item in day.lapses:
        yield lapse(item, style)
    kinds = {item.kind for item in day.lapses}
    for move in day.moves:
        lines = reasons(move, style)
        if move.direction:
            why = reason(move.before, move.after)
            if _TOLD.get(why, set()) & kinds:
                lines = tuple(line for line in lines if line != style.reason(why))
        ladder = _ladder(move, style) if len(day.moves) > 1 else ""
        yield from (f"{ladder}{line}" for line in lines)


def lapse(item: Lapse, style: Style) -> str:
    """What does not hold any more, with its last day."""
    return f"{_lapse(item, style)}: last day {item.date - DAY}"


def _lapse(item: Lapse, style: Style) -> str:
    version, subject = item.version, item.subject
    match item.kind:
        case "certificate":
            name = next(x.name for x in version.certifications if x.id == subject)
            return f"certificate {style.text(name)} of {style.quote(item.person)}"
        case "outdated":
            return f"{style.quote(item.person)} counts for {_metric(subject, version, style)}"
        case "person":
            return f"{style.quote(item.person)} leaves"
        case "document":
            return f"document {_document(subject, version, style)}"
        case "fact":
            return f"fact {_fact(subject, version, style)}"
        case "approval":
            return f"approval for {_column(subject, version, style)}"
        case "target":
            level = f" for {style.level(item.level, version)}" if item.level else ""
            return f"agreed target for {_metric(subject, version, style)}{level}"
        case "override":
            return f"level {style.level(subject, version)}, given by hand"
        case "entitlement":
            named = (x.name for x in version.benefits if x.id == subject)
            return f"benefit {style.text(next(named, Text.of(subject)))}, given by hand"
        case "membership":
            return "membership"
        case "newcomer":
            return "time as a newcomer"
        case "grace":
            return f"time to recover at {style.level(subject, version)}"
        case "protection":
            return f"protection of {style.level(subject, version)} by the {item.level}"


def _metric(name: str, version: Version, style: Style) -> str:
    known = (version.metrics or {}).get(name)
    return style.text(known.name) if known else style.quote(name)


def _document(document: str, version: Version, style: Style) -> str:
    for metric in (version.metrics or {}).values():
        if isinstance(metric.measure, DocumentMetric) and metric.measure.document == document:
            return style.text(metric.name)
    return style.quote(document)


def _fact(fact: str, version: Version, style: Style) -> str:
    for metric in (version.metrics or {}).values():
        if isinstance(metric.measure, FactMetric) and metric.measure.fact == fact:
            return style.text(metric.name)
    return style.quote(fact)


def _column(name: str, version: Version, style: Style) -> str:
    """The name of a level or specialisation."""
    if any(item.id == name for item in version.specialisations):
        return style.specialisation(name, version)
    return style.level(name, version)
