"""The command line from outside: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from generator.cli import commands
from generator.cli.outcome import Border

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/formats/examples"
AS_OF = ("--as-of", "2026-04-01")
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the worked example of docs/formats, to make mistakes in."""
    return shutil.copytree(EXAMPLE, tmp_path / "site")


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )


def break_record(site: Path) -> None:
    record = site / "partners/borealis.yaml"
    record.write_text(record.read_text("utf-8").replace("country: SE", "country: Sweden"), "utf-8")


# --- starting ---------------------------------------------------------------------------------


def test_help_imports_nothing_heavy() -> None:
    heavy = "babel cmarkgfm jinja2 markdown nh3 pydantic rich whoosh yaml"
    code = (
        "import sys, generator.cli\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_version_and_help() -> None:
    assert re.fullmatch(r"partnersite \d+\.\d+\.\d+\n", run("--version").stdout)
    shown = run("--help")
    assert shown.returncode == 0
    for name in ("build", "check", "levels", "explain", "import", "search", "schema"):
        assert f"\n  {name} " in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["buidl"], "There is no command or folder “buidl”. Did you mean “build”?"),
        (["check", "nowhere"], "There is no folder nowhere."),
        (["check", "README.md"], "README.md is a file. Name the folder that holds site.yaml."),
        (["check", "--as-of", "31.01.2026"], "“31.01.2026” is not a day, written as 2026-01-31."),
        (["check", "--as-of", "2026-02-30"], "“2026-02-30” is not a day, written as 2026-01-31."),
        (["check", "--jobs", "4"], "No such option"),
        (["check", "--format", "sarif"], "'sarif' is not one of"),
        (["explain", "acmee", EXAMPLE], "There is no partner “acmee”. Did you mean “acme”?"),
        (["explain", "acme", EXAMPLE, "--program", "reseller"], "Did you mean “resellers”?"),
        (["search", "x", EXAMPLE, "--country", "DK"], "No partner has “DK”."),
        (["search", "x", EXAMPLE, "--language", "fr"], "It is in: en, de."),
        (["import", "nowhere.csv", EXAMPLE, "--map", "LICENSE"], "'nowhere.csv' does not exist"),
        (["schema", "README.md"], "README.md"),
    ],
)
def test_wrong_usage(arguments: list[object], said: str) -> None:
    dated = [*arguments, *AS_OF] if arguments[0] in ("explain", "search") else arguments
    done = run(*dated)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


# --- build and check --------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["build"], []])
def test_build_is_the_default(site: Path, command: list[str]) -> None:
    done = run(*command, site, *AS_OF)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(
        rf"\d+ pages, \d+ files written\. Open {re.escape(site.as_posix())}/output/index\.html\n",
        done.stdout,
    )
    assert done.stderr == ""
    assert (site / "output/partners/acme/index.html").is_file()


