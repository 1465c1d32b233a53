"""The examples of docs/program-language.md build sites, and what stands beside them comes out.

A comment above a block of YAML says which file of a site it belongs to::

    <!-- versions/2026.yaml -->                              on top of what the file holds
    <!-- versions/2026.yaml, anew -->                        in its place
    <!-- versions/2027.yaml, after versions/2026.yaml -->    on top of a copy of the other

``versions/`` and ``program.yaml`` are those of the program ``resellers``. Every section begins with
the site of the first one. Put on top of a file, keys join those that are there. So do the entries
of a version's lists, where one with the same id or metric takes the other's place; a list in any
other file is replaced.

What comes out stands below:

- A block of ``text``: day, partner (``acme`` where none is named), level, and words. A status other
  than held must stand in the words; ``path``, ``track``, ``specialisation``, ``gets`` (a benefit)
  and metrics with a figure are held against the standing too.
- A block of ``console``: commands, and all that they say.
- After ``<!-- its table -->`` or ``<!-- its benefits -->`` the table as the site shows it.
- After ``<!-- mistakes in FILE -->`` a table of mistakes, each on top of the file, and what
  ``check`` says of it; after ``<!-- mistakes at the end of FILE -->`` they are written there.

With ``UPDATE_CASES=1`` consoles and tables become what comes out now.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.directory import Directory
from generator.model.program import Version
from generator.model.standing import Standing
from generator.pipeline import Checked, check
from generator.qualify.standings import qualify
from generator.site.views.program import ProgramPage
from tests.conftest import ROOT, UPDATE_CASES, Run, write_files

PAGE = ROOT / "docs/program-language.md"
PROGRAM = "content/programs/resellers/"
LATER = date(2026, 11, 1)
"""The day of everything that names none."""
BLOCK = re.compile(
    r"^#+ (?P<heading>[^\n]*)$"
    r"|^<!-- (?P<file>[\w./-]+)(?P<anew>, anew)?(?:, after (?P<copied>[\w./-]+))? -->\n"
    r"```(?:yaml|csv)\n(?P<content>.*?)^```$"
    r"|^```(?P<unnamed>yaml|csv)$"
    r"|^```(?P<block>text|console)\n(?P<said>.*?)^```$"
    r"|^<!-- (?P<table>its table|its benefits|mistakes in|mistakes at the end of)"
    r" ?(?P<faulty>[\w./-]*) -->\n\n(?P<rows>(?:\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
Files = dict[str, str]


@dataclass
class Case:
    """A site, and what the page says of it. ``file`` is the one that mistakes are made in."""

    line: int
    heading: str
    kind: str
    said: str
    files: Files
    file: str

    def expect(self, shown: str) -> None:
        """Hold what was shown against what the page says, or let the page say it."""
        if UPDATE_CASES:
            before, heading, after = PAGE.read_text("utf-8").partition(f" {self.heading}\n")
            PAGE.write_text(before + heading + after.replace(self.said, shown, 1), "utf-8")
        else:
            assert shown == self.said, f"{PAGE.name}:{self.line}"


# --- reading the page -------------------------------------------------------------------------


def cases() -> Iterator[Case]:
    text = PAGE.read_text("utf-8")
    # All of the first section with a site is where every other one begins.
    first = files = Files()
    heading = waiting = ""
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match["heading"]:
            assert not waiting, f"{waiting}: nothing is said of what comes out"
            heading, files = match["heading"], dict(first) if first else first
        elif match["file"]:
            put(files, match["file"], match["content"], match["copied"], bool(match["anew"]))
            waiting = "" if files is first else f"{PAGE.name}:{line}"
        elif match["unnamed"]:
            pytest.fail(f"{PAGE.name}:{line}: which file is this?")
        else:
            kind, said = match["block"] or match["table"], match["said"] or match["rows"]
            kept = files if files is first else dict(files)
            yield Case(line, heading, kind, said, kept, match["faulty"] or "")
            waiting = ""


def place(short: str) -> str:
    own = short == "program.yaml" or short.startswith("versions/")
    return PROGRAM + short if own else short


def put(
    files: Files, file: str, content: str, copied: str | None = None, anew: bool = False
) -> None:
    """Put a block on top of a file, or in its place."""
    below = files.get(place(copied or file))
    if below is not None and not anew:
        # Everything stays the text it is: the formats, not this test, say what it means.
        old, new = (yaml.load(item, yaml.BaseLoader) for item in (below, content))
        content = json.dumps(on_top(old, new, "versions/" in file), ensure_ascii=False, indent=1)
    files[place(file)] = content


def on_top(old: Any, new: Any, joins_lists: bool) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        both = {key: on_top(old[key], new[key], joins_lists) for key in old.keys() & new.keys()}
        return {**old, **new, **both}
    if isinstance(old, list) and joins_lists and name_of(old[0]):
        joined = {name_of(item): item for item in old}
        return list({**joined, **{name_of(item) or str(item): item for item in new}}.values())
    return new


def name_of(item: Any) -> str:
    return str(item.get("id", item.get("metric", ""))) if isinstance(item, dict) else ""


ALL = list(cases())


def of(*kinds: str) -> pytest.MarkDecorator:
    found = [case for case in ALL if case.kind in kinds]
    return pytest.mark.parametrize("case", found, ids=lambda case: f"{case.heading} {case.line}")


# --- levels -----------------------------------------------------------------------------------


@of("text")
def test_what_comes_out(case: Case, tmp_path: Path) -> None:
    lines = [re.split(r"\s{2,}", line.strip()) for line in case.said.splitlines()]
    last = date.fromisoformat(max(line[0] for line in lines))
    directory = sound(write_files(tmp_path, case.files), last).directory
    assert directory is not None
    partners = {partner.name: partner.id for partner in directory.partners}
    for line in lines:
        day, *words = line
        partner = partners[words.pop(0)] if words[0] in partners else "acme"
        level, *more = words
        standing = standing_of(directory, day, partner, level)
        version = version_of(directory, standing)
        assert (line, level_of(standing, version)) == (line, level.rpartition(": ")[2])
        assert (line, differences(standing, version, " ".join(more))) == (line, [])


def sound(folder: Path, day: date) -> Checked:
    """A site that has no mistakes, and no warnings either."""
    checked = checked_on(folder, day)
    assert [f"{item.place}: {item.message}" for item in checked.diagnostics] == []
    return checked


def checked_on(folder: Path, day: date) -> Checked:
    return check(folder, lambda _: day, "", keep_going=False, progress=lambda _: None)


def standing_of(directory: Directory, day: str, partner: str, level: str) -> Standing:
    """The standing that a line speaks of; a ladder's level is written ``Network: Gold``."""
    ladder = level.rpartition(": ")[0].lower() or None
    standings = qualify(directory, date.fromisoformat(day)).standings
    found = [item for item in standings if item.partner == partner and item.ladder == ladder]
    # Of several programs one that gives a level, and rather the one that the page is about.
    return min(found, key=lambda item: (item.level is None, item.program != "resellers"))


