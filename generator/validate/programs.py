"""From program files to programs and their versions."""

from __future__ import annotations

from ..diagnostics import Diagnostic
from ..model.program import (
    Application,
    Certification,
    Level,
    Operator,
    Program,
    Specialisation,
    Track,
    Version,
)
from .benefits import BenefitBuilder
from .formats.program import LevelFormat, ProgramFormat, VersionFormat
from .metrics import build_metric
from .rows import RowBuilder
from .shape import Shaped
from .texts import text


def build_program(
    program_id: str, file: Shaped[ProgramFormat], versions: tuple[Version, ...]
) -> Program:
    """A program with its versions in the order in which they take effect."""
    value = file.value
    operator, apply = value.operator, value.apply
    return Program(
        id=program_id,
        name=text(value.name),
        source=file.source(),
        versions=tuple(sorted(versions, key=lambda version: (version.effective, version.id))),
        summary=text(value.summary),
        operator=Operator(operator.name, operator.role, operator.url or "") if operator else None,
        apply=Application(apply.url or "", text(apply.text)) if apply else None,
    )


def build_version(
    program_id: str, version_id: str, file: Shaped[VersionFormat]
) -> tuple[Version, list[Diagnostic]]:
    """A version, without the rows and cells that the diagnostics are about."""
    value = file.value
    rows, benefits = RowBuilder(file), BenefitBuilder(file)
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
        certifications=tuple(
            Certification(
                item.id, text(item.name), text(item.summary), item.url or "", item.valid_months
            )
            for item in value.certifications
        ),
        metrics={
            name: build_metric(name, item, file.source("metrics", name))
            for name, item in value.metrics.items()
        },
        requirements=rows.rows(value.requirements, ("requirements",)),
        benefits=benefits.benefits(),
        specialisations=_specialisations(file, rows),
    )
    return version, [*rows.diagnostics, *benefits.diagnostics]


def _level(item: LevelFormat, index: int, file: Shaped[VersionFormat]) -> Level:
    source = file.source("levels", index)
    return Level(item.id, text(item.name), source, text(item.summary), item.listed, item.rank)


def _tracks(file: Shaped[VersionFormat], rows: RowBuilder) -> tuple[Track, ...]:
    return tuple(
        Track(
            item.id,
            text(item.name),
            item.levels,
            file.source("tracks", i),
            text(item.summary),
            rows.rows(item.when, ("tracks", i, "when"), item.id),
        )
        for i, item in enumerate(file.value.tracks)
    )


def _specialisations(file: Shaped[VersionFormat], rows: RowBuilder) -> tuple[Specialisation, ...]:
    return tuple(
        Specialisation(
            item.id,
            text(item.name),
            file.source("specialisations", i),
            rows.rows(item.requires, ("specialisations", i, "requires"), item.id),
            text(item.summary),
        )
        for i, item in enumerate(file.value.specialisations)
    )
