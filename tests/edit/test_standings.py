"""`levels --record`: the audit trail says what was held, and changes nothing that is held."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.facts import NO_FACTS, Recorded
from generator.model.standing import Standings
from generator.model.text import Source
from generator.qualify.recorded import disagreements
from generator.qualify.standings import qualify
from generator.validate.directory import validate
from tests.conftest import ROOT, Run, write_files

HEAD = """\
# The audit trail: levels that partners held. Written by `partnersite levels --record`.
# An entry is true from `since` to `as_of`; what came after it is computed.
standings:
"""
SITE = {
    "site.yaml": "format: 1\ntitle: Partners\nvendor: Example\nlanguages: [en]\n",
    "content/programs/reseller/program.yaml": "name: Resellers\n",
    "content/programs/reseller/versions/2025.yaml": """\
status: effective
effective: 2025-01-01
levels: [{id: silver, name: Silver}, {id: gold, name: Gold}]
metrics:
  plan: {name: Plan, measure: document, document: plan}
  contract: {name: Contract, measure: document, document: contract}
requirements:
  - {metric: contract, levels: {silver: yes, gold: yes}}
  - {metric: plan, levels: {gold: yes}}
""",
    "partners/acme.yaml": """\
name: Acme
programs: [{program: reseller, since: 2025-02-01}]
private:
  documents:
    - {id: contract, issued: 2025-02-01}
    - {id: plan, issued: 2025-02-01, valid_until: 2025-06-30}
    - {id: plan, issued: 2025-09-01, valid_until: 2025-12-31}
""",
    "partners/beta.yaml": "name: Beta\nprograms: [{program: reseller, since: 2025-05-01}]\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", SITE)


def record(run: Run, site: Path, *days: str) -> str:
    """The audit trail after a recording on each of the days, without its head."""
    for day in days:
        done = run("levels", site, "--as-of", day, "--record", "--quiet")
        assert (done.code, done.stderr) == (0, "")
    text = (site / "standings.yaml").read_text("utf-8")
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def entry(partner: str, level: str, since: str, as_of: str) -> str:
    begins = f"since: {since}, " if since else ""
    return (
        f"  - {{partner: {partner}, program: reseller, level: {level}, {begins}as_of: {as_of},"
        " version: 2025, status: held}\n"
    )


def test_first_time(run: Run, site: Path) -> None:
    done = run("levels", site, "--as-of", "2025-03-01", "--record", "--format", "json")
    assert done.stderr == "standings.yaml: 2 standings added, 0 extended.\n"
    assert done.stdout.startswith("[")
    assert (site / "standings.yaml").read_text("utf-8") == HEAD + (
        entry("acme", "gold", "2025-02-01", "2025-03-01") + entry("beta", "none", "", "2025-03-01")
    )


def test_a_level_that_goes_on_is_extended(run: Run, site: Path) -> None:
    assert record(run, site, "2025-03-01", "2025-04-01", "2025-06-30") == (
        entry("acme", "gold", "2025-02-01", "2025-06-30")
        + entry("beta", "none", "2025-03-01", "2025-06-30")
    )


def test_another_level_is_a_new_entry(run: Run, site: Path) -> None:
    assert record(run, site, "2025-06-30", "2025-07-02") == (
        entry("acme", "gold", "2025-02-01", "2025-06-30")
        + entry("acme", "silver", "2025-07-01", "2025-07-02")
        + entry("beta", "none", "2025-06-30", "2025-07-02")
    )


def test_a_level_lost_and_won_again_is_a_new_entry(run: Run, site: Path) -> None:
    assert record(run, site, "2025-06-01", "2025-10-01") == (
        entry("acme", "gold", "2025-02-01", "2025-06-01")
        + entry("acme", "gold", "2025-09-01", "2025-10-01")
        + entry("beta", "none", "2025-06-01", "2025-10-01")
    )


def test_an_earlier_day_becomes_an_earlier_entry(run: Run, site: Path) -> None:
    assert record(run, site, "2025-10-01", "2025-08-01", "2025-03-01") == (
        entry("acme", "gold", "2025-02-01", "2025-03-01")
        + entry("acme", "silver", "2025-07-01", "2025-08-01")
        + entry("acme", "gold", "2025-09-01", "2025-10-01")
        + entry("beta", "none", "", "2025-03-01")
        + entry("beta", "none", "", "2025-08-01")
        + entry("beta", "none", "", "2025-10-01")
    )


def test_a_recorded_day_stays_as_it_is(run: Run, site: Path) -> None:
    """The same bytes, although the facts have changed in the meantime."""
    before = record(run, site, "2025-03-01")
    file = site / "partners/acme.yaml"
    file.write_text(file.read_text("utf-8").replace("id: plan", "id: contract"), "utf-8")
    assert record(run, site, "2025-03-01") == before
    assert record(run, site, "2025-03-02").startswith(
        entry("acme", "gold", "2025-02-01", "2025-03-01")
        + entry("acme", "silver", "2025-03-02", "2025-03-02")
    )


def test_facts_that_contradict_the_record(run: Run, site: Path) -> None:
    record(run, site, "2025-03-01")
    file = site / "partners/acme.yaml"
    file.write_text(file.read_text("utf-8").replace("id: plan", "id: contract"), "utf-8")
    said = "“acme” is recorded at gold of “reseller” on 2025-03-01, and its facts give silver"
    for command in ("check", "build"):
        shown = run(command, site, "--as-of", "2025-04-01", "--private")
        masked = run(command, site, "--as-of", "2025-04-01")
        assert said in shown.stdout + shown.stderr
        assert "standings.yaml:4:1: warning[R024 standing-disagrees]" in (
            masked.stdout + masked.stderr
        )
        assert "gold" not in masked.stdout + masked.stderr
    assert run("levels", site, "--as-of", "2025-04-01", "--strict").code == 1


def test_comments_and_other_lines_stay(run: Run, site: Path) -> None:
    write_files(
        site,
        {
            "standings.yaml": """\