def version_of(directory: Directory, standing: Standing) -> Version:
    program = next(item for item in directory.programs if item.id == standing.program)
    return next(item for item in program.versions if item.id == standing.version)


def level_of(standing: Standing, version: Version) -> str:
    return next((item.name("en") for item in version.levels if item.id == standing.level), "none")


def differences(standing: Standing, version: Version, words: str) -> list[str]:
    """What the words say of a standing, or leave out, and is not so."""
    status = re.search(r"at-risk|override|grandfathered|pending", words)
    wrong: list[str] = []
    if standing.status != (status[0] if status else "held"):
        wrong.append(standing.status)
    benefits = [item.id for item in version.benefits if standing.level in item.cells]
    names: dict[str, tuple[str | None, ...]] = {
        "path": (standing.path,),
        "track": (standing.track,),
        "specialisation": tuple(standing.specialisations),
        "gets": (*benefits, *(item.benefit for item in standing.grants)),
    }
    for what, found in names.items():
        said = re.findall(rf"\b{what} ([\w-]+)", words)
        wrong += [f"{what} {found}" for name in said if name not in found]
    for metric, value in standing.metrics:
        said = re.findall(rf"\b{metric} (-?[\d,.]*\d)", words)
        wrong += [f"{metric} {value}" for number in said if number.replace(",", "") != show(value)]
    return wrong


