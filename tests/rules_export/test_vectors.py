"""Fixed cases for both hosts: the engine, and the script of the browser on the exported rules.

Each YAML file in `vectors` has ``about``, a ``version`` and ``cases``. A case has a ``visitor``, as
`host.Visitor` describes one, and what only the ``vendor`` knows: approvals and targets by column,
and the figures that ranks take. ``assume`` is what the visitor then states, if it is told.
``expect`` says what holds, or ``ladders`` for each ladder; of what is ``missing`` for the next
level only the browser speaks.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from generator.model.criterion import Threshold
from generator.model.program import Version
from generator.site.rules_export import export_rules
from tests.oracle.engine import in_memory
from tests.oracle.plain import Tree, read
from tests.rules_export import browser
from tests.rules_export.host import Host, Visitor, plain

FILES = sorted(Path(__file__).with_name("vectors").glob("*.yaml"))
CASE_KEYS = {"case", "visitor", "vendor", "assume", "expect", "ladders"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_hosts_agree(file: Path, tmp_path: Path) -> None:
    content = read(file.read_text("utf-8"))
    version, rules = version_of(read(content["version"]))
    host = Host(version)
    visitors = [visitor_of(case, host) for case in content["cases"]]
    answers = [host.answers(visitor) for visitor in visitors]
    found = browser.standings([(rules, answers)], tmp_path)
    for case, visitor, typed, said in zip(content["cases"], visitors, answers, found, strict=True):
        assert case.keys() <= CASE_KEYS, case["case"]
        assert list(browser.differences(host.standings(visitor), said)) == [], case["case"]
        assert typed["assume"] == case.get("assume", typed["assume"]), case["case"]
        by_ladder = {standing["ladder"]: standing for standing in said}
        expected = case.get("ladders", {None: case.get("expect")})
        assert by_ladder.keys() == expected.keys(), case["case"]
        for ladder, aspects in expected.items():
            shown = {name: aspect(by_ladder[ladder], name, aspects[name]) for name in aspects}
            assert shown == {name: clean(aspects[name]) for name in aspects}, case["case"]


def version_of(tree: Tree) -> tuple[Version, Any]:
    """A version as the formats read it, and its rules as they are exported."""
    program: Tree = {"program": {"name": "Program"}, "versions": {"only": tree}}
    directory = in_memory({"programs": {"program": program}, "partners": {}})
    (version,) = directory.programs[0].versions
    return version, export_rules(directory.programs[0], version)["versions"][0]


# --- in ---------------------------------------------------------------------------------------


def visitor_of(case: Tree, host: Host) -> Visitor:
    said, vendor = case.get("visitor", {}), case.get("vendor", {})
    rows = {f"{row.id}@{column}": row for row, column in host.rows}
    ranks: dict[Any, Any] = {}
    for name, value in vendor.get("least", {}).items():
        row = rows[name]
        assert isinstance(row, Threshold)
        ranks[row.metric, row.among, row.cells[name.partition("@")[2]].top] = value
    return Visitor(
        **{
            **said,
            "months": int(said["months"]) if "months" in said else None,
            "people": {name: frozenset(map(int, who)) for name, who in people(said).items()},
            "tenures": {pair(name): int(n) for name, n in said.get("tenures", {}).items()},
            "approvals": frozenset(map(pair, vendor.get("approvals", []))),
            "targets": {pair(name): value for name, value in vendor.get("targets", {}).items()},
            "least": ranks,
        }
    )


def people(said: Tree) -> Tree:
    return dict(said.get("people", {}))


def pair(name: str) -> tuple[str, str]:
    first, _, second = name.partition("@")
    return first, second


# --- out --------------------------------------------------------------------------------------


def aspect(standing: Tree, name: str, expected: Any) -> Any:
    """What the browser says, of as much as a case asks for."""
    match name:
        case "verdicts":
            return by_column(standing, "verdict", expected)
        case "gap":
            return by_column(standing, "gap", expected)
        case "marks":
            return by_column(standing, "mark", expected)
        case "figures" | "benefits":
            return {key: standing[name][key] for key in expected}
        case "missing":
            return standing["next"] and standing["next"]["missing"]
        case "levels":
            return list(standing["levels"])
        case "path":
            return standing["path"] or None
        case _:
            return standing[name]


def by_column(standing: Tree, name: str, columns: Tree) -> Tree:
    """An aspect of the findings by column and row; verdicts and marks of all rows, in order."""
    found: Tree = {}
    for item in standing["findings"]:
        wanted = columns.get(item["column"])
        if wanted is not None and (name == "mark" or item["criterion"] in wanted):
            found.setdefault(item["column"], {})[item["criterion"]] = item[name]
    return found


def clean(value: Any) -> Any:
    """An expected value as a host gives it: figures as fractions, and nothing for none."""
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, str):
        fraction = "/" in value and Fraction(value)
        return None if value == "none" else fraction or value
    return [clean(item) for item in value] if isinstance(value, list) else plain(value)
