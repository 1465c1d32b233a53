"""The stage `qualify`: every partner's standing in every program on one day."""

from __future__ import annotations

from datetime import date

from ..model.directory import Directory
from ..model.standing import Standing, Standings
from .changes import held_since, next_change, next_review_day
from .history import Histories, History
from .trace import figures, findings, grants, specialisations, track_findings


def qualify(directory: Directory, as_of: date) -> Standings:
    """Standings of all partners, sorted by partner, program and ladder.

    One for each program that a record names, as long as it has a version in force; where that has
    ladders, one for each of them that the partner takes part in.
    """
    found = [stand(history, as_of) for history in Histories(directory).on(as_of)]
    return Standings(as_of, tuple(sorted(found, key=_place)))


def _place(item: Standing) -> tuple[str, str, str]:
    return item.partner, item.program, item.ladder or ""


def stand(history: History, as_of: date) -> Standing:
    """One partner's standing in one program, with its past and its next change."""
    now = history.on(as_of)
    outcome = now.outcome
    levels = outcome.levels
    above = levels[levels.index(now.level) + 1 :] if now.level in levels else levels
    return Standing(
        partner=history.member.partner.id,
        program=history.member.program,
        version=outcome.version.id if outcome.version else "",
        track=outcome.track.id if outcome.track else None,
        level=now.level,
        specialisations=specialisations(now),
        status=now.status,
        since=held_since(history, now, as_of),
        next_level=above[0] if above else None,
        next_change=next_change(history, now, as_of),
        findings=findings(outcome),
        track_findings=track_findings(outcome),
        metrics=figures(outcome),
        ladder=history.ladder,
        path=now.path or None,
        earned=outcome.level,
        kept_until=now.kept_until,
        next_review=next_review_day(history.member, outcome),
        grants=grants(history.member, now),
    )
