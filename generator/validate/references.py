"""References between files: every id that a record or a program names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..diagnostics import Diagnostic, did_you_mean
from ..model.directory import Vocabulary
from ..model.facts import ENTRY_TABLES
from ..model.program import Program
from .formats.program import PeopleFormat, RowFormat, VersionFormat
from .formats.record import PrivateFormat, RecordFormat
from .shape import Path, Shaped


def _known(
    file: Shaped[VersionFormat] | Shaped[RecordFormat] | Shaped[PrivateFormat],
    name: str,
    known: Collection[str],
    path: Path,
    slug: str,
    what: str,
) -> Iterator[Diagnostic]:
    if name not in known:
        listed = f"Known: {', '.join(sorted(known))}." if 0 < len(known) <= 12 else ""
        yield file.report(
            slug, f"There is no {what} “{name}”", path, did_you_mean(name, known) or listed
        )


def check_version(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    """Names used inside one version of a program."""
    value = file.value
    levels = [level.id for level in value.levels]
    metrics = set(value.metrics)
    certifications = {item.id for item in value.certifications}
    yield from _check_unique(file)
    for name, metric in value.metrics.items():
        path: Path = ("metrics", name)
        if metric.publish is not None and not isinstance(metric, PeopleFormat):
            yield file.report(
                "private-metric",
                "Only counts of people may be published",
                (*path, "publish"),
                "Remove “publish”: sums, facts and documents stay private.",
            )
        if isinstance(metric, PeopleFormat):
            for i, held in enumerate(metric.holding):
                there = (*path, "holding", i)
                what = "certification"
                yield from _known(file, held, certifications, there, "unknown-reference", what)
    for i, row in enumerate(value.requirements):
        yield from _check_row(file, row, ("requirements", i), levels, metrics)
    for i, item in enumerate(value.specialisations):
        for j, row in enumerate(item.requires):
            path = ("specialisations", i, "requires", j)
            yield from _check_row(file, row, path, levels, metrics)
    for i, track in enumerate(value.tracks):
        for j, level in enumerate(track.levels):
            path = ("tracks", i, "levels", j)
            yield from _known(file, level, levels, path, "unknown-level", "level")
        for j, row in enumerate(track.when):
            yield from _check_row(file, row, ("tracks", i, "when", j), levels, metrics)
    for i, benefit in enumerate(value.benefits):
        for level in benefit.levels:
            path = ("benefits", i, "levels", level)
            yield from _known(file, level, levels, path, "unknown-level", "level")


def _check_unique(file: Shaped[VersionFormat]) -> Iterator[Diagnostic]:
    value = file.value
    for section in ("levels", "tracks", "certifications", "specialisations", "benefits"):
        seen: set[str] = set()
        for i, item in enumerate(getattr(value, section)):
            if item.id in seen:
                message = f"“{item.id}” stands twice in {section}"
                yield file.report("duplicate-row", message, (section, i, "id"))
            seen.add(item.id)
    tracked = {level for track in value.tracks for level in track.levels}
    for i, level in enumerate(value.levels):
        if value.tracks and level.id not in tracked:
            message = f"The level “{level.id}” belongs to no track"
            yield file.report("unknown-level", message, ("levels", i), "Name it in a track.")


def _check_row(
    file: Shaped[VersionFormat],
    row: RowFormat,
    path: Path,
    levels: list[str],
    metrics: Collection[str],
) -> Iterator[Diagnostic]:
    if row.metric is not None:
        there = (*path, "metric")
        yield from _known(file, row.metric, metrics, there, "unknown-metric", "metric")
    for level in row.levels or ():
        there = (*path, "levels", level)
        yield from _known(file, level, levels, there, "unknown-level", "level")
    for i, level in enumerate(row.approval or ()):
        yield from _known(file, level, levels, (*path, "approval", i), "unknown-level", "level")
    yield from _check_falling(file, row, path, levels)
    for kind in ("all_of", "any_of", "of"):
        for i, member in enumerate(getattr(row, kind) or ()):
            yield from _check_row(file, member, (*path, kind, i), levels, metrics)


def _check_falling(
    file: Shaped[VersionFormat], row: RowFormat, path: Path, levels: list[str]
) -> Iterator[Diagnostic]:
    """A threshold below that of a lower level is nearly always a slip of the pen."""
    for ladder in [track.levels for track in file.value.tracks] or [tuple(levels)]:
        highest = None
        for level in ladder:
            cell = (row.levels or {}).get(level)
            if not isinstance(cell, str) or not cell.replace(".", "", 1).isdigit():
                continue
            if highest is not None and float(cell) < highest:
                yield file.report(
                    "falling-threshold",
                    f"{cell} is lower than what the level below asks for",
                    (*path, "levels", level),
                )
            highest = float(cell)


def check_record_references(
    record: Shaped[RecordFormat], programs: dict[str, Program], vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    """Names that a record uses: programs, tracks, terms."""
    value = record.value
    for i, enrolment in enumerate(value.programs):
        program = programs.get(enrolment.program)
        path: Path = ("programs", i, "program")
        yield from _known(record, enrolment.program, programs, path, "unknown-reference", "program")
        if program and enrolment.track is not None:
            tracks = {track.id for version in program.versions for track in version.tracks}
            there = ("programs", i, "track")
            yield from _known(record, enrolment.track, tracks, there, "unknown-reference", "track")
    for kind in ("services", "industries", "products"):
        terms = getattr(vocabulary, kind)
        for i, term in enumerate(getattr(value, kind) if terms is not None else ()):
            what = f"entry under {kind} of content/vocabulary.yaml called"
            yield from _known(record, term, terms, (kind, i), "unknown-reference", what)
    if vocabulary.industries is not None:
        for i, item in enumerate(value.references):
            if item.industry:
                path = ("references", i, "industry")
                known = vocabulary.industries
                yield from _known(
                    record, item.industry, known, path, "unknown-reference", "industry"
                )


def check_private_references(
    file: Shaped[RecordFormat] | Shaped[PrivateFormat],
    private: PrivateFormat,
    prefix: Path,
    programs: dict[str, Program],
) -> Iterator[Diagnostic]:
    """Names that private facts use: programs, levels, certifications, metrics."""
    slug = "unknown-reference"
    versions = [version for program in programs.values() for version in program.versions]
    certifications = {item.id for version in versions for item in version.certifications}
    metrics = {name for version in versions for name in version.metrics or ()}
    for i, person in enumerate(private.people):
        for j, held in enumerate(person.credentials):
            path = (*prefix, "people", i, "credentials", j, "certification")
            yield from _known(file, held.certification, certifications, path, slug, "certification")
    currencies = {v.currency for v in versions} | {c for v in versions for c in v.exchange or ()}
    for table in ENTRY_TABLES:
        for i, entry in enumerate(getattr(private, table)):
            if entry.currency:
                path = (*prefix, table, i, "currency")
                yield from _known(file, entry.currency, currencies, path, slug, "exchange rate for")
    for i, target in enumerate(private.targets):
        yield from _known(
            file, target.metric, metrics, (*prefix, "targets", i, "metric"), slug, "metric"
        )
    for section in ("approvals", "overrides"):
        for i, item in enumerate(getattr(private, section)):
            program = programs.get(item.program)
            path = (*prefix, section, i)
            yield from _known(file, item.program, programs, (*path, "program"), slug, "program")
            if program:
                levels = {level.id for v in program.versions for level in v.levels}
                yield from _known(
                    file, item.level, levels, (*path, "level"), "unknown-level", "level"
                )
