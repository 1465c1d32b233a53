"""What is written reads well, and the loader reads it back as it was."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.edit.yaml_writer import write_yaml
from generator.load.characters import find_forbidden
from generator.load.text import read_text
from generator.load.tree import Plain, plain
from generator.load.yaml import read_yaml

LONG = (
    "Stands up a development cluster of three machines on the desktop by running a single script, "
    "and takes it down again."
)

VALUES: dict[str, Plain] = {
    "name": "Müller & Söhne",
    "website": "https://www.mueller.example/de?a=1#top",
    "country": "NO",
    "postal_code": "01067",
    "version": "1.10",
    "phone": "+49 (351) 123-0",
    "headline": "Edge: fast",
    "note": "- no list",
    "hash": "C #1",
    "empty": "",
    "word": "null",
    "nothing": None,
    "quoted": '"Best" of Dresden',
    "blank": " x ",
    "tab": "a\tb",
    "description": LONG,
    "terms": "First line.\n\n- second\n  third\n",
    "open": "no end\nof line",
    "languages": ["de", "en"],
    "none": [],
    "locations": [{"city": "Dresden", "country": "DE", "tags": ["a", ["b"]]}, {"country": "NO"}],
    "texts": {"en": "Gold", "pt-BR": "Ouro"},
}
WRITTEN = """\
name: Müller & Söhne
website: https://www.mueller.example/de?a=1#top
country: NO
postal_code: 01067
version: 1.10
phone: +49 (351) 123-0
headline: "Edge: fast"
note: "- no list"
hash: "C #1"
empty: ""
word: "null"
nothing: null
quoted: "\\"Best\\" of Dresden"
blank: " x "
tab: "a\\tb"
description: >-
  Stands up a development cluster of three machines on the desktop by running a single script,
  and takes it down again.
terms: |
  First line.

  - second
    third
open: |-
  no end
  of line
languages:
  - de
  - en
none: []
locations:
  - city: Dresden
    country: DE
    tags:
      - a
      - - b
  - country: NO
texts:
  en: Gold
  pt-BR: Ouro
"""


def read(text: str) -> Plain:
    file = read_text("partners/a.yaml", text.encode("utf-8"))
    assert not isinstance(file, Diagnostic)
    tree = read_yaml(file)
    assert tree is not None, file.diagnostics
    assert not file.diagnostics
    return plain(tree.root)


def test_written_as_a_person_would() -> None:
    assert write_yaml(VALUES) == WRITTEN


def test_read_back() -> None:
    assert read(WRITTEN) == VALUES


letters = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"])
signs = st.sampled_from("ab -:#?!&*|>%@`'\"{}[],=~<.\\/0é")
words = st.sampled_from(["word", "-", "#", "a:", "x", "\n"])
texts = st.one_of(
    st.text(letters | signs, max_size=40),
    st.text(signs | st.sampled_from("\t\n\r"), max_size=40),
    st.lists(words, max_size=60).map(" ".join),
).filter(lambda text: not any(find_forbidden(text)))
keys = st.text(letters | signs, min_size=1, max_size=20).filter(
    lambda text: text != "<<" and not any(find_forbidden(text))
)
values = st.recursive(
    st.none() | texts,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(keys, below, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=5))
@example({"a": "x\n\n"})
@example({"a": "x  y " + "z " * 60 + "end"})
@example({"a": [["---"], "...", "? x", "- "]})
@example({"a": "\r"})
def test_every_value_is_read_back(value: dict[str, Plain]) -> None:
    assert read(write_yaml(value)) == value


@pytest.mark.parametrize("text", ["a" * 300, "long " * 30, "x\n" * 3, "  indented\ntext"])
def test_texts_of_every_length(text: str) -> None:
    assert read(write_yaml({"a": [text, {"b": text}]})) == {"a": [text, {"b": text}]}


def test_folded_lines_are_short() -> None:
    text = write_yaml({"description": f"{LONG} {LONG} {LONG}"})
    assert max(map(len, text.splitlines())) <= 100
    assert text == dedent(text)
