"""What stands in `rules.json`: as documented, as the script's types say, and nothing private."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from generator.model.criterion import Threshold
from generator.model.program import Program
from generator.model.text import Source, Text
from generator.site.rules_export import export_rules
from tests.conftest import ROOT, BuildSite, write_files
from tests.oracle.engine import in_memory
from tests.oracle.plain import Tree, read
from tests.oracle.worlds import world
from tests.rules_export.test_vectors import version_of

HERE = Path(__file__).parent
DOCUMENT = (ROOT / "docs" / "rules-export.md").read_text("utf-8")
EXAMPLE = (HERE / "example.yaml").read_text("utf-8")
SCRIPTS = ROOT / "themes/default/js/rules"


@pytest.fixture(scope="module")
def exported() -> list[Any]:
    """The rules of many random programs, and of all fixed cases."""
    found: list[Any] = []
    for seed in range(300):
        site, _ = world(seed)
        directory = in_memory({**site, "partners": {}, "standings": []})
        found += [export_rules(item, item.versions[0]) for item in directory.programs]
    for file in sorted((HERE / "vectors").glob("*.yaml")):
        _, rules = version_of(read(read(file.read_text("utf-8"))["version"]))
        found.append({"format": 1, "program": "program", "versions": [rules]})
    return found


# --- documentation ----------------------------------------------------------------------------


def test_the_example_is_what_is_exported() -> None:
    block = re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert block
    assert json.loads(block[1]) == version_of(read(EXAMPLE))[1]


def documented(heading: str) -> set[str]:
    """The keys of the first table below a heading."""
    section = DOCUMENT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    table = section.partition("| key |")[2].partition("\n\n")[0]
    heads = re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
    return {key for head in heads for key in re.findall(r"`([^`]+)`", head)}


ROWS = ("when", "membership", "requirements", "requires", "rows", "only_if")
SECTIONS = {
    "versions": "A version",
    "metrics": "A metric",
    "parts": "A part",
    "cells": "A cell",
    **dict.fromkeys(ROWS, "A row"),
}
"""Where the things are described that stand below a key."""


def test_every_key_is_documented(exported: list[Any]) -> None:
    used: dict[str, set[str]] = {}
    for section, key in keys("The file", "", exported):
        used.setdefault(section, set()).add(key)
    assert used == {section: documented(section) for section in used}
    assert used.keys() == {"The file", *SECTIONS.values()}


def keys(section: str, path: str, value: Any) -> Iterator[tuple[str, str]]:
    """All keys of a value with the section that describes them, but ids and texts."""
    if isinstance(value, list):
        for item in value:
            yield from keys(section, f"{path}[]" if path else "", item)
    elif isinstance(value, Mapping):
        for key, below in value.items():
            name = f"{path}.{key}" if path else key
            if key not in ("id", "name"):
                yield section, name
            inside = list(below.values()) if isinstance(below, Mapping) else below
            if key in SECTIONS:
                yield from keys(SECTIONS[key], "", inside)
            elif key in ("by_region", "by_track"):
                yield from keys(section, "", inside)
            elif key not in ("name", "unit"):
                yield from keys(section, name, below)


def test_every_answer_is_documented() -> None:
    text = (SCRIPTS / "case.ts").read_text("utf-8")
    body = text.partition("export interface Answers {")[2].partition("\n}")[0]
    assert set(re.findall(r"^  (\w+)\?:", body, re.MULTILINE)) == documented(
        "The answers of a visitor"
    )


# --- types ------------------------------------------------------------------------------------


def test_the_types_of_the_script_fit(exported: list[Any], tmp_path: Path) -> None:
    """Literals are checked for keys that the types do not know, and the script of the tests too."""
    types = (SCRIPTS / "format.ts").as_posix()
    lines = [f'import type {{ RulesFile }} from "{types}";', "export const all: RulesFile[] = ["]
    lines += [f"{json.dumps(rules)}," for rules in exported]
    write_files(tmp_path, {"all.ts": "\n".join([*lines, "];\n"])})
    settings = {
        "extends": (ROOT / "tsconfig.json").as_posix(),
        "compilerOptions": {"typeRoots": [(ROOT / "node_modules/@types").as_posix()]},
        "include": ["all.ts", (HERE / "answers.ts").as_posix()],
    }
    write_files(tmp_path, {"tsconfig.json": json.dumps(settings)})
    hatch_build.install_tools()
    compiler = "node_modules/typescript/bin/tsc"
    hatch_build.node([compiler, "--project", str(tmp_path / "tsconfig.json")])


# --- versions and texts -----------------------------------------------------------------------


def test_the_version_in_force_and_those_announced() -> None:
    version, _ = version_of(read(EXAMPLE))
    years = {"2025": "effective", "2026": "effective", "2027": "announced", "2028": "draft"}
    versions = tuple(
        replace(version, id=year, effective=date(int(year), 1, 1), status=status)  # type: ignore[arg-type]
        for year, status in years.items()
    )
    program = Program("reseller", Text({"en": "Reseller"}), Source("program.yaml", 1), versions)
    rules = export_rules(program, versions[1])
    assert (rules["format"], rules["program"], rules["name"]) == (1, "reseller", {"en": "Reseller"})
    assert [(item["id"], item["state"]) for item in rules["versions"]] == [
        ("2026", "current"),
        ("2027", "coming"),
    ]


def test_a_metric_that_no_row_needs_is_left_out() -> None:
    tree = read(EXAMPLE)
    tree["metrics"]["internal"] = {"name": "Internal", "measure": "sum", "of": "points"}
    _, rules = version_of(tree)
    assert "internal" not in rules["metrics"]
    assert "new-revenue" in rules["metrics"]


# --- privacy ----------------------------------------------------------------------------------


def test_a_hidden_threshold_is_one_that_nobody_published() -> None:
    tree = read(EXAMPLE)
    secret = tree["requirements"]
    secret[0]["levels"]["gold"] = {"value": 91_001, "newcomers": 91_002, "hidden": True}
    secret[1]["any_of"][0]["levels"]["gold"] = {
        "value": 91_003,
        "by_region": {"rest": 91_004},
        "hidden": True,
    }
    secret[2]["only_if"] = [
        {"metric": "revenue", "levels": {"gold": {"value": 91_005, "hidden": True}}}
    ]
    tree["newcomers"] = {"for": "3 months"}
    version, rules = version_of(tree)
    assert "9100" not in json.dumps(rules)
    assert sum(_is_hidden(version.requirements)) == 4
    for row in (secret[0], secret[1]["any_of"][0], secret[2]["only_if"][0], secret[2]):
        row["levels"]["gold"] = "unpublished"
    assert rules == version_of(tree)[1]


def _is_hidden(rows: Iterable[Any]) -> Iterator[bool]:
    for row in rows:
        yield from _is_hidden([*row.only_if, *getattr(row, "rows", ())])
        if isinstance(row, Threshold):
            yield from (cell.hidden for cell in row.cells.values())


# --- the output -------------------------------------------------------------------------------


def test_a_build_writes_a_file_for_each_program(build_site: BuildSite, tmp_path: Path) -> None:
    site: Tree = {
        "site.yaml": "format: 1\ntitle: P\nvendor: V\nlanguages: [en, de]\n",
        "content/programs/reseller/program.yaml": "name: {en: Reseller, de: Händler}\n",
        "content/programs/reseller/versions/2026.yaml": EXAMPLE,
        "partners/acme.yaml": "name: Acme\nprograms: [{program: reseller}]\n",
    }
    output = build_site(write_files(tmp_path / "site", site), "2026-10-01")
    assert [path.relative_to(output).as_posix() for path in output.rglob("rules.json")] == [
        "programs/reseller/rules.json"
    ]
    text = (output / "programs/reseller/rules.json").read_text("utf-8")
    rules = json.loads(text)
    assert rules["name"] == {"en": "Reseller", "de": "Händler"}
    assert rules["versions"][0]["metrics"] == version_of(read(EXAMPLE))[1]["metrics"]
    assert text.count("\n") == 1
