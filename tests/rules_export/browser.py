"""The theme's script as the other host: what Node says when it evaluates exported rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import hatch_build

Plain = dict[str, Any]
SCRIPT = Path(__file__).with_name("answers.ts")


def standings(questions: Iterable[tuple[Plain, Sequence[Plain]]], folder: Path) -> list[Any]:
    """The standings for all answers, given with the rules that they are for."""
    file = folder / "questions.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for rules, answers in questions:
            lines.write(json.dumps({"rules": rules}) + "\n")
            lines.writelines(json.dumps({"answers": item}) + "\n" for item in answers)
    said = hatch_build.node([str(SCRIPT), str(file)])
    return [json.loads(line, object_hook=_read) for line in said.splitlines()]


def _read(value: Plain) -> Any:
    return Fraction(value["number"]) if value.keys() == {"number"} else value


def differences(engine: Sequence[Plain], browser: Sequence[Plain]) -> Iterator[str]:
    """What the two hosts say differently, in a line each."""
    if len(engine) != len(browser):
        yield f"ladders: {engine} / {browser}"
    for one, other in zip(engine, browser, strict=False):
        for name, value in one.items():
            if name in ("tracks", "findings"):
                yield from _in_findings(value, other[name])
            elif name == "figures":
                asked = {metric: value[metric] for metric in other[name]}
                yield from [f"figures: {asked} / {other[name]}"] if asked != other[name] else []
            elif value != other[name]:
                yield f"{name}: {value} / {other[name]}"


def _in_findings(engine: Sequence[Plain], browser: Sequence[Plain]) -> Iterator[str]:
    if len(engine) != len(browser):
        yield f"findings: {engine} / {browser}"
    for one, other in zip(engine, browser, strict=False):
        # How many places people fill is not known, and sometimes it is certain without that.
        mine = {**one, **_unknown(other)} if one["mark"] == "people" else one
        if mine != other:
            yield f"{one} / {other}"


def _unknown(other: Plain) -> Plain:
    return {name: other[name] for name in ("mark", "needed", "gap")}