def show(value: object) -> str:
    """A figure as the page writes it: whole, or to one place."""
    if not isinstance(value, Decimal | Fraction):
        return str(value)
    exact = Fraction(value)
    return str(exact) if exact.denominator == 1 else f"{float(exact):.1f}"


# --- tables, commands, mistakes ---------------------------------------------------------------


@of("its table", "its benefits")
def test_the_table_on_the_site(case: Case, tmp_path: Path) -> None:
    site = sound(write_files(tmp_path, case.files), LATER).site
    assert site is not None
    page = next(item.view for item in site.pages if isinstance(item.view, ProgramPage))
    kind = "requirements" if case.kind == "its table" else "benefits"
    (table,) = (item for track in page.tracks for item in track.tables if item.kind == kind)
    rows = [["", *(column.label for column in table.columns)]]
    rows.append(["---"] * len(rows[0]))
    for row in (row for group in table.groups for row in group.rows):
        texts = (cell.text or {"yes": "yes"}.get(cell.mark, "–") for cell in row.cells)
        rows.append([", ".join(filter(None, (row.name, row.detail))), *texts])
    case.expect("".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows))


@of("console")
def test_what_a_command_says(case: Case, run: Run, tmp_path: Path) -> None:
    folder = write_files(tmp_path, case.files)
    shown = ""
    for command in re.findall(r"^\$ partnersite (.*)$", case.said, re.MULTILINE):
        said = run(*shlex.split(command), cwd=folder).stdout
        lines = [line.rstrip() for line in said.strip("\n").splitlines()]
        shown += "\n".join([f"$ partnersite {command}", *lines, ""])
    case.expect(shown)


@of("mistakes in", "mistakes at the end of")
def test_what_is_said_of_a_mistake(case: Case, tmp_path: Path) -> None:
    head, rule, *rows = case.said.splitlines()
    shown = [head, rule]
    for number, row in enumerate(rows):
        written, _, remedy = (cell.strip() for cell in row.strip("|").split("|"))
        files = dict(case.files)
        if case.kind == "mistakes in":
            put(files, case.file, written.strip("`"))
        else:
            files[place(case.file)] += written.strip("`").replace("↹", "\t") + "\n"
        found = checked_on(write_files(tmp_path / str(number), files), LATER).diagnostics
        said = [f"[{item.rule.code}](rules/{item.rule.code}-{item.rule.slug}.md) {item.message}"
                for item in found]  # fmt: skip
        shown.append(f"| {written} | {'; '.join(said) or 'nothing'} | {remedy} |")
    case.expect("\n".join([*shown, ""]))


def test_links_lead_to_headings_of_the_page() -> None:
    text = PAGE.read_text("utf-8")
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) - headings == set()


def test_the_page_names_every_key() -> None:
    """Those of programs and versions, of memberships, and of private facts."""
    texts = [
        (ROOT / "docs/formats" / f"{name}.md").read_text("utf-8")
        for name in ("program", "version", "private", "record")
    ]
    texts[-1] = texts[-1].partition("## Enrolment\n")[2].partition("\n## ")[0]
    keys = set(re.findall(r"^\| `(\w+)` \|", "\n".join(texts), re.MULTILINE))
    named = set(re.findall(r"\w+", PAGE.read_text("utf-8")))
    assert keys - named == set()
