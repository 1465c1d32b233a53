"""Whatever a table holds: no traceback, no file elsewhere, records that are in order."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import has_errors
from generator.edit.importer import import_records
from generator.edit.records import read_records
from generator.validate.formats.record import RecordFormat
from generator.validate.records import check_record
from generator.validate.shape import shape

MAP = """\
format: 1
columns:
  name: name
  latin: latin_name
  web: website
  text: description
  city: locations[1].city
  country: locations[1].country
  latitude: locations[1].latitude
  status: status
  left: left_on
  year: founded
  mail: contacts[1].email
  services: {field: services, split: ";"}
  languages: {field: languages, split: ","}
  level: {fact: level, since: since, until: until}
  checks: {split: ";", facts: {a: first, b: second}}
  program: {field: programs, since: since}
"""
COLUMNS = [
    "name", "latin", "web", "text", "city", "country", "latitude", "status", "left", "year",
    "mail", "services", "languages", "level", "since", "until", "checks", "program",
]  # fmt: skip
LIKELY = [
    "", "Acme", "acme", "ACME ", "../x", "con", "DE", "https://acme.example", "javascript:x",
    "left", "active", "2020-01-31", "2020-02-30", "12.5", "99", "en,de", "a;b;c", "reseller",
    "a@b.example", "=1+1", "null", "- x", "# x", "\u202e", "a\nb", "{{7*7}}", "株式会社",
]  # fmt: skip
cells = st.sampled_from(LIKELY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
tables = st.lists(st.lists(cells, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=6)


@settings(deadline=None)
@given(tables)
@example([["Acme", *["left"] * (len(COLUMNS) - 1)]])
def test_any_table(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "site"
        site.mkdir()
        (site / "site.yaml").write_text("languages: [en]\n", "utf-8")
        (folder / "map.yaml").write_text(MAP, "utf-8")
        (folder / "t.csv").write_text(text.getvalue(), "utf-8", newline="")
        result = import_records(folder / "t.csv", site, folder / "map.yaml", dry_run=False)
        assert result.written != has_errors(result.diagnostics)
        assert all(found.place.line >= 1 and found.message for found in result.diagnostics)
        expected = {record.path for record in result.records} if result.written else set()
        found = {path.relative_to(site).as_posix() for path in site.rglob("*.yaml")}
        assert found == expected | {"site.yaml"}
        check_records(site)
        again = import_records(folder / "t.csv", site, folder / "map.yaml", dry_run=False)
        assert again.count("unchanged") == len(expected)


def check_records(site: Path) -> None:
    records, found = read_records(site)
    assert not found
    for record in records.values():
        shaped, wrong = shape(RecordFormat, record.file.root, record.file.path, ())
        assert shaped is not None, wrong
        assert not has_errors(check_record(shaped))
