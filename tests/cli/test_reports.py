"""`levels`, `explain`, `search`, `import` and `schema`, and what of them is private."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "docs/formats/examples"
AS_OF = ("--as-of", "2026-04-01")
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text("utf-8")


def test_private_mistakes_are_masked(run: Run, site: Path) -> None:
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


def test_levels_as_json(run: Run) -> None:
    public = json.loads(run("levels", EXAMPLE, *AS_OF, "--format", "json").stdout)
    private = json.loads(run("levels", EXAMPLE, *AS_OF, "--format", "json", "--private").stdout)
    assert private[0] == documented("`levels`")[0]
    assert [row.pop("next_change") for row in public] == [None, None]
    assert [row.pop("next_change")["reason"] for row in private] == ["expiry", "override-ends"]
    assert public == private


def test_levels_as_csv(run: Run) -> None:
    text = run("levels", EXAMPLE, *AS_OF, "--format", "csv").stdout
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["partner"], row["level"], row["status"]) for row in rows] == [
        ("acme", "silver", "held"),
        ("borealis", "silver", "override"),
    ]
    assert {row["next_change_date"] for row in rows} == {""}


def test_explain_as_json(run: Run) -> None:
    found = json.loads(run("explain", "acme", EXAMPLE, *AS_OF, "--format", "json").stdout)
    private = json.loads(
        run("explain", "Acme Messtechnik", EXAMPLE, *AS_OF, "--format", "json", "--private").stdout
    )
    assert private["level"] == "silver"
    assert private["next_change"] == {
        "date": "2027-01-01",
        "level": "registered",
        "reason": "expiry",
    }
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


def test_a_partner_in_several_programs(run: Run, site: Path) -> None:
    shutil.copytree(site / "content/programs/resellers", site / "content/programs/service")
    record = site / "partners/borealis.yaml"
    record.write_text(record.read_text("utf-8") + "  - program: service\n", "utf-8")
    found = json.loads(run("explain", "borealis", site, *AS_OF, "--format", "json").stdout)
    assert [item["program"] for item in found] == ["resellers", "service"]
    one = run("explain", "borealis", site, *AS_OF, "--format", "json", "--program", "service")
    assert json.loads(one.stdout)["program"] == "service"


def test_reports_of_a_site_with_errors(run: Run, broken_site: Path) -> None:
    for command in (["levels"], ["explain", "acme"], ["search", "acme"]):
        done = run(*command, broken_site, *AS_OF)
        assert (done.code, done.stdout) == (1, "")
        assert "error[R004 wrong-value]" in done.stderr


def test_search(run: Run) -> None:
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


def test_import(run: Run, site: Path, tmp_path: Path) -> None:
    table, map_ = tmp_path / "table.csv", tmp_path / "map.yaml"
    table.write_text("Company,Country\nCassiopeia,FR\n", "utf-8")
    map_.write_text(
        "format: 1\ncolumns:\n  Company: name\n  Country: locations[1].country\n", "utf-8"
    )
    dry = run("import", table, site, "--map", map_, "--dry-run")
    assert dry.code == 0, dry.stdout + dry.stderr
    assert dry.stdout.startswith("created: partners/cassiopeia.yaml\n")
    assert "Nothing was written" in dry.stdout
    assert not (site / "partners/cassiopeia.yaml").exists()
    done = run("import", table, site, "--map", map_)
    assert done.stdout.startswith("1 row: 1 created")
    assert (site / "partners/cassiopeia.yaml").is_file()
    map_.write_text("format: 1\ncolumns:\n  Firm: name\n", "utf-8")
    failed = run("import", table, site, "--map", map_)
    assert failed.code == 1
    assert "error[I001 import-column]" in failed.stdout


def test_schema(run: Run, tmp_path: Path) -> None:
    done = run("schema", tmp_path / "schemas")
    assert done.code == 0
    together = json.loads(run("schema").stdout)
    assert done.stdout.split() == [
        (tmp_path / f"schemas/{name}.schema.json").as_posix() for name in together
    ]
    for name, schema in together.items():
        written = json.loads((tmp_path / f"schemas/{name}.schema.json").read_text("utf-8"))
        assert written == schema


def test_explain_in_german(run: Run) -> None:
    done = run("explain", "acme", EXAMPLE, *AS_OF, "--language", "de", "--private")
    assert "Stufe: Silver, gehalten seit dem 1. April 2026\n" in done.stdout
    assert "  - Umsatz: 250.000 € nötig, 59.250,50 € vorhanden" in done.stdout.replace("\xa0", " ")
    early = run("explain", "acme", EXAMPLE, "--as-of", "2025-12-31", "--language", "de")
    assert early.stdout.endswith("in keinem Programm, dessen Regeln am 31. Dezember 2025 gelten.\n")
    unknown = run("explain", "acme", EXAMPLE, "--language", "fr")
    assert (unknown.code, unknown.stdout) == (2, "")
    assert "There are no texts in “fr”. Write en or de." in unknown.stderr
