"""From ``standings.yaml`` to the levels that partners are known to have held."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ..diagnostics import Diagnostic
from ..model.facts import Facts, Recorded
from .facts import check_span
from .formats.standings import RecordedFormat, StandingsFormat
from .references import UNKNOWN, Known, check_known, check_on_ladder
from .shape import Path, Shaped

_LATEST = 2100
"""Some write 9999-12-31 for “no end”; a level would be worked out for each of those years."""
NONE = "none"
"""How no level is written."""


def recorded_facts(file: Shaped[StandingsFormat]) -> Iterator[tuple[str, Facts]]:
    """Each recorded standing as a fact of its partner."""
    for i, item in enumerate(file.value.standings):
        recorded = Recorded(
            partner=item.partner,
            program=item.program,
            level=None if item.level == NONE else item.level,
            since=_begin(item),
            as_of=item.as_of,
            source=file.source("standings", i),
            ladder=item.ladder or "",
        )
        yield item.partner, Facts(recorded=(recorded,))


def check_standings(
    file: Shaped[StandingsFormat], partners: Collection[str], known: Known
) -> Iterator[Diagnostic]:
    """Names that recorded standings use, and their days."""
    for i, item in enumerate(file.value.standings):
        path: Path = ("standings", i)
        there: Path = (*path, "partner")
        yield from check_known(file, item.partner, partners, there, UNKNOWN, "partner")
        yield from check_span(file, item, "since", "as_of", path)
        if item.as_of.year > _LATEST:
            message = f"“as_of” is a day on which the level was known, and {item.as_of} is to come"
            hint = "Write the last day of which you know. For days to come there are overrides."
            yield file.report("wrong-value", message, (*path, "as_of"), hint)
        yield from _check_program(file, item, known, path)
    yield from _check_overlaps(file)


def _check_overlaps(file: Shaped[StandingsFormat]) -> Iterator[Diagnostic]:
    """On one day a partner has one level on a ladder."""
    last: dict[tuple[str, str, str | None], RecordedFormat] = {}
    in_turn = sorted(enumerate(file.value.standings), key=lambda entry: _begin(entry[1]))
    for i, item in in_turn:
        key = item.partner, item.program, item.ladder
        before = last.get(key)
        if before and _begin(item) <= before.as_of and item.level != before.level:
            message = f"Another entry says “{before.level}” for some of these days"
            hint = "Check “since” and “as_of” of both."
            yield file.report("contradiction", message, ("standings", i), hint)
        if before is None or item.as_of > before.as_of:
            last[key] = item


def _begin(item: RecordedFormat) -> date:
    return item.since or item.as_of


def _check_program(
    file: Shaped[StandingsFormat], item: RecordedFormat, known: Known, path: Path
) -> Iterator[Diagnostic]:
    there: Path = (*path, "program")
    yield from check_known(file, item.program, known.program_ids, there, UNKNOWN, "program")
    names = known.programs.get(item.program)
    if names is None:
        return
    inside = f"in the program “{item.program}” called"
    if item.level != NONE:
        there, what = (*path, "level"), f"level {inside}"
        yield from check_known(file, item.level, names.levels, there, "unknown-level", what)
    if item.ladder is not None:
        there, what = (*path, "ladder"), f"ladder {inside}"
        yield from check_known(file, item.ladder, names.ladders, there, UNKNOWN, what)
        yield from check_on_ladder(file, item.level, item.ladder, names, (*path, "level"))
