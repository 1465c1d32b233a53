"""The engine and the browser's script on the same rules and answers: random ones, at least 10,000,
and random answers to the rules of the programs that are there to be read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.load.site import load
from generator.model.program import Program
from generator.site.rules_export import export_rules
from generator.validate.faulty import validate_without_faulty
from tests.conftest import ROOT
from tests.oracle.engine import in_memory
from tests.oracle.worlds import world
from tests.rules_export import browser
from tests.rules_export.host import AmbiguousError, Host, Plain
from tests.rules_export.visitors import Visitors

CASES = 10_000
PER_VERSION = 5


@dataclass
class Questions:
    """Rules and answers for the browser, with what the engine says of them.

    ``left_out`` counts answers of which one statement would have to be true here and false there.
    """

    rules: list[tuple[Plain, list[Plain]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    engine: list[list[Plain]] = field(default_factory=list)
    left_out: int = 0

    def add(self, program: Program, seed: int, count: int) -> None:
        """So many visitors to each version."""
        for version in program.versions:
            host = Host(version)
            visitors = Visitors(host, seed)
            answers: list[Plain] = []
            for number in range(count):
                visitor = visitors.visitor()
                try:
                    answers.append(host.answers(visitor))
                except AmbiguousError:
                    self.left_out += 1
                    continue
                self.names.append(f"{program.id} {version.id}, seed {seed}, visitor {number}")
                self.engine.append(host.standings(visitor))
            self.rules.append((export_rules(program, version)["versions"][0], answers))

    def differences(self, folder: Path) -> Iterator[str]:
        said = browser.standings(self.rules, folder)
        for name, one, other in zip(self.names, self.engine, said, strict=True):
            for line in browser.differences(one, other):
                yield f"{name}: {line}"


def test_programs_that_are_there(tmp_path: Path) -> None:
    questions = Questions()
    for folder in [ROOT, *sorted(file.parent for file in ROOT.glob("examples/*/site.yaml"))]:
        directory, diagnostics, _ = validate_without_faulty(load(folder))
        assert directory is not None, diagnostics
        for program in directory.programs:
            questions.add(program, seed=1, count=20)
    assert len(questions.engine) > 500
    assert list(questions.differences(tmp_path)) == []


@pytest.fixture(scope="module")
def random_questions() -> Questions:
    questions, seed = Questions(), 0
    while len(questions.engine) < CASES:
        site, _ = world(seed)
        directory = in_memory({**site, "partners": {}, "standings": []})
        for program in directory.programs:
            questions.add(program, seed, PER_VERSION)
        seed += 1
    return questions


def test_random_rules(random_questions: Questions, tmp_path: Path) -> None:
    found = list(random_questions.differences(tmp_path))
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:5])


def test_there_is_something_to_compare(random_questions: Questions) -> None:
    """Every construct is met often, and levels are reached as well as missed."""
    assert random_questions.left_out < 0.01 * CASES
    findings = [item for found in random_questions.engine for item in _findings(found)]
    verdicts = Counter(item["verdict"] for item in findings)
    marks = Counter(item["mark"] for item in findings)
    rules = json.dumps([rules for rules, _ in random_questions.rules])
    measures = Counter({name: rules.count(f'"measure": "{name}"') for name in MEASURES.split()})
    keys = Counter({name: rules.count(f'"{name}": ') for name in KEYS.split()})
    levels = Counter(item["level"] is None for found in random_questions.engine for item in found)
    assert min([*measures.values(), *keys.values()]) * PER_VERSION > 150, (measures, keys)
    assert min([*verdicts.values(), *marks.values(), *levels.values()]) > 150, (verdicts, marks)
    assert verdicts.keys() == {"met", "missed", "unknown", "not-applicable"}
    assert marks.keys() == {None, "relative", "discretion", "agreed", "unpublished", "people"}


MEASURES = "asked tenure specialisations ratio growth points index best"
KEYS = """
    tracks when ladders paths regions region_by newcomers cumulative membership specialisations
    benefits only_if at_most per by_region by_track among mode count each_person_once cap if_empty
    minimum_base if_below one_per full_at steps whole weight
"""


def _findings(standings: Iterable[Plain]) -> Iterator[Any]:
    for standing in standings:
        yield from standing["findings"]
