"""Fact tables: CSV files whose rows are private facts of many partners.

Every table has a column ``partner``. The other columns are the keys of the same fact in a record;
``certifications`` holds one certificate a row, with the person's columns beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import BeforeValidator

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean
from ..load.tree import Mapping, Node, Scalar, TableFile
from ..model.facts import ENTRY_TABLES, Facts
from .facts import build_facts, check_facts
from .formats.facts import (
    ApprovalFormat,
    CredentialFormat,
    DatedFactFormat,
    DocumentFormat,
    EntitlementFormat,
    EntryFormat,
    OverrideFormat,
    PersonFormat,
    PrivateFormat,
    TargetFormat,
)
from .formats.scalars import Code, Date, Format, Id, Written
from .references import UNKNOWN, Known, check_private_references
from .shape import Shaped, excerpt, shape


def _words(written: object) -> object:
    return written.replace(";", " ").split() if isinstance(written, str) else written


Roles = Annotated[
    tuple[Id, ...],
    BeforeValidator(_words),
    Written("ids, separated by spaces", type="string"),
]


class CertificationRowFormat(CredentialFormat):
    """A row of ``certifications.csv``: a certificate, and the person who holds it."""

    person: Code
    """An opaque code of the person, never a name."""
    roles: Roles = ()
    """What the person does."""
    joined: Date | None = None
    """First day with the partner."""
    left: Date | None = None
    """Last day with the partner."""


ROW_FORMATS: dict[str, type[Format]] = {
    **dict.fromkeys(ENTRY_TABLES, EntryFormat),
    "certifications": CertificationRowFormat,
    "documents": DocumentFormat,
    "facts": DatedFactFormat,
    "targets": TargetFormat,
    "approvals": ApprovalFormat,
    "overrides": OverrideFormat,
    "entitlements": EntitlementFormat,
}
_MOST_HINTS = 20
"""Of one table: looking for the nearest name among thousands takes its time."""

Fact = tuple[str, Facts]


def table_facts(
    table: TableFile, partners: Collection[str], known: Known
) -> Iterator[Fact | Diagnostic]:
    """The facts of each row with the partner they belong to, or what is wrong with the row."""
    wrong = list(_check_columns(table))
    if wrong:
        yield from wrong
        return
    strangers: dict[str, list[Node]] = {}
    for row in table.rows:
        _, partner = next(entry for entry in row.entries if entry[0].text == "partner")
        name = partner.text if isinstance(partner, Scalar) else ""
        if name not in partners:
            strangers.setdefault(name, []).append(partner)
        yield from _row_facts(table, row, name, known)
    for number, (name, cells) in enumerate(strangers.items()):
        near = did_you_mean(name, partners) if name and number < _MOST_HINTS else ""
        hint = near or "Write a partner's id: the name of its record without .yaml."
        more = f", and {len(cells) - 1} more rows name it" if len(cells) > 1 else ""
        message = f"There is no partner “{name}”{more}" if name else f"No partner is named{more}"
        yield _report(table, UNKNOWN, message, cells[0].place, hint, "/partner")


def _check_columns(table: TableFile) -> Iterator[Diagnostic]:
    model = ROW_FORMATS[table.table]
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    columns = {column.text for column in table.columns}
    known = ["partner", *model.model_fields]
    for column in table.columns:
        if column.text not in known:
            free = [name for name in known if name not in columns]
            message = f"“{column.text}” is not a column of {table.table}"
            hint = did_you_mean(column.text, free) or f"Known columns: {', '.join(known)}."
            yield _report(table, "table-column", message, column.place, hint)
    for missing in sorted({"partner", *required} - columns):
        hint = "Add it to the header, and a cell to each row."
        message = f"The column “{missing}” is missing"
        yield _report(table, "table-column", message, table.columns[0].place, hint)


def _row_facts(
    table: TableFile, row: Mapping, partner: str, known: Known
) -> Iterator[Fact | Diagnostic]:
    """A row, read through the format of the same fact in a record."""
    filled = tuple(
        (key, value)
        for key, value in row.entries
        if key.text != "partner" and not (isinstance(value, Scalar) and value.text == "")
    )
    model = ROW_FORMATS[table.table]
    shaped, diagnostics = shape(model, Mapping(filled, row.place), table.path, table.lines, True)
    yield from diagnostics
    if shaped is None:
        return
    if isinstance(shaped.value, CertificationRowFormat):
        update: dict[str, tuple[Format, ...]] = {"people": (_person(shaped.value),)}
    else:
        update = {table.table: (shaped.value,)}
    private = PrivateFormat().model_copy(update=update)
    origin = Shaped(private, row, table.path, table.lines, True)
    yield from check_facts(private, origin)
    yield from check_private_references(origin, private, known, partner)
    yield partner, build_facts(private, origin)


def _person(row: CertificationRowFormat) -> PersonFormat:
    """One certificate makes one person with one credential; `merge_facts` joins persons."""
    return PersonFormat.model_construct(
        id=row.person, roles=row.roles, joined=row.joined, left=row.left, credentials=(row,)
    )


def _report(
    table: TableFile, slug: str, message: str, place: Place, hint: str, pointer: str = ""
) -> Diagnostic:
    line = excerpt(table.lines, place)
    return diagnose(slug, message, place, hint=hint, pointer=pointer, excerpt=line, private=True)
