"""Criteria: rows of a table whose columns are levels, with a threshold in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .text import EMPTY, Source, Text

Needed = Decimal | bool | str | None
"""A threshold: number, yes, text to equal, or None for one that nobody published."""


@dataclass(frozen=True, slots=True)
class Top:
    """To be among the best: fewer than ``count`` others, or percent of all, have more."""

    count: Decimal
    percent: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one level asks of one row.

    ``hidden``: the vendor knows it and does not show it. ``agreed``: it stands in the partner's
    record, as a target for the metric. ``top`` compares with other partners instead. Values for a
    region, a track or newcomers stand for ``needed`` where they apply, newcomers' before regions'
    before tracks'.
    """

    needed: Needed
    source: Source
    hidden: bool = False
    agreed: bool = False
    top: Top | None = None
    by_region: Mapping[str, Needed] | None = None
    by_track: Mapping[str, Needed] | None = None
    newcomers: Needed = None

    @property
    def figures(self) -> Iterator[Needed]:
        """All thresholds that may apply, whoever asks."""
        yield self.needed
        yield self.newcomers
        yield from (self.by_region or {}).values()
        yield from (self.by_track or {}).values()


Group = Literal["program", "country", "region", "track"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A row: one metric, and per level what it must reach. No cell: does not apply there.

    ``at_most`` turns the minimums into maximums. The figure of the metric ``per`` multiplies the
    thresholds, ``by_region`` and ``newcomers`` the factor of the region or for newcomers.
    ``among`` is the group that cells with ``top`` compare with. The row asks only where all of
    ``only_if`` hold.
    """

    id: str
    name: Text
    metric: str
    cells: Mapping[str, Cell]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY
    only_if: tuple[Criterion, ...] = ()
    at_most: bool = False
    per: str = ""
    by_region: bool = False
    newcomers: bool = False
    among: Group = "program"


@dataclass(frozen=True, slots=True)
class Combination:
    """Several rows of which all, any, or at least ``count`` must hold.

    ``each_person_once``: the rows ask for people, and nobody serves two of them.
    """

    id: str
    name: Text
    mode: Literal["all", "any", "at-least"]
    count: int
    rows: tuple[Criterion, ...]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY
    only_if: tuple[Criterion, ...] = ()
    each_person_once: bool = False


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A decision by a person that the named levels need."""

    id: str
    name: Text
    levels: Mapping[str, Source]
    source: Source
    group: Text = EMPTY
    note: Text = EMPTY
    only_if: tuple[Criterion, ...] = ()


Criterion = Threshold | Combination | ApprovalRow


def applies(criterion: Criterion, column: str) -> bool:
    """Whether a row asks anything of a level, specialisation or track."""
    match criterion:
        case Threshold():
            return column in criterion.cells
        case ApprovalRow():
            return column in criterion.levels
        case Combination():
            return any(applies(row, column) for row in criterion.rows)


def thresholds(criteria: Iterable[Criterion]) -> Iterator[Threshold]:
    """All rows with cells, those inside combinations and conditions included."""
    for row in criteria:
        yield from thresholds(row.only_if)
        if isinstance(row, Threshold):
            yield row
        elif isinstance(row, Combination):
            yield from thresholds(row.rows)
