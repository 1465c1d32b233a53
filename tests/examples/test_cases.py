"""The examples' own cases: who holds what on which day, and which facts decide it.

Each `examples/ID/cases.yaml` is a list. A case names a ``partner`` of the example, a day ``as_of``,
and the ``level`` expected (null for none). Where the partner has several standings on that day it
says which one, by ``program`` and ``ladder``. It may expect more: see `ASPECTS`. ``because`` says
why.

``flips`` are facts that decide the case. Each changes the partner's record and says what becomes
of it; at least one thing must differ from the case itself::

    - {remove: "private.documents[0]", level: registered}
    - {set: "private.people[0].left", to: 2018-04-01, level: null}

``remove`` takes one value of the record or a list of them, ``set`` puts one there, in place of
another or as the next of a list, and ``and`` holds further changes. A flip may look at another day
``as_of``, and change the ``record`` of another partner instead.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from generator.load.site import load
from generator.model.benefit import Duration
from generator.model.directory import Directory
from generator.model.standing import Standing
from generator.model.text import Text
from generator.pipeline import check
from generator.qualify.standings import qualify
from generator.validate.directory import validate
from tests.conftest import ROOT, BuildSite

EXAMPLES = ROOT / "examples"
FILES = sorted(EXAMPLES.glob("*/cases.yaml"))
PUBLISHED = {f"T{number:02}" for number in range(1, 29)} - {"T10", "T23", "T24", "T25"}
"""Cases whose figures and outcome follow from what vendors published."""

Case = dict[str, Any]
CHANGES = {"remove", "set", "to", "and", "record"}
WHICH = {"partner", "as_of", "program", "ladder"}


def read_cases(file: Path) -> list[Case]:
    # Everything stays the text it is: the formats, not this test, say what it means.
    cases = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(cases, list)
    return cases


def all_cases() -> Iterator[Any]:
    for file in FILES:
        for case in read_cases(file):
            name = f"{file.parent.name}: {case['id']} {case['partner']} {case['as_of']}"
            yield pytest.param(file.parent, case, id=name)


# --- the cases --------------------------------------------------------------------------------


@pytest.mark.parametrize(("example", "case"), list(all_cases()))
def test_case(example: Path, case: Case) -> None:
    known = {"id", "because", "level", "flips"} | WHICH | set(ASPECTS)
    assert case.keys() <= known, case.keys() - known
    assert {"level", "because"} <= case.keys()
    assert case["partner"] in partner_ids(example)
    assert observe(example, case) == expected(case)


@pytest.mark.parametrize(("example", "case"), list(all_cases()))
def test_the_facts_of_a_case_decide_it(example: Path, case: Case, tmp_path: Path) -> None:
    for number, flip in enumerate(case.get("flips", [])):
        known = CHANGES | {"as_of"} | set(ASPECTS)
        assert flip.keys() <= known, flip.keys() - known
        outcome = expected(flip)
        assert outcome, f"{flip} expects nothing"
        which = {key: flip.get(key, case[key]) for key in WHICH if key in case} | outcome
        before = observe(example, which)
        copy = tmp_path / str(number)
        shutil.copytree(example, copy)
        change_record(copy, flip.get("record", case["partner"]), flip)
        after = observe(copy, which)
        assert (flip, after) == (flip, outcome)
        assert after != before, f"{flip} changes nothing"


def test_no_published_case_is_missing_and_each_is_decided_by_facts() -> None:
    cases = [case for file in FILES for case in read_cases(file)]
    decided = {case["id"] for case in cases if case.get("flips")}
    assert sorted(PUBLISHED - decided) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_an_example_is_without_mistakes(file: Path, build_site: BuildSite) -> None:
    cases = read_cases(file)
    assert len(cases) >= 2
    assert any("flips" in case for case in cases)
    latest = max(case["as_of"] for case in cases)
    day = date.fromisoformat(latest)
    checked = check(file.parent, lambda _: day, "", keep_going=False, progress=lambda _: None)
    said = [f"{item.place}: {item.message}" for item in checked.diagnostics]
    assert not said, "\n".join(said)
    output = build_site(file.parent, latest)
    assert directory_of(file.parent).settings.notice("en") in (output / "index.html").read_text()


# --- what holds -------------------------------------------------------------------------------


def observe(folder: Path, case: Case) -> dict[str, Any]:
    """The aspects that the case names, as it writes them."""
    directory = directory_of(folder)
    day = date.fromisoformat(case["as_of"])
    standings = [
        standing
        for standing in qualify(directory, day).standings
        if standing.partner == case["partner"]
        and case.get("program") in (None, standing.program)
        and case.get("ladder") in (None, standing.ladder)
    ]
    names = [name for name in ASPECTS if name in case]
    if not standings:
        # No version of the program is in force on that day.
        return {name: NOTHING[name] for name in names}
    assert len(standings) == 1, "the case says neither program nor ladder"
    seen = {name: ASPECTS[name](standings[0], directory, day) for name in names}
    for name in PICKED & seen.keys():
        seen[name] = {key: seen[name].get(key, "null") for key in case[name]}
    return seen


def expected(case: Case) -> dict[str, Any]:
    return {name: case[name] for name in ASPECTS if name in case}


def gets(standing: Standing, directory: Directory, day: date) -> dict[str, str]:
    """The benefits of the level that are given on the day, by id."""
    program = next(item for item in directory.programs if item.id == standing.program)
    version = next(item for item in program.versions if item.id == standing.version)
    level = standing.level or ""
    return {
        benefit.id: "unpublished" if (given := benefit.cells[level].given) is None else show(given)
        for benefit in version.benefits
        if level in benefit.cells
        and (benefit.terms.begins or date.min) <= day <= (benefit.terms.ends or date.max)
    }


def lacks(standing: Standing, *_: object) -> dict[str, str]:
    """What is missing, by level and criterion, as in `gold.revenue`."""
    return {
        f"{finding.level}.{finding.criterion}": show(finding.gap)
        for finding in standing.findings
        if finding.verdict == "missed"
    }


def show(value: object) -> str:
    """A value as the cases write it."""
    match value:
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case Decimal() | Fraction():
            whole = Fraction(value)
            return str(whole if whole.denominator == 1 else round(float(whole), 4))
        case Duration():
            return f"{value.count} {value.unit}"
        case Text():
            return value("en")
        case _:
            return str(value)


ASPECTS: dict[str, Any] = {
    "level": lambda standing, *_: show(standing.level),
    "status": lambda standing, *_: standing.status,
    "earned": lambda standing, *_: show(standing.earned),
    "version": lambda standing, *_: standing.version,
    "track": lambda standing, *_: show(standing.track),
    "path": lambda standing, *_: show(standing.path),
    "since": lambda standing, *_: show(standing.since),
    "specialisations": lambda standing, *_: sorted(standing.specialisations),
    "figures": lambda standing, *_: {name: show(value) for name, value in standing.metrics},
    "lacks": lacks,
    "gets": gets,
    "grants": lambda standing, *_: sorted(grant.benefit for grant in standing.grants),
}
"""What a case may expect: the level and how it came about; ``figures`` by metric; what the partner
``lacks``; the benefits that the level ``gets``, and the ``grants`` beside it."""
PICKED = {"figures", "lacks", "gets"}
"""Of these only what the case names is looked at; what is not there is null."""
NOTHING: dict[str, Any] = dict.fromkeys(ASPECTS, "null") | {
    "status": "held",
    "specialisations": [],
    "figures": {},
    "lacks": {},
    "gets": {},
    "grants": [],
}


# --- example sites ----------------------------------------------------------------------------


@lru_cache(maxsize=2)
def directory_of(folder: Path) -> Directory:
    directory, diagnostics = validate(load(folder))
    errors = [f"{item.place}: {item.message}" for item in diagnostics if item.severity == "error"]
    assert directory is not None, errors
    return directory


def partner_ids(folder: Path) -> set[str]:
    return {partner.id for partner in directory_of(folder).partners}


class _Plain(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes texts without quotes, as people write dates, numbers and answers."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, width=1000, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)


def change_record(folder: Path, partner: str, flip: Case) -> None:
    """Change the partner's file as the flip says."""
    (file,) = (folder / "partners").rglob(f"{partner}.yaml")
    record = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    change(record, flip)
    with file.open("w", encoding="utf-8") as stream:
        writer = _Plain(stream)
        writer.open()
        writer.represent(record)
        writer.close()


def change(record: Any, flip: Case) -> None:
    removed = flip.get("remove", [])
    for path in [removed] if isinstance(removed, str) else removed:
        node, last = walk(record, steps(path))
        del node[last]
    if "set" in flip:
        node, last = walk(record, steps(flip["set"]))
        if isinstance(node, list) and last == len(node):
            node.append(flip["to"])
        else:
            node[last] = flip["to"]
    for further in flip.get("and", []):
        change(record, further)


def steps(path: str) -> list[str | int]:
    """`private.people[0].left` as `["private", "people", 0, "left"]`."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)
    return [int(number) if number else name for number, name in found]


def walk(node: Any, path: list[str | int]) -> tuple[Any, Any]:
    """What holds the last step of a path. Mappings and lists that are missing are made."""
    for step, following in pairwise(path):
        missing: Any = [] if isinstance(following, int) else {}
        if isinstance(node, list) and step == len(node):
            node.append(missing)
        elif isinstance(node, dict):
            node.setdefault(step, missing)
        node = node[step]
    return node, path[-1]
