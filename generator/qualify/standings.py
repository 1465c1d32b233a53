"""The stage `qualify`: every partner's standing in every program on one day."""

from __future__ import annotations

from datetime import date

from ..model.directory import Directory
from ..model.facts import NO_FACTS, Facts
from ..model.partner import Enrolment, Partner
from ..model.program import Program
from ..model.standing import Standing, Standings
from .evaluate import Outcome, evaluate
from .timeline import held_since, next_change, turns


def qualify(directory: Directory, as_of: date) -> Standings:
    """Standings of all partners, sorted by partner and program."""
    programs = {program.id: program for program in directory.programs}
    found = [
        stand(partner, enrolment, directory.facts.get(partner.id, NO_FACTS), program, as_of)
        for partner in directory.partners
        for enrolment in partner.programs
        if (program := programs[enrolment.program]).version_on(as_of) is not None
    ]
    return Standings(as_of, tuple(sorted(found, key=lambda item: (item.partner, item.program))))


def stand(
    partner: Partner, enrolment: Enrolment, facts: Facts, program: Program, as_of: date
) -> Standing:
    """One partner's standing in one program, with its past and its next change."""

    def evaluate_on(day: date) -> Outcome:
        return evaluate(partner, enrolment, facts, program, day)

    now = evaluate_on(as_of)
    days = turns(partner, enrolment, facts, program)
    reach = len(now.levels)
    position = now.levels.index(now.level) if now.level in now.levels else -1
    return Standing(
        partner=partner.id,
        program=program.id,
        version=now.version.id if now.version else "",
        track=now.track,
        level=now.level,
        specialisations=now.specialisations,
        status=now.status,
        rank=reach - 1 - position,
        reach=reach,
        since=held_since(days, as_of, now, evaluate_on),
        next_level=now.levels[position + 1] if position + 1 < reach else None,
        next_change=next_change(days, as_of, now, evaluate_on),
        findings=now.findings,
        metrics=now.metrics,
    )
