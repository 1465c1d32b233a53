"""Import a table: one row, one partner record. Nothing is written unless everything can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..diagnostics import Diagnostic, Place, diagnose, has_errors
from ..load.files import Folder
from ..validate.formats.importmap import MapFormat
from ..validate.shape import shape
from .cells import tidy
from .ids import number_ids, slug
from .merge import FieldChange, changes, merge
from .plan import Plan, check_columns, make_plan
from .records import (
    NEW_RECORDS,
    Record,
    RecordFile,
    create,
    read_record,
    read_records,
    update,
    write,
)
from .rows import read_row
from .tables import Row, Table, TableError, read_table

Kind = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a row does to a record. ``path`` is the record's file, relative to the site."""

    id: str
    path: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """``rows`` counts the rows of the table, ``skipped`` those that the map leaves out on purpose.

    ``written`` is false for a dry run, and when the diagnostics hold an error.
    """

    diagnostics: tuple[Diagnostic, ...]
    records: tuple[RecordChange, ...] = ()
    rows: int = 0
    skipped: int = 0
    encoding: str = ""
    delimiter: str = ""
    written: bool = False

    def count(self, kind: Kind) -> int:
        return sum(record.kind == kind for record in self.records)


def import_records(table: Path, site: Path, mapping: Path, dry_run: bool) -> ImportResult:
    """Turn the rows of ``table`` into records below ``site``, by the map in the file ``mapping``.

    A record with the id of a row is brought up to date, wherever below ``partners/`` it stands;
    every other row becomes a new record. A row that was not wholly understood is imported with a
    warning; an error of any kind leaves the site as it was.
    """
    plan, found = _read_map(mapping)
    if plan is None:
        return _stopped(found)
    language, found = _read_language(site)
    records, wrong = read_records(site)
    try:
        source = read_table(table, plan.map.value.table)
    except TableError as error:
        return _stopped([*found, *wrong, *error.diagnostics])
    found = [*found, *wrong, *check_columns(plan, source.columns)]
    if has_errors(found):
        return _stopped(found)
    job = _Import(plan, source, records, language)
    job.run()
    written = not dry_run and not has_errors(job.diagnostics)
    if written:
        failed = write(site, job.texts)
        job.diagnostics += failed
        written = not failed
    return ImportResult(
        diagnostics=tuple(sorted(job.diagnostics, key=Diagnostic.sort_key)),
        records=tuple(job.changes),
        rows=len(source.rows),
        skipped=job.skipped,
        encoding=source.encoding,
        delimiter=source.delimiter,
        written=written,
    )


def _stopped(found: list[Diagnostic]) -> ImportResult:
    return ImportResult(tuple(sorted(found, key=Diagnostic.sort_key)))


def _read_map(path: Path) -> tuple[Plan | None, list[Diagnostic]]:
    name = path.as_posix()
    try:
        read = read_record(name, path.read_bytes())
    except OSError as error:
        message = f"The map could not be read: {error.strerror}"
        return None, [diagnose("unreadable-file", message, Place(name))]
    if isinstance(read, list):
        return None, read
    shaped, found = shape(MapFormat, read.file.root, name, read.file.lines)
    return make_plan(shaped) if shaped else (None, found)


def _read_language(site: Path) -> tuple[str, list[Diagnostic]]:
    """The site's default language. Without ``site.yaml`` a folder is no site."""
    folder = Folder(site)
    if not folder.has("site.yaml"):
        message, hint = "There is no site.yaml", "Name the folder that holds the site."
        return "", [diagnose("missing-file", message, Place("site.yaml"), hint=hint)]
    content = folder.read("site.yaml")
    read = folder.diagnostics if content is None else read_record("site.yaml", content)
    if isinstance(read, list):
        return "", read
    languages = read.record.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else languages
    return first if isinstance(first, str) else "en", []


@dataclass
class _Import:
    """Rows on their way to records; nothing of it outlives `import_records`.

    ``texts`` are the files to be written, by path.
    """

    plan: Plan
    table: Table
    records: dict[str, RecordFile]
    language: str
    skipped: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    changes: list[RecordChange] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        rows: list[tuple[Row, Record, frozenset[str]]] = []
        for row in self.table.rows:
            if self._is_skipped(row):
                self.skipped += 1
                continue
            read = read_row(self.plan, row, self.table.lines)
            self.diagnostics += read.diagnostics
            if read.record is not None:
                rows.append((row, read.record, read.unclear))
        slugs = [self._slug(row, record) for row, record, _ in rows]
        ids = number_ids(slugs)
        self._warn_of_twins([row[:2] for row in rows], slugs, ids)
        for identity, (_, record, unclear) in zip(ids, rows, strict=True):
            self._take(identity, record, self.plan.facts - unclear)

    def _is_skipped(self, row: Row) -> bool:
        skip = self.plan.map.value.skip
        return any(tidy(row[name].text) in cells for name, cells in skip.items())

    def _slug(self, row: Row, record: Record) -> str:
        latin_name = str(record.get("latin_name") or "")
        own = self.plan.id_column != self.plan.name_column
        key = tidy(row[self.plan.id_column].text) if own else ""
        return slug(key or str(record["name"]), latin_name)

    def _warn_of_twins(
        self, rows: list[tuple[Row, Record]], slugs: list[str], ids: list[str]
    ) -> None:
        """Rows with a name, or with the id that it gives, that an earlier row has already."""
        names: dict[str, int] = {}
        wanted: dict[str, int] = {}
        for (row, record), found, identity in zip(rows, slugs, ids, strict=True):
            place, name = row[self.plan.name_column].place, str(record["name"])
            named = names.setdefault(" ".join(name.casefold().split()), place.line)
            first = min(named, wanted.setdefault(found, place.line))
            if first < place.line:
                says = "is also the name" if named < place.line else "gives the id of the name"
                message = f"“{name}” {says} in line {first}"
                hint = f"This row becomes {identity}. Join the two if they are one partner."
                self.diagnostics.append(diagnose("import-duplicate", message, place, hint=hint))

    def _take(self, identity: str, record: Record, owned: frozenset[str]) -> None:
        """Compare a row with the record it belongs to."""
        known = self.records.get(identity)
        if known is None:
            path = f"{NEW_RECORDS}/{identity}.yaml"
            self.changes.append(RecordChange(identity, path, "created", tuple(changes({}, record))))
            self.texts[path] = create(record)
            return
        merged = merge(known.record, record, owned, self.language)
        fields = tuple(changes(known.record, merged))
        kind: Kind = "changed" if fields else "unchanged"
        self.changes.append(RecordChange(identity, known.file.path, kind, fields))
        if fields:
            text = update(known, merged)
            if isinstance(text, Diagnostic):
                self.diagnostics.append(text)
            else:
                self.texts[known.file.path] = text
