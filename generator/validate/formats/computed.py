"""Metrics computed from other metrics: shares, growth, points, indexes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .counted import MetricFormat, SelectionFormat, Several, Table, Times
from .scalars import Bool, Id, LocalLine, Number, NumberKey, Positive


class RatioFormat(MetricFormat):
    """One metric divided by another."""

    measure: Literal["share", "ratio"]
    """``share`` is in percent, ``ratio`` is the plain quotient."""
    of: Id
    """Id of the metric that is divided."""
    to: Id
    """Id of the metric that it is divided by."""
    cap: Positive | None = None
    """The most that it can be."""
    if_empty: Number | None = None
    """What it is where there is nothing to divide by. Default: unknown."""


class GrowthFormat(MetricFormat):
    """Percent by which one metric exceeds another."""

    measure: Literal["growth"]
    """Percent of growth; a decline is below 0."""
    of: Id
    """Id of the metric that has grown."""
    against: Id
    """Id of the metric it is compared with, such as the same one a year ago."""
    minimum_base: Number | None = None
    """The least figure of ``against`` from which growth can be told. Default: any above 0."""
    if_below: Number | None = None
    """What the growth is where that figure is lower. Default: unknown."""


class BestFormat(MetricFormat):
    """The greatest of several metrics that is known."""

    measure: Literal["best"]
    """The greatest of several metrics."""
    of: Several
    """Ids of the metrics."""


class PartFormat(SelectionFormat):
    """What one metric, or a choice of entries, contributes.

    Either ``metric``, or ``of`` with the keys of a sum or count. Then how the figure becomes
    points: ``each``, ``one_per``, ``full_at`` with ``points``, or ``steps``. Yes counts as 1.
    """

    id: Id | None = None
    """Id of the part, in explanations. Default: its category, or its number."""
    name: LocalLine | None = None
    """What it is called. Default: the name of its metric."""
    metric: Id | None = None
    """Id of the metric that contributes."""
    of: Table | None = None
    """The entries that contribute, instead of ``metric``."""
    measure: Literal["sum", "count"] | None = None
    """Add the entries' amounts up, or count them. Default: ``sum``."""
    times: Times = Field(default_factory=dict)
    """What an amount is multiplied by, by a key of the entry and its value."""
    each: Number | None = None
    """Points for each unit of the figure. Default: 1."""
    one_per: Positive | None = None
    """One point for every so many."""
    full_at: Positive | None = None
    """The figure that gives all ``points``; less gives in proportion, more gives no more."""
    points: Number | None = None
    """The points given at ``full_at``."""
    steps: Annotated[dict[NumberKey, Number], Field(min_length=1)] | None = None
    """Points by the figure from which on they are given: ``{1: 5, 3: 10}``."""
    whole: Bool = False
    """Whether points are rounded down to whole ones."""
    cap: Positive | None = None
    """The most points that this part gives."""


class PointsPartFormat(PartFormat):
    """A source of points.

    Either ``metric``, or ``of`` with the keys of a sum or count. Then how the figure becomes
    points: ``each``, ``one_per``, ``full_at`` with ``points``, or ``steps``. Yes counts as 1.
    """

    category: Id | None = None
    """Id of a category, whose points a metric of the kind ``category`` adds up by themselves."""


class IndexPartFormat(PartFormat):
    """A part of an index: its figure, turned into points as in a source of points."""

    weight: Positive | None = None
    """How much the part weighs. Default: 1."""


class PointsFormat(MetricFormat):
    """Points from several sources together. A source that is unknown gives none."""

    measure: Literal["points"]
    """The points of all parts together."""
    parts: Annotated[tuple[PointsPartFormat, ...], Field(min_length=1)]
    """Where points come from."""
    cap: Positive | None = None
    """The most points that count."""


class CategoryFormat(MetricFormat):
    """The points of one category."""

    measure: Literal["category"]
    """Only the parts of one category."""
    of: Id
    """Id of the metric of the kind ``points``."""
    category: Id
    """The category of its parts that count."""


class IndexFormat(MetricFormat):
    """The weighted mean of several figures; unknown where one of them is."""

    measure: Literal["index"]
    """The weighted mean of the parts' points."""
    parts: Annotated[tuple[IndexPartFormat, ...], Field(min_length=1)]
    """What the index is made of."""
