"""`simulate`: a small site whose partners are named by what becomes of them.

UPDATE_CASES=1 writes the expected texts anew.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.program import Program
from generator.model.standing import Standings
from generator.model.text import Source
from generator.qualify.simulate import Trial, in_place, on_its_day, simulate, taking_effect
from generator.qualify.standings import qualify
from generator.report.markdown import code
from generator.report.simulate import SIMULATIONS
from generator.report.voice import Voice
from generator.validate.directory import validate
from tests.conftest import ROOT, Run, check_expected
from tests.oracle import engine
from tests.oracle.worlds import world

HERE = Path(__file__).parent
SITE = HERE / "site"
AS_OF = ("--as-of", "2026-10-01")
RESELLER = ("--version", "2027", "--of", "reseller")
STRICTER = ("--program", HERE / "stricter.yaml", "--of", "reseller")
CASES: dict[str, tuple[object, ...]] = {
    "reseller.txt": RESELLER,
    "reseller-private.txt": (*RESELLER, "--private"),
    "reseller-private.md": (*RESELLER, "--private", "--format", "markdown"),
    "reseller.md": (*RESELLER, "--format", "markdown"),
    "reseller.json": (*RESELLER, "--format", "json"),
    "reseller-effective.txt": (*RESELLER, "--at", "effective"),
    "service-private.txt": ("--version", "2027", "--of", "service", "--private"),
    "ladders-private.txt": ("--version", "idea", "--private"),
    "ladders.md": ("--version", "idea", "--format", "markdown"),
    "stricter-private.txt": (*STRICTER, "--private"),
    "stricter.json": (*STRICTER, "--format", "json"),
    "reseller-private.de.txt": (*RESELLER, "--private", "--language", "de"),
    "reseller.de.md": (*RESELLER, "--format", "markdown", "--language", "de"),
    "stricter-private.de.txt": (*STRICTER, "--private", "--language", "de"),
}
VOICES = [Voice.of(*voice) for voice in product(("en", "de"), ("en",), (True, False))]


@pytest.mark.parametrize("name", CASES)
def test_reports(name: str, run: Run) -> None:
    done = run("simulate", SITE, *AS_OF, *CASES[name], cwd=ROOT)
    assert (done.code, done.stderr) == (0, "")
    check_expected(HERE / "expected" / name, done.stdout.replace(f"{ROOT.as_posix()}/", ""))


# --- what may be seen ---------------------------------------------------------------------------

PRIVATE = ("61000", "61,000", "12345", "12,345", "27182", "27,182", "71", "75", "head of sales")


@pytest.mark.parametrize("format_", SIMULATIONS)
@pytest.mark.parametrize("arguments", [RESELLER, STRICTER, ("--version", "idea")])
def test_figures_are_private(arguments: tuple[object, ...], format_: str, run: Run) -> None:
    done = run("simulate", SITE, *AS_OF, *arguments, "--format", format_)
    assert not [figure for figure in PRIVATE if figure in done.stdout]
    assert not re.search(r"needs|has \d|missing", done.stdout)


def test_a_hidden_threshold_does_not_tell_that_it_is_higher(run: Run) -> None:
    """The survey asks Gold for 80 instead of 70, and nobody outside may know."""
    public = run("simulate", SITE, *AS_OF, *RESELLER).stdout
    assert "Customers: not met" in public
    assert "Survey" not in public
    assert (
        "Survey: needs 80 instead of 70"
        in run("simulate", SITE, *AS_OF, *RESELLER, "--private").stdout
    )


class _Page(HTMLParser):
    """The tags of a page, and its text outside of code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.plain = ""
        self.feed(cmarkgfm.github_flavored_markdown_to_html(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if "code" not in self.open:
            self.plain += data


HOSTILE = (
    "@everyone", "#1 GH-1 !1 ~label", "[a](https://evil.example)", "![a](//evil.example/a.png)",
    "<img src=x onerror=alert(1)>", "https://evil.example", "www.evil.example", "a@evil.example",
    "`", "``a`", "` @everyone `", "a\n\n# b", "a\r/close", "| a | b |", "\\`@everyone", "*a* _b_",
    ":tada:", "</details>", "&lt;b&gt;", "::error::", "##[error]", " ", "\u202e@everyone",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_acts_in_markdown(text: str) -> None:
    page = _Page(f"- {code(text)} moves\n- {code(text)} ({code(text)}): → {code(text)}\n")
    assert set(page.tags) <= {"ul", "li", "code"}
    assert re.sub(r"[\s()→:]|moves|empty", "", page.plain) == ""


def test_a_hostile_name_stays_what_it_is(run: Run) -> None:
    page = _Page(run("simulate", SITE, *AS_OF, *RESELLER, "--format", "markdown").stdout)
    assert set(page.tags) <= {"h3", "p", "ul", "li", "code", "strong"}
    assert "everyone" not in page.plain


def test_markdown_fits_into_a_comment(tmp_path: Path, run: Run) -> None:
    site = shutil.copytree(SITE, tmp_path / "site")
    record = (site / "partners/descending.yaml").read_text("utf-8")
    for i in range(1000):
        (site / f"partners/copy-{i}.yaml").write_text(
            record.replace("name: Descending", f"name: Copy {i}").replace("d-1", f"d-{i}"), "utf-8"
        )
    text = run("simulate", site, *AS_OF, *RESELLER, "--format", "markdown").stdout
    assert len(text) < 65_536
    title, section = re.split(r"\*\*Down \((\d+)\)\*\*", text)[1:]
    entries, left_out = re.split(r"- and (\d+) more", section)[:2]
    assert int(title) == 1002 == entries.count("\n- ") + int(left_out)


# --- usage --------------------------------------------------------------------------------------

WRONG: list[tuple[tuple[object, ...], str]] = [
    ((), "Name either a version file"),
    ((*RESELLER, "--program", HERE / "stricter.yaml"), "Name either a version file"),
    ((*STRICTER, "--at", "effective"), "--at effective goes with --version"),
    (("--version", "2027"), "Several programs have a version “2027”: reseller, service."),
    (("--version", "2o27", "--of", "reseller"), "Did you mean “2027”?"),
    (("--version", "2027", "--of", "resseller"), "Did you mean “reseller”?"),
    (("--program", HERE / "stricter.yaml"), "Say with --of which one it is for."),
    (("--program", SITE / "site.yaml"), "is no version of a program of this site"),
    ((*STRICTER, "--as-of", "2025-01-01"), "has no version in force on 2025-01-01"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_usage(arguments: tuple[object, ...], said: str, run: Run) -> None:
    done = run("simulate", SITE, *AS_OF, *arguments)
    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr


def test_mistakes_of_a_file_are_shown(tmp_path: Path, run: Run) -> None:
    text = (HERE / "stricter.yaml").read_text("utf-8")
    file = tmp_path / "2026.yaml"
    file.write_text(text.replace("{metric: plan,", "{metric: plam,"), "utf-8")
    done = run("simulate", SITE, *AS_OF, "--program", file, "--of", "reseller")
    assert (done.code, done.stdout) == (1, "")
    assert f"{file.as_posix()}:24:14:" in done.stderr
    assert "Did you mean “plan”?" in done.stderr
    file.write_text("status: [", "utf-8")
    done = run("simulate", SITE, *AS_OF, "--program", file, "--of", "reseller")
    assert (done.code, done.stdout) == (1, "")
    assert "yaml-syntax" in done.stderr


def test_warnings_of_a_file_do_not_end_the_run(tmp_path: Path, run: Run) -> None:
    text = (HERE / "stricter.yaml").read_text("utf-8")
    file = tmp_path / "2026.yaml"
    file.write_text(text.replace("  - {metric: plan, levels: {gold: yes}}\n", ""), "utf-8")
    arguments = ("simulate", SITE, *AS_OF, "--program", file, "--of", "reseller")
    done = run(*arguments)
    assert done.code == 0
    assert "warning[P013 unused-metric] Nothing asks for “plan”" in done.stderr
    assert "1 of 7 members moves: 1 down." in done.stdout
    assert run(*arguments, "--strict").code == 1


def test_a_file_of_the_site_needs_no_program(run: Run) -> None:
    versions = SITE / "content/programs/reseller/versions"
    for name, moves in (("2026", "None of 7 members moves."), ("2027", "6 of 7 members move")):
        done = run("simulate", SITE, *AS_OF, "--program", versions / f"{name}.yaml")
        assert moves in done.stdout, done.stdout


def test_faulty_records(tmp_path: Path, run: Run) -> None:
    site = shutil.copytree(SITE, tmp_path / "site")
    (site / "partners/faulty.yaml").write_text("name: Faulty\nstatus: asleep\n", "utf-8")
    done = run("simulate", site, *AS_OF, *RESELLER)
    assert (done.code, done.stdout) == (1, "")
    assert "faulty.yaml:2:9" in done.stderr
    going_on = run("simulate", site, *AS_OF, *RESELLER, "--keep-going")
    assert going_on.code == 3
    assert "4 of 7 members move" in going_on.stdout


def test_json_counts_what_it_lists(run: Run) -> None:
    for arguments in (RESELLER, ("--version", "idea"), STRICTER):
        found = json.loads(run("simulate", SITE, *AS_OF, *arguments, "--format", "json").stdout)
        counts: dict[str, Any] = found["counts"]
        listed = Counter(change["direction"] for change in found["changes"])
        assert {name: counts[name] for name in listed} == listed
        assert counts["unchanged"] + listed.total() == counts["members"]
        for side in ("before", "after"):
            assert sum(item[side] for item in counts["levels"]) == counts["members"]
        assert all(change["reasons"] for change in [*found["changes"], *found["waiting"]])


def documented() -> dict[str, Any]:
    text = (ROOT / "docs/commands.md").read_text("utf-8").split("\n`simulate`: ", 1)[1]
    found: dict[str, Any] = json.loads(text.split("```json\n", 1)[1].split("```")[0])
    return found


def test_json_as_documented(run: Run) -> None:
    shown = documented()
    found = json.loads(run("simulate", SITE, *AS_OF, *RESELLER, "--format", "json").stdout)
    assert shown.keys() == found.keys()
    for name in ("changes", "waiting", "specialisations"):
        assert all(item in found[name] for item in shown.pop(name))
    assert all(item in found["counts"]["levels"] for item in shown["counts"].pop("levels"))
    assert shown.pop("counts").items() <= found["counts"].items()
    assert shown.items() <= found.items()


# --- properties ---------------------------------------------------------------------------------


def read(folder: Path) -> Directory:
    directory, diagnostics = validate(load(folder))
    assert directory is not None, diagnostics
    return directory


def levels(standings: Standings, program: str) -> dict[tuple[str, str | None], str | None]:
    return {
        (item.partner, item.ladder): item.level
        for item in standings.standings
        if item.program == program and item.level is not None
    }


def sides(directory: Directory, trial: Trial) -> list[dict[str | None, int]]:
    """How many members are at each level, before and after."""
    found: list[Counter[str | None]] = [Counter(), Counter()]
    for item in simulate(directory, trial).tallies:
        if item.program == trial.after.id and item.level is not None:
            found[0][item.level] += item.before
            found[1][item.level] += item.after
    return [dict(+counter) for counter in found]


def at(directory: Directory, program: Program, day: date) -> dict[str | None, int]:
    """The same by the stage that the site is built with."""
    programs = (program if item.id == program.id else item for item in directory.programs)
    standings = qualify(replace(directory, programs=tuple(programs)), day)
    return dict(Counter(levels(standings, program.id).values()))


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 11, 1), date(2027, 3, 1)])
def test_the_version_in_force_changes_nothing_in_the_demo(day: date) -> None:
    directory = read(ROOT)
    for program in directory.programs:
        version = program.version_on(day)
        assert version is not None
        copy = replace(version, source=Source("elsewhere.yaml", 1), status="draft")
        for trial in (
            taking_effect(program, version, day),
            in_place(program, version, version, day),
            in_place(program, copy, version, day),
        ):
            found = simulate(directory, trial)
            assert found.members > 0
            assert not [*found.moves, *found.waiting, *found.specialised]


def test_a_version_to_come_gives_the_levels_of_its_day() -> None:
    for folder in (ROOT, SITE):
        directory = read(folder)
        for program in directory.programs:
            version = next((item for item in program.versions if item.id == "2027"), None)
            if version is not None:
                day = version.effective
                others = tuple(item for item in program.versions if item is not version)
                found = sides(directory, on_its_day(program, version))
                without = replace(program, versions=others)
                assert found == [at(directory, without, day), at(directory, program, day)]


@pytest.mark.parametrize("seed", range(120))
def test_random_programs(seed: int) -> None:
    """The version in force changes nothing, and whatever another one does can be said."""
    site, days = world(seed)
    directory = engine.in_memory(site)
    for program in directory.programs:
        for version, day in product(program.versions, days):
            current = program.version_on(day)
            trials = [taking_effect(program, version, day), on_its_day(program, version)]
            if current is not None:
                trials.append(in_place(program, version, current, day))
            for trial in trials:
                found = simulate(directory, trial)
                if version is current and not version.transition and trial.how != "then":
                    assert not [*found.moves, *found.waiting, *found.specialised]
                for say, voice in product(SIMULATIONS.values(), VOICES):
                    assert say(found, voice)
                assert all(move.direction for move in found.moves)


@pytest.mark.parametrize("seed", range(60))
def test_random_versions_give_the_levels_of_their_day(seed: int) -> None:
    """On its own day a version gives what it does give then."""
    directory = engine.in_memory(world(seed)[0])
    for program in directory.programs:
        for version in program.versions:
            if version.status != "draft" and not version.transition:
                day = version.effective
                assert sides(directory, on_its_day(program, version))[1] == at(
                    directory, program, day
                )
