"""Every partner's level in every program, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from ..model.standing import NextChange, Standing, Standings
from .visible import columns, csv_cell, visible

Row = dict[str, object]


def levels_table(standings: Standings, private: bool) -> str:
    """Columns for people; what nobody has a value for is left out."""
    if not standings.standings:
        return "No partner is in a program that has a version in force.\n"
    rows = [_flat(standing, private) for standing in standings.standings]
    shown = [name for name in rows[0] if any(row[name] for row in rows)]
    table = [[name.replace("_", " ") for name in shown]]
    table += [[visible(row[name]) or "-" for name in shown] for row in rows]
    return "".join(f"{line}\n" for line in columns(table))


def levels_json(standings: Standings, private: bool) -> str:
    """A list, sorted by partner and program. The next change is null unless ``private``."""
    found = [standing_row(standing, private) for standing in standings.standings]
    return json.dumps(found, indent=2) + "\n"


def levels_csv(standings: Standings, private: bool) -> str:
    """As the JSON, with specialisations separated by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(_flat(_NOBODY, private))
    writer.writerow(names)
    for standing in standings.standings:
        writer.writerow([csv_cell(cell) for cell in _flat(standing, private).values()])
    return out.getvalue()


LEVELS: dict[str, Callable[[Standings, bool], str]] = {
    "table": levels_table,
    "json": levels_json,
    "csv": levels_csv,
}


def standing_row(standing: Standing, private: bool) -> Row:
    """One entry of the list. ``ladder`` stands only in programs that have several."""
    row: Row = {
        "partner": standing.partner,
        "program": standing.program,
        "version": standing.version,
        "track": standing.track,
        "level": standing.level,
        "path": standing.path,
        "specialisations": list(standing.specialisations),
        "status": standing.status,
        "since": standing.since.isoformat() if standing.since else None,
        "next_change": change_row(standing.next_change) if private else None,
    }
    return row if standing.ladder is None else {**row, "ladder": standing.ladder}


def change_row(change: NextChange | None) -> Row | None:
    """A change as the members of an object."""
    if change is None:
        return None
    return {"date": change.date.isoformat(), "level": change.level, "reason": change.reason}


_NOBODY = Standing("", "", "", None, None, (), "held", 0, 0)


def _flat(standing: Standing, private: bool) -> dict[str, str]:
    change = standing.next_change if private else None
    return {
        "partner": standing.partner,
        "program": standing.program,
        "version": standing.version,
        "ladder": standing.ladder or "",
        "track": standing.track or "",
        "level": standing.level or "",
        "path": standing.path or "",
        "specialisations": " ".join(standing.specialisations),
        "status": standing.status,
        "since": standing.since.isoformat() if standing.since else "",
        "next_change_date": change.date.isoformat() if change else "",
        "next_change_level": (change.level or "none") if change else "",
        "next_change_reason": change.reason if change else "",
    }