def test_options_without_a_command_mean_build(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *AS_OF, "--quiet", "--output", "../out"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=site,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (site.parent / "out/index.html").is_file()


def test_building_twice_changes_nothing(site: Path) -> None:
    run("build", site, *AS_OF)
    again = run("build", site, *AS_OF)
    assert re.match(r"\d+ pages, 0 files written, \d+ unchanged\. Open ", again.stdout)


def test_errors_leave_the_old_site(site: Path) -> None:
    run("build", site, *AS_OF)
    before = (site / "output/manifest.json").read_bytes()
    break_record(site)
    done = run("build", site, *AS_OF)
    assert done.returncode == 1
    assert done.stdout == (
        "partners/borealis.yaml:4:45: error[R004 wrong-value] “Sweden” does not have the form of"
        " “country”: two capital letters such as DE\n"
        " 4 |   - {kind: headquarters, city: Umeå, country: Sweden}\n"
        "   |                                             ^^^^^^\n"
        "\n"
        "1 error in 1 file.\n"
    )
    assert done.stderr == "Nothing was published.\n"
    assert (site / "output/manifest.json").read_bytes() == before


def test_check_writes_nothing(site: Path) -> None:
    done = run("check", site, *AS_OF)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No errors, no warnings.\n", "")
    assert not (site / "output").exists()


def test_one_run_shows_all_mistakes(site: Path) -> None:
    break_record(site)
    (site / "partners/third.yaml").write_text("nmae: Third\n", "utf-8")
    (site / "content/pages/imprint.md").write_text("No front matter.\n", "utf-8")
    done = run("check", site, *AS_OF, "--format", "concise")
    assert done.returncode == 1
    assert {line.partition(":")[0] for line in done.stdout.splitlines()[:-1]} >= {
        "content/pages/imprint.md",
        "partners/borealis.yaml",
        "partners/third.yaml",
    }


def test_strict_makes_warnings_fail(site: Path) -> None:
    (site / "content/pages/imprint.de.md").unlink()
    assert run("check", site, *AS_OF).returncode == 0
    done = run("build", site, *AS_OF, "--strict")
    assert done.returncode == 1
    assert "warning[C003 missing-translation]" in done.stdout
    assert not (site / "output").exists()


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    done = run("check", tmp_path, *AS_OF)
    assert done.returncode == 1
    assert "error[Y015 missing-file]" in done.stdout


def test_output_that_is_not_ours(site: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/holiday.jpg").write_text("", "utf-8")
    done = run("build", site, *AS_OF, "--output", tmp_path / "photos")
    assert done.returncode == 1
    assert "error[B001 foreign-output]" in done.stdout
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["holiday.jpg"]


def test_a_theme_that_does_not_exist(site: Path) -> None:
    settings = site / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "theme: solar\n", "utf-8")
    done = run("build", site, *AS_OF)
    assert done.returncode == 1
    assert "error[B003 theme]" in done.stdout


# --- keep going -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("partners/borealis.yaml", "name: Borealis\nlocations: [{country: Sweden}]\n"),
        ("partners/borealis.yaml", "name: [Borealis\n"),
        ("partners/borealis.private.yaml", "people: many\n"),
        ("partners/tables/documents.csv", "partner,id,issued\nborealis,business-plan,soon\n"),
    ],
)
def test_keep_going_leaves_a_faulty_partner_out(site: Path, file: str, text: str) -> None:
    (site / file).write_text(text, "utf-8")
    assert run("build", site, *AS_OF, "--quiet").returncode == 1
    done = run("build", site, *AS_OF, "--keep-going")
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr == "Left out as faulty: borealis.\n"
    assert f"{file}:" in done.stdout
    assert (site / "output/partners/acme/index.html").is_file()
    assert not (site / "output/partners/borealis").exists()
    levels = json.loads(run("levels", site, *AS_OF, "--keep-going", "--format", "json").stdout)
    assert [row["partner"] for row in levels] == ["acme"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/programs/resellers/versions/2026.yaml", "status: effective\n"),
        ("partners/tables/documents.csv", "partner,id,isued\nborealis,business-plan,2026-01-01\n"),
    ],
)
def test_keep_going_stops_at_other_mistakes(site: Path, file: str, text: str) -> None:
    (site / file).write_text(text, "utf-8")
    assert run("build", site, *AS_OF, "--keep-going").returncode == 1
    assert not (site / "output").exists()


def test_keep_going_with_nothing_wrong(site: Path) -> None:
    assert run("check", site, *AS_OF, "--keep-going").returncode == 0


# --- what leaves the channel team -------------------------------------------------------------


def test_private_mistakes_are_masked(site: Path) -> None:
    twin = site / "partners/acme.private.yaml"
    twin.write_text(twin.read_text("utf-8").replace("value: 3,", "value: 31415926x,"), "utf-8")
    table = site / "partners/tables/points.csv"
    table.write_text("partner,date,amount\nborealis,2026-01-20,27182818x\n", "utf-8")
    for format_ in ("full", "concise", "json", "github"):
        shown = run("check", site, *AS_OF, "--format", format_)
        hidden = run("check", site, *AS_OF, "--format", format_, "--private")
        for figure in ("31415926", "27182818"):
            assert figure not in shown.stdout + shown.stderr
            assert figure in hidden.stdout
        assert "partners/acme.private.yaml" in shown.stdout
        assert "/targets/0/value" in shown.stdout