# Ours.
standings:
  # From the old list.
  - partner: acme
    program: reseller
    level: gold # by hand
    since: 2025-02-01
    as_of: 2025-03-01

  - {partner: beta, program: reseller, level: none, as_of: 2025-03-15}  # not yet
  # The end.
"""
        },
    )
    run("levels", site, "--as-of", "2025-03-10", "--record")
    assert (site / "standings.yaml").read_text("utf-8") == (
        "# Ours.\n"
        "standings:\n"
        "  # From the old list.\n"
        "  # by hand\n"
        + entry("acme", "gold", "2025-02-01", "2025-03-10")
        + entry("beta", "none", "", "2025-03-10")
        + "\n"
        "  - {partner: beta, program: reseller, level: none, as_of: 2025-03-15}  # not yet\n"
        "  # The end.\n"
    )


def test_a_list_on_one_line_cannot_be_changed(run: Run, site: Path) -> None:
    text = "standings: [{partner: acme, program: reseller, level: gold, as_of: 2025-02-01}]\n"
    write_files(site, {"standings.yaml": text})
    done = run("levels", site, "--as-of", "2025-03-01", "--record")
    assert (done.code, done.stdout) == (1, "")
    assert "standings.yaml:1:1: error[I006 import-write]" in done.stderr
    assert (site / "standings.yaml").read_text("utf-8") == text


def test_a_file_without_entries(run: Run, site: Path) -> None:
    write_files(site, {"standings.yaml": "# Ours.\nstandings: []\n# The end.\n"})
    assert run("levels", site, "--as-of", "2025-03-01", "--record").code == 0
    assert (site / "standings.yaml").read_text("utf-8") == (
        "# Ours.\n"
        "# The end.\n"
        "standings:\n"
        + entry("acme", "gold", "2025-02-01", "2025-03-01")
        + entry("beta", "none", "", "2025-03-01")
    )


def test_one_entry_for_each_ladder(run: Run, tmp_path: Path) -> None:
    site = shutil.copytree(ROOT / "tests/report/sites/ways", tmp_path / "ways")
    run("levels", site, "--as-of", "2026-05-11", "--record")
    trail = yaml.safe_load((site / "standings.yaml").read_text("utf-8"))["standings"]
    assert [(x["partner"], x["ladder"], x["level"]) for x in trail] == [
        ("gipfel", "campus", "none"),
        ("gipfel", "security", "silver"),
        ("gipfel-sued", "campus", "none"),
        ("ohne-vertrag", "security", "none"),
        ("wahl", "security", "silver"),
    ]
    assert run("check", site, "--as-of", "2026-05-11", "--strict").code == 1, "P014 of that site"
    assert "R024" not in run("check", site, "--as-of", "2027-05-11").stdout


# --- recording changes nothing ------------------------------------------------------------------

SITES = [
    ROOT / "tests/report/sites/time",
    *sorted(file.parent for file in (ROOT / "examples").glob("*/cases.yaml")),
]


def days_of(site: Path) -> list[date]:
    """Days on which something happens at the site."""
    cases = site / "cases.yaml"
    if not cases.exists():
        return [date(2025, month, 15) for month in range(1, 13, 2)] + [date(2026, 5, 11)]
    found = {case["as_of"] for case in yaml.safe_load(cases.read_text("utf-8"))}
    return sorted(found)


def without_records(directory: Directory) -> Directory:
    facts = {name: replace(item, recorded=()) for name, item in directory.facts.items()}
    return replace(directory, facts=facts)


def with_records(directory: Directory, standings: Standings) -> Directory:
    """The site with the standings of a day written down."""
    facts = dict(directory.facts)
    for item in standings.standings:
        known = facts.get(item.partner, NO_FACTS)
        record = Recorded(
            item.partner, item.program, item.level, item.since or standings.as_of,
            standings.as_of, Source("standings.yaml", 1), item.ladder or "",
        )  # fmt: skip
        facts[item.partner] = replace(known, recorded=(*known.recorded, record))
    return replace(directory, facts=facts)


def differences(directory: Directory, days: list[date]) -> Iterator[object]:
    for i, day in enumerate(days):
        recorded = with_records(directory, qualify(directory, day))
        yield from disagreements(recorded)
        for later in days[i:]:
            pairs = zip(
                qualify(directory, later).standings,
                qualify(recorded, later).standings,
                strict=True,
            )
            yield from (pair for pair in pairs if pair[0] != pair[1])


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_recording_changes_nothing(site: Path) -> None:
    """Neither levels nor their status, dates or next changes, on the day and later."""
    directory, _ = validate(load(site))
    assert directory is not None
    assert not list(differences(without_records(directory), days_of(site)))
