"""Why a partner stands where it stands: what was asked, what was found, and the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model.criterion import Criterion
from ..model.program import MEMBERSHIP
from ..model.standing import Finding, Grant, Value
from .case import Case
from .criteria import explain, explain_asked, holds
from .evaluate import Outcome, offered, specialised
from .holding import Holding
from .member import Member


def specialisations(held: Holding) -> tuple[str, ...]:
    """The specialisations held beside the level, where they do not ask for another one."""
    case = held.outcome.case
    if case is None or (held.outcome.is_out and held.level is None):
        return ()
    asked = {item.id: item.levels for item in case.rules.version.specialisations}
    return tuple(name for name in specialised(case) if not asked[name] or held.level in asked[name])


def findings(outcome: Outcome) -> tuple[Finding, ...]:
    """Every criterion at every level of the track, lowest first, and at all that has criteria."""
    case, table = outcome.case, outcome.table
    if case is None or table is None:
        return ()
    found: list[Finding] = []
    for level in outcome.levels:
        for asked in table.asked[level]:
            found += explain_asked(asked, level, case)
    version = case.rules.version
    for item in offered(case):
        found += _explain(item.requires, item.id, case)
    for benefit in version.benefits:
        found += _explain(benefit.requires, benefit.id, case)
    found += _explain(version.membership, MEMBERSHIP, case)
    return tuple(found)


def _explain(criteria: Sequence[Criterion], column: str, case: Case) -> Iterator[Finding]:
    for row in criteria:
        yield from explain(row, column, case)


def track_findings(outcome: Outcome) -> tuple[Finding, ...]:
    """Why this track, where the record leaves that to the program."""
    if (case := outcome.case) is None or outcome.enrolment is None or outcome.enrolment.track:
        return ()
    tracks = case.rules.version.tracks
    return tuple(item for track in tracks for item in _explain(track.when, track.id, case))


def figures(outcome: Outcome) -> tuple[tuple[str, Value], ...]:
    """All metrics of the version on the day."""
    if (case := outcome.case) is None:
        return ()
    return tuple([(name, case.value(name)) for name in case.rules.version.metrics or ()])


def grants(member: Member, held: Holding) -> tuple[Grant, ...]:
    """Benefits beside the level: their criteria hold, or somebody decided so.

    Only the latter go to partners at no level.
    """
    if (case := held.outcome.case) is None:
        return ()
    version, day = case.rules.version, held.outcome.day
    found = [
        Grant(item.id, item.source)
        for item in version.benefits
        if item.requires
        and held.level is not None
        and (item.terms.begins or date.min) <= day <= (item.terms.ends or date.max)
        and holds(item.requires, item.id, case)
    ]
    found += [
        Grant(item.benefit, item.source, True, item.value, item.until)
        for item in member.facts(case.rules).facts.entitlements
        if item.program == member.program
        and (item.since or date.min) <= day <= item.until
        and any(known.id == item.benefit for known in version.benefits)
    ]
    return tuple(found)
