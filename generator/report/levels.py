"""Every partner's level in every program, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

from ..model.standing import NextChange, Standing, Standings
from .visible import columns, csv_cell, visible

Row = dict[str, object]

_COLUMNS = (
    "partner",
    "program",
    "version",
    "ladder",
    "track",
    "level",
    "path",
    "specialisations",
    "status",
    "since",
    "next_change_date",
    "next_change_level",
    "next_change_reason",
)


def levels_table(standings: Standings, private: bool) -> str:
    """Columns for people; what nobody has a value for is left out."""
    if not standings.standings:
        return "No partner is in a program that has a version in force.\n"
    rows = _cells(standings, private)
    used = [
        (name.replace("_", " "), *(visible(cell) or "-" for cell in cells))
        for name, *cells in zip(_COLUMNS, *rows, strict=True)
        if any(cells)
    ]
    return "".join(f"{line}\n" for line in columns(list(zip(*used, strict=True))))


def levels_json(standings: Standings, private: bool) -> str:
    """A list, sorted by partner and program. The next change is null unless ``private``."""
    found = [standing_row(standing, private) for standing in standings.standings]
    return json.dumps(found, indent=2) + "\n"


def levels_csv(standings: Standings, private: bool) -> str:
    """As the JSON, with specialisations separated by spaces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([csv_cell(cell) for cell in row] for row in _cells(standings, private))
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


def _cells(standings: Standings, private: bool) -> Iterator[tuple[str, ...]]:
    """What stands below each of `_COLUMNS`, a row per standing."""
    for standing in standings.standings:
        change = standing.next_change if private else None
        yield (
            standing.partner,
            standing.program,
            standing.version,
            standing.ladder or "",
            standing.track or "",
            standing.level or "",
            standing.path or "",
            " ".join(standing.specialisations),
            standing.status,
            standing.since.isoformat() if standing.since else "",
            change.date.isoformat() if change else "",
            (change.level or "none") if change else "",
            change.reason if change else "",
        )
