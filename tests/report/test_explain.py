"""Explanations and lists of levels, for the worked example and cases of its own.

UPDATE_CASES=1 writes the expected texts anew.
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
from tests.conftest import ROOT, check_expected

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SITES = {"example": ROOT / "docs/formats/examples", "odd": HERE / "sites/odd"}
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


@pytest.mark.parametrize(("site", "partner", "private"), CASES)
def test_explanation(site: str, partner: str, private: bool) -> None:
    ending = "-private" if private else ""
    check_expected(EXPECTED / f"{site}-{partner}{ending}.txt", explanation(site, partner, private))


@pytest.mark.parametrize("format_", LEVELS)
def test_levels(format_: str) -> None:
    _, standings = read("odd")
    ending = {"table": "txt"}.get(format_, format_)
    check_expected(EXPECTED / f"levels.{ending}", LEVELS[format_](standings, True))


@pytest.mark.parametrize("format_", LEVELS)
def test_levels_without_dates_of_changes(format_: str) -> None:
    _, standings = read("example")
    private, public = (LEVELS[format_](standings, shown) for shown in (True, False))
    for date_ in ("2027-01-01", "2026-07-01"):
        assert date_ in private
        assert date_ not in public
