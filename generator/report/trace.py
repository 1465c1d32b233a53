"""The findings of a standing, put back beside the criteria they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.criterion import Combination, Criterion, Threshold, applies
from ..model.program import MEMBERSHIP, Path
from ..model.standing import Finding, Standing
from ..model.text import EMPTY, Text
from ..qualify.case import Case
from ..qualify.evaluate import Outcome, offered


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion and its finding. ``depth`` counts the combinations around it.

    ``agreed``: the threshold stands in the partner's record.
    """

    criterion: Criterion
    finding: Finding
    depth: int
    agreed: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether it counts, rather than asking only of others."""
        return self.finding.verdict != "not-applicable"

    @property
    def is_missing(self) -> bool:
        return self.finding.verdict in ("missed", "unknown")


@dataclass(frozen=True, slots=True)
class Way:
    """All lines that must hold: on one path, or without any where ``path`` is None."""

    path: Path | None
    lines: tuple[Line, ...]

    @property
    def asked(self) -> tuple[Line, ...]:
        """The outermost criteria that count."""
        return tuple(line for line in self.lines if line.depth == 0 and line.is_asked)

    @property
    def missing(self) -> tuple[Line, ...]:
        """The criteria that keep a partner from it."""
        return tuple(line for line in self.asked if line.is_missing)


@dataclass(frozen=True, slots=True)
class Column:
    """All lines of one level, specialisation, track, benefit, or of the membership.

    ``common`` count on every way; ``own`` are those of each path that asks something here. Where
    the partner has ``chosen`` a path, the others are closed.
    """

    id: str
    name: Text
    common: tuple[Line, ...]
    own: tuple[tuple[Path, tuple[Line, ...]], ...] = ()
    chosen: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """In the order of the findings."""
        return (*self.common, *(line for _, lines in self.own for line in lines))

    @property
    def ways(self) -> tuple[Way, ...]:
        """The alternatives, of which one must hold; none where the path chosen leads elsewhere."""
        if not self.own:
            return (Way(None, self.common),)
        return tuple(
            Way(path, (*self.common, *lines)) for path, lines in self.own if self.is_open(path)
        )

    def is_open(self, path: Path) -> bool:
        return self.chosen in ("", path.id)

    @property
    def nearest(self) -> Way | None:
        """The way on which least is missing; of several the one written first."""
        return min(self.ways, key=lambda way: len(way.missing), default=None)

    @property
    def is_met(self) -> bool:
        return any(not way.missing for way in self.ways)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a partner stands where it stands: its levels, lowest first, and all else with criteria.

    ``tracks`` are the conditions of the tracks, where the record leaves the track to them.
    """

    levels: tuple[Column, ...]
    specialisations: tuple[Column, ...]
    benefits: tuple[Column, ...]
    membership: Column
    tracks: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """In the order of the findings, which those of the tracks follow."""
        beside = (*self.specialisations, *self.benefits)
        return (*self.levels, *beside, self.membership, *self.tracks)

    def level(self, level_id: str | None) -> Column | None:
        return next((column for column in self.levels if column.id == level_id), None)


def trace(standing: Standing, outcome: Outcome, case: Case) -> Trace:
    """The findings by column and criterion, for a day on which a ``case`` was judged.

    Findings come in the order in which the criteria are judged, so one walk pairs them.
    """
    version = case.rules.version
    walk = _Walk(iter(standing.findings), case)
    common = outcome.table.common if outcome.table else ()
    paths = outcome.table.paths if outcome.table else ()
    chosen = next((path.id for path in paths if path.id == case.enrolment.path), "")
    levels = tuple(
        walk.column(name, version.level(name).name, common, paths, chosen)
        for name in outcome.levels
    )
    specialisations = tuple(
        walk.column(item.id, item.name, item.requires) for item in offered(case)
    )
    benefits = tuple(
        walk.column(item.id, item.name, item.requires) for item in version.benefits if item.requires
    )
    membership = walk.column(MEMBERSHIP, EMPTY, version.membership)
    asked = _Walk(iter(standing.track_findings), case)
    tracks = tuple(
        asked.column(item.id, item.name, item.when)
        for item in (version.tracks if standing.track_findings else ())
        if item.when
    )
    return Trace(levels, specialisations, benefits, membership, tracks)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Takes one finding after the other."""

    findings: Iterator[Finding]
    case: Case

    def column(
        self,
        name: str,
        label: Text,
        criteria: Sequence[Criterion],
        paths: Sequence[Path] = (),
        chosen: str = "",
    ) -> Column:
        common = tuple(self._lines(criteria, name))
        own = [(path, tuple(self._lines(path.requirements, name, path.id))) for path in paths]
        asking = tuple((path, lines) for path, lines in own if lines)
        return Column(name, label, common, asking, chosen)

    def _lines(
        self, criteria: Sequence[Criterion], column: str, path: str = "", depth: int = 0
    ) -> Iterator[Line]:
        for criterion in criteria:
            if not applies(criterion, column):
                continue
            finding = next(self.findings)
            if (finding.level, finding.criterion, finding.path) != (column, criterion.id, path):
                raise LookupError(f"finding of {finding.criterion}, not of {criterion.id}")
            agreed = isinstance(criterion, Threshold) and self.case.is_agreed(
                criterion.cells[column]
            )
            line = Line(criterion, finding, depth, agreed)
            yield line
            if isinstance(criterion, Combination) and line.is_asked:
                yield from self._lines(criterion.rows, column, path, depth + 1)
