"""The rules of a program as plain data, for evaluation in the browser: docs/rules-export.md.

It says what the tables of the program say. A threshold that is hidden is exported like one that
nobody published, and what is agreed with a partner, or decided by a person, stands in no rule.
Values that are empty are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model.change import Newcomers
from ..model.criterion import (
    ApprovalRow,
    Cell,
    Combination,
    Criterion,
    Needed,
    Threshold,
    Top,
    thresholds,
)
from ..model.metric import Metric, inputs
from ..model.program import Path, Program, Version
from ..model.text import EMPTY, Text
from .export_values import Object, filled, number_data, text_data
from .metric_export import metric_data

FORMAT = 1
UNPUBLISHED, AGREED = "unpublished", "agreed"


def export_rules(program: Program, current: Version) -> Object:
    """The version in force and those that are announced, the next one first."""
    coming = [
        version
        for version in program.versions
        if version.status != "draft" and version.effective > current.effective
    ]
    return {
        "format": FORMAT,
        "program": program.id,
        **filled(name=text_data(program.name)),
        "versions": [
            _VersionExport(current).data("current"),
            *(_VersionExport(version).data("coming") for version in coming),
        ],
    }


class _VersionExport:
    """One version of a program."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def data(self, state: str) -> Object:
        version = self.version
        return {
            "id": version.id,
            "state": state,
            "effective": version.effective.isoformat(),
            **filled(currency=version.currency),
            "levels": [_named(item.id, item.name) for item in version.levels],
            **filled(
                **self._places(),
                **self._levels(),
                **self._beside(),
            ),
            "metrics": {metric.id: metric_data(metric) for metric in self._asked_for()},
        }

    def _places(self) -> Object:
        """Whom thresholds may differ for."""
        version = self.version
        return {
            "tracks": [
                _named(item.id, item.name, levels=list(item.levels), when=self._rows(item.when))
                for item in version.tracks
            ],
            "regions": [
                _named(
                    item.id,
                    item.name,
                    countries=list(item.countries),
                    factor=_factor(item.factor),
                )
                for item in version.regions
            ],
            "region_by": version.region_by if version.region_by == "best" else "",
            "newcomers": _newcomers(version.newcomers) if version.newcomers else {},
        }

    def _levels(self) -> Object:
        """What levels require."""
        version = self.version
        return {
            "cumulative": version.cumulative,
            "membership": self._rows(version.membership),
            "requirements": self._rows(version.requirements),
            "paths": self._paths(version.paths),
            "ladders": [
                _named(
                    item.id,
                    item.name,
                    levels=list(item.levels),
                    requirements=self._rows(item.requirements),
                    paths=self._paths(item.paths),
                )
                for item in version.ladders
            ],
        }

    def _beside(self) -> Object:
        """What else has criteria."""
        version = self.version
        return {
            "specialisations": [
                _named(
                    item.id,
                    item.name,
                    countries=list(item.countries),
                    levels=list(item.levels),
                    requires=self._rows(item.requires),
                )
                for item in version.specialisations
            ],
            "benefits": [
                _named(
                    item.id,
                    item.name,
                    begins=item.terms.begins and item.terms.begins.isoformat(),
                    ends=item.terms.ends and item.terms.ends.isoformat(),
                    requires=self._rows(item.requires),
                )
                for item in version.benefits
                if item.requires
            ],
        }

    def _asked_for(self) -> Iterator[Metric]:
        """The metrics that some row depends on, in the order of the version."""
        rows = thresholds(self.version.criteria)
        waiting = [name for row in rows for name in (row.metric, row.per) if name]
        needed: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting += inputs(self.version.metric(name).measure)
        for name, metric in (self.version.metrics or {}).items():
            if name in needed:
                yield metric

    # --- rows -----------------------------------------------------------------------------------

    def _paths(self, paths: Iterable[Path]) -> list[Object]:
        return [
            _named(path.id, path.name, requirements=self._rows(path.requirements)) for path in paths
        ]

    def _rows(self, rows: Iterable[Criterion]) -> list[Object]:
        return [self._row(row) for row in rows]

    def _row(self, row: Criterion) -> Object:
        match row:
            case Threshold():
                data = self._threshold(row)
            case Combination():
                count = row.count if row.mode == "at-least" else 0
                data = _named(row.id, row.name, mode=row.mode, count=count)
                data["rows"] = self._rows(row.rows)
                data |= filled(each_person_once=row.each_person_once)
            case ApprovalRow():
                data = _named(row.id, row.name, approval=list(row.levels))
        return data | filled(only_if=self._rows(row.only_if))

    def _threshold(self, row: Threshold) -> Object:
        """A row whose name is left out is called like its metric."""
        own = row.name != self.version.metric(row.metric).name
        return {
            **_named(row.id, row.name if own else EMPTY, metric=row.metric),
            "cells": {column: _cell(cell) for column, cell in row.cells.items()},
            **filled(
                at_most=row.at_most,
                per=row.per,
                by_region=row.by_region,
                newcomers=row.newcomers,
                among=row.among if row.among != "program" else "",
            ),
        }


def _named(identity: str, name: Text, **values: Any) -> Object:
    return {"id": identity, **filled(name=text_data(name), **values)}


def _factor(factor: Decimal) -> str:
    return "" if factor == 1 else number_data(factor)


def _newcomers(newcomers: Newcomers) -> Object:
    return {"months": newcomers.months, **filled(factor=_factor(newcomers.factor))}


# --- cells --------------------------------------------------------------------------------------


def _cell(cell: Cell) -> Any:
    """What readers of the site may know of a threshold."""
    if cell.hidden:
        return UNPUBLISHED
    if cell.top is not None:
        return _top(cell.top)
    particular = filled(
        by_region=_needed_by(cell.by_region or {}), by_track=_needed_by(cell.by_track or {})
    )
    if cell.newcomers is not None:
        particular["newcomers"] = _needed(cell.newcomers)
    needed = AGREED if cell.agreed else _needed(cell.needed)
    return {"needed": needed, **particular} if particular else needed


def _top(top: Top) -> Object:
    return {"top": number_data(top.count), **filled(percent=top.percent)}


def _needed_by(values: Mapping[str, Needed]) -> Object:
    return {name: _needed(value) for name, value in values.items()}


def _needed(needed: Needed) -> Any:
    match needed:
        case None:
            return UNPUBLISHED
        case bool():
            return needed
        case str():
            return {"text": needed}
        case Decimal():
            return number_data(needed)
