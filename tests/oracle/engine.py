"""The engine under test: a site of plain data through validation and `qualify`, and its answers.

This is the only module here, tests aside, that knows the generator. A site goes in either as trees,
which skips nothing but the reading of texts, or as a folder of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import Place
from generator.load.site import load
from generator.load.tree import Mapping as MappingNode
from generator.load.tree import Node, ProgramFiles, Scalar, Sequence, SiteFiles, YamlFile
from generator.model.directory import Directory
from generator.model.standing import Finding, Standing
from generator.qualify.standings import qualify
from generator.validate.directory import validate
from tests.oracle.oracle import Answer
from tests.oracle.plain import Tree, written
from tests.oracle.verdicts import Found

SETTINGS = {"format": 1, "title": "Partners", "vendor": "Vendor", "languages": ["en"]}


class NotValidError(Exception):
    """The site has mistakes, so there is nothing to compare."""


def answers(directory: Directory, day: date) -> list[Answer]:
    return [_answer(item) for item in qualify(directory, day).standings]


def _answer(found: Standing) -> Answer:
    return Answer(
        partner=found.partner,
        program=found.program,
        ladder=found.ladder,
        version=found.version,
        level=found.level,
        earned=found.earned,
        track=found.track,
        path=found.path,
        status=found.status,
        specialisations=list(found.specialisations),
        findings=[_finding(item) for item in found.findings],
        tracks=[_finding(item) for item in found.track_findings],
        metrics={
            name: Fraction(value) if isinstance(value, Decimal) else value
            for name, value in found.metrics
        },
        grants=[item.benefit for item in found.grants],
    )


def _finding(item: Finding) -> Found:
    return item.level, item.path, item.criterion, item.verdict


# --- reading ----------------------------------------------------------------------------------


def files(site: Tree) -> dict[str, Any]:
    """The site's files by path, as plain data."""
    found: dict[str, Any] = {"site.yaml": SETTINGS}
    if site.get("standings"):
        found["standings.yaml"] = {"standings": site["standings"]}
    for program, tree in site["programs"].items():
        found[f"content/programs/{program}/program.yaml"] = tree["program"]
        for name, version in tree["versions"].items():
            found[f"content/programs/{program}/versions/{name}.yaml"] = version
    for name, record in site["partners"].items():
        found[f"partners/{name}.yaml"] = record
    return found


def text(tree: Any, in_lines: bool = True) -> str:
    """Plain data as YAML: a line for each value, or several things in one line."""
    flow = None if in_lines else True
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    made: str = yaml.dump(
        written(tree), Dumper=dumper, sort_keys=False, default_flow_style=flow, width=1000
    )
    return made


def through_files(site: Tree, folder: Path, in_lines: bool = True) -> Directory:
    """What the generator makes of the site in a folder."""
    for path, tree in files(site).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text(tree, in_lines), "utf-8")
    return _validated(load(folder))


def in_memory(site: Tree) -> Directory:
    """The same without the detour over texts."""
    read = {path: YamlFile(path, _mapping(tree, path)) for path, tree in files(site).items()}
    programs = tuple(
        ProgramFiles(
            program,
            read[f"content/programs/{program}/program.yaml"],
            tuple(
                read[f"content/programs/{program}/versions/{name}.yaml"]
                for name in sorted(tree["versions"])
            ),
            (),
        )
        for program, tree in sorted(site["programs"].items())
    )
    found = SiteFiles(
        root="",
        site=read["site.yaml"],
        vocabulary=None,
        programs=programs,
        records=tuple(read[f"partners/{name}.yaml"] for name in sorted(site["partners"])),
        twins=(),
        tables=(),
        pages=(),
        standings=read.get("standings.yaml"),
    )
    return _validated(found)


def _validated(found: SiteFiles) -> Directory:
    directory, diagnostics = validate(found)
    if directory is None:
        errors = [item for item in diagnostics if item.severity == "error"]
        raise NotValidError(
            "\n".join(f"{item.pointer or item.place}: {item.message}" for item in errors)
        )
    return directory


def _mapping(tree: Mapping[str, Any], path: str) -> MappingNode:
    """A file's tree, with a line for each value."""
    lines = count(1)

    def node(value: Any) -> Node:
        place = Place(path, next(lines))
        if isinstance(value, Mapping):
            entries = tuple(
                (Scalar(str(key), True, place), node(item)) for key, item in value.items()
            )
            return MappingNode(entries, place)
        if isinstance(value, list):
            return Sequence(tuple(node(item) for item in value), place)
        return Scalar(str(written(value)), True, place)

    found = node(tree)
    assert isinstance(found, MappingNode)
    return found
