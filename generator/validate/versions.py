"""What one version of a program must not contradict in itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.program import Version
from ..model.written import as_number
from .formats.metric import PeopleFormat
from .formats.program import CellFormat, RowFormat, VersionFormat
from .references import check_known
from .shape import Path, Shaped

_ROWS = ("all_of", "any_of", "of")


def check_version(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Names used inside a version, and thresholds that fall."""
    value = file.value
    levels = [level.id for level in value.levels]
    yield from _check_unique(file)
    yield from _check_metrics(file)
    for i, row in enumerate(value.requirements):
        yield from _check_row(file, row, ("requirements", i), levels)
    for i, item in enumerate(value.specialisations):
        for j, row in enumerate(item.requires):
            yield from _check_row(file, row, ("specialisations", i, "requires", j), levels)
    for i, track in enumerate(value.tracks):
        for j, level in enumerate(track.levels):
            path: Path = ("tracks", i, "levels", j)
            yield from check_known(file, level, levels, path, "unknown-level", "level")
        for j, row in enumerate(track.when):
            yield from _check_row(file, row, ("tracks", i, "when", j), levels)
    for i, benefit in enumerate(value.benefits):
        yield from _check_columns(file, benefit.levels, levels, ("benefits", i, "levels"))


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
    for section in ("levels", "tracks", "certifications", "specialisations", "benefits"):
        seen: set[str] = set()
        for i, item in enumerate(getattr(value, section)):
            if item.id in seen:
                message = f"“{item.id}” stands twice in {section}"
                hint = "Remove one, or give it another id."
                yield file.report("duplicate-row", message, (section, i, "id"), hint)
            seen.add(item.id)
    tracked = {level for track in value.tracks for level in track.levels}
    for i, level in enumerate(value.levels):
        if value.tracks and level.id not in tracked:
            message = f"The level “{level.id}” belongs to no track"
            yield file.report("unknown-level", message, ("levels", i, "id"), "Name it in a track.")


def _check_metrics(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    certifications = {item.id for item in file.value.certifications}
    for name, metric in file.value.metrics.items():
        if isinstance(metric, PeopleFormat):
            for i, held in enumerate(metric.holding):
                path = ("metrics", name, "holding", i)
                what = "certification"
                yield from check_known(file, held, certifications, path, "unknown-reference", what)
        elif metric.publish is not None:
            message = "Only counts of people may be published"
            hint = "Remove “publish”: sums, facts and documents stay private."
            yield file.report("private-metric", message, ("metrics", name, "publish"), hint)


def _check_row(
    file: Shaped[VersionFormat], row: RowFormat, path: Path, levels: list[str]
) -> Iterator[Diagnostic]:
    if row.metric is not None:
        metrics, there = file.value.metrics, (*path, "metric")
        yield from check_known(file, row.metric, metrics, there, "unknown-metric", "metric")
    yield from _check_columns(file, row.levels or (), levels, (*path, "levels"))
    for i, level in enumerate(row.approval or ()):
        there = (*path, "approval", i)
        yield from check_known(file, level, levels, there, "unknown-level", "level")
    yield from _check_falling(file, row, path, levels)
    for kind in _ROWS:
        for i, member in enumerate(getattr(row, kind) or ()):
            yield from _check_row(file, member, (*path, kind, i), levels)


def _check_columns(
    file: Shaped[VersionFormat], written: Collection[str], levels: list[str], path: Path
) -> Iterator[Diagnostic]:
    """A level is named by the key of a cell, so that is where the mistake stands."""
    for level in written:
        yield from check_known(
            file, level, levels, (*path, level), "unknown-level", "level", at_key=True
        )


def _check_falling(
    file: Shaped[VersionFormat], row: RowFormat, path: Path, levels: list[str]
) -> Iterator[Diagnostic]:
    """A threshold below that of a lower level is nearly always a slip of the pen."""
    for ladder in [track.levels for track in file.value.tracks] or [tuple(levels)]:
        highest: Decimal | None = None
        for level in ladder:
            cell = (row.levels or {}).get(level)
            written = cell.value if isinstance(cell, CellFormat) else cell or ""
            asked = as_number(written)
            if asked is None:
                continue
            if highest is not None and asked < highest:
                message = f"“{written}” is lower than what the level below asks for"
                hint = "Are two columns or two figures mixed up? Levels are written lowest first."
                yield file.report("falling-threshold", message, (*path, "levels", level), hint)
            highest = asked
