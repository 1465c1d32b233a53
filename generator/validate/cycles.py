"""Definitions that go in a circle: nobody could say what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from ..diagnostics import Diagnostic
from ..model.criterion import Criterion, thresholds
from ..model.metric import Metric, SpecialisationsMetric, TenureMetric, inputs
from ..model.program import MEMBERSHIP, Version
from .formats.version import VersionFormat
from .shape import Path, Shaped

Node = tuple[str, str]
"""A metric, a specialisation, the levels or the membership: the section, and the id in it."""
_LEVELS = ("levels", "levels")
_MEMBERSHIP = (MEMBERSHIP, MEMBERSHIP)


def check_cycles(file: Shaped[VersionFormat], version: Version) -> Iterator[Diagnostic]:
    """Metrics and specialisations that are computed from themselves, and each of them once."""
    graph = _graph(version)
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[Node] = error.args[1][::-1]
        else:
            return
        graph[circle[0]] = graph[circle[0]] - {circle[1]}
        first = min(range(len(circle) - 1), key=lambda i: _order(file, circle[i]))
        around = [*circle[first:-1], *circle[: first + 1]]
        message = f"“{around[0][1]}” depends on itself: {' → '.join(name for _, name in around)}"
        hint = "Take one of them out of the definition of the one before."
        yield file.report("cyclic-definition", message, _place(file, around[0]), hint, at_key=True)


def in_order(metrics: dict[str, Metric]) -> list[Metric]:
    """The metrics, each after those that it is computed from. There must be no circle."""
    graph = {name: set(inputs(metric.measure)) for name, metric in metrics.items()}
    return [metrics[name] for name in TopologicalSorter(graph).static_order() if name in metrics]


def _graph(version: Version) -> dict[Node, set[Node]]:
    """What each definition looks at.

    Time at a level looks at levels of the days before, so criteria of levels may ask for it; but
    who is a member, or on which track, has to be known before any level.
    """
    graph: dict[Node, set[Node]] = {}
    for name, metric in (version.metrics or {}).items():
        found = {("metrics", item) for item in inputs(metric.measure)}
        if isinstance(metric.measure, SpecialisationsMetric):
            found |= {("specialisations", item) for item in metric.measure.of}
        if isinstance(metric.measure, TenureMetric) and metric.measure.level:
            found.add(_LEVELS)
        graph["metrics", name] = found
    for item in version.specialisations:
        graph["specialisations", item.id] = _metrics_of(item.requires)
    graph[_MEMBERSHIP] = _metrics_of(version.membership)
    tracks = (row for track in version.tracks for row in track.when)
    graph[_LEVELS] = {_MEMBERSHIP} | _metrics_of(tracks)
    return graph


def _metrics_of(rows: Iterable[Criterion]) -> set[Node]:
    return {("metrics", name) for row in thresholds(rows) for name in (row.metric, row.per) if name}


def _order(file: Shaped[VersionFormat], node: Node) -> tuple[int, int]:
    place = file.place(*_place(file, node))
    return place.line, place.column


def _place(file: Shaped[VersionFormat], node: Node) -> Path:
    section, name = node
    if section == "metrics":
        return section, name.partition(".")[0]
    if section == "specialisations":
        ids = [item.id for item in file.value.specialisations]
        return section, ids.index(name), "id"
    return (section,)
