"""Who stands in the directory on a day, and what of their record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.site import load
from generator.qualify.standings import qualify
from generator.site.assemble import assemble
from generator.site.views.pages import ListPage
from generator.site.views.profile import PartnerPage
from generator.site.views.program import ProgramPage
from generator.site.views.site import Site
from generator.validate.directory import validate

FILES = {
    "site.yaml": "format: 1\ntitle: T\nvendor: V\nlanguages: [en]\n",
    # Who is only Learning is not shown in the reseller program; the host program shows everybody.
    "content/programs/reseller/program.yaml": "name: Reseller\n",
    "content/programs/reseller/versions/2026.yaml": """
status: effective
effective: 2026-01-01
levels:
  - {id: learning, name: Learning, listed: no}
  - {id: ready, name: Ready}
metrics:
  users: {name: Users, measure: fact, fact: users, value: number}
requirements:
  - {metric: users, levels: {learning: 0, ready: 10}}
""",
    "content/programs/host/program.yaml": "name: Host\n",
    "content/programs/host/versions/2026.yaml": """
status: effective
effective: 2026-01-01
levels: [{id: host, name: Host}]
""",
    "partners/ready.yaml": """
name: Ready
programs: [{program: reseller}]
private: {facts: [{name: users, value: 10}]}
""",
    "partners/learning.yaml": """
name: Learning
programs: [{program: reseller}]
private: {facts: [{name: users, value: 3}]}
""",
    "partners/nothing-known.yaml": "name: Nothing known\nprograms: [{program: reseller}]\n",
    "partners/learning-and-host.yaml": """
name: Learning and host
programs: [{program: reseller}, {program: host}]
private: {facts: [{name: users, value: 3}]}
""",
    "partners/no-program.yaml": "name: No program\n",
    "partners/leaves-in-june.yaml": """
name: Leaves in June
status: left
left_on: 2026-06-30
programs: [{program: host}]
contacts:
  - {name: A. Person, email: a@example.com, consent: 2026-03-01, consent_until: 2026-05-31}
  - {email: info@example.com}
""",
    "partners/inactive.yaml": "name: Inactive\nstatus: inactive\nprograms: [{program: host}]\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def site_on(folder: Path, day: date) -> Site:
    directory, diagnostics = validate(load(folder))
    assert directory, diagnostics
    site, found = assemble(directory, qualify(directory, day), "")
    assert not found
    return site


def profiles(site: Site) -> dict[str, PartnerPage]:
    views = [page.view for page in site.pages]
    return {view.id: view for view in views if isinstance(view, PartnerPage)}


def test_who_is_listed(folder: Path) -> None:
    site = site_on(folder, date(2026, 5, 1))
    assert [document.card.id for document in site.search[0].documents] == [
        "learning-and-host",
        "leaves-in-june",
        "no-program",
        "ready",
    ]


def test_an_unlisted_level_is_not_shown_either(folder: Path) -> None:
    both = profiles(site_on(folder, date(2026, 5, 1)))["learning-and-host"]
    assert [standing.program for standing in both.standings] == ["Host"]


def test_partners_of_an_unlisted_level_are_not_counted(folder: Path) -> None:
    views = [page.view for page in site_on(folder, date(2026, 5, 1)).pages]
    (program,) = (x for x in views if isinstance(x, ProgramPage) and x.name == "Reseller")
    assert [level.count for level in program.tracks[0].levels] == [None, 1]
    lists = {x.heading: x.total for x in views if isinstance(x, ListPage) and x.kind == "level"}
    assert lists == {"Learning": None, "Ready": 1, "Host": 2}


@pytest.mark.parametrize(
    ("day", "state", "contacts"),
    [
        (date(2026, 2, 28), "active", ["info@example.com"]),
        (date(2026, 3, 1), "active", ["a@example.com", "info@example.com"]),
        (date(2026, 5, 31), "active", ["a@example.com", "info@example.com"]),
        (date(2026, 6, 1), "active", ["info@example.com"]),
        (date(2026, 6, 30), "active", ["info@example.com"]),
        (date(2026, 7, 1), "left", []),
    ],
)
def test_consent_and_leaving_hold_to_their_last_day(
    folder: Path, day: date, state: str, contacts: list[str]
) -> None:
    page = profiles(site_on(folder, day))["leaves-in-june"]
    assert (page.state, [contact.email for contact in page.contacts]) == (state, contacts)


def test_who_is_not_listed_has_no_page_but_who_left_has(folder: Path) -> None:
    pages = profiles(site_on(folder, date(2026, 7, 1)))
    assert {"learning", "nothing-known"} & pages.keys() == set()
    assert {page.id: page.state for page in pages.values() if page.state != "active"} == {
        "inactive": "inactive",
        "leaves-in-june": "left",
    }
