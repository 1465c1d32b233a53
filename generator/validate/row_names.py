"""Names that the rows of a version use: metrics, levels, regions, tracks."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..diagnostics import Diagnostic
from ..model.metric import SpecialisationsMetric, TenureMetric, inputs
from ..model.program import Version
from .formats.requirement import RowFormat
from .formats.version import VersionFormat
from .metric_names import check_input
from .references import UNKNOWN, check_known
from .row_tables import cells, every_row, tables, written
from .shape import Path, Shaped

_YES = ("yes",)
"""An approval of the only column there is."""
_PER = "Name what the threshold is multiplied by, such as a number of branches."


def check_rows(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Whether everything exists that a row names."""
    levels = [level.id for level in file.value.levels]
    for table in tables(file.value):
        for row, path in every_row(table.rows, table.path):
            if row.metric is not None:
                metrics, there = file.value.metrics, (*path, "metric")
                yield from check_known(file, row.metric, metrics, there, "unknown-metric", "metric")
            if row.per is not None:
                yield from check_input(file, row.per, (*path, "per"))
                if row.per == row.metric:
                    message, hint = f"“{row.per}” is multiplied by itself", _PER
                    yield file.report("contradiction", message, (*path, "per"), hint)
            yield from check_columns(file, row.levels or (), levels, (*path, "levels"))
            if row.approval != _YES:
                for i, level in enumerate(row.approval or ()):
                    there = (*path, "approval", i)
                    yield from check_known(file, level, levels, there, "unknown-level", "level")
            yield from _check_particular(file, row, path)


def check_compared(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """Rows that compare partners by a figure that depends on the level, which they decide."""
    for table in tables(file.value):
        for row, path in every_row(table.rows, table.path):
            asked = [row.needed, *(row.levels or {}).values()]
            is_ranked = any(written(cell).startswith("top ") for cell in asked)
            if is_ranked and row.metric and _depends_on_level(row.metric, version):
                message = f"Partners cannot be compared by “{row.metric}”: it depends on levels"
                hint = "Compare a figure that is counted from the records."
                yield file.report("contradiction", message, (*path, "metric"), hint)


def _depends_on_level(metric: str, version: Version) -> bool:
    """Whether the figure needs to know what is held; there must be no circle."""
    looked_at: set[str] = set()
    ahead = [metric]
    while ahead:
        name = ahead.pop()
        measure = version.metric(name).measure
        if isinstance(measure, SpecialisationsMetric):
            return True
        if isinstance(measure, TenureMetric) and measure.level:
            return True
        looked_at.add(name)
        ahead += [part for part in inputs(measure) if part not in looked_at]
    return False


def check_columns(
    file: Shaped[VersionFormat], written: Collection[str], levels: Collection[str], path: Path
) -> Iterator[Diagnostic]:
    """A level is named by the key of a cell, so that is where the mistake stands."""
    for level in written:
        there, slug = (*path, level), "unknown-level"
        yield from check_known(file, level, levels, there, slug, "level", at_key=True)


def _check_particular(
    file: Shaped[VersionFormat], row: RowFormat, path: Path
) -> Iterator[Diagnostic]:
    """Thresholds for some partners: their regions and tracks, and whether there are newcomers."""
    value = file.value
    regions = [region.id for region in value.regions]
    tracks = [track.id for track in value.tracks]
    for cell, there in cells(row, path):
        for key, known, what in (("by_region", regions, "region"), ("by_track", tracks, "track")):
            for name in getattr(cell, key) or ():
                place = (*there, key, name)
                yield from check_known(file, name, known, place, UNKNOWN, what, at_key=True)
        if cell.newcomers is not None and value.newcomers is None:
            message, hint = "This version has no newcomers", "Say who they are under “newcomers”."
            yield file.report("contradiction", message, (*there, "newcomers"), hint, at_key=True)
    if row.by_region and all(region.factor is None for region in value.regions):
        message, hint = "No region has a factor", "Give “factor” to the regions."
        yield file.report("contradiction", message, (*path, "by_region"), hint)
    if row.newcomers and (value.newcomers is None or value.newcomers.factor is None):
        message, hint = "Newcomers have no factor", "Write it under the version's “newcomers”."
        yield file.report("contradiction", message, (*path, "newcomers"), hint)
