"""The findings of a standing, put back beside the criteria they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.program import Combination, Criterion, Threshold, Version, applies
from ..model.standing import Finding, Standing
from ..model.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion and its finding. ``depth`` counts the combinations around it.

    ``agreed``: the threshold stands in the partner's record, and is as private as the record.
    """

    criterion: Criterion
    finding: Finding
    depth: int
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """All lines of one level or specialisation."""

    id: str
    name: Text
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        """The criteria that keep a partner from it."""
        return tuple(
            line for line in self.lines if line.depth == 0 and line.finding.verdict != "met"
        )

    @property
    def criteria(self) -> int:
        return sum(line.depth == 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a partner stands where it stands: its levels, lowest first, and specialisations.

    ``tracks`` are the conditions of the tracks, where the record leaves the track to them.
    """

    levels: tuple[Column, ...]
    specialisations: tuple[Column, ...]
    tracks: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (*self.levels, *self.specialisations, *self.tracks)

    def level(self, level_id: str | None) -> Column | None:
        return next((column for column in self.levels if column.id == level_id), None)

    @property
    def earned(self) -> Column | None:
        """The level that the criteria alone give."""
        return next((column for column in reversed(self.levels) if not column.missing), None)


def trace(standing: Standing, version: Version) -> Trace:
    """The findings by level and criterion.

    Findings come in the order in which the criteria are judged, so one walk pairs them.
    """
    findings = iter(standing.findings)
    levels = tuple(
        _column(name, version.level(name).name, version.requirements, findings)
        for name in version.levels_of(standing.track)
    )
    specialisations = tuple(
        _column(item.id, item.name, item.requires, findings) for item in version.specialisations
    )
    asked = iter(standing.track_findings)
    tracks = tuple(
        _column(item.id, item.name, item.when, asked)
        for item in (version.tracks if standing.track_findings else ())
        if item.when
    )
    return Trace(levels, specialisations, tracks)


def _column(
    name: str, label: Text, criteria: Sequence[Criterion], findings: Iterator[Finding]
) -> Column:
    return Column(name, label, tuple(_lines(criteria, name, findings)))


def _lines(
    criteria: Sequence[Criterion], column: str, findings: Iterator[Finding], depth: int = 0
) -> Iterator[Line]:
    for criterion in criteria:
        if not applies(criterion, column):
            continue
        finding = next(findings)
        if (finding.level, finding.criterion) != (column, criterion.id):
            raise LookupError(f"finding of {finding.criterion} where {criterion.id} was judged")
        agreed = isinstance(criterion, Threshold) and criterion.cells[column].agreed
        yield Line(criterion, finding, depth, agreed)
        if isinstance(criterion, Combination):
            yield from _lines(criterion.rows, column, findings, depth + 1)
