"""Levels of which nothing is asked, above others of which something is."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from .formats.structure import LadderFormat
from .formats.version import VersionFormat
from .row_tables import asks
from .shape import Shaped


def check_unasked(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Such a level belongs to every member, whatever the level below it asks for.

    Unless the version is cumulative. Meant for versions without any other mistake.
    """
    if not file.value.cumulative:
        for ladder in file.value.ladders or (None,):
            yield from _check_ladder(file, ladder)


def _check_ladder(file: Shaped[VersionFormat], ladder: LadderFormat | None) -> Iterator[Diagnostic]:
    value = file.value
    every = [level.id for level in value.levels]
    asked = {level for level in every if _is_asked(value, ladder, level)}
    where = f" on the ladder “{ladder.id}”" if ladder else ""
    found: dict[str, str] = {}
    for order in [track.levels for track in value.tracks] or [tuple(every)]:
        below = ""
        for level in order:
            if ladder and ladder.levels and level not in ladder.levels:
                continue
            if level in asked:
                below = level
            elif below:
                found.setdefault(level, below)
    for level, below in found.items():
        stands = f"which stands above “{below}”: every member holds it"
        message = f"Nothing is asked of “{level}”{where}, {stands}"
        hint = "Give it a threshold, or write “cumulative: yes” into the version."
        place = ("levels", every.index(level), "id")
        yield file.report("level-for-nothing", message, place, hint)


def _is_asked(value: VersionFormat, ladder: LadderFormat | None, level: str) -> bool:
    """Whether a row applies to the level, on any way to it."""
    tables = [value.requirements, *(way.requirements for way in value.paths)]
    if ladder is not None:
        tables += [ladder.requirements, *(way.requirements for way in ladder.paths)]
    return any(asks(row, level) for rows in tables for row in rows)
