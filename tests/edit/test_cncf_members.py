"""The example `examples/cncf-members`: from an export to levels that agree with it.

Once with a dozen invented rows, and once with the real export where it is at hand: below the
folder that SHARED_DATA names, by default `../shared/data` beside this repository.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator.edit.importer import ImportResult, import_records
from generator.load.site import load
from generator.model.standing import Standing
from generator.pipeline import compute
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "cncf-members"
INVENTED = Path(__file__).with_name("cncf")
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
REAL = SHARED / "cncf-landscape" / "organisations.csv"
OWASP = SHARED / "owasp-members" / "corp_members.yml"

LEVELS = {
    "Platinum": ("member", "platinum"),
    "Gold": ("member", "gold"),
    "Silver": ("member", "silver"),
    "End User Supporter and Contributor": ("end-user", "end-user"),
    "Academic": ("academic", "academic"),
    "Nonprofit": ("nonprofit", "nonprofit"),
    "": (None, None),
}
SPECIALISATIONS = {
    "Kubernetes Certified Service Provider": "service-provider",
    "Kubernetes and Cloud Native Training Partner": "training-partner",
    "Certified Kubernetes - Distribution": "certified-distribution",
    "Certified Kubernetes - Hosted": "certified-hosted",
    "Certified Kubernetes - Installer": "certified-installer",
}


def import_into_copy(table: Path, folder: Path) -> ImportResult:
    shutil.copytree(EXAMPLE, folder)
    return import_records(table, folder, folder / "map.yaml", dry_run=False)


def standings(folder: Path) -> list[Standing]:
    checked = compute(folder, lambda zone: date(2026, 9, 1), False, lambda stage: None)
    assert {found.rule.code for found in checked.diagnostics} <= {"R018"}
    assert checked.standings is not None
    return list(checked.standings.standings)


def test_the_example_holds_no_records() -> None:
    assert not (EXAMPLE / "partners").exists()
    assert not load(EXAMPLE).diagnostics


def test_levels_of_invented_members(tmp_path: Path) -> None:
    result = import_into_copy(INVENTED / "organisations.csv", tmp_path / "site")
    assert (result.rows, result.count("created")) == (12, 12)
    lines = [
        (
            item.partner,
            item.track or "-",
            item.level or "-",
            item.since.isoformat() if item.since else "-",
            ", ".join(item.specialisations) or "-",
        )
        for item in standings(tmp_path / "site")
    ]
    expected = (INVENTED / "levels.txt").read_text("utf-8").splitlines()
    assert lines == [tuple(line.split(maxsplit=4)) for line in expected]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    if not REAL.is_file():
        # The export belongs to others and is no part of this project; the invented one above has
        # the same columns and oddities, and is always tested.
        pytest.skip(f"{REAL} is not at hand")
    folder = tmp_path_factory.mktemp("cncf") / "site"
    return folder, import_into_copy(REAL, folder)


def test_every_real_row_becomes_a_record(real: tuple[Path, ImportResult]) -> None:
    folder, result = real
    assert (result.rows, result.skipped, result.count("created")) == (736, 0, 736)
    assert len(list((folder / "partners").glob("*.yaml"))) == 736
    assert Counter(found.rule.slug for found in result.diagnostics) == {
        "import-duplicate": 1,  # Storm Reply
        "import-value": 15,  # a placeholder as website
        "import-empty": 15 + 15,  # without a level, and with a level but no date
    }
    again = import_records(REAL, folder, folder / "map.yaml", dry_run=False)
    assert again.count("unchanged") == 736


def test_real_levels_agree_with_the_table(real: tuple[Path, ImportResult]) -> None:
    folder, result = real
    by_partner = {item.partner: item for item in standings(folder)}
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, record in zip(rows, result.records, strict=True):
        standing = by_partner[record.id]
        assert (standing.track, standing.level) == LEVELS[row["Membership Level"]], row
        listed = {SPECIALISATIONS[name] for name in row["Programs"].split("; ") if name}
        assert set(standing.specialisations) == listed, row
        if standing.since:
            assert standing.since.isoformat() == row["Member Since"], row
    assert {"storm-reply", "storm-reply-2"} <= by_partner.keys()


@pytest.mark.skipif(not OWASP.is_file(), reason="the file is not at hand")
def test_a_record_with_forbidden_tabs_is_told_where(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    record = tmp_path / "partners" / "corp-members.yml"
    record.parent.mkdir()
    shutil.copy(OWASP, record)
    found = load(tmp_path).diagnostics
    assert ("partners/corp-members.yml", 11) in {(d.place.path, d.place.line) for d in found}
