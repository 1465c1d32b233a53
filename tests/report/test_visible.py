"""Texts of users on terminals, in logs and in spreadsheets."""

from __future__ import annotations

import unicodedata

import pytest

from generator.report.visible import columns, csv_cell, escaped, visible

SHOWN = {
    "Acme GmbH": "Acme GmbH",
    "Żółw & 株式会社 नेटवर्क": "Żółw & 株式会社 नेटवर्क",
    "می‌خواهم 👩‍💻": "می‌خواهم 👩‍💻",
    "std::vector": "std::vector",
    "a #1 [b]": "a #1 [b]",
    "\x1b[31mred\x1b[0m": "\\x1b[31mred\\x1b[0m",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07": (
        "\\x1b]8;;https://evil.example\\x07link\\x1b]8;;\\x07"
    ),
    "\x9b31mred": "\\x9b31mred",
    "over\rwritten": "over\\rwritten",
    "erased\b\b\b": "erased\\x08\\x08\\x08",
    "one\ntwo": "one\\ntwo",
    "one\x85two": "one\\x85two",
    "one\u2028two\u2029three": "one\\u2028two\\u2029three",
    "tab\tstop": "tab\\tstop",
    "nul\x00": "nul\\x00",
    "txt\u202eexe": "txt\\u202eexe",
    "\u2066isolated\u2069": "\\u2066isolated\\u2069",
    "zero\u200bwidth": "zero\\u200bwidth",
    "\ufeffmark": "\\ufeffmark",
    "tag\U000e0041": "tag\\U000e0041",
    "lone\ud800": "lone\\ud800",
    "::error::forged": "\\x3a:error::forged",
    "  ::set-output name=a::b": "  \\x3a:set-output name=a::b",
    "##[error]forged": "\\x23#[error]forged",
    "see ##vso[task.setvariable]x": "see \\x23#vso[task.setvariable]x",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=map(ascii, SHOWN))
def test_what_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_character_steers_a_terminal() -> None:
    """Every character of Unicode, at the beginning and inside of a line."""
    for number in range(0x110000):
        ch = chr(number)
        line = escaped(f"a{ch}b")
        assert len(line.splitlines()) == 1
        assert (
            line.isascii()
            or unicodedata.category(ch)[0] != "C"
            or ch in "\u200c\u200d"
            or (unicodedata.category(ch) in ("Co", "Cn"))
        )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


def test_plain_cells_stay() -> None:
    assert csv_cell("Acme = good") == "Acme = good"


def test_columns_align_wide_characters() -> None:
    assert columns([("id", "name", "level"), ("a", "株式会社", "Gold"), ("bcd", "Acme", "")]) == [
        "id   name      level",
        "a    株式会社  Gold",
        "bcd  Acme",
    ]
