"""Why a partner holds the level that it holds, as JSON; `narrative` says it in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.directory import Directory
from ..model.facts import NO_FACTS, Override
from ..model.partner import Enrolment, Partner
from ..model.program import Program, Version
from ..model.standing import Standing, Standings
from ..qualify.evaluate import Member, evaluate
from ..qualify.rules import prepare
from .figures import as_json, name_of, words
from .levels import Row, change_row
from .trace import Line, Trace, trace


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that an answer is made of.

    Without an ``enrolment`` the partner was not judged on the day, and there is no ``trace``.
    """

    partner: Partner
    program: Program
    version: Version
    enrolment: Enrolment | None
    standing: Standing
    override: Override | None
    as_of: date
    trace: Trace | None

    @property
    def next_level(self) -> str | None:
        return self.standing.next_level if self.trace else None


def explain(
    directory: Directory, standings: Standings, partner: Partner, program_id: str | None
) -> list[Explanation]:
    """One explanation per program of the partner, or of the one program named."""
    programs = {program.id: program for program in directory.programs}
    found = []
    for standing in standings.standings:
        if standing.partner != partner.id or program_id not in (None, standing.program):
            continue
        program = programs[standing.program]
        facts = directory.facts.get(partner.id, NO_FACTS)
        member = Member.of(partner, program.id, prepare(program), facts)
        outcome = evaluate(member, standings.as_of)
        version = next(item for item in program.versions if item.id == standing.version)
        found.append(
            Explanation(
                partner=partner,
                program=program,
                version=version,
                enrolment=outcome.enrolment,
                standing=standing,
                override=outcome.override,
                as_of=standings.as_of,
                trace=trace(standing, version) if outcome.enrolment else None,
            )
        )
    return found


def explanation_row(explanation: Explanation, private: bool) -> Row:
    """The object of one program. Without ``private`` figures are null, verdicts stay."""
    standing = explanation.standing
    columns = explanation.trace.columns if explanation.trace else ()
    return {
        "partner": standing.partner,
        "program": standing.program,
        "version": standing.version,
        "track": standing.track,
        "ladder": standing.ladder,
        "path": standing.path,
        "as_of": explanation.as_of.isoformat(),
        "level": standing.level,
        "status": standing.status,
        "since": standing.since.isoformat() if standing.since else None,
        "specialisations": list(standing.specialisations),
        "findings": [_finding(line, private) for column in columns for line in column.lines],
        "next_level": _next_level(explanation),
        "next_change": change_row(standing.next_change) if private else None,
    }


def _finding(line: Line, private: bool) -> Row:
    finding = line.finding
    row: Row = {
        "level": finding.level,
        "criterion": finding.criterion,
        "name": name_of(line),
        "needed": as_json(finding.needed),
        "have": as_json(finding.have),
        "gap": as_json(finding.gap),
        "verdict": finding.verdict,
        "source": str(finding.source),
        "depth": line.depth,
        "hidden": finding.hidden,
    }
    if private:
        return {**row, "facts": [str(fact) for fact in finding.facts]}
    row |= {"have": None, "gap": None}
    return {**row, "needed": None} if finding.hidden or line.agreed else row


def _next_level(explanation: Explanation) -> Row | None:
    column = explanation.trace.level(explanation.next_level) if explanation.trace else None
    if column is None:
        return None
    return {
        "level": column.id,
        "name": words(column.name),
        "criteria": column.criteria,
        "missing": [line.finding.criterion for line in column.missing],
    }
