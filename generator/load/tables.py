"""Fact tables: text separated by commas, semicolons or tabs, with a header row (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Place
from .characters import LINE_BREAK
from .text import TextFile
from .tree import Mapping, Scalar, TableFile

MOST_CELLS = 250_000
_CELLS = {
    separator: re.compile(
        rf' *"(?P<quoted>[^"]*(?:""[^"]*)*+)" *(?=[{separator}]|$)|(?P<plain>[^"{separator}]*)'
        rf"(?=[{separator}]|$)"
    )
    for separator in ",;\t|"
}

Row = tuple[Scalar, ...]


def read_table(file: TextFile, table: str) -> TableFile | None:
    """A table whose cells are texts as written. None when its header cannot be read."""
    separator = _separator(file)
    if file.text.count(separator) + len(file.lines) > MOST_CELLS:
        message = f"This table holds more than {MOST_CELLS:,} cells"
        hint = f"Split it by time, such as {table}-2026-q1.csv and {table}-2026-q2.csv."
        file.report("too-large", message, file.place(1), hint)
        return None
    rows = read_rows(file, separator)
    columns = next(rows, ())
    good = _check_header(file, columns)
    read: list[Mapping] = []
    for row in rows:
        place = _span(row)
        if len(row) != len(columns):
            message = f"This row has {_number(row)}, and the header has {_number(columns)}"
            hint = "Put a cell that holds a comma or semicolon in quotes."
            file.report("table-row", message, place, hint)
        else:
            read.append(Mapping(tuple(zip(columns, row, strict=True)), place))
    return TableFile(file.path, table, columns, tuple(read), file.lines) if good else None


def _number(row: Row) -> str:
    return "1 cell" if len(row) == 1 else f"{len(row)} cells"


def _check_header(file: TextFile, columns: Row) -> bool:
    if not columns:
        hint = "Begin with a row of column names: partner, …"
        file.report("table-column", "The table has no header row", file.place(1), hint)
        return False
    seen: set[str] = set()
    for column in columns:
        if not column.text:
            hint = "Name it or remove it."
            file.report("table-column", "A column has no name", column.place, hint)
        elif column.text in seen:
            message = f"The column “{column.text}” stands twice"
            file.report("table-column", message, column.place, "Remove one of the two.")
        seen.add(column.text)
    return len(seen) == len(columns) and "" not in seen


def _separator(file: TextFile) -> str:
    header = next((line for line in file.lines if line.strip()), "")
    return next((separator for separator in ",;\t" if separator in header), ",")


def read_rows(file: TextFile, separator: str) -> Iterator[Row]:
    """Rows with something in them; a row whose quotes do not fit is reported and left out."""
    lines = LINE_BREAK.split(file.text)
    number = 0
    while number < len(lines):
        first, text = number, lines[number]
        number += 1
        if text.count('"') % 2:
            # A quoted cell goes on until the next line in which a quote is left over.
            last = next((i for i in range(number, len(lines)) if lines[i].count('"') % 2), first)
            if last == first:
                _unclosed(file, first, text)
                continue
            text, number = "\n".join(lines[first : last + 1]), last + 1
        row = _cells(file, text, first + 1, separator)
        if any(cell.text for cell in row):
            yield row


def _unclosed(file: TextFile, index: int, text: str) -> None:
    message = "This quote is opened and never closed"
    hint = "Add the closing quote; within quotes, write a quote twice."
    file.report("table-row", message, file.place(index + 1, text.rindex('"') + 1), hint)


def _cells(file: TextFile, text: str, line: int, separator: str) -> Row:
    """The cells of one row, which begins at ``line``; none after reporting a stray quote."""
    if '"' not in text:
        return tuple(_plain_cells(file.path, text, line, separator))
    cells: list[Scalar] = []
    position = 0
    while position <= len(text):
        match = _CELLS[separator].match(text, position)
        if match is None:
            place = _place(file.path, text, line, position, position + 1)
            message = "A quote stands inside a cell that does not begin and end with one"
            hint = "Put the whole cell in quotes, and write each quote in it twice."
            file.report("table-row", message, place, hint)
            return ()
        start, end = match.span()
        if match["quoted"] is None:
            value = match["plain"].strip()
            start += len(match["plain"]) - len(match["plain"].lstrip()) if value else 0
            end = start + len(value)
        else:
            value = match["quoted"].replace('""', '"')
        cells.append(Scalar(value, False, _place(file.path, text, line, start, end)))
        position = match.end() + 1
    return tuple(cells)


def _plain_cells(path: str, text: str, line: int, separator: str) -> Iterator[Scalar]:
    """Cells without quotes; spaces around them are not part of the text."""
    column = 1
    for cell in text.split(separator):
        value = cell.strip()
        start = column + len(cell) - len(cell.lstrip()) if value else column
        yield Scalar(value, False, Place(path, line, start, line, start + len(value)))
        column += len(cell) + 1


def _place(path: str, text: str, line: int, start: int, end: int) -> Place:
    above, within = text.count("\n", 0, start), text.count("\n", start, end)
    column = start - text.rfind("\n", 0, start)
    end_column = end - text.rfind("\n", 0, end)
    return Place(path, line + above, column, line + above + within, end_column)


def _span(row: Row) -> Place:
    first, last = row[0].place, row[-1].place
    return Place(first.path, first.line, first.column, last.end_line, last.end_column)
