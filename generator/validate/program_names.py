"""Names that the versions of a program define, for records to refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..model.benefit import Benefit, BenefitKind
from ..model.criterion import ApprovalRow, Cell, Combination, Criterion, Threshold
from ..model.program import MEMBERSHIP, Ladder, Program, Version


@dataclass(frozen=True, slots=True)
class ProgramNames:
    """Ids of all versions together: a record may speak of any day.

    ``approvable`` are the columns that an approval may stand for: levels, specialisations, and
    benefits and the membership where these have criteria. ``criteria`` are the ids of rows.
    ``benefits`` are of a kind, and ``ladders`` have levels, perhaps others in each version.
    """

    versions: frozenset[str]
    levels: frozenset[str]
    tracks: frozenset[str]
    regions: frozenset[str]
    ladders: Mapping[str, frozenset[str]]
    paths: frozenset[str]
    metrics: frozenset[str]
    benefits: Mapping[str, frozenset[BenefitKind]]
    approvable: frozenset[str]
    criteria: frozenset[str]
    approved: frozenset[tuple[str, str]]
    """Columns with the id of each row that asks there for an approval."""
    agreed: frozenset[tuple[str, str]]
    """Columns with each metric whose threshold there is agreed with the partner."""
    chosen: frozenset[str]
    """Versions that apply to those who choose them."""
    begins: date | None
    """The day on which the first version took effect."""
    latest: Version | None
    """The rules that take effect last."""

    @classmethod
    def of(cls, program: Program) -> ProgramNames:
        versions = program.versions
        levels = frozenset(level.id for version in versions for level in version.levels)
        rows = [row for version in versions for row in _inside(version.criteria)]
        return cls(
            versions=frozenset(version.id for version in versions),
            levels=levels,
            tracks=frozenset(item.id for version in versions for item in version.tracks),
            regions=frozenset(item.id for version in versions for item in version.regions),
            ladders=_on_ladders(item for version in versions for item in version.ladders),
            paths=frozenset(
                item.id
                for version in versions
                for paths in (version.paths, *(ladder.paths for ladder in version.ladders))
                for item in paths
            ),
            metrics=frozenset(name for version in versions for name in version.metrics or ()),
            benefits=_kinds(item for version in versions for item in version.benefits),
            approvable=levels.union(*(_beside_levels(version) for version in versions)),
            criteria=frozenset(row.id for row in rows),
            approved=frozenset((column, row.id) for row in rows for column in _approved(row)),
            agreed=frozenset(
                (column, row.metric)
                for row in rows
                if isinstance(row, Threshold)
                for column, cell in row.cells.items()
                if cell.agreed
            ),
            chosen=frozenset(
                v.id for v in versions if v.transition and v.transition.by == "choice"
            ),
            latest=next((v for v in reversed(versions) if v.status != "draft"), None),
            begins=min((v.effective for v in versions if v.status != "draft"), default=None),
        )


def _on_ladders(ladders: Iterable[Ladder]) -> dict[str, frozenset[str]]:
    levels: dict[str, frozenset[str]] = {}
    for item in ladders:
        levels[item.id] = levels.get(item.id, frozenset()).union(item.levels)
    return levels


def _kinds(benefits: Iterable[Benefit]) -> dict[str, frozenset[BenefitKind]]:
    kinds: dict[str, frozenset[BenefitKind]] = {}
    for item in benefits:
        kinds[item.id] = kinds.get(item.id, frozenset()) | {item.kind}
    return kinds


def _beside_levels(version: Version) -> Iterator[str]:
    """Columns other than levels that a person may approve."""
    yield from (item.id for item in version.specialisations)
    yield from (item.id for item in version.benefits if item.requires)
    if version.membership:
        yield MEMBERSHIP


def _approved(row: Criterion) -> Iterator[str]:
    """The columns at which a person decides: an approval row, or a threshold nobody knows."""
    if isinstance(row, ApprovalRow):
        yield from row.levels
    elif isinstance(row, Threshold):
        yield from (column for column, cell in row.cells.items() if _is_unknown(cell))


def _is_unknown(cell: Cell) -> bool:
    """Whether nobody has published the threshold that some partners have to reach."""
    particular = (*(cell.by_region or {}).values(), *(cell.by_track or {}).values())
    return None in particular or (cell.needed is None and not cell.agreed and cell.top is None)


def _inside(rows: Iterable[Criterion]) -> Iterator[Criterion]:
    """The rows and all that they are made of."""
    for row in rows:
        yield row
        yield from _inside(row.only_if)
        if isinstance(row, Combination):
            yield from _inside(row.rows)
