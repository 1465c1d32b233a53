"""Mistakes in versions of programs, and what is said about them.

Each YAML file here has ``about``, perhaps ``base``, and ``cases``. A case is a version: what it
``adds`` to the text of ``base``, or all of it as ``version``. ``before`` and ``after`` are versions
of the years around it, ``files`` others by path. ``said`` is what is found, in the order of the
files: the code of the rule, the text that it points at, and the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostic
from generator.load.site import load
from generator.validate.directory import validate
from tests.conftest import write_files

HERE = Path(__file__).parent
VERSIONS = "content/programs/reseller/versions"
SITE = {
    "site.yaml": "format: 1\ntitle: Partners\nvendor: Example\nlanguages: [en]\n",
    "content/programs/reseller/program.yaml": "name: Reseller\n",
    "partners/acme.yaml": "name: Acme\nprograms: [{program: reseller}]\n",
}
KEYS = {"case", "adds", "version", "before", "after", "files", "said"}


def cases() -> Iterator[Any]:
    for file in sorted(HERE.glob("*.yaml")):
        content = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        for case in content["cases"]:
            assert case.keys() <= KEYS, f"{file.name}: {case['case']}"
            case.setdefault("version", content.get("base", "") + case.get("adds", ""))
            yield pytest.param(case, id=f"{file.stem}: {case['case']}")


@pytest.mark.parametrize("case", list(cases()))
def test_said(case: dict[str, Any], tmp_path: Path) -> None:
    files = {**SITE, f"{VERSIONS}/2026.yaml": case["version"], **case.get("files", {})}
    for name, year in (("before", "2025"), ("after", "2027")):
        if name in case:
            files[f"{VERSIONS}/{year}.yaml"] = case[name]
    _, found = validate(load(write_files(tmp_path, files)))
    assert [show(item, files) for item in found] == case.get("said", [])


def show(found: Diagnostic, files: dict[str, str]) -> str:
    """A diagnostic, with the text on its first line that it points at."""
    place = found.place
    line = files[place.path].splitlines()[place.line - 1]
    end = place.end_column if place.end_line == place.line else len(line) + 1
    return f"{found.rule.code} {line[place.column - 1 : end - 1]} -- {found.message}"
