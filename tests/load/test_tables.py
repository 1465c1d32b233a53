"""Fact tables as spreadsheet programs write them."""

from __future__ import annotations

import pytest

from generator.load.tables import read_table
from generator.load.text import TextFile, read_text
from generator.load.tree import Plain, TableFile, plain


def read(text: str | bytes) -> tuple[TableFile | None, list[str]]:
    """The table, and its diagnostics as ``line:column slug``."""
    content = text.encode() if isinstance(text, str) else text
    file = read_text("partners/deals.csv", content, private=True)
    assert isinstance(file, TextFile)
    table = read_table(file, "deals")
    assert all(item.private for item in file.diagnostics)
    return table, [
        f"{item.place.line}:{item.place.column} {item.rule.slug}" for item in file.diagnostics
    ]


def rows(text: str | bytes) -> list[Plain]:
    table, found = read(text)
    assert not found
    assert table
    return [plain(row) for row in table.rows]


@pytest.mark.parametrize(
    "text",
    [
        "partner,amount\nacme,1.50\n",
        "partner;amount\nacme;1.50",
        "partner\tamount\nacme\t1.50\n",
        "\ufeffpartner,amount\r\nacme,1.50\r\n",
        "partner,amount\racme,1.50\r",
        '"partner","amount"\n"acme","1.50"\n',
        "\n partner , amount\n\n acme ,1.50 \n,\n\n",
    ],
)
def test_spreadsheets_differ(text: str) -> None:
    assert rows(text) == [{"partner": "acme", "amount": "1.50"}]


def test_cells_stay_as_written() -> None:
    text = 'a,b,c\n01067,"say ""hi"", twice","two\nlines"\nnull,~," x "\n'
    assert rows(text) == [
        {"a": "01067", "b": 'say "hi", twice', "c": "two\nlines"},
        {"a": "null", "b": "~", "c": " x "},
    ]
    assert rows("a;b\n1,5;x,y\n") == [{"a": "1,5", "b": "x,y"}]


def test_places_are_those_of_the_cells() -> None:
    table, _ = read('a, b,c\n"x\ny",  zä ,"u"\n1,2,3\n')
    assert table
    cells = [value.place for _, value in table.rows[0].entries]
    places = [(str(place), place.end_line, place.end_column) for place in cells]
    assert places == [
        ("partners/deals.csv:2:1", 3, 3),
        ("partners/deals.csv:3:6", 3, 8),
        ("partners/deals.csv:3:10", 3, 13),
    ]
    assert table.rows[1].place.line == 4
    assert [column.place.column for column in table.columns] == [1, 4, 6]


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("", ["1:1 table-column"], None),
        ("\n\n", ["1:1 table-column"], None),
        ("a,b,a\n1,2,3\n", ["1:5 table-column"], None),
        ("a,,b\n1,2,3\n", ["1:3 table-column"], None),
        ("a,b\n1,2\n1\n1,2,3\n3,4\n", ["3:1 table-row", "4:1 table-row"], 2),
        ('a,b\n1,"2\n3,4\n', ["2:3 table-row"], 1),
        ('a,b\n1,x"y"z\n3,4\n', ["2:3 table-row"], 1),
        ('a,b\n1,"x"y\n3,4\n', ["2:3 table-row"], 1),
        ("a,b\n1,\x00\n", ["2:3 forbidden-character"], 1),
    ],
)
def test_mistakes(text: str, expected: list[str], left: int | None) -> None:
    table, found = read(text)
    assert found == expected
    assert (None if table is None else len(table.rows)) == left
