"""Rows of requirements: thresholds per level, approvals, and rows combined."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from .scalars import SHAPE, Bool, Cell, Format, Id, Int, Line, LocalLine, Many

FACTOR = "factor"


class CellFormat(Format):
    """A threshold that needs more than a figure.

    ``hidden`` keeps it off the site. Other thresholds for some partners go before ``value``: those
    for newcomers first, then the region's, then the track's.
    """

    value: Cell | None = None
    """The threshold. It may be left out where every track has one, or every region and one of these
    takes all other countries."""
    hidden: Bool = False
    """Whether it counts without being shown."""
    by_region: dict[Id, Cell] | None = None
    """The threshold by id of the partner's region."""
    by_track: dict[Id, Cell] | None = None
    """The threshold by id of the partner's track."""
    newcomers: Cell | None = None
    """The threshold for newcomers."""


AnyCell = Annotated[Annotated[Cell, Tag("text")] | Annotated[CellFormat, Tag("mapping")], SHAPE]
Factor = Literal["factor"]


class RowFormat(Format):
    """A row of the requirements: one metric with a threshold per level, or rows combined.

    ``levels`` for a table of levels; ``needed`` where there is one column: in a specialisation, a
    track's condition, the membership, a benefit.
    A threshold is a number, ``yes``, a text to equal, ``unpublished``, ``agreed`` for one that
    stands in each partner's record as a target, or ``top 10`` or ``top 10 %`` to be among the best.
    """

    id: Id | None = None
    """Id of the row. Default: that of its metric."""
    name: LocalLine | None = None
    """What the row is called. Default: the name of its metric."""
    group: LocalLine | None = None
    """Heading that rows of a kind stand under. A row without one stands with the row before."""
    note: LocalLine | None = None
    """A footnote."""
    metric: Id | None = None
    """Id of the metric that must reach the threshold."""
    levels: Annotated[dict[Id, AnyCell], Field(min_length=1)] | None = None
    """Threshold per level, in the requirements. A level left out asks for nothing."""
    needed: AnyCell | None = None
    """The threshold, where there is one column; in a condition among the requirements the same at
    every level."""
    at_most: Bool = False
    """Whether thresholds are the most that is allowed, instead of the least."""
    per: Id | None = None
    """Id of a metric whose figure the threshold is multiplied by: so many for each branch."""
    by_region: Factor | None = None
    """``factor``: thresholds are multiplied by the factor of the partner's region."""
    newcomers: Factor | None = None
    """``factor``: thresholds are multiplied by the factor for newcomers while it applies."""
    among: Literal["program", "country", "region", "track"] | None = None
    """Whom ``top`` thresholds compare with. Default: all members of the program."""
    for_each: dict[Id, Annotated[tuple[Line, ...], Many]] | None = None
    """The row once for each value of an entry's key, or for each ``certification``; all must
    hold."""
    only_if: tuple[RowFormat, ...] | None = None
    """Rows that say where this row asks at all: only where all of them hold."""
    approval: Annotated[tuple[Id, ...], Many] | None = None
    """Levels that a person has to approve, instead of ``metric``; ``yes`` where there is one
    column."""
    all_of: tuple[RowFormat, ...] | None = None
    """Rows that must all hold, instead of ``metric``."""
    each_person_once: Bool = False
    """In ``all_of`` rows that count people: whether one person counts in one of them only."""
    any_of: tuple[RowFormat, ...] | None = None
    """Rows of which one must hold, instead of ``metric``."""
    at_least: Annotated[Int, Field(ge=1)] | None = None
    """How many of the rows under ``of`` must hold."""
    of: tuple[RowFormat, ...] | None = None
    """Rows of which ``at_least`` so many must hold, instead of ``metric``."""


Rows = tuple[RowFormat, ...]
