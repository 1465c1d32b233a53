"""Tables as programs write them: encodings, delimiters, quotes, and where each cell stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.tables import Table, TableError, read_csv, read_table
from generator.validate.formats.importmap import TableFormat

WESTERN = TableFormat(encoding="windows-1252")


def read(text: str | bytes, rules: TableFormat | None = None) -> Table:
    content = text.encode("utf-8") if isinstance(text, str) else text
    return read_csv("t.csv", content, rules or TableFormat())


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.values()] for row in table.rows]


@pytest.mark.parametrize(
    ("content", "rules", "encoding"),
    [
        ("Name,Ort\nMüller,Köln\n".encode(), TableFormat(), "UTF-8"),
        ("Name,Ort\nMüller,Köln\n".encode("utf-8-sig"), WESTERN, "UTF-8 with byte order mark"),
        ("Name,Ort\nMüller,Köln\n".encode("utf-16"), TableFormat(), "UTF-16"),
        ("Name,Ort\nMüller,Köln\n".encode("cp1252"), WESTERN, "windows-1252"),
    ],
)
def test_encodings(content: bytes, rules: TableFormat, encoding: str) -> None:
    table = read(content, rules)
    assert cells(table) == [["Müller", "Köln"]]
    assert table.encoding == encoding


def test_a_wrong_encoding_is_told_where() -> None:
    with pytest.raises(TableError) as caught:
        read("Name\nA\nKöln\n".encode("cp1252"))
    (found,) = caught.value.diagnostics
    assert str(found.place) == "t.csv:3:2"
    assert "windows-1252" in found.hint


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(sign: str, ending: str) -> None:
    lines = [sign.join(["Name", '"a,b;c"', "Ort"]), sign.join(["A", f'"x{sign}y"', "Bonn"])]
    table = read(ending.join(lines))
    assert cells(table) == [["A", f"x{sign}y", "Bonn"]]
    assert table.delimiter == sign


def test_quotes_and_places() -> None:
    table = read('Name,Text,City\n"A ""B""","two\r\nlines, one cell",Bonn\n,"",\nC,d,\n')
    assert cells(table) == [['A "B"', "two\nlines, one cell", "Bonn"], ["C", "d", ""]]
    places = [[str(cell.place) for cell in row.values()] for row in table.rows]
    assert places == [
        ["t.csv:2:1", "t.csv:2:11", "t.csv:3:18"],
        ["t.csv:5:1", "t.csv:5:3", "t.csv:5:5"],
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "t.csv:1:1", "empty"),
        ("\n\n", "t.csv:1:1", "empty"),
        ('Name\n"A', "t.csv:2:1", "never closed"),
        ('Name\n"A"B\n', "t.csv:2:1", "inside a cell"),
        ("Name,City\nA\n", "t.csv:2:1", "1 cells"),
        ("Name,City\nA,B,C\n", "t.csv:2:5", "3 cells"),
    ],
)
def test_broken_tables(text: str, place: str, words: str) -> None:
    with pytest.raises(TableError) as caught:
        read(text)
    (found,) = caught.value.diagnostics
    assert str(found.place) == place
    assert words in found.message


def test_kinds_of_files(tmp_path: Path) -> None:
    for name, words in (("a.xls", "not a kind of table"), ("none.csv", "could not be read")):
        with pytest.raises(TableError, match=words):
            read_table(tmp_path / name, TableFormat())
