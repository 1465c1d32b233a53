"""Mistakes in YAML: where they are reported, under which rule, and that the words help.

A case is a small file; the comment above it says what is expected of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.load.front import read_page
from generator.load.tables import read_table
from generator.load.text import TextFile, read_text
from generator.load.yaml import read_yaml

CASES = (Path(__file__).parent / "mistakes.txt").read_text("utf-8")
MARKS = {"→": "\t", "␀": "\0", "⇐": "\u202e", "␉": "\x85", "∅": "\u200b"}


def diagnostics(content: bytes) -> list[Diagnostic]:
    file = read_text("partners/acme.yaml", content)
    if isinstance(file, Diagnostic):
        return [file]
    read_yaml(file)
    return file.diagnostics


def cases() -> list[tuple[str, list[str]]]:
    """Text and expected ``code line:column words`` of each case of mistakes.txt."""
    found = []
    for case in re.split(r"^=+\n", CASES, flags=re.MULTILINE)[1:]:
        lines = case.splitlines(keepends=True)
        expected = [line[2:].strip() for line in lines if line.startswith("> ")]
        text = "".join(line for line in lines if not line.startswith("> "))
        for mark, character in MARKS.items():
            text = text.replace(mark, character)
        found.append((text, expected))
    return found


@pytest.mark.parametrize(("text", "expected"), cases())
def test_mistakes(text: str, expected: list[str]) -> None:
    found = [
        f"{item.rule.code} {item.place.line}:{item.place.column} {item.message}"
        for item in diagnostics(text.encode())
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("name: M\u00fcller\n".encode("cp1252"), 1, 8, "“ü”"),
        ("a: 1\nb: \u20ac\n".encode("cp1252"), 2, 4, "“€”"),
        ("ä: 1\r\nname: ".encode() + b"\xff", 2, 7, "UTF-8"),
        ("name: Acme\n".encode("utf-16"), 1, 1, "UTF-8"),
        ("name: Acme\n".encode("utf-16-le"), 1, 1, "UTF-8"),
        (b"\x89PNG\r\n\x1a\n", 1, 1, "UTF-8"),
        (b"\xed\xa0\x80", 1, 1, "UTF-8"),
    ],
)
def test_other_encodings(content: bytes, line: int, column: int, words: str) -> None:
    (found,) = diagnostics(content)
    assert found.rule.slug == "not-utf8"
    assert (found.place.line, found.place.column) == (line, column)
    assert words in found.hint


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_mistake(prefix: bytes) -> None:
    assert not diagnostics(prefix + b"name: Acme\n")


def test_what_tabs_hide() -> None:
    """A member list as found in the wild: every value ends with a tab."""
    text = "# Definitions\n" * 10 + "- member: true\t\n  sponsor: -1\t\n  name: Trent\t\n"
    found = {item.rule.slug: item for item in diagnostics(text.encode())}
    assert found["tab"].place.line == 11
    assert "in 2 more lines" in found["tab"].message


def test_many_mistakes_are_cut_short() -> None:
    found = diagnostics(b"a: 1\n" * 500)
    assert len(found) == 50
    assert found[-1].hint == "Further mistakes of this file are left out."


def test_what_follows_private_is_private() -> None:
    text = "name: 1\nname: 2\nprivate:\n  notes: 3\n  notes: 4\n"
    file = read_text("partners/acme.yaml", text.encode())
    assert isinstance(file, TextFile)
    file.private_from = 3
    read_yaml(file)
    assert [item.private for item in file.diagnostics] == [False, True]


SIGNS = [
    *"ab-[]{},:?#'|>%@\\~ü漢🧿",
    "&x ",
    "*x",
    "!t ",
    "|2-",
    "\\u0000",
    "\\ud800",
    "<<: ",
    "null",
]
SPACES = [*' \n\t\r"\0\x85\u2028\u202e\u200d\ufeff', "---\n", "...\n", "- ", ": ", "  "]
YAMLISH = st.lists(st.sampled_from([*SIGNS, *SPACES]), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | YAMLISH.map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b'a: |\n  x\n"\n')
def test_any_bytes_give_a_tree_or_a_place(content: bytes) -> None:
    for reader in (read_yaml, read_page, lambda file: read_table(file, "deals")):
        file = read_text("some.yaml", content)
        if isinstance(file, Diagnostic):
            found = [file]
        else:
            read = reader(file)
            found = file.diagnostics
            assert read or found
        for item in found:
            assert item.place.path == "some.yaml"
            assert 1 <= item.place.line <= content.count(b"\n") + content.count(b"\r") + 1
            assert item.place.column >= 1
            assert item.message
