"""Why a partner stands where it stands: what was asked, what was found, and the figures."""

from __future__ import annotations

from ..model.standing import Finding
from .courses import Value
from .criteria import explain, holds
from .evaluate import Outcome


def specialisations(outcome: Outcome) -> tuple[str, ...]:
    """The specialisations held beside the level."""
    if (case := outcome.case) is None:
        return ()
    offered = case.figures.rules.version.specialisations
    return tuple(item.id for item in offered if holds(item.requires, item.id, case))


def findings(outcome: Outcome) -> tuple[Finding, ...]:
    """Every criterion at every level of the track, lowest first, then at the specialisations."""
    if (case := outcome.case) is None:
        return ()
    version = case.figures.rules.version
    columns = [(version.requirements, level) for level in outcome.levels]
    columns += [(item.requires, item.id) for item in version.specialisations]
    return tuple(
        finding
        for criteria, column in columns
        for row in criteria
        for finding in explain(row, column, case)
    )


def track_findings(outcome: Outcome) -> tuple[Finding, ...]:
    """Why this track, where the record leaves that to the program."""
    if (case := outcome.case) is None or outcome.enrolment is None or outcome.enrolment.track:
        return ()
    return tuple(
        finding
        for track in case.figures.rules.version.tracks
        for row in track.when
        for finding in explain(row, track.id, case)
    )


def figures(outcome: Outcome) -> tuple[tuple[str, Value], ...]:
    """All metrics of the version on the day."""
    if (case := outcome.case) is None:
        return ()
    return tuple((name, case.value(name)) for name in case.figures.rules.version.metrics or ())
