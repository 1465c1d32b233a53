"""One run finds the mistakes of all files, and of one file those of every kind."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.load.site import load
from generator.validate.directory import validate

SITE = Path(__file__).parent / "site"
FILES = {
    "site.yaml": """\
format: 1
title: Partners of Example
vendor: Example
languages: [en]
page_size: many
base_url: ftp://example.com
logo: partners/logos/none.svg
colour: blue
""",
    "content/programs/reseller/versions/2026.yaml": """\
status: effective
effective: 2026-01-01
levels:
  - { id: silver, name: Silver }
  - { id: gold, name: Gold }
certifications:
  - { id: engineer, name: Engineer }
metrics:
  engineers: { name: Engineers, measure: people, holding: enginer }
requirements:
  - { metric: engineers, levels: { silver: 1, glod: 4 } }
  - { metric: engineers, level: { silver: 1 } }
  - { metric: revenue, levels: { silver: 1 } }
benefits:
  - { id: portal, name: Portal, kind: yes or no, levels: { silver: yes } }
  - { id: margin, name: Margin, kind: percent, levels: { silver: a lot } }
""",
    "content/pages/imprint.md": "---\ntitle: Imprint\nupdated: today\n---\n",
    "partners/acme.yaml": """\
name: Acme
headlines: Hello
status: lost
left_on: 2026-01-01
website: www.example.com
languages: [English]
programs:
  - program: resellers
  - program: reseller
    since: 2026
references:
  - title: ""
  - title: A bridge
    url: javascript:alert(1)
private:
  people:
    - id: p1
      credentials:
        - certification: baker
    - id: p2
      credentials:
        - { certification: engineer, issued: 2026-02-01, valid_until: 2026-01-01 }
  overrides:
    - program: alliance
      level: gold
      reason: merger
      approved_by: channel manager
      until: 2026-12-31
""",
    "partners/broken.yaml": "name: 'Broken\n",
    "partners/broken.private.yaml": "notes: Nothing is wrong here.\n",
    "partners/deals.csv": "partner,date,amount\nbroken,2026-01-31,1\nacmee,2026-01-32,1\n",
}
EXPECTED = """\
content/pages/imprint.md:3:10 R003
content/programs/reseller/versions/2026.yaml:9:59 R010
content/programs/reseller/versions/2026.yaml:11:47 P001
content/programs/reseller/versions/2026.yaml:12:26 R001
content/programs/reseller/versions/2026.yaml:13:15 P002
content/programs/reseller/versions/2026.yaml:15:39 R004
content/programs/reseller/versions/2026.yaml:16:66 R003
partners/acme.yaml:2:1 R001
partners/acme.yaml:3:9 R004
partners/acme.yaml:5:10 R013
partners/acme.yaml:6:13 R004
partners/acme.yaml:8:14 R010
partners/acme.yaml:10:12 R003
partners/acme.yaml:12:12 R004
partners/acme.yaml:14:10 R013
partners/acme.yaml:19:11 R002
partners/acme.yaml:22:71 R014
partners/acme.yaml:24:16 R010
partners/broken.yaml:1:7 Y004
partners/deals.csv:3:1 R010
partners/deals.csv:3:7 R004
site.yaml:5:12 R003
site.yaml:6:11 R013
site.yaml:7:7 R015
site.yaml:8:1 R001
"""


def test_one_run_finds_everything(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    directory, found = validate(load(tmp_path))
    assert directory is None
    said = "".join(f"{item.place} {item.rule.code}\n" for item in found)
    assert said == EXPECTED


def test_pointers_hold_although_faulty_entries_are_set_aside(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "partners/acme.yaml").write_text(FILES["partners/acme.yaml"], "utf-8")
    _, found = validate(load(tmp_path))
    pointers = {item.place.line: item.pointer for item in found}
    assert pointers[14] == "/references/1/url"
    assert pointers[22] == "/private/people/1/credentials/0/valid_until"
