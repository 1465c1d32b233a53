"""Going on without faulty records: a partner about whom anything is wrong is left out as a whole.

Half of a partner's facts would give a wrong level. Mistakes in anything else than records, their
private twins, rows of fact tables and recorded standings stop the site as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..diagnostics import Diagnostic, has_errors
from ..load.tree import Mapping, Node, Scalar, Sequence, SiteFiles, YamlFile
from ..model.directory import Directory
from .directory import validate
from .names import partner_id, record_id


def validate_without_faulty(
    files: SiteFiles,
) -> tuple[Directory | None, list[Diagnostic], tuple[str, ...]]:
    """As `validate`, for what remains when faulty partners are left out; and their ids.

    The diagnostics are those of the whole site. No directory: something else is wrong too.
    """
    directory, diagnostics = validate(files)
    left_out: set[str] = set()
    found = diagnostics
    while directory is None:
        faulty = _faulty(files, found)
        if faulty is None or not faulty - left_out:
            return None, diagnostics, ()
        left_out |= faulty
        files = _without(files, left_out)
        directory, found = validate(files)
    return directory, diagnostics, tuple(sorted(left_out))


def _faulty(files: SiteFiles, diagnostics: Iterable[Diagnostic]) -> set[str] | None:
    """Ids of the partners with errors, or None when an error is not about a single partner."""
    owners = {file.path: record_id(file) for file in files.records}
    owners |= {file.path: partner_id(file.path) for file in files.twins}
    rows = {table.path: _row_owners(table.rows) for table in files.tables}
    if files.standings:
        rows[files.standings.path] = _row_owners(_recorded(files.standings))
    faulty: set[str] = set()
    for item in diagnostics:
        path = item.place.path
        if not has_errors([item]):
            continue
        if path in owners:
            faulty.add(owners[path])
        elif path in rows and item.place.line in rows[path]:
            faulty.add(rows[path][item.place.line])
        elif path.startswith("partners/") and path.endswith((".yaml", ".yml")):
            faulty.add(partner_id(path))  # A file that could not even be read.
        else:
            return None
    return faulty


def _without(files: SiteFiles, left_out: set[str]) -> SiteFiles:
    """The files of all other partners, and what loading said of these files."""
    return replace(
        files,
        records=tuple(file for file in files.records if record_id(file) not in left_out),
        twins=tuple(file for file in files.twins if partner_id(file.path) not in left_out),
        tables=tuple(
            replace(table, rows=tuple(r for r in table.rows if _partner(r) not in left_out))
            for table in files.tables
        ),
        standings=_standings_without(files.standings, left_out) if files.standings else None,
        diagnostics=tuple(
            item for item in files.diagnostics if partner_id(item.place.path) not in left_out
        ),
    )


def _standings_without(file: YamlFile, left_out: set[str]) -> YamlFile:
    """The recorded standings of all other partners."""

    def kept(key: Scalar, value: Node) -> Node:
        if key.text != _STANDINGS or not isinstance(value, Sequence):
            return value
        items = tuple(item for item in value.items if _partner(item) not in left_out)
        return Sequence(items, value.place)

    entries = tuple((key, kept(key, value)) for key, value in file.root.entries)
    return replace(file, root=replace(file.root, entries=entries))


_STANDINGS = "standings"


def _recorded(file: YamlFile) -> tuple[Node, ...]:
    recorded = file.root.get(_STANDINGS)
    return recorded.items if isinstance(recorded, Sequence) else ()


def _partner(row: Node) -> str:
    written = row.get("partner") if isinstance(row, Mapping) else None
    return written.text if isinstance(written, Scalar) else ""


def _row_owners(rows: Iterable[Node]) -> dict[int, str]:
    """The partner whom each line is about."""
    return {
        line: _partner(row)
        for row in rows
        for line in range(row.place.line, row.place.end_line + 1)
        if _partner(row)
    }
