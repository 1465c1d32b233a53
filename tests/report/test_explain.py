"""Explanations and lists of levels, for the worked example and cases of its own.

`python tests/report/test_explain.py` writes the expected texts anew; read them before you commit.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.standing import Standings
from generator.qualify.standings import qualify
from generator.report.explain import explain
from generator.report.levels import LEVELS
from generator.report.narrative import narrate
from generator.validate.directory import validate

HERE = Path(__file__).parent
SITES = {"example": HERE.parents[1] / "docs/formats/examples", "odd": HERE / "sites/odd"}
DAY = date(2026, 4, 1)
CASES = [
    ("example", "acme", True),
    ("example", "acme", False),
    ("example", "borealis", True),
    ("example", "borealis", False),
    ("odd", "by-condition", True),
    ("odd", "by-record", True),
    ("odd", "without-track", True),
    ("odd", "inactive", True),
    ("odd", "left", True),
    ("odd", "not-yet", True),
    ("odd", "ended", True),
    ("odd", "at-the-top", False),
]


def read(name: str) -> tuple[Directory, Standings]:
    directory, diagnostics = validate(load(SITES[name]))
    assert directory is not None, diagnostics
    return directory, qualify(directory, DAY)


def explanation(site: str, partner_id: str, private: bool) -> str:
    directory, standings = read(site)
    partner = next(item for item in directory.partners if item.id == partner_id)
    found = explain(directory, standings, partner, None)
    return "\n\n".join(narrate(item, private) for item in found)


def expected(site: str, partner: str, private: bool) -> Path:
    return HERE / "expected" / f"{site}-{partner}{'-private' if private else ''}.txt"


@pytest.mark.parametrize(("site", "partner", "private"), CASES)
def test_explanation(site: str, partner: str, private: bool) -> None:
    said = explanation(site, partner, private)
    assert said == expected(site, partner, private).read_text("utf-8")


@pytest.mark.parametrize("format_", LEVELS)
def test_levels(format_: str) -> None:
    _, standings = read("odd")
    ending = {"table": "txt"}.get(format_, format_)
    path = HERE / "expected" / f"levels.{ending}"
    assert LEVELS[format_](standings, True) == path.read_text("utf-8")


@pytest.mark.parametrize("format_", LEVELS)
def test_levels_without_dates_of_changes(format_: str) -> None:
    _, standings = read("example")
    private, public = (LEVELS[format_](standings, shown) for shown in (True, False))
    for date_ in ("2027-01-01", "2026-07-01"):
        assert date_ in private
        assert date_ not in public


if __name__ == "__main__":
    for case in CASES:
        expected(*case).write_text(explanation(*case), "utf-8")
    for name, write in LEVELS.items():
        path = HERE / "expected" / f"levels.{({'table': 'txt'}).get(name, name)}"
        path.write_text(write(read("odd")[1], True), "utf-8")
