"""What people type in a record stays what they typed, and has its place."""

from __future__ import annotations

import pytest

from generator.load.text import TextFile, read_text
from generator.load.tree import Mapping, Scalar, locate, plain
from generator.load.yaml import read_yaml

NOT_GUESSED = """
NO no No n N yes YES on off y true False TRUE nil NULL Null nan .inf -.inf .NaN
01067 02134 00 0 007 1_000 1e3 1E3 1.10 1.0 .5 5. -0 +1 0x1F 0o17 0b1 1,000 685.230_15e+03
12:30 22:22 1:2:3 190:20:30 2024-02-30 2024-02-29 2024-13-01 2026-01-31T12:00:00Z 2001-1-1
= . .. -- -x ?x +4930123456 +49-30-123456 C# C++ F# a#b a:b x:y:z mailto:a@b.c 12:30:45.5
https://example.com:8080/a?b=c#d ~x x<< ½ € 東京 café Łódź שלום 🇩🇪 👩‍💻 क्‍ष می‌خواهم
""".split()  # noqa: SIM905


def root_of(text: str) -> Mapping:
    file = read_text("partners/acme.yaml", text.encode())
    assert isinstance(file, TextFile)
    read = read_yaml(file)
    assert not file.diagnostics
    assert read
    return read.root


def scalar(text: str, key: str = "key") -> Scalar:
    found = root_of(text).get(key)
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize("written", [*NOT_GUESSED, "9" * 5000])
def test_plain_text_is_kept(written: str) -> None:
    texts = [f"key: {written}\n", f"key:   {written}   # a comment\n"]
    if not set("?,") & set(written):
        texts.append(f"{{key: {written} }}\n")
    for text in texts:
        found = scalar(text)
        assert (found.text, found.plain, found.is_null) == (written, True, False)
    if len(written) < 1000:
        assert scalar(f"{written}: value", written).text == "value"


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written: str) -> None:
    assert scalar(f"key: {written}\n").is_null
    assert not scalar(f'key: "{written}"\n').is_null


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'it''s'", "it's"),
        ('"a\\tb \\u00fc \\\\ \\""', 'a\tb ü \\ "'),
        ('"a\tb"', "a\tb"),
        ("'1.10'", "1.10"),
        ("|\n  one\n   two\n\n  three\n", "one\n two\n\nthree\n"),
        ("|-\n  a\tb\n  # no comment\n", "a\tb\n# no comment"),
        (">\n  one\n  two\n", "one two\n"),
        ("one\n  two", "one two"),
        ('"one\n  two"', "one two"),
    ],
)
def test_quoted_and_block_texts(written: str, text: str) -> None:
    assert scalar(f"key: {written}").text == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places_count_characters_from_one(line_break: str) -> None:
    lines = [
        "\ufeff# Ölmühle",
        "🇩🇪 name: Ä",
        "list:",
        "  - [x, ÿz]",
        "  - a: b",
        "    c: |",
        "      d",
    ]
    root = root_of(line_break.join([*lines, "last: 1", ""]))

    def where(*path: str | int) -> tuple[int, int, int, int]:
        place = locate(root, path)[0].place
        return place.line, place.column, place.end_line, place.end_column

    assert where() == (2, 1, 8, 8)
    assert where("🇩🇪 name") == (2, 10, 2, 11)
    assert where("list") == (4, 3, 8, 1)
    assert where("list", 0) == (4, 5, 4, 12)
    assert where("list", 0, 1) == (4, 9, 4, 11)
    assert where("list", 1) == (5, 5, 8, 1)
    assert where("list", 1, "c") == (6, 8, 8, 1)
    assert where("last") == (8, 7, 8, 8)


def test_order_of_keys_is_kept() -> None:
    assert list(plain(root_of("b: 1\na: 2\nc: {y: 1, x: 2}"))) == ["b", "a", "c"]  # type: ignore[arg-type]
