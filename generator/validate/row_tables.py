"""The tables of rows that a version file holds, and the rows in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.program import MEMBERSHIP
from .formats.requirement import CellFormat, RowFormat, Rows
from .formats.structure import PathFormat
from .formats.version import VersionFormat
from .shape import Path

COMBINED = ("all_of", "any_of", "of")
"""Keys of a row that hold other rows."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand at ``path``. Without a ``column`` of their own theirs are the levels."""

    path: Path
    rows: Rows
    column: str = ""


def tables(value: VersionFormat) -> Iterator[Table]:
    """All tables of a version."""
    yield Table(("membership",), value.membership, MEMBERSHIP)
    yield Table(("requirements",), value.requirements)
    yield from _paths(value.paths, ("paths",))
    for i, ladder in enumerate(value.ladders):
        yield Table(("ladders", i, "requirements"), ladder.requirements)
        yield from _paths(ladder.paths, ("ladders", i, "paths"))
    for i, track in enumerate(value.tracks):
        yield Table(("tracks", i, "when"), track.when, track.id)
    for i, item in enumerate(value.specialisations):
        yield Table(("specialisations", i, "requires"), item.requires, item.id)
    for i, benefit in enumerate(value.benefits):
        yield Table(("benefits", i, "requires"), benefit.requires or (), benefit.id)


def _paths(paths: tuple[PathFormat, ...], path: Path) -> Iterator[Table]:
    for i, way in enumerate(paths):
        yield Table((*path, i, "requirements"), way.requirements)


def every_row(rows: Rows, path: Path, conditions: bool = True) -> Iterator[tuple[RowFormat, Path]]:
    """The rows and those that they combine, or depend on as ``conditions``, each with its place."""
    for i, row in enumerate(rows):
        there = (*path, i)
        yield row, there
        for kind in ("only_if", *COMBINED) if conditions else COMBINED:
            yield from every_row(getattr(row, kind) or (), (*there, kind), conditions)


def asks(row: RowFormat, column: str) -> bool:
    """Whether a row asks anything of a column."""
    if row.approval:
        return row.approval == ("yes",) or column in row.approval
    if row.metric:
        return row.needed is not None or column in (row.levels or {})
    return any(asks(member, column) for _, member in members(row))


def members(row: RowFormat) -> Iterator[tuple[tuple[str, int], RowFormat]]:
    """The rows that a row combines, and the steps to each."""
    for kind in COMBINED:
        for i, member in enumerate(getattr(row, kind) or ()):
            yield (kind, i), member


def cells(row: RowFormat, path: Path) -> Iterator[tuple[CellFormat, Path]]:
    """The cells of a row that are more than a figure, with the place of each."""
    if isinstance(row.needed, CellFormat):
        yield row.needed, (*path, "needed")
    for level, cell in (row.levels or {}).items():
        if isinstance(cell, CellFormat):
            yield cell, (*path, "levels", level)


def written(cell: str | CellFormat | None) -> str:
    """The threshold of a cell as written, empty where there is none."""
    return (cell.value if isinstance(cell, CellFormat) else cell) or ""


def cell_of(row: RowFormat, path: Path, column: str) -> tuple[CellFormat, Path]:
    """What a row asks of a column, and where that stands."""
    cell, there = row.needed, (*path, "needed")
    if cell is None:
        cell, there = (row.levels or {}).get(column), (*path, "levels", column)
    return cell if isinstance(cell, CellFormat) else CellFormat(value=cell), there


def mandatory(rows: Rows, path: Path, column: str) -> Iterator[tuple[RowFormat, str, Path]]:
    """The rows with one plain threshold at a column that all must hold, and where it stands."""
    for i, row in enumerate(rows):
        there: Path = (*path, i)
        if row.only_if or row.for_each or row.per or row.by_region or row.newcomers:
            continue
        yield from mandatory(row.all_of or (), (*there, "all_of"), column)
        if row.metric is not None and asks(row, column):
            cell, place = cell_of(row, there, column)
            if not cell.by_region and not cell.by_track and cell.newcomers is None:
                yield row, written(cell), place
