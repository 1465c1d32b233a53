"""The stage `qualify`: every partner's standing in every program on one day."""

from __future__ import annotations

from datetime import date

from ..model.directory import Directory
from ..model.facts import NO_FACTS
from ..model.standing import Standing, Standings
from .changes import held_since, next_change
from .evaluate import Member, evaluate
from .rules import prepare
from .timeline import Timeline
from .trace import figures, findings, specialisations, track_findings


def qualify(directory: Directory, as_of: date) -> Standings:
    """Standings of all partners, sorted by partner and program."""
    histories = {
        program.id: prepare(program)
        for program in directory.programs
        if program.version_on(as_of) is not None
    }
    found = []
    for partner in directory.partners:
        facts = directory.facts.get(partner.id, NO_FACTS)
        for name in sorted({enrolment.program for enrolment in partner.programs}):
            if name in histories:
                member = Member.of(partner, name, histories[name], facts)
                found.append(stand(member, as_of))
    return Standings(as_of, tuple(sorted(found, key=lambda item: (item.partner, item.program))))


def stand(member: Member, as_of: date) -> Standing:
    """One partner's standing in one program, with its past and its next change."""
    now, timeline = evaluate(member, as_of), Timeline(member)
    above = now.levels[now.levels.index(now.level) + 1 :] if now.level else now.levels
    return Standing(
        partner=member.partner.id,
        program=member.program,
        version=now.version.id if now.version else "",
        track=now.track.id if now.track else None,
        level=now.level,
        specialisations=specialisations(now),
        status=now.status,
        since=held_since(timeline, now),
        next_level=above[0] if above else None,
        next_change=next_change(timeline, now),
        findings=findings(now),
        track_findings=track_findings(now),
        metrics=figures(now),
    )
