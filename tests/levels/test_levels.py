"""Levels as vectors: a program and partner records in the real file formats, and what must hold.

Each YAML file here has ``about``, a ``program`` (the text of its only version, or texts by version
id) and ``cases``. A case has a ``record``, the text of the partner's file; name and membership are
added where it says nothing of them. ``others`` are the records of further partners, ``programs``
further programs, and ``tables`` CSV texts, by id or file name. ``on`` and ``expect`` say what holds
on one day, ``levels`` what is held from day to day; of a ``ladder`` where there are several.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.standing import Standing
from generator.qualify.standings import qualify
from generator.validate.directory import validate

HERE = Path(__file__).parent
CASE_KEYS = {
    "case", "record", "others", "tables", "standings", "program", "programs", "ladder", "on",
    "expect", "levels",
}  # fmt: skip


def cases() -> Iterator[Any]:
    for file in sorted(HERE.glob("*.yaml")):
        # Everything stays the text it is: the formats, not this test, say what it means.
        content = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        for case in content["cases"]:
            assert case.keys() <= CASE_KEYS, f"{file.name}: {case['case']}"
            yield pytest.param(content["program"], case, id=f"{file.stem}: {case['case']}")


@pytest.mark.parametrize(("program", "case"), list(cases()))
def test_level(program: str | dict[str, str], case: dict[str, Any], tmp_path: Path) -> None:
    directory = read(write(tmp_path, case.get("program", program), case))
    ladder = case.get("ladder")
    found = {day: show(stand(directory, day, ladder).level) for day in case.get("levels", {})}
    assert found == case.get("levels", {})
    if "on" in case:
        standing = stand(directory, case["on"], ladder)
        expected = case["expect"]
        assert {key: ASPECTS[key](standing) for key in expected} == expected
    assert "on" in case or "levels" in case


def write(folder: Path, program: str | dict[str, str], case: dict[str, Any]) -> Path:
    """A site folder with the partner of the case, its program, and what else the case names."""
    files = {"site.yaml": "format: 1\ntitle: Partners\nvendor: Vendor\nlanguages: [en]\n"}
    for name, record in {"partner": case.get("record", ""), **case.get("others", {})}.items():
        member = "" if "programs:" in record else "programs: [{program: program}]\n"
        files[f"partners/{name}.yaml"] = f"name: {name}\n{record}{member}"
    for name, versions in {"program": program, **case.get("programs", {})}.items():
        about = {"only": versions} if isinstance(versions, str) else dict(versions)
        files[f"content/programs/{name}/program.yaml"] = about.pop("program", "name: Program\n")
        for version, text in about.items():
            files[f"content/programs/{name}/versions/{version}.yaml"] = text
    if "standings" in case:
        files["standings.yaml"] = case["standings"]
    for name, text in case.get("tables", {}).items():
        files[f"partners/{name}"] = text
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def read(folder: Path) -> Directory:
    directory, diagnostics = validate(load(folder))
    errors = [f"{item.place}: {item.message}" for item in diagnostics if item.severity == "error"]
    assert directory is not None, errors
    return directory


def stand(directory: Directory, day: str, ladder: str | None = None) -> Standing:
    (standing,) = (
        item
        for item in qualify(directory, date.fromisoformat(day)).standings
        if (item.partner, item.program, item.ladder) == ("partner", "program", ladder)
    )
    return standing


def show(value: object) -> str:
    """A value as the cases write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def next_change(standing: Standing) -> dict[str, str] | str:
    change = standing.next_change
    if change is None:
        return "none"
    return {"date": show(change.date), "level": show(change.level), "reason": change.reason}


def by_criterion(standing: Standing, aspect: str) -> dict[str, dict[str, str]]:
    """An aspect of the findings, by level or specialisation and criterion."""
    found: dict[str, dict[str, str]] = {}
    for finding in standing.findings:
        found.setdefault(finding.level, {})[finding.criterion] = show(getattr(finding, aspect))
    return found


ASPECTS: dict[str, Any] = {
    "level": lambda standing: show(standing.level),
    "track": lambda standing: show(standing.track),
    "version": lambda standing: standing.version,
    "status": lambda standing: standing.status,
    "since": lambda standing: show(standing.since),
    "path": lambda standing: show(standing.path),
    "earned": lambda standing: show(standing.earned),
    "kept_until": lambda standing: show(standing.kept_until),
    "next_review": lambda standing: show(standing.next_review),
    "grants": lambda standing: [grant.benefit for grant in standing.grants],
    "metrics": lambda standing: {name: show(value) for name, value in standing.metrics},
    "next_level": lambda standing: show(standing.next_level),
    "next_change": next_change,
    "specialisations": lambda standing: list(standing.specialisations),
    "verdicts": lambda standing: by_criterion(standing, "verdict"),
    "have": lambda standing: by_criterion(standing, "have"),
    "needed": lambda standing: by_criterion(standing, "needed"),
    "gap": lambda standing: by_criterion(standing, "gap"),
    "sources": lambda standing: sorted({show(s) for f in standing.findings for s in f.facts}),
    "tracks": lambda standing: {f.level: f.verdict for f in standing.track_findings},
}
