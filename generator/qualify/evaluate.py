"""The level that a partner holds in one program on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.facts import Facts, Override
from ..model.partner import Enrolment, Partner
from ..model.program import Program, Track, Version
from ..model.standing import Finding, StandingStatus
from .criteria import Case, judge_all
from .measures import Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one evaluation gives. ``levels`` are the levels of the track, lowest first."""

    version: Version | None = None
    track: str | None = None
    level: str | None = None
    levels: tuple[str, ...] = ()
    specialisations: tuple[str, ...] = ()
    status: StandingStatus = "held"
    findings: tuple[Finding, ...] = ()
    metrics: tuple[tuple[str, Value], ...] = ()


NOT_ENROLLED = Outcome()


def is_enrolled(partner: Partner, enrolment: Enrolment, day: date) -> bool:
    """Whether the membership holds on ``day``. Inactive partners hold none."""
    if partner.status == "inactive" or (partner.left_on is not None and day > partner.left_on):
        return False
    return (enrolment.since is None or enrolment.since <= day) and (
        enrolment.until is None or day <= enrolment.until
    )


def evaluate(
    partner: Partner, enrolment: Enrolment, facts: Facts, program: Program, day: date
) -> Outcome:
    """Evaluate under the version in force on ``day``."""
    version = program.version_on(day)
    if version is None or not is_enrolled(partner, enrolment, day):
        return Outcome(version=version)
    case = Case(facts, version, day)
    findings: list[Finding] = []
    track = _track(enrolment, version, case)
    levels = _levels(version, track)
    level = None
    for candidate in levels:
        verdict, found = judge_all(version.requirements, candidate, case)
        findings += found
        if verdict == "met":
            level = candidate
    specialisations = []
    for item in version.specialisations:
        verdict, found = judge_all(item.requires, item.id, case)
        findings += found
        if verdict == "met":
            specialisations.append(item.id)
    status: StandingStatus = "held"
    override = _override(facts, version, day)
    if override is not None:
        level, status = override.level, "override"
    metrics = tuple((name, case.measure(name).value) for name in version.metrics or ())
    return Outcome(
        version,
        track.id if track else None,
        level,
        levels,
        tuple(specialisations),
        status,
        tuple(findings),
        metrics,
    )


def _track(enrolment: Enrolment, version: Version, case: Case) -> Track | None:
    """The track that the record names, else the first whose condition holds."""
    for track in version.tracks:
        if enrolment.track == track.id:
            return track
    if enrolment.track:
        return None
    for track in version.tracks:
        if track.when and judge_all(track.when, track.id, case)[0] == "met":
            return track
    return None


def _levels(version: Version, track: Track | None) -> tuple[str, ...]:
    if version.tracks:
        return track.levels if track else ()
    return tuple(level.id for level in version.levels)


def _override(facts: Facts, version: Version, day: date) -> Override | None:
    """The latest decision by hand that stands on ``day`` for a level of this version."""
    known = {level.id for level in version.levels}
    standing = [
        item
        for item in facts.overrides
        if item.program == version.program
        and item.level in known
        and (item.since is None or item.since <= day)
        and day <= item.until
    ]
    return max(standing, key=lambda item: item.since or date.min, default=None)