def keys(value: Any) -> Any:
    """The members of objects, however deep."""
    if isinstance(value, list):
        return [keys(value[0])] if value else []
    return {name: keys(item) for name, item in value.items()} if isinstance(value, dict) else None


def documented(name: str) -> Any:
    """The JSON of docs/commands.md in the section that begins with ``name``."""
    text = COMMANDS_PAGE.split(f"\n{name}", 1)[1].split("```json\n", 1)[1].split("```")[0]
    return json.loads(text)


def test_levels_as_json() -> None:
    public = json.loads(run("levels", EXAMPLE, *AS_OF, "--format", "json").stdout)
    private = json.loads(run("levels", EXAMPLE, *AS_OF, "--format", "json", "--private").stdout)
    assert private[0] == documented("`levels`")[0]
    assert [row.pop("next_change") for row in public] == [None, None]
    assert [row.pop("next_change")["reason"] for row in private] == ["expiry", "override-ends"]
    assert public == private


def test_levels_as_csv() -> None:
    text = run("levels", EXAMPLE, *AS_OF, "--format", "csv").stdout
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["partner"], row["level"], row["status"]) for row in rows] == [
        ("acme", "silver", "held"),
        ("borealis", "silver", "override"),
    ]
    assert {row["next_change_date"] for row in rows} == {""}


def test_explain_as_json() -> None:
    found = json.loads(run("explain", "acme", EXAMPLE, *AS_OF, "--format", "json").stdout)
    private = json.loads(
        run("explain", "Acme Messtechnik", EXAMPLE, *AS_OF, "--format", "json", "--private").stdout
    )
    assert private["level"] == "silver"
    assert private["next_change"] == {"date": "2027-01-01", "level": "registered", "reason": "expiry"}
    assert private["next_level"]["missing"] == ["installers", "revenue", "new-customers"]
    expected = documented("`explain`")
    assert keys(private["findings"]) == keys(expected["findings"])
    assert private.keys() == expected.keys()
    assert found["next_change"] is None
    for public, full in zip(found["findings"], private["findings"], strict=True):
        assert (public["have"], public["gap"]) == (None, None)
        assert (public["verdict"], public["source"]) == (full["verdict"], full["source"])
        assert "facts" not in public
        assert full["verdict"] == "unknown" or full["have"] is not None
    hidden = [f["criterion"] for f in found["findings"] if f["needed"] is None]
    assert hidden == ["revenue", "new-customers"], "one hidden, one agreed with the partner"


def test_a_partner_in_several_programs(site: Path) -> None:
    shutil.copytree(site / "content/programs/resellers", site / "content/programs/service")
    record = site / "partners/borealis.yaml"
    record.write_text(record.read_text("utf-8") + "  - program: service\n", "utf-8")
    found = json.loads(run("explain", "borealis", site, *AS_OF, "--format", "json").stdout)
    assert [item["program"] for item in found] == ["resellers", "service"]
    one = run("explain", "borealis", site, *AS_OF, "--format", "json", "--program", "service")
    assert json.loads(one.stdout)["program"] == "service"


def test_reports_of_a_site_with_errors(site: Path) -> None:
    break_record(site)
    for command in (["levels"], ["explain", "acme"], ["search", "acme"]):
        done = run(*command, site, *AS_OF)
        assert (done.returncode, done.stdout) == (1, "")
        assert "error[R004 wrong-value]" in done.stderr


# --- search -----------------------------------------------------------------------------------


def test_search() -> None:
    found = json.loads(run("search", "umea", EXAMPLE, *AS_OF, "--format", "json").stdout)
    assert [item["partner"] for item in found] == ["borealis"]
    assert keys(found) == keys(documented("`search`"))
    german = run("search", "", EXAMPLE, *AS_OF, "--language", "de", "--country", "cz")
    assert german.stdout == (
        "partner  name              level                     place\n"
        "acme     Acme Messtechnik  Silver (Händlerprogramm)  Dresden, Deutschland\n"
        "1 partner found.\n"
    )
    assert run("search", "", EXAMPLE, *AS_OF, "--limit", "1").stdout.endswith(
        "2 partners found, the first 1 shown.\n"
    )
    assert run("search", "zebra", EXAMPLE, *AS_OF).stdout == "No partner found.\n"


