"""Recorded standings are private facts of their partners, and go with a partner left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.site import load
from generator.validate.directory import validate
from generator.validate.faulty import validate_without_faulty
from tests.conftest import write_files

SITE = {
    "site.yaml": "format: 1\ntitle: Partners\nvendor: Example\nlanguages: [en]\n",
    "content/programs/reseller/program.yaml": "name: Reseller\n",
    "content/programs/reseller/versions/2026.yaml": (
        "status: effective\neffective: 2026-01-01\nlevels: [{id: gold, name: Gold}]\n"
    ),
    "partners/acme.yaml": "name: Acme\nprograms: [{program: reseller}]\n",
    "partners/beta.yaml": "name: Beta\nprograms: [{program: reseller}]\n",
}
SOUND = """\
standings:
  - {partner: acme, program: reseller, level: gold, since: 2026-02-01, as_of: 2026-03-31}
  - partner: beta
    program: reseller
    level: none
    as_of: 2026-03-31
"""


def test_standings_are_facts_of_their_partners(tmp_path: Path) -> None:
    directory, found = validate(load(write_files(tmp_path, {**SITE, "standings.yaml": SOUND})))
    assert found == []
    assert directory is not None
    recorded = {name: facts.recorded for name, facts in directory.facts.items()}
    assert {
        name: [(item.level, item.since, item.as_of) for item in items]
        for name, items in recorded.items()
    } == {
        "acme": [("gold", date(2026, 2, 1), date(2026, 3, 31))],
        "beta": [(None, date(2026, 3, 31), date(2026, 3, 31))],
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("level: none", "level: silver", id="a level that is not there"),
        pytest.param("as_of: 2026-03-31\n", "as_of: yesterday\n", id="a day that is none"),
    ],
)
def test_a_wrong_one_leaves_its_partner_out(tmp_path: Path, old: str, new: str) -> None:
    before, _, after = SOUND.rpartition(old)
    files = load(write_files(tmp_path, {**SITE, "standings.yaml": f"{before}{new}{after}"}))
    directory, found, left_out = validate_without_faulty(files)
    assert left_out == ("beta",)
    assert directory is not None
    assert list(directory.facts) == ["acme"]
    assert [item.private for item in found] == [True]


def test_a_partner_left_out_is_not_missed_there(tmp_path: Path) -> None:
    broken = {"partners/acme.yaml": "name: [Acme]\n", "standings.yaml": SOUND}
    directory, found, left_out = validate_without_faulty(
        load(write_files(tmp_path, {**SITE, **broken}))
    )
    assert left_out == ("acme",)
    assert directory is not None
    assert {item.place.path for item in found} == {"partners/acme.yaml"}
