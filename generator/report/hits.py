"""What a search found, for people and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .figures import counted
from .visible import columns, visible


@dataclass(frozen=True, slots=True)
class Found:
    """A partner found. ``levels`` are names with their program, such as ``Gold (Reseller)``."""

    id: str
    name: str
    levels: tuple[str, ...]
    place: str
    route: str


def hits_table(found: Sequence[Found], total: int) -> str:
    """One line per partner, and one with their number."""
    rows = [("partner", "name", "level", "place")]
    rows += [
        (item.id, visible(item.name), visible(", ".join(item.levels)), visible(item.place))
        for item in found
    ]
    lines = columns(rows) if found else []
    return "".join(f"{line}\n" for line in [*lines, _count(len(found), total)])


def _count(shown: int, total: int) -> str:
    if total == 0:
        return "No partner found."
    first = f", the first {shown} shown" if shown < total else ""
    return f"{counted(total, 'partner')} found{first}."


def hits_json(found: Iterable[Found]) -> str:
    """A list in the order of the locator."""
    rows = [
        {
            "partner": item.id,
            "name": item.name,
            "levels": list(item.levels),
            "place": item.place,
            "route": item.route,
        }
        for item in found
    ]
    return json.dumps(rows, indent=2) + "\n"
