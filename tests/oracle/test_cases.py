"""Hand-made cases and those of tests/levels for the oracle; the hand-made ones for the engine too.

A case has ``version`` or several ``versions``, a ``record``, perhaps ``others`` and ``standings``,
and what holds on which day: ``levels`` (by ladder: ``ladders``), ``status``, ``path``, ``metrics``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle import engine
from tests.oracle.oracle import Answer, Oracle
from tests.oracle.plain import Tree, read
from tests.oracle.verdicts import Found

HERE = Path(__file__).parent
VECTORS = HERE.parent / "levels"
MEMBER = {"programs": [{"program": "program"}]}
Ask = Callable[[date], list[Answer]]
"""Everybody's answers on a day."""
ASPECTS = ("status", "path", "specialisations", "grants")


def site(case: Tree) -> Tree:
    program = {"name": "Program", **({"ends": case["ends"]} if "ends" in case else {})}
    versions = case.get("versions") or {"only": case["version"]}
    records = {"partner": case["record"], **case.get("others", {})}
    return {
        "programs": {"program": {"program": program, "versions": versions}},
        "partners": {
            name: {"name": name.title(), **MEMBER, **record} for name, record in records.items()
        },
        "standings": case.get("standings", []),
    }


def of_oracle(tree: Tree, folder: Path) -> Ask:
    return Oracle(tree).answers


def of_engine(tree: Tree, folder: Path) -> Ask:
    directory = engine.through_files(tree, folder, in_lines=False)
    return lambda day: engine.answers(directory, day)


def hand_made() -> Iterator[Any]:
    text = (HERE / "cases.yaml").read_text("utf-8")
    # Anchors and merges are YAML's, so they are resolved before the texts are read.
    for case in read(yaml.dump(yaml.load(text, _Merging)))["cases"]:
        yield pytest.param(case, id=case["case"])


class _Merging(yaml.SafeLoader):
    """Keeps every plain scalar the text it is, and knows ``<<``."""


_Merging.yaml_implicit_resolvers = {}
_Merging.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("<<"), ["<"])


@pytest.mark.parametrize("ask", [of_oracle, of_engine], ids=["oracle", "engine"])
@pytest.mark.parametrize("case", list(hand_made()))
def test_hand_made(case: Tree, ask: Callable[[Tree, Path], Ask], tmp_path: Path) -> None:
    answers = ask(site(case), tmp_path)
    expected = [(day, "level", None, level) for day, level in case.get("levels", {}).items()]
    for ladder, levels in case.get("ladders", {}).items():
        expected += [(day, "level", ladder, level) for day, level in levels.items()]
    for name in ASPECTS:
        expected += [(day, name, None, value) for day, value in case.get(name, {}).items()]
    for day, metrics in case.get("metrics", {}).items():
        expected += [(day, metric, None, value) for metric, value in metrics.items()]
    assert expected
    for day, name, ladder, value in sorted(expected, key=str):
        found = _found(answers(date.fromisoformat(day)), name, ladder)
        assert (day, name, found) == (day, name, value)


def _found(answers: list[Answer], name: str, ladder: str | None) -> Any:
    mine = [item for item in answers if item.partner == "partner" and item.ladder == ladder]
    if not mine:
        return "none"
    (answer,) = mine
    found = answer.metrics[name] if name in answer.metrics else getattr(answer, name)
    if isinstance(found, Fraction):
        return Fraction(found)
    return "none" if found is None else found


# --- the vectors of the engine ----------------------------------------------------------------


def vectors() -> Iterator[Any]:
    for file in sorted(VECTORS.glob("*.yaml")):
        content = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        for case in content["cases"]:
            # Tables are another format for the same facts.
            if "tables" not in case:
                program = case.get("program", content["program"])
                yield pytest.param(program, case, id=f"{file.stem}: {case['case']}")


@pytest.mark.parametrize(("program", "case"), list(vectors()))
def test_vectors(program: str | dict[str, str], case: dict[str, Any]) -> None:
    oracle, ladder = Oracle(_texts(program, case)), case.get("ladder")
    for day, level in sorted(case.get("levels", {}).items()):
        assert (day, _found(_on(oracle, day), "level", ladder)) == (day, level)
    for name, value in case.get("expect", {}).items():
        answers = _on(oracle, case["on"])
        if name in ("level", "track", "version", "status", "specialisations", "earned"):
            assert (name, _found(answers, name, ladder)) == (name, value)
        elif name == "verdicts":
            assert _verdicts(_found(answers, "findings", ladder)) == value


def _texts(program: str | dict[str, str], case: dict[str, Any]) -> Tree:
    """The site of a case whose files are texts."""
    programs = {"program": program, **case.get("programs", {})}
    records = {"partner": case.get("record", ""), **case.get("others", {})}
    return {
        "programs": {name: _program(versions) for name, versions in programs.items()},
        "partners": {name: {**MEMBER, **_read(text)} for name, text in records.items()},
        "standings": _read(case.get("standings", "")).get("standings", []),
    }


def _program(versions: str | dict[str, str]) -> Tree:
    texts = {"only": versions} if isinstance(versions, str) else versions
    found = {name: _read(text) for name, text in texts.items()}
    return {"program": found.pop("program", {}), "versions": found}


def _read(text: str) -> Tree:
    return read(text) or {} if text else {}


def _on(oracle: Oracle, day: str) -> list[Answer]:
    found = oracle.answers(date.fromisoformat(day))
    return [item for item in found if item.program == "program"]


def _verdicts(findings: list[Found]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column, _, row, verdict in findings:
        found.setdefault(column, {})[row] = verdict
    return found
