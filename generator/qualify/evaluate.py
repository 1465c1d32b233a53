"""The level that a partner holds in one program on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..model.facts import Facts, Override
from ..model.partner import Enrolment, Partner
from ..model.program import Track, Version
from ..model.standing import StandingStatus
from .courses import Course
from .criteria import Case, holds, in_force
from .measures import Figures
from .rules import Rules


@dataclass(frozen=True, slots=True)
class Member:
    """A partner in one program: all that its level is computed from, whatever the day.

    ``history`` are the program's rules, the first ones first.
    """

    partner: Partner
    program: str
    history: tuple[Rules, ...]
    facts: Facts
    enrolments: tuple[Enrolment, ...]
    overrides: tuple[Override, ...]
    _courses: dict[int, Course] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, partner: Partner, program: str, history: tuple[Rules, ...], facts: Facts) -> Member:
        enrolments = tuple(item for item in partner.programs if item.program == program)
        overrides = tuple(item for item in facts.overrides if item.program == program)
        return cls(partner, program, history, facts, enrolments, overrides)

    def rules(self, day: date) -> Rules | None:
        """The rules in force on ``day``; None before the first version took effect."""
        return next((rules for rules in reversed(self.history) if rules.begin <= day), None)

    def figures(self, rules: Rules) -> Figures:
        return Figures(self.facts, rules, self._courses)

    def enrolment(self, day: date) -> Enrolment | None:
        """The membership that holds on ``day``. Inactive partners hold none."""
        left = self.partner.left_on
        if self.partner.status == "inactive" or (left is not None and day > left):
            return None
        return in_force(self.enrolments, day)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one evaluation gives. ``levels`` are the levels of the track, lowest first.

    ``version`` is None before the program began. ``case`` is None where nothing was judged, since
    there was no version or no membership: at no level then.
    """

    day: date
    version: Version | None
    enrolment: Enrolment | None
    case: Case | None = None
    track: Track | None = None
    levels: tuple[str, ...] = ()
    level: str | None = None
    override: Override | None = None

    @property
    def status(self) -> StandingStatus:
        return "held" if self.override is None else "override"


def evaluate(member: Member, day: date) -> Outcome:
    """The level under the version in force on ``day``: the highest whose criteria hold."""
    rules, enrolment = member.rules(day), member.enrolment(day)
    if rules is None or enrolment is None:
        return Outcome(day, rules.version if rules else None, enrolment)
    version = rules.version
    case = Case(member.figures(rules), day)
    track = _track(enrolment, version, case)
    levels = version.levels_of(track.id if track else None)
    override = _override(member, version, day)
    if override is not None:
        if override.level not in levels:
            # Who is given a level of another track stands in that track.
            track = next(item for item in version.tracks if override.level in item.levels)
            levels = track.levels
        return Outcome(day, version, enrolment, case, track, levels, override.level, override)
    met = (name for name in reversed(levels) if holds(version.requirements, name, case))
    return Outcome(day, version, enrolment, case, track, levels, next(met, None))


def _track(enrolment: Enrolment, version: Version, case: Case) -> Track | None:
    """The track that the record names, else the first whose condition holds."""
    if enrolment.track:
        return next((item for item in version.tracks if item.id == enrolment.track), None)
    return next(
        (item for item in version.tracks if item.when and holds(item.when, item.id, case)), None
    )


def _override(member: Member, version: Version, day: date) -> Override | None:
    """The decision by hand that stands on ``day`` for a level of this version."""
    if not member.overrides:
        return None
    known = {level.id for level in version.levels}
    return in_force([item for item in member.overrides if item.level in known], day)
