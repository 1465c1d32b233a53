"""Read the table of an import. Each kind of file has one reader; all give a `Table`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Place, diagnose
from ..load.characters import LINE_BREAK
from ..load.tables import read_rows
from ..load.text import TextFile
from ..load.tree import Scalar
from ..validate.formats.importmap import TableFormat

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
MOST_BYTES = 100_000_000


Row = dict[str, Scalar]
"""The cells of a line by the name of their column."""


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` hold a cell per column; wholly empty lines are none.

    ``encoding`` says in words how the file was read.
    """

    columns: tuple[Scalar, ...]
    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    encoding: str
    delimiter: str


class TableError(ValueError):
    """Why a table cannot be read, as diagnostics."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = diagnostics


Reader = Callable[[str, bytes, TableFormat], Table]
"""Path for diagnostics, bytes, and what the map says of the file. Raises `TableError`."""


def read_table(path: Path, rules: TableFormat) -> Table:
    """Read a table by the ending of its name. Raises `TableError`."""
    name = path.as_posix()
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        message = f"“{path.suffix or path.name}” is not a kind of table that can be imported"
        raise _error("unreadable-file", message, Place(name), "Save it as CSV.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _error("too-large", "The table is larger than 100 MB", Place(name))
        content = path.read_bytes()
    except OSError as error:
        message = f"The table could not be read: {error.strerror}"
        raise _error("unreadable-file", message, Place(name)) from None
    return reader(name, content, rules)


def read_csv(path: str, content: bytes, rules: TableFormat) -> Table:
    """A CSV file, as Excel or a CRM writes it."""
    text, encoding = _decode(path, content, rules.encoding)
    file = TextFile(path, text, tuple(LINE_BREAK.split(text)))
    delimiter = _DELIMITERS[rules.delimiter] if rules.delimiter else _sniff(file.lines[0])
    header, *rows = list(read_rows(file, delimiter)) or [()]
    columns = _named(header)
    if not columns:
        hint = "Its first line must name the columns."
        file.report("table-column", "The table is empty", file.place(1), hint)
    for row in rows:
        _check_width(file, len(columns), row)
    if file.diagnostics:
        raise TableError(*file.diagnostics)
    names = [column.text for column in columns]
    return Table(
        columns,
        tuple(dict(zip(names, row, strict=False)) for row in rows),
        file.lines,
        encoding,
        delimiter,
    )


READERS: dict[str, Reader] = {".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}


def _decode(path: str, content: bytes, encoding: str | None) -> tuple[str, str]:
    """The text, and the encoding in words. A byte order mark tells more than the map."""
    mark = next(((codec, name) for sign, codec, name in _MARKS if content.startswith(sign)), None)
    codec, name = mark or (encoding or "utf-8", encoding or "UTF-8")
    try:
        return content.decode(codec), name
    except UnicodeDecodeError as error:
        before = LINE_BREAK.split(content[: error.start].decode(codec, "replace"))
        place = Place(path, len(before), len(before[-1]) + 1, len(before), len(before[-1]) + 2)
        message = f"This byte is not part of {name} text"
        hint = "Save it as UTF-8, or say “encoding: windows-1252” under “table” in the map."
        raise _error("not-utf8", message, place, hint) from None


def _sniff(header: str) -> str:
    """The sign that parts the column names most often, quoted names aside."""
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS.values(), key=bare.count)


def _named(header: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    """The columns up to the last one with a name: behind it, delimiters stand for nothing."""
    width = max((i for i, column in enumerate(header, 1) if column.text), default=0)
    return header[:width]


def _check_width(file: TextFile, columns: int, row: tuple[Scalar, ...]) -> None:
    """A line with too few or too many cells is broken, and not to be guessed at."""
    extra = [cell for cell in row[columns:] if cell.text]
    if len(row) < columns or extra:
        place = extra[0].place if extra else row[0].place
        message = f"This line has {len(row)} cells, and the first line names {columns} columns"
        hint = "Put a cell that holds the delimiter or a line break into quotation marks."
        file.report("table-row", message, place, hint)


def _error(slug: str, message: str, place: Place, hint: str = "") -> TableError:
    return TableError(diagnose(slug, message, place, hint=hint))
