"""Diagnostics as people, editors and build servers get them."""

from __future__ import annotations

import json
import re

import pytest

from generator.diagnostics import Diagnostic, Place, diagnose
from generator.report.diagnostics import FORMATS, mask

TYPO = diagnose(
    "wrong-value",
    "“activ” should be one of active, inactive, left",
    Place("partners/acme.yaml", 3, 9, 3, 14),
    hint="Did you mean “active”?",
    pointer="/status",
    excerpt="status: activ",
)
STALE = diagnose("same-name", "This record is old", Place("partners/b.yaml", 12, 1, 12, 1))
FIGURE = diagnose(
    "wrong-type",
    "“31415926x” should be a number",
    Place("partners/revenue.csv", 4, 17, 4, 26),
    hint="Did you mean “31415926”?",
    pointer="/amount",
    excerpt="acme,2026-01-01,31415926x",
    private=True,
)
UNKNOWN_KEY = diagnose(
    "unknown-key",
    "“salary-of-kim” is not a key here",
    Place("partners/acme.private.yaml", 2, 1, 2, 14),
    pointer="/salary-of-kim",
    excerpt="salary-of-kim: 31415926",
    private=True,
)


def shown(format_: str, *diagnostics: Diagnostic, prefix: str = "") -> str:
    return "".join(f"{line.plain}\n" for line in FORMATS[format_](diagnostics, prefix))


def test_full() -> None:
    assert shown("full", TYPO, STALE) == (
        "partners/acme.yaml:3:9: error[R004 wrong-value]"
        " “activ” should be one of active, inactive, left\n"
        " 3 | status: activ\n"
        "   |         ^^^^^\n"
        "   = Did you mean “active”?\n"
        "\n"
        "partners/b.yaml:12:1: warning[R018 same-name] This record is old\n"
        "\n"
        "1 error, 1 warning in 2 files.\n"
    )


def test_concise() -> None:
    assert shown("concise", TYPO, TYPO) == (
        "partners/acme.yaml:3:9: error[R004 wrong-value]"
        " “activ” should be one of active, inactive, left\n" * 2 + "2 errors in 1 file.\n"
    )


def test_json() -> None:
    assert json.loads(shown("json", TYPO)) == [
        {
            "code": "R004",
            "slug": "wrong-value",
            "severity": "error",
            "message": "“activ” should be one of active, inactive, left",
            "hint": "Did you mean “active”?",
            "path": "partners/acme.yaml",
            "line": 3,
            "column": 9,
            "end_line": 3,
            "end_column": 14,
            "pointer": "/status",
        }
    ]


def test_github() -> None:
    assert shown("github", TYPO, prefix="sites/eu/") == (
        "::error file=sites/eu/partners/acme.yaml,line=3,endLine=3,col=9,endColumn=13,"
        "title=R004 wrong-value::“activ” should be one of active, inactive, left"
        "%0ADid you mean “active”?\n"
    )


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("full", "No errors, no warnings.\n"),
        ("concise", "No errors, no warnings.\n"),
        ("json", "[]\n"),
        ("github", ""),
    ],
)
def test_nothing_wrong(format_: str, text: str) -> None:
    assert shown(format_) == text


# --- excerpts ---------------------------------------------------------------------------------


def excerpt(line: str, column: int, end: int, end_line: int = 1) -> list[str]:
    place = Place("x.yaml", 1, column, end_line, end)
    text = shown("full", diagnose("wrong-value", "Wrong", place, excerpt=line))
    return text.splitlines()[1:-2]


def test_the_mark_stands_under_wide_characters() -> None:
    assert excerpt("name: 株式会社 Inc", 7, 11) == [
        " 1 | name: 株式会社 Inc",
        "   |       ^^^^^^^^",
    ]


def test_a_value_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert excerpt("text: |", 7, 3, end_line=4) == [" 1 | text: |", "   |       ^"]


def test_a_place_behind_the_line_is_marked() -> None:
    assert excerpt("name:", 6, 6) == [" 1 | name:", "   |      ^"]


def test_of_a_long_line_the_part_around_the_mistake_is_shown() -> None:
    above, below = excerpt(f"{'a' * 500} wrong {'b' * 500}", 502, 507)
    assert len(above) < 120
    assert above[below.index("^") : below.rindex("^") + 1] == "wrong"
    assert above.startswith(" 1 | …aaa")
    assert above.endswith("bbb…")


def test_what_steers_terminals_is_escaped() -> None:
    assert excerpt("name: \x1b[2Jgone", 7, 15) == [
        " 1 | name: \\x1b[2Jgone",
        "   |       ^^^^^^^^^^^",
    ]


# --- hostile texts ----------------------------------------------------------------------------

HOSTILE = [
    "::error::forged",
    "x\n::error file=a,line=1::forged",
    "x\r\n::set-env name=PATH::/tmp",
    "x%0A::error::forged",
    "x\u2028::error::forged",
    "\x1b[1A\x1b[2Kall well",
    "\x9b2J",
    "##[error]forged",
    "a,title=forged::b",
    "\u202eesrever",
    "`code` **bold** <b>html</b> | cell |",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_text_forges_a_line(format_: str, text: str) -> None:
    place = Place(f"partners/{text}.yaml", 1, 1, 1, 2)
    item = diagnose("wrong-value", text, place, hint=text, pointer=text, excerpt=text)
    said = shown(format_, item)
    plain = shown(format_, diagnose("wrong-value", "m", Place("p"), hint="h", excerpt="e"))
    assert len(said.splitlines()) == len(plain.splitlines())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", said)
    if format_ == "json":
        assert json.loads(said)[0]["message"] == text
    elif format_ == "github":
        assert said.count("::error file=partners/") == 1
        properties = said.split("::")[1]
        assert len(properties.split(",")) == 6
    else:
        assert not any(line.lstrip().startswith("::") for line in said.splitlines())
        assert "##[" not in said


# --- private places ---------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_masked(format_: str) -> None:
    said = shown(format_, mask(FIGURE), mask(UNKNOWN_KEY))
    assert "31415926" not in said
    assert "salary" not in said
    assert "partners/revenue.csv" in said


def test_a_mask_tells_line_rule_and_key_of_the_format() -> None:
    assert shown("full", mask(FIGURE)) == (
        "partners/revenue.csv:4:1: error[R003 wrong-type]"
        " A value has the wrong type. It stands at /amount.\n"
        "   = What is written there is private: run with --private to see it.\n"
        "\n"
        "1 error in 1 file.\n"
    )


def test_a_mask_does_not_depend_on_the_figure() -> None:
    other = diagnose(
        "wrong-type",
        "“2x” should be a number",
        Place("partners/revenue.csv", 4, 17, 4, 19),
        pointer="/amount",
        excerpt="acme,2026-01-01,2x",
        private=True,
    )
    assert mask(other) == mask(FIGURE)


def test_public_places_are_not_masked() -> None:
    assert mask(TYPO) == TYPO
