"""Fact tables: CSV files whose rows are private facts of many partners.

Every table has a column ``partner``. The other columns are the keys of the same fact in a record;
``certifications`` holds one certificate a row, with the person's columns beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, diagnose, did_you_mean
from ..load.tree import Mapping, Scalar, TableFile
from ..model.facts import ENTRY_TABLES, Credential, Facts, Person
from ..model.text import Source
from .formats.record import (
    ApprovalFormat,
    CredentialFormat,
    DatedFactFormat,
    DocumentFormat,
    EntryFormat,
    OverrideFormat,
    PrivateFormat,
    TargetFormat,
)
from .formats.scalars import Code, Date, Format
from .records import build_facts
from .shape import Shaped, shape


class CertificationRowFormat(CredentialFormat):
    """A row of ``certifications.csv``: a certificate, and the person who holds it."""

    person: Code
    roles: str | None = None
    joined: Date | None = None
    left: Date | None = None


ROW_FORMATS: dict[str, type[Format]] = {
    **dict.fromkeys(ENTRY_TABLES, EntryFormat),
    "certifications": CertificationRowFormat,
    "documents": DocumentFormat,
    "facts": DatedFactFormat,
    "targets": TargetFormat,
    "approvals": ApprovalFormat,
    "overrides": OverrideFormat,
}
TABLES = tuple(ROW_FORMATS)


def table_facts(table: TableFile, partners: set[str]) -> Iterator[tuple[str, Facts] | Diagnostic]:
    """The facts of each row with the partner they belong to, or what is wrong with the row."""
    wrong = list(_check_columns(table))
    if wrong:
        yield from wrong
        return
    for row in table.rows:
        partner = row.get("partner")
        name = partner.text if isinstance(partner, Scalar) else ""
        if name not in partners:
            place = partner.place if partner else row.place
            yield diagnose(
                "unknown-reference",
                f"There is no partner “{name}”",
                place,
                hint=did_you_mean(name, partners),
                private=True,
            )
            continue
        facts, diagnostics = _row_facts(table, row)
        yield from diagnostics
        if facts is not None:
            yield name, facts


def _check_columns(table: TableFile) -> Iterator[Diagnostic]:
    model = ROW_FORMATS[table.table]
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    columns = {column.text for column in table.columns}
    place = table.columns[0].place
    for column in table.columns:
        if column.text != "partner" and column.text not in model.model_fields:
            known = ["partner", *model.model_fields]
            message = f"“{column.text}” is not a column of {table.table}"
            hint = did_you_mean(column.text, known) or f"Known columns: {', '.join(known)}."
            yield diagnose("table-column", message, column.place, hint=hint)
    for missing in sorted({"partner", *required} - columns):
        yield diagnose("table-column", f"The column “{missing}” is missing", place)


def _row_facts(table: TableFile, row: Mapping) -> tuple[Facts | None, list[Diagnostic]]:
    """A row, read through the format of the same fact in a record."""
    entries = tuple(
        (key, value)
        for key, value in row.entries
        if key.text != "partner" and not (isinstance(value, Scalar) and value.text == "")
    )
    shaped, diagnostics = shape(
        ROW_FORMATS[table.table], Mapping(entries, row.place), table.path, table.lines, True
    )
    if shaped is None:
        return None, diagnostics
    if isinstance(shaped.value, CertificationRowFormat):
        return _certification(shaped.value, row), []
    private = PrivateFormat().model_copy(update={table.table: (shaped.value,)})
    origin = Shaped(private, row, table.path, table.lines, True)
    return build_facts(private, origin), []


def _certification(value: CertificationRowFormat, row: Mapping) -> Facts:
    """One certificate becomes one person with one credential; `merge_facts` joins persons."""
    source = Source(row.place.path, row.place.line)
    credential = Credential(
        value.certification, value.issued, source, value.valid_until, value.version or ""
    )
    roles = tuple((value.roles or "").replace(";", " ").split())
    person = Person(value.person, source, roles, value.joined, value.left, (credential,))
    return Facts(people=(person,))
