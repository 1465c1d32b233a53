"""What memberships name of their programs, and whether the rules have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic
from .formats.record import EnrolmentFormat, RecordFormat
from .program_names import ProgramNames
from .references import UNKNOWN, Known, check_known
from .shape import Path, Shaped


def check_memberships(record: Shaped[RecordFormat], known: Known) -> Iterator[Diagnostic]:
    """Memberships in programs without mistakes."""
    for i, item in enumerate(record.value.programs):
        names = known.programs.get(item.program)
        if names is not None:
            path: Path = ("programs", i)
            named = list(_check_names(record, item, names, path))
            yield from named
            yield from _check_days(record, item, names, path)
            if not named:
                yield from _check_latest(record, item, names, path)


def _check_names(
    record: Shaped[RecordFormat], item: EnrolmentFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    inside = f"in the program “{item.program}” called"
    for key, known in (("track", names.tracks), ("region", names.regions), ("path", names.paths)):
        name = getattr(item, key)
        if name is not None:
            yield from check_known(record, name, known, (*path, key), UNKNOWN, f"{key} {inside}")
    for i, ladder in enumerate(item.ladders):
        there, what = (*path, "ladders", i), f"ladder {inside}"
        yield from check_known(record, ladder, names.ladders, there, UNKNOWN, what)
    for version in item.opted_into:
        there, what = (*path, "opted_into", version), f"version {inside}"
        yield from check_known(record, version, names.versions, there, UNKNOWN, what, at_key=True)


def _check_days(
    record: Shaped[RecordFormat], item: EnrolmentFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    if names.begins and item.until and item.until < names.begins:
        message = (
            f"The program has no rules before {names.begins}, so this membership counts nowhere"
        )
        hint = "Write the rules of that time as a version, or remove the membership."
        yield record.report("before-first-version", message, (*path, "until"), hint)


def _check_latest(
    record: Shaped[RecordFormat], item: EnrolmentFormat, names: ProgramNames, path: Path
) -> Iterator[Diagnostic]:
    """Whether a membership that goes on says what the latest rules need to know."""
    for version in item.opted_into:
        if version not in names.chosen:
            message = f"Nobody chooses version {version}: it applies to all"
            hint = "Remove this, or write “transition: {by: choice}” into the version."
            there: Path = (*path, "opted_into", version)
            yield record.report("odd-membership", message, there, hint, at_key=True)
    latest = names.latest
    if latest is None or (item.until or date.max) < latest.effective:
        return
    if latest.tracks and item.track is None and not any(track.when for track in latest.tracks):
        message = "Nothing says on which track this membership is, so it has no level"
        hint = f"Add “track”, one of {', '.join(track.id for track in latest.tracks)}."
        yield record.report("odd-membership", message, path, hint)
    ways = [*latest.paths, *(path for ladder in latest.ladders for path in ladder.paths)]
    for key, there_are, named in (
        ("track", latest.tracks, [item.track]),
        ("region", latest.regions, [item.region]),
        ("path", ways, [item.path]),
        ("ladders", latest.ladders, item.ladders),
    ):
        known = [one.id for one in there_are]
        if known and any(named) and not any(name in known for name in named):
            shown = ", ".join(f"“{name}”" for name in named)
            message = f"Version {latest.id} has no {key.removesuffix('s')} {shown}"
            hint = f"Known there: {', '.join(known)}. Or end the membership with “until”."
            yield record.report("odd-membership", message, (*path, key), hint)
