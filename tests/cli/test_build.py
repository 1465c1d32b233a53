"""`build` and `check`: what is published, what is said, and the exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.conftest import Run

AS_OF = ("--as-of", "2026-04-01")


@pytest.mark.parametrize("command", [["build"], []])
def test_build_is_the_default(program: Program, site: Path, command: list[str]) -> None:
    done = program(*command, site, "--as-of", "2026-04-01")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        rf"\d+ pages, \d+ files written\. Open {re.escape(site.as_posix())}/output/index\.html\n",
        done.stdout,
    )
    assert (site / "output/partners/acme/index.html").is_file()


def test_options_without_a_command_mean_build(run: Run, site: Path) -> None:
    done = run(*AS_OF, "--quiet", "--output", "../out", cwd=site)
    assert (done.code, done.stdout, done.stderr) == (0, "", "")
    assert (site.parent / "out/index.html").is_file()


def test_building_twice_changes_nothing(run: Run, site: Path) -> None:
    run("build", site, *AS_OF)
    again = run("build", site, *AS_OF)
    assert re.match(r"\d+ pages, 0 files written, \d+ unchanged\. Open ", again.stdout)


def test_errors_leave_the_old_site(run: Run, site: Path) -> None:
    run("build", site, *AS_OF)
    before = (site / "output/manifest.json").read_bytes()
    (site / "partners/third.yaml").write_text("name: Third\nstatus: activ\n", "utf-8")
    done = run("build", site, *AS_OF)
    assert done.code == 1
    assert done.stdout == (
        "partners/third.yaml:2:9: error[R004 wrong-value]"
        " “activ” should be one of active, inactive, left\n"
        " 2 | status: activ\n"
        "   |         ^^^^^\n"
        "   = Did you mean “active”?\n"
        "\n"
        "1 error in 1 file.\n"
    )
    assert done.stderr == "Nothing was published.\n"
    assert (site / "output/manifest.json").read_bytes() == before


def test_check_writes_nothing(run: Run, site: Path) -> None:
    done = run("check", site, *AS_OF)
    assert (done.code, done.stdout, done.stderr) == (0, "No errors, no warnings.\n", "")
    assert not (site / "output").exists()


def test_one_run_shows_all_mistakes(run: Run, broken_site: Path) -> None:
    (broken_site / "partners/third.yaml").write_text("nmae: Third\n", "utf-8")
    (broken_site / "content/pages/imprint.md").write_text("No front matter.\n", "utf-8")
    done = run("check", broken_site, *AS_OF, "--format", "concise")
    assert done.code == 1
    assert {line.partition(":")[0] for line in done.stdout.splitlines()[:-1]} >= {
        "content/pages/imprint.md",
        "partners/borealis.yaml",
        "partners/third.yaml",
    }


def test_strict_makes_warnings_fail(run: Run, site: Path) -> None:
    (site / "content/pages/imprint.de.md").unlink()
    assert run("check", site, *AS_OF).code == 0
    done = run("build", site, *AS_OF, "--strict")
    assert done.code == 1
    assert "warning[C003 missing-translation]" in done.stdout
    assert not (site / "output").exists()


def test_a_folder_that_is_no_site(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path, *AS_OF)
    assert done.code == 1
    assert "error[Y015 missing-file]" in done.stdout


def test_output_that_is_not_ours(run: Run, site: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/holiday.jpg").write_text("", "utf-8")
    done = run("build", site, *AS_OF, "--output", tmp_path / "photos")
    assert done.code == 1
    assert "error[B001 foreign-output]" in done.stdout
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["holiday.jpg"]


def test_a_theme_that_does_not_exist(run: Run, site: Path) -> None:
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "theme: solar\n", "utf-8")
    done = run("build", site, *AS_OF)
    assert done.code == 1
    assert "error[B003 theme]" in done.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("partners/borealis.yaml", "name: Borealis\nlocations: [{country: Sweden}]\n"),
        ("partners/borealis.yaml", "name: [Borealis\n"),
        ("partners/borealis.private.yaml", "people: many\n"),
        ("partners/tables/documents.csv", "partner,id,issued\nborealis,business-plan,soon\n"),
    ],
)
def test_keep_going_leaves_a_faulty_partner_out(run: Run, site: Path, file: str, text: str) -> None:
    (site / file).write_text(text, "utf-8")
    assert run("build", site, *AS_OF, "--quiet").code == 1
    done = run("build", site, *AS_OF, "--keep-going")
    assert done.code == 3, done.stdout + done.stderr
    assert done.stderr == "Left out as faulty: borealis.\n"
    assert f"{file}:" in done.stdout
    assert (site / "output/partners/acme/index.html").is_file()
    assert not (site / "output/partners/borealis").exists()
    assert json.loads((site / "output/manifest.json").read_bytes())["left_out"] == ["borealis"]
    levels = run("levels", site, *AS_OF, "--keep-going", "--format", "json")
    assert (levels.code, levels.stderr) == (3, "Left out as faulty: borealis.\n")
    assert [row["partner"] for row in json.loads(levels.stdout)] == ["acme"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/programs/resellers/versions/2026.yaml", "status: effective\n"),
        ("partners/tables/documents.csv", "partner,id,isued\nborealis,business-plan,2026-01-01\n"),
    ],
)
def test_keep_going_stops_at_other_mistakes(run: Run, site: Path, file: str, text: str) -> None:
    (site / file).write_text(text, "utf-8")
    assert run("build", site, *AS_OF, "--keep-going").code == 1
    assert not (site / "output").exists()


def test_keep_going_with_nothing_wrong(run: Run, site: Path) -> None:
    assert run("check", site, *AS_OF, "--keep-going").code == 0
