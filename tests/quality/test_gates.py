"""Style, types and the front end's own tests: each tool is one test and shows what it said."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build
from tests.conftest import ROOT

THEMES = ROOT / "themes"


def run(*command: str) -> None:
    """Runs a Python tool of this environment from the root; its output is the failure."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def run_node(*arguments: str) -> str:
    """Runs Node with the tools of the lock file."""
    try:
        hatch_build.install_tools()
        return hatch_build.node(list(arguments))
    except hatch_build.FrontendError as error:
        pytest.fail(str(error), pytrace=False)


def test_ruff_check() -> None:
    run("ruff", "check", "--quiet", ".")


def test_ruff_format() -> None:
    run("ruff", "format", "--diff", "--quiet", ".")


def test_mypy() -> None:
    run("mypy")


def test_typescript() -> None:
    run_node("node_modules/typescript/bin/tsc", "--noEmit")


def test_node() -> None:
    files = sorted(path.relative_to(ROOT).as_posix() for path in THEMES.rglob("*.test.ts"))
    assert files
    said = run_node("--test", "--test-reporter=tap", *files)
    passed = re.search(r"^# pass (\d+)$", said, re.MULTILINE)
    assert passed, said
    assert int(passed[1]) >= len(files), said


def test_bundles(tmp_path: Path) -> None:
    """The committed sources bundle without a warning, each entry to one script."""
    try:
        made = {path.name for path in hatch_build.bundle()}
    except hatch_build.FrontendError as error:
        pytest.fail(str(error), pytrace=False)
    entries = (THEMES / "default/js").glob("*.entry.ts")
    scripts = {path.name.replace(".entry.ts", ".js") for path in entries}
    assert made == {*scripts, "main.css", "THIRD_PARTY.txt"}


@pytest.mark.parametrize("name", ["package-lock.json", "constraints.txt"])
def test_pins_name_no_host(name: str) -> None:
    """Pins say what, never from where: that is the business of whoever installs."""
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|@ ", text)


def test_constraints_pin_every_direct_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    pinned = {
        line.partition("==")[0]
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    names = {re.split(r"[^a-z0-9-]", requirement)[0] for requirement in wanted}
    assert names <= pinned
    assert len(project["dependencies"]) <= 10
