"""What the versions of a program, and programs that follow each other, must not contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from ..diagnostics import Diagnostic
from ..model.days import DAY
from ..model.program import Program, Version
from .formats.version import VersionFormat
from .references import UNKNOWN, Known, check_known
from .shape import Path, Shaped

Files = Mapping[str, Shaped[VersionFormat]]
"""The file of each version, by id."""
_LAST = "The last day is the one that still counts."


def check_succession(
    program: Program, files: Files, programs: Mapping[str, Program], known: Known
) -> Iterator[Diagnostic]:
    """Dates of the versions, and levels that are taken over. ``programs`` are the sound ones."""
    in_turn = [version for version in program.versions if version.status != "draft"]
    for i, version in enumerate(in_turn):
        before = in_turn[i - 1] if i else None
        after = in_turn[i + 1] if i + 1 < len(in_turn) else None
        file = files[version.id]
        if program.ends is not None and version.effective > program.ends:
            message = f"The program ends on {program.ends}, before this version takes effect"
            hint = "Check “ends” in program.yaml, or mark the version as a draft."
            yield file.report("misplaced-date", message, ("effective",), hint)
        yield from _check_transition(file, version, before, after)
        yield from _check_days(file, version, after)
        if version.mapping is not None:
            yield from _check_own_levels(file, version, before)
            for name in version.mapping.levels:
                if name != program.id:
                    yield from _check_others(file, version, name, programs.get(name), known)


def _check_transition(
    file: Shaped[VersionFormat], version: Version, before: Version | None, after: Version | None
) -> Iterator[Diagnostic]:
    """A transition runs from one version to the next, and ends before the one after it begins."""
    if version.transition is None:
        return
    until = version.transition.until
    if before is None:
        message, hint = "There is no version before this one", "Remove “transition”."
        yield file.report("misplaced-date", message, ("transition",), hint)
    if until is not None and until < version.effective:
        message = "The transition ends before the version takes effect"
        yield file.report("misplaced-date", message, ("transition", "until"), _LAST)
    if after is not None and after.transition and (until is None or until >= after.effective):
        message = f"The transition overlaps with that of version {after.id}"
        hint = f"End it before {after.effective}, or three versions are in force at once."
        path = ("transition",) if until is None else ("transition", "until")
        yield file.report("misplaced-date", message, path, hint)


def _check_days(
    file: Shaped[VersionFormat], version: Version, after: Version | None
) -> Iterator[Diagnostic]:
    """Days of mapping, grandfathering and benefits that lie outside of their version's time."""
    mapping = version.mapping
    begin, end = version.effective, after.effective if after else None
    days: list[tuple[date | None, date, date | None, Path]] = []
    if mapping is not None:
        days.append((mapping.held_on, date.min, begin, ("mapping", "held_on")))
        days.append((mapping.until, begin, end, ("mapping", "until")))
    for i, item in enumerate(version.grandfathering):
        days.append((item.held_before, date.min, end, ("grandfathering", i, "held_before")))
        days.append((item.until, begin, end, ("grandfathering", i, "until")))
    for i, benefit in enumerate(version.benefits):
        days.append((benefit.terms.begins, date.min, end, ("benefits", i, "begins")))
        days.append((benefit.terms.ends, begin, None, ("benefits", i, "ends")))
    for day, first, last, path in days:
        if day is None or (first <= day and (last is None or day < last)):
            continue
        if day < first:
            message = f"{day} is before the version takes effect"
        elif path == ("mapping", "held_on"):
            message = f"On {day} the version is in force already"
        else:
            message = f"On {day} version {after.id if after else ''} is in force"
        hint = "Check it against “effective”, of this version and of the next."
        yield file.report("misplaced-date", message, path, hint)


def _check_own_levels(
    file: Shaped[VersionFormat], version: Version, before: Version | None
) -> Iterator[Diagnostic]:
    """Levels of the version before."""
    mapping = file.value.mapping
    path: Path = ("mapping", "levels")
    if mapping is None or not mapping.levels:
        return
    if before is None:
        message, hint = "There is no version before this one", "Remove these levels."
        yield file.report("contradiction", message, path, hint)
        return
    old = [level.id for level in before.levels]
    for level in mapping.levels:
        there, what = (*path, level), f"level in version {before.id} called"
        yield from check_known(file, level, old, there, "unknown-level", what, at_key=True)
    yield from _check_forgotten(file, mapping.levels, old, path)
    if not before.tracks and not version.tracks:
        yield from _check_crossing(file, mapping.levels, old, path)


def _check_crossing(
    file: Shaped[VersionFormat], written: Mapping[str, str], old: list[str], path: Path
) -> Iterator[Diagnostic]:
    """A level that becomes less than the level below it."""
    new = [level.id for level in file.value.levels]
    for below, above in pairwise(level for level in old if written.get(level) in new):
        if new.index(written[above]) < new.index(written[below]):
            message = f"“{above}” becomes less than “{below}” does, which is below it"
            hint = "Exchange the two."
            yield file.report("swapped-levels", message, (*path, above), hint)


def _check_others(
    file: Shaped[VersionFormat], version: Version, name: str, other: Program | None, known: Known
) -> Iterator[Diagnostic]:
    """Levels of another program, which it has on the day that counts."""
    path: Path = ("mapping", "programs", name)
    yield from check_known(file, name, known.program_ids, path, UNKNOWN, "program", at_key=True)
    if other is None or version.mapping is None:
        return
    written = version.mapping.levels[name]
    for level in written:
        levels, there = known.programs[name].levels, (*path, level)
        what = f"level in the program “{name}” called"
        yield from check_known(file, level, levels, there, "unknown-level", what, at_key=True)
    day = version.mapping.held_on or version.effective - min(DAY, version.effective - date.min)
    held = other.version_on(day)
    if held is not None:
        yield from _check_forgotten(file, written, [level.id for level in held.levels], path)


def _check_forgotten(
    file: Shaped[VersionFormat], written: Mapping[str, str], known: list[str], path: Path
) -> Iterator[Diagnostic]:
    """Who held a level that the mapping does not name starts with nothing."""
    left_out = [level for level in known if level not in written]
    if left_out and file.value.mapping and file.value.mapping.otherwise is None:
        names = ", ".join(f"“{level}”" for level in left_out)
        message = f"The mapping says nothing of {names}"
        hint = "Add what becomes of them, or “otherwise” for all that are not named."
        yield file.report("forgotten-level", message, path, hint)
