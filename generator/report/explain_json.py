"""Why a partner holds its level, as JSON."""

from __future__ import annotations

from datetime import date

from ..model.criterion import Threshold
from ..model.standing import Grant
from ..qualify.case import Case
from .explain import Explanation
from .figures import Figures, as_json
from .levels import Row, change_row
from .row_words import RowWords
from .trace import Line, Way
from .voice import Voice


def explanation_row(explanation: Explanation, voice: Voice) -> Row:
    """The object of one program or ladder. Where figures may not be told they are null; verdicts
    stay.
    """
    standing, private = explanation.standing, voice.private
    case = explanation.holding.outcome.case
    return {
        "partner": standing.partner,
        "program": standing.program,
        "version": standing.version,
        "track": standing.track,
        "ladder": standing.ladder,
        "path": standing.path,
        "region": (case.region or None) if case else None,
        "as_of": explanation.as_of.isoformat(),
        "level": standing.level,
        "earned": standing.earned,
        "status": standing.status,
        "since": _day(standing.since),
        "kept_until": _day(standing.kept_until) if private else None,
        "specialisations": list(standing.specialisations),
        "benefits": [_grant(item) for item in standing.grants if private or not item.by_hand],
        "findings": list(_findings(explanation, case, voice)) if case else [],
        "next_level": _next_level(explanation, voice),
        "next_review": _day(standing.next_review),
        "next_change": change_row(standing.next_change) if private else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _grant(grant: Grant) -> Row:
    """A benefit beside the level; ``value`` and ``until`` are those of one given by hand."""
    return {
        "benefit": grant.benefit,
        "by_hand": grant.by_hand,
        "value": grant.value or None,
        "until": _day(grant.until),
        "source": str(grant.source),
    }


def _findings(explanation: Explanation, case: Case, voice: Voice) -> list[Row]:
    rows = RowWords(Figures(voice, explanation.version), case)
    columns = explanation.trace.columns if explanation.trace else ()
    return [
        {**_finding(line, depth, voice.private), "name": rows.name(line.criterion)}
        for column in columns
        for outermost in column.lines
        for depth, line in outermost.nested()
    ]


def _finding(line: Line, depth: int, private: bool) -> Row:
    finding = line.finding
    at_most = isinstance(line.criterion, Threshold) and line.criterion.at_most
    up = at_most == (finding.verdict == "met")
    row: Row = {
        "level": finding.level,
        "path": finding.path or None,
        "criterion": finding.criterion,
        "name": "",
        "metric": finding.metric or None,
        "needed": as_json(finding.needed, up),
        "have": as_json(finding.have, at_most),
        "gap": as_json(finding.gap, up=True),
        "verdict": finding.verdict,
        "source": str(finding.source),
        "depth": depth,
        "hidden": finding.hidden,
    }
    if private:
        return {**row, "facts": [str(fact) for fact in finding.facts]}
    row |= {"have": None, "gap": None}
    return {**row, "needed": None} if finding.hidden else row


def _next_level(explanation: Explanation, voice: Voice) -> Row | None:
    """What the next level lacks: on the way where least is missing, and on each."""
    column = explanation.next_level
    if column is None:
        return None
    return {
        "level": column.id,
        "name": voice.text(column.name),
        **_way(column.way()),
        "paths": [_way(way) for way in column.ways if way.path is not None],
    }


def _way(way: Way) -> Row:
    return {
        "path": way.path.id if way.path else None,
        "criteria": len(way.asked),
        "missing": [line.finding.criterion for line in way.missing],
    }
