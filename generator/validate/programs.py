"""From program files to programs and their versions."""

from __future__ import annotations

from decimal import Decimal

from ..diagnostics import Diagnostic
from ..model.program import (
    MEMBERSHIP,
    Application,
    Certification,
    Distributor,
    Equivalent,
    Ladder,
    Level,
    Operator,
    Program,
    Region,
    Specialisation,
    Track,
    Version,
)
from ..model.program import (
    Path as WayUp,
)
from .benefits import BenefitBuilder
from .changes import (
    build_grandfathering,
    build_mapping,
    build_newcomers,
    build_review,
    build_transition,
)
from .formats.program import ApplicationFormat, ProgramFormat
from .formats.structure import LevelFormat, PathFormat
from .formats.version import VersionFormat
from .metrics import build_metrics
from .rows import Columns, RowBuilder
from .shape import Path, Shaped
from .texts import text
from .times import months


def build_program(
    program_id: str, file: Shaped[ProgramFormat], versions: tuple[Version, ...]
) -> Program:
    """A program with its versions in the order in which they take effect."""
    value = file.value
    operator = value.operator
    return Program(
        id=program_id,
        name=text(value.name),
        source=file.source(),
        versions=tuple(sorted(versions, key=lambda version: (version.effective, version.id))),
        summary=text(value.summary),
        operator=Operator(operator.name, operator.role, operator.url or "") if operator else None,
        apply=_application(value.apply) if value.apply else None,
        ends=value.ends,
    )


def _application(item: ApplicationFormat) -> Application:
    return Application(
        item.url or "",
        text(item.text),
        text(item.verification),
        tuple(Distributor(one.name, one.url or "", one.countries) for one in item.distributors),
    )


def build_version(
    program_id: str, version_id: str, file: Shaped[VersionFormat]
) -> tuple[Version, list[Diagnostic]]:
    """A version, without the rows and cells that the diagnostics are about."""
    value = file.value
    metrics = build_metrics(file)
    rows = RowBuilder(file, metrics)
    version = Version(
        id=version_id,
        program=program_id,
        status=value.status,
        effective=value.effective,
        levels=tuple(_level(item, i, file) for i, item in enumerate(value.levels)),
        source=file.source(),
        currency=value.currency or "",
        exchange=dict(value.exchange),
        note=text(value.note),
        tracks=_tracks(file, rows),
        certifications=_certifications(file),
        metrics=metrics,
        requirements=rows.rows(value.requirements, ("requirements",)),
        benefits=BenefitBuilder(rows).benefits(),
        specialisations=_specialisations(file, rows),
        paths=_paths(value.paths, ("paths",), rows),
        ladders=_ladders(file, rows),
        membership=rows.rows(value.membership, ("membership",), Columns((MEMBERSHIP,))),
        regions=_regions(file),
        region_by=value.region_by,
        newcomers=build_newcomers(value.newcomers),
        unknown=value.unknown,
        cumulative=value.cumulative,
        affiliates=value.affiliates,
        review=build_review(file),
        mapping=build_mapping(file, program_id),
        grandfathering=build_grandfathering(file),
        transition=build_transition(value.transition),
    )
    return version, rows.diagnostics


def _level(item: LevelFormat, index: int, file: Shaped[VersionFormat]) -> Level:
    return Level(
        id=item.id,
        name=text(item.name),
        source=file.source("levels", index),
        summary=text(item.summary),
        listed=item.listed,
        rank=item.rank,
        longest_stay=months(item.longest_stay) if item.longest_stay else None,
    )


def _tracks(file: Shaped[VersionFormat], rows: RowBuilder) -> tuple[Track, ...]:
    return tuple(
        Track(
            item.id,
            text(item.name),
            item.levels,
            file.source("tracks", i),
            text(item.summary),
            rows.rows(item.when, ("tracks", i, "when"), Columns((item.id,), approvals=False)),
        )
        for i, item in enumerate(file.value.tracks)
    )


def _certifications(file: Shaped[VersionFormat]) -> tuple[Certification, ...]:
    return tuple(
        Certification(
            item.id,
            text(item.name),
            text(item.summary),
            item.url or "",
            item.valid_months,
            dict(item.releases),
            tuple(Equivalent(e.certification, e.since, e.until) for e in item.equivalents),
        )
        for item in file.value.certifications
    )


def _specialisations(file: Shaped[VersionFormat], rows: RowBuilder) -> tuple[Specialisation, ...]:
    return tuple(
        Specialisation(
            item.id,
            text(item.name),
            file.source("specialisations", i),
            rows.rows(item.requires, ("specialisations", i, "requires"), Columns((item.id,))),
            text(item.summary),
            item.countries,
            item.levels,
        )
        for i, item in enumerate(file.value.specialisations)
    )


def _paths(items: tuple[PathFormat, ...], path: Path, rows: RowBuilder) -> tuple[WayUp, ...]:
    return tuple(
        WayUp(
            item.id,
            text(item.name),
            rows.file.source(*path, i),
            rows.rows(item.requirements, (*path, i, "requirements")),
            text(item.summary),
        )
        for i, item in enumerate(items)
    )


def _ladders(file: Shaped[VersionFormat], rows: RowBuilder) -> tuple[Ladder, ...]:
    levels = [level.id for level in file.value.levels]
    return tuple(
        Ladder(
            item.id,
            text(item.name),
            file.source("ladders", i),
            tuple(level for level in levels if not item.levels or level in item.levels),
            rows.rows(item.requirements, ("ladders", i, "requirements")),
            _paths(item.paths, ("ladders", i, "paths"), rows),
            text(item.summary),
        )
        for i, item in enumerate(file.value.ladders)
    )


def _regions(file: Shaped[VersionFormat]) -> tuple[Region, ...]:
    return tuple(
        Region(
            item.id,
            text(item.name),
            file.source("regions", i),
            item.countries,
            Decimal(1) if item.factor is None else item.factor,
        )
        for i, item in enumerate(file.value.regions)
    )
