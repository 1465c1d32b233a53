"""What one version of a program must not contradict in itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Diagnostic
from ..model.program import MEMBERSHIP, Version
from .changes import check_changes
from .cycles import check_cycles
from .formats.version import VersionFormat
from .metric_names import check_metrics
from .order import check_order
from .reach import check_at_least, check_reach
from .references import UNKNOWN, check_known
from .row_names import check_columns, check_compared, check_rows
from .row_tables import every_row, tables
from .shape import Path, Shaped
from .standings import NONE
from .thresholds import check_thresholds
from .unasked import check_unasked
from .usage import check_factors, check_usage

_SECTIONS = (
    "levels",
    "tracks",
    "ladders",
    "paths",
    "regions",
    "certifications",
    "specialisations",
    "benefits",
)


def check_version(file: Shaped[VersionFormat], program: str) -> Iterator[Diagnostic]:
    """Names used inside a version of ``program``, and what stands in the wrong order."""
    yield from _check_unique(file)
    yield from _check_approved(file)
    yield from _check_levels(file)
    yield from _check_certifications(file)
    if file.value.currency in file.value.exchange:
        message, hint = "This is the currency of the version itself", "Remove it."
        there = ("exchange", file.value.currency)
        yield file.report("contradiction", message, there, hint, at_key=True)
    yield from _check_regions(file)
    yield from check_metrics(file)
    yield from check_rows(file)
    yield from _check_benefits(file)
    yield from _check_specialisations(file)
    yield from check_changes(file, program)
    yield from check_order(file)
    yield from check_at_least(file)


def check_sense(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """What a version without other mistakes cannot mean all the same: definitions that go in a
    circle, levels that nobody can reach or everybody holds, metrics that count for nothing.
    """
    circles = list(check_cycles(file, version))
    yield from circles
    if not circles:
        yield from check_compared(file, version)
        yield from check_reach(file, version)
        yield from check_thresholds(file, version)
    yield from check_unasked(file)
    yield from check_usage(file, version)
    yield from check_factors(file)


def check_same_day(
    file: Shaped[VersionFormat], version: Version, others: list[Version]
) -> Iterator[Diagnostic]:
    """Two versions of a program cannot begin to apply on one day."""
    for other in others:
        if other.effective == version.effective and "draft" not in (other.status, version.status):
            message = f"Version {other.id} takes effect on the same day"
            hint = "Change one of the dates, or mark one version as a draft."
            yield file.report("version-overlap", message, ("effective",), hint)


def _check_unique(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    value = file.value
    for section in _SECTIONS:
        yield from _check_ids(file, getattr(value, section), (section,), set())
    for i, ladder in enumerate(value.ladders):
        seen = {path.id for path in value.paths}
        yield from _check_ids(file, ladder.paths, ("ladders", i, "paths"), seen)


def _check_approved(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """An approval names what was approved by its id alone, whatever it is."""
    value = file.value
    taken = {level.id: "a level" for level in value.levels} | {MEMBERSHIP: "the membership"}
    for table in tables(value):
        section, index = table.path[0], table.path[1] if len(table.path) > 1 else ""
        if section not in ("specialisations", "benefits") or not any(
            row.approval for row, _ in every_row(table.rows, table.path)
        ):
            continue
        what = "a specialisation" if section == "specialisations" else "a benefit"
        if taken.get(table.column, what) != what:
            message = f"“{table.column}” is the id of {taken[table.column]} already"
            hint = "Give it another one: an approval could not say which is meant."
            yield file.report("duplicate-row", message, (section, index, "id"), hint)
        taken[table.column] = what


def _check_ids(
    file: Shaped[VersionFormat], items: tuple[Any, ...], path: Path, seen: set[str]
) -> Iterator[Diagnostic]:
    for i, item in enumerate(items):
        if item.id in seen:
            message = f"“{item.id}” stands twice in {path[-1]}"
            hint = "Remove one, or give it another id."
            yield file.report("duplicate-row", message, (*path, i, "id"), hint)
        seen.add(item.id)


def _check_levels(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Levels that tracks and ladders name, and those that none of them does."""
    value = file.value
    levels = [level.id for level in value.levels]
    for section, what in (("tracks", "track"), ("ladders", "ladder")):
        groups = getattr(value, section)
        named = {level for group in groups for level in group.levels or levels}
        for i, group in enumerate(groups):
            for j, level in enumerate(group.levels):
                there = (section, i, "levels", j)
                yield from check_known(file, level, levels, there, "unknown-level", "level")
        for i, level in enumerate(levels):
            # A name that is not known, or an entry that was set aside, may stand for this level.
            if file.whole is None and groups and level not in named and named <= set(levels):
                message, hint = f"The level “{level}” belongs to no {what}", f"Name it in a {what}."
                yield file.report("unknown-level", message, ("levels", i, "id"), hint)
    for i, level in enumerate(levels):
        if level in (NONE, MEMBERSHIP):
            message, hint = f"No level can be called “{level}”", "Choose another id."
            yield file.report("bad-id", message, ("levels", i, "id"), hint)


def _check_certifications(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    known = [item.id for item in file.value.certifications]
    for i, item in enumerate(file.value.certifications):
        for j, other in enumerate(item.equivalents):
            path: Path = ("certifications", i, "equivalents", j)
            there, what = (*path, "certification"), "certification"
            yield from check_known(file, other.certification, known, there, UNKNOWN, what)
            if other.certification == item.id:
                message, hint = "A certification always counts as itself", "Name the other one."
                yield file.report("contradiction", message, there, hint)
            if other.since and other.until and other.until < other.since:
                hint = "Check both dates; the last day is the one that still counts."
                message = "“until” is before “since”"
                yield file.report("contradiction", message, (*path, "until"), hint)


def _check_regions(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Every country belongs to one region, and one region takes all that are in none."""
    taken: dict[str, str] = {}
    others = ""
    for i, region in enumerate(file.value.regions):
        for j, country in enumerate(region.countries):
            if taken.setdefault(country, region.id) != region.id:
                message = f"“{country}” belongs to the region “{taken[country]}” already"
                hint = "Remove it from one of the two."
                yield file.report("region-overlap", message, ("regions", i, "countries", j), hint)
        if not region.countries and others:
            message = f"The region “{others}” takes all other countries already"
            hint = "List the countries of one of the two."
            yield file.report("region-overlap", message, ("regions", i, "id"), hint)
        others = others or ("" if region.countries else region.id)
    if file.value.region_by == "best" and not file.value.regions:
        message, hint = "There are no regions", "Write them under “regions”, or remove this key."
        yield file.report("contradiction", message, ("region_by",), hint)


def _check_specialisations(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    levels = [level.id for level in file.value.levels]
    for i, item in enumerate(file.value.specialisations):
        for j, level in enumerate(item.levels):
            path: Path = ("specialisations", i, "levels", j)
            yield from check_known(file, level, levels, path, "unknown-level", "level")


def _check_benefits(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    levels = [level.id for level in file.value.levels]
    known = [item.id for item in file.value.specialisations]
    for i, benefit in enumerate(file.value.benefits):
        yield from check_columns(file, benefit.levels or (), levels, ("benefits", i, "levels"))
        for j, name in enumerate(benefit.needs if file.whole is None else ()):
            there = ("benefits", i, "needs", j)
            yield from check_known(file, name, known, there, UNKNOWN, "specialisation")
