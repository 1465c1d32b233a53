"""Whatever stands in the files of a site: mistakes are listed with their places, never raised."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.pipeline import check
from generator.report.diagnostics import FORMATS, mask
from generator.validate.schemas import FILE_FORMATS, FileFormat, Schema, json_schema
from tests.conftest import ROOT

FORMATS_FOLDER = ROOT / "docs/formats"
EXAMPLE, LANGUAGE = "examples", "language"
FILES = sorted(
    (site, file.relative_to(FORMATS_FOLDER / site).as_posix())
    for site in (EXAMPLE, LANGUAGE)
    for file in (FORMATS_FOLDER / site).rglob("*.*")
    if file.suffix in (".yaml", ".csv", ".md")
)
days = st.sampled_from([date(2026, 11, 1), date.min, date.max])

GOOD = {
    "id": ["gold", "silver", "registered", "installer", "revenue", "laboratory", "resellers"],
    "code": ["p-17", "p-21", "4.2"],
    "date": ["2026-01-31", "2024-02-29", "0001-01-01", "9999-12-31"],
    "number": ["0", "1", "-5", "12.5", "999999999999999.9999999999"],
    "whole number": ["0", "1", "12", "999999999999999"],
    "yes or no": ["yes", "no"],
    "language code": ["en", "de", "pt-BR", "zh-Hans", "ar", "tlh"],
    "country code": ["DE", "AQ"],
    "currency code": ["EUR", "USD", "XXX"],
    "web address": ["https://example.com/", "mailto:a@example.com", "tel:+491234"],
    "e-mail address": ["a@example.com"],
    "telephone number": ["+49 30 123456"],
    "colour": ["#0b5cad", "#000000", "#ffffff"],
    "period": [
        *("last 12 months", "last 9999 years", "previous calendar year", "calendar quarter"),
        *("last 9999 fiscal quarters, 999 years ago", "program year, 1 quarter ago"),
    ],
    "time such as `90 days`": ["1 day", "9999 years"],
    "time such as `6 calendar months`": ["6 calendar months", "9999 calendar months", "1 day"],
    "months or years, such as `12 months`": ["1 month", "999 years"],
    "day of the year, as in `07-01`": ["01-01", "02-28", "12-31"],
    "number, yes or no, or text": [
        *("1", "yes", "agreed", "unpublished", "many", "top 1", "top 10 %", "120 days"),
    ],
    "`1`": ["1"],
}
"""Values that are right for a kind of scalar, the extreme ones among them."""
ODD: list[Any] = [
    *(None, "", " ", "~", "[]", "{", "a: b", "- a", "'", '"', "#", "&a", "*a", "!t", "|", "%", "@"),
    *("1e5", "1,5", "12 EUR", "2026-02-30", "31.01.2026", "Ünïcode", "日本語", "con", "../../x"),
    *("<script>alert(1)</script>", "{n}", "{{7*7}}", "\x1b[31m", "\u202e", "\u2028", "a\nb"),
    *("x" * 301, [], {}, [None], [["a"]], {"a": "b"}, {"en": {"a": "b"}}, {"": ""}),
]
odd = st.sampled_from(ODD) | st.text(max_size=12)


def values(schema: Schema, root: Schema, depth: int = 0) -> st.SearchStrategy[Any]:
    """What fits a schema, with something odd in one of many places."""
    if "$ref" in schema:
        return values(root["$defs"][schema["$ref"].rpartition("/")[2]], root, depth)
    for union in ("anyOf", "oneOf"):
        if union in schema:
            kinds = [item for item in schema[union] if depth < 5 or not _is_nested(item)]
            return st.one_of([values(item, root, depth + 1) for item in kinds or [{}]])
    return st.integers(0, 25).flatmap(lambda n: odd if n == 0 else _fitting(schema, root, depth))


def _is_nested(schema: Schema) -> bool:
    return "$ref" in schema or schema.get("type") in ("array", "object")


def _fitting(schema: Schema, root: Schema, depth: int) -> st.SearchStrategy[Any]:
    if "enum" in schema and "$comment" not in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    if schema.get("type") == "array":
        most = 3 if depth < 5 else 1
        return st.lists(values(schema["items"], root, depth + 1), max_size=most)
    if schema.get("type") != "object":
        good = GOOD.get(schema.get("$comment", ""), ["Acme", "people"])
        return st.sampled_from(good)
    fields = {
        name: values(item, root, depth + 1) for name, item in schema.get("properties", {}).items()
    }
    if fields:
        required = set(schema.get("required", ()))
        return st.fixed_dictionaries(
            {name: item for name, item in fields.items() if name in required},
            optional={name: item for name, item in fields.items() if name not in required},
        )
    below = next(iter(schema.get("patternProperties", {"": {}}).values()))
    kind = schema.get("propertyNames", {}).get("$comment", "id")
    keys = st.sampled_from(GOOD.get(kind, ["source"]))
    return st.dictionaries(keys, values(below, root, depth + 1), max_size=3)


def contents(format_: FileFormat) -> st.SearchStrategy[str]:
    """A file of a format as text."""
    schema = json_schema(format_)
    trees = values(schema, schema).map(
        lambda tree: yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    )
    return trees.map(lambda text: f"---\n{text}---\n") if format_.name == "page" else trees


written = st.one_of(
    [
        st.tuples(st.sampled_from([EXAMPLE, LANGUAGE]), st.just(format_.example), contents(format_))
        for format_ in FILE_FORMATS
        if format_.example
    ]
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """A file of an example after a careless edit or two."""
    site, path = draw(st.sampled_from(FILES))
    lines = (FORMATS_FOLDER / site / path).read_text("utf-8").splitlines()
    for _ in range(draw(st.integers(1, 3))):
        i = draw(st.integers(0, len(lines) - 1)) if lines else 0
        lines[i : i + 1] = draw(st.sampled_from(_edits(lines[i] if lines else "", draw)))
    return site, path, "\n".join(lines)


def _edits(line: str, draw: st.DrawFn) -> list[list[str]]:
    """What may become of a line."""
    cut = draw(st.integers(0, len(line)))
    strange = str(draw(odd))
    begin, _, _ = line.partition(":")
    return [
        *([], [line, line], [line[:cut]], [line[cut:]], [line[:cut], line[cut:]], [f"  {line}"]),
        *([line.lstrip()], [line[:cut] + strange + line[cut:]], [f"{begin}: {strange}"], [strange]),
    ]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("anything")
    for site in (EXAMPLE, LANGUAGE):
        shutil.copytree(FORMATS_FOLDER / site, folder / site)
    return folder


def said_about(site: Path, path: str, text: str, day: date) -> tuple[Diagnostic, ...]:
    """What is wrong with an example when one file of it holds another text."""
    file = site / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", errors="surrogatepass", newline="")
    try:
        return check(site, lambda _: day, "", False, lambda _: None).diagnostics
    finally:
        file.unlink() if before is None else file.write_bytes(before)


def assert_useful(found: tuple[Diagnostic, ...], site: Path, path: str, text: str) -> None:
    """Each mistake stands somewhere in the site, and can be shown in every format."""
    for item in found:
        place = PurePosixPath(item.place.path)
        assert not place.is_absolute()
        assert ".." not in place.parts
        assert str(place) == path or (site / place).exists()
        last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert 1 <= item.place.line <= (last if item.place.path == path else 10_000)
        assert item.place.column >= 1
        assert item.message
    for show in FORMATS.values():
        shown = "\n".join(line.plain for line in show([*found, *map(mask, found)], ""))
        assert not {"\x1b", "\u202e", "\x00"} & set(shown)


@settings(max_examples=200, deadline=None)
@given(written, days)
def test_files_of_any_content(sites: Path, file: tuple[str, str, str], day: date) -> None:
    site, path, text = file
    assert_useful(said_about(sites / site, path, text, day), sites / site, path, text)


@settings(max_examples=300, deadline=None)
@given(edited(), days)
def test_careless_edits(sites: Path, file: tuple[str, str, str], day: date) -> None:
    site, path, text = file
    assert_useful(said_about(sites / site, path, text, day), sites / site, path, text)