# --- import and schema ------------------------------------------------------------------------


def test_import(site: Path, tmp_path: Path) -> None:
    table, map_ = tmp_path / "table.csv", tmp_path / "map.yaml"
    table.write_text("Company,Country\nCassiopeia,FR\n", "utf-8")
    map_.write_text(
        "format: 1\ncolumns:\n  Company: name\n  Country: locations[1].country\n", "utf-8"
    )
    dry = run("import", table, site, "--map", map_, "--dry-run")
    assert dry.returncode == 0, dry.stdout + dry.stderr
    assert dry.stdout.startswith("created: partners/cassiopeia.yaml\n")
    assert "Nothing was written" in dry.stdout
    assert not (site / "partners/cassiopeia.yaml").exists()
    done = run("import", table, site, "--map", map_)
    assert done.stdout.startswith("1 row: 1 created")
    assert (site / "partners/cassiopeia.yaml").is_file()
    map_.write_text("format: 1\ncolumns:\n  Firm: name\n", "utf-8")
    failed = run("import", table, site, "--map", map_)
    assert failed.returncode == 1
    assert "error[I001 import-column]" in failed.stdout


def test_schema(tmp_path: Path) -> None:
    done = run("schema", tmp_path / "schemas")
    assert done.returncode == 0
    together = json.loads(run("schema").stdout)
    assert done.stdout.split() == [
        (tmp_path / f"schemas/{name}.schema.json").as_posix() for name in together
    ]
    for name, schema in together.items():
        written = json.loads((tmp_path / f"schemas/{name}.schema.json").read_text("utf-8"))
        assert written == schema


# --- terminals and faults ---------------------------------------------------------------------


def on_terminal(command: list[str], **environment: str) -> str:
    """What a command prints on a pseudo-terminal."""
    import pty

    read, write = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *command],
        stdin=write, stdout=write, stderr=write, cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    ) as process:  # fmt: skip
        os.close(write)
        printed = b"".join(_chunks(read))
        process.wait(timeout=60)
    os.close(read)
    return printed.decode("utf-8")


def _chunks(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other end is closed.
            return
        if not chunk:
            return
        yield chunk


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_colours_only_on_terminals_that_want_them(site: Path) -> None:
    break_record(site)
    command = ["check", str(site), *AS_OF]
    assert "\x1b[1;31merror" in on_terminal(command)
    assert "\x1b[1;31m" not in on_terminal(command, NO_COLOR="1")
    assert "\x1b" not in run(*command).stdout


def test_a_refusal_of_the_system_is_no_traceback() -> None:
    done = run("schema", "/proc/partnersite")
    assert done.returncode == 2
    assert re.fullmatch(r"partnersite: /proc/partnersite.*: .+\n", done.stderr)


def test_a_fault_of_ours_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left, Border():
        raise LookupError("which was not foreseen")
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "LookupError: which was not foreseen" in said
    assert "Please report it" in said
    assert "Traceback" not in said


# --- docs -------------------------------------------------------------------------------------


def test_docs_name_every_command_and_option() -> None:
    missing = []
    for name, command in commands.commands.items():
        if f"\n| `{name}" not in COMMANDS_PAGE:
            missing.append(name)
        options = [item for item in command.params if isinstance(item, click.Option)]
        for option in options:
            if f"`{option.opts[0]}" not in COMMANDS_PAGE:
                missing.append(f"{name} {option.opts[0]}")
    assert not missing
    known = {
        opt
        for command in commands.commands.values()
        for item in command.params
        for opt in item.opts
    }
    written = set(re.findall(r"`(--[a-z-]+)", COMMANDS_PAGE))
    assert written <= known | {"--help", "--version"}
