"""The map of an import: which column of a table becomes which field of a partner record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from .scalars import SHAPE, Bool, Format, FormatVersion, Id, Line, Many

FieldPath = Line
"""``website``, ``description.en``, ``locations[1].city`` (the first office)."""
DatePattern = Literal[
    "YYYY-MM-DD", "YYYY/MM/DD", "YYYYMMDD", "DD.MM.YYYY", "D.M.YYYY", "DD-MM-YYYY",
    "DD/MM/YYYY", "D/M/YYYY", "MM/DD/YYYY", "M/D/YYYY",
]  # fmt: skip
Separator = Annotated[str, StringConstraints(min_length=1, max_length=10)]
CellText = Annotated[str, StringConstraints(max_length=300)]
Encoding = Literal[
    "utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "iso-8859-1",
    "iso-8859-15", "mac-roman", "shift-jis", "gb18030", "big5", "euc-kr",
]  # fmt: skip


class TableFormat(Format):
    """How the table is written. What is left out is found out, and said in the summary."""

    encoding: Encoding | None = None
    """Default: UTF-8, or what a byte order mark says."""
    delimiter: Literal["comma", "semicolon", "tab", "bar"] | None = None
    """What parts the cells. Default: the sign that parts the names in the first line."""
    dates: DatePattern = "YYYY-MM-DD"
    """How dates are written. ``D`` and ``M`` stand for one digit or two."""
    decimal: Literal[".", ","] = "."
    """The decimal sign of coordinates."""


class ColumnFormat(Format):
    """What a column becomes: a ``field``, one ``fact``, or several ``facts``."""

    field: FieldPath | None = None
    """A field of the record: ``website``, ``description.en``, ``locations[1].city``."""
    fact: Id | None = None
    """A private fact of this name, with the cell as its value."""
    facts: Annotated[dict[Line, Id], Field(min_length=1)] | None = None
    """Private facts with the value ``yes``: which text of a cell stands for which fact."""
    values: Annotated[dict[Line, Line | None], Field(min_length=1)] | None = None
    """Translates cells. Any other text is left out with a warning; an empty translation leaves a
    text out without one."""
    split: Separator | None = None
    """What parts several values in one cell."""
    default: Line | None = None
    """What an empty cell stands for; it is translated like a cell."""
    placeholder: Annotated[tuple[CellText, ...], Many] = ()
    """Cells that only look filled, such as ``n/a``: left out with a warning."""
    expected: Bool = False
    """Warn of empty cells, and of empty dates beside filled ones."""
    since: Line | None = None
    """The column with the first day of the fact or the membership in a program."""
    until: Line | None = None
    """The column with its last day."""


AnyColumn = Annotated[
    Annotated[FieldPath, Tag("text")] | Annotated[ColumnFormat, Tag("mapping")], SHAPE
]


def _one_or_many(value: object) -> str:
    return "list" if isinstance(value, list | tuple) else "text"


AnyValue = Annotated[
    Annotated[Line, Tag("text")] | Annotated[tuple[Line, ...], Tag("list")],
    Discriminator(_one_or_many),
]


class MapFormat(Format):
    """The whole map. Every column of the table stands in ``columns``, in ``ignore``, or beside
    another one as its ``since`` or ``until``."""

    format: FormatVersion
    """The version of this file format."""
    table: TableFormat = TableFormat()
    """How the table is written."""
    id: Line | None = None
    """The column that identifies a partner. Default: the one that holds the name."""
    columns: Annotated[dict[Line, AnyColumn], Field(min_length=1)]
    """What each column becomes, by its name; a text alone is a field."""
    always: dict[FieldPath, AnyValue] = Field(default_factory=dict)
    """Fields with the same value, or list of values, in every record."""
    ignore: Annotated[tuple[Line, ...], Many] = ()
    """Columns that are left out on purpose."""
    skip: dict[Line, Annotated[tuple[CellText, ...], Many]] = Field(default_factory=dict)
    """Rows that are left out on purpose: by column, the cells that mark them."""
