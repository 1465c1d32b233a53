"""Starting, wrong usage, terminals, faults, and docs/commands.md."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

from generator.cli import commands
from generator.cli.options import DIAGNOSTIC_FORMATS
from generator.cli.outcome import Border
from generator.cli.progress import Stages
from generator.cli.search import FACETS
from generator.report.diagnostics import FORMATS
from generator.report.levels import LEVELS
from generator.site.views.parts import FacetName
from tests.cli.conftest import Program
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "docs/formats/examples"
AS_OF = ("--as-of", "2026-04-01")
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text("utf-8")


def test_help_imports_nothing_heavy() -> None:
    heavy = "babel cmarkgfm jinja2 markdown nh3 pydantic rich whoosh yaml"
    code = (
        "import sys, generator.cli\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_version_and_help(program: Program) -> None:
    assert re.fullmatch(r"partnersite \d+\.\d+\.\d+\n", program("--version").stdout)
    shown = program("--help")
    assert shown.returncode == 0
    for name in ("build", "check", "levels", "explain", "import", "search", "schema"):
        assert f"\n  {name} " in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["buidl"], "There is no command or folder “buidl”. Did you mean “build”?"),
        (["check", "nowhere"], "There is no folder nowhere."),
        (["check", "README.md"], "README.md is a file. Name the folder that holds site.yaml."),
        (["check", "--as-of", "31.01.2026"], "“31.01.2026” is not a day, written as 2026-01-31."),
        (["check", "--as-of", "2026-02-30"], "“2026-02-30” is not a day, written as 2026-01-31."),
        (["check", "--jobs", "4"], "No such option"),
        (["check", "--format", "sarif"], "'sarif' is not one of"),
        (["explain", "acmee", EXAMPLE], "There is no partner “acmee”. Did you mean “acme”?"),
        (["explain", "acme", EXAMPLE, "--program", "reseller"], "Did you mean “resellers”?"),
        (["search", "x", EXAMPLE, "--country", "DK"], "No partner has “DK”."),
        (["search", "x", EXAMPLE, "--language", "fr"], "Known: en, de."),
        (["import", "nowhere.csv", EXAMPLE, "--map", "LICENSE"], "'nowhere.csv' does not exist"),
        (["schema", "README.md"], "README.md"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[object], said: str) -> None:
    dated = [*arguments, *AS_OF] if arguments[0] in ("explain", "search") else arguments
    done = run(*dated)
    assert done.code == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def on_terminal(command: list[str], **environment: str) -> str:
    """What a command prints on a pseudo-terminal."""
    import pty

    read, write = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *command],
        stdin=write, stdout=write, stderr=write, cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    ) as process:  # fmt: skip
        os.close(write)
        printed = b"".join(_chunks(read))
        process.wait(timeout=60)
    os.close(read)
    return printed.decode("utf-8")


def _chunks(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other end is closed.
            return
        if not chunk:
            return
        yield chunk


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_colours_only_on_terminals_that_want_them(run: Run, broken_site: Path) -> None:
    command = ["check", str(broken_site), *AS_OF]
    assert "\x1b[1;31merror" in on_terminal(command)
    assert "\x1b[1;31m" not in on_terminal(command, NO_COLOR="1")
    assert "\x1b" not in run(*command).stdout


def test_long_work_says_its_stage(capsys: pytest.CaptureFixture[str]) -> None:
    with Stages(quiet=False, patience=0.2) as stages:
        stages("load")
        stages("validate")
        time.sleep(0.5)
        stages("render")
    assert capsys.readouterr().err == "validate …\nrender …\n"


def test_short_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with Stages(quiet=False, patience=0.2) as stages:
        stages("load")
    time.sleep(0.4)
    assert capsys.readouterr().err == ""


def test_a_refusal_of_the_system_is_no_traceback(program: Program) -> None:
    done = program("schema", "/proc/partnersite")
    assert done.returncode == 2
    assert re.fullmatch(r"partnersite: /proc/partnersite.*: .+\n", done.stderr)


def test_a_fault_of_ours_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left, Border():
        raise LookupError("which was not foreseen")
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "LookupError: which was not foreseen" in said
    assert "Please report it" in said
    assert "Traceback" not in said


def test_options_name_what_there_is() -> None:
    """They are written twice, since `--help` must not wait for what they name."""
    assert tuple(FORMATS) == DIAGNOSTIC_FORMATS
    assert tuple(FACETS) == get_args(FacetName)
    (format_,) = (item for item in commands.commands["levels"].params if item.name == "format_")
    assert isinstance(format_.type, click.Choice)
    assert tuple(LEVELS) == tuple(format_.type.choices)


def test_docs_name_every_command_and_option() -> None:
    missing = []
    for name, command in commands.commands.items():
        if f"\n| `{name}" not in COMMANDS_PAGE:
            missing.append(name)
        options = [item for item in command.params if isinstance(item, click.Option)]
        for option in options:
            if f"`{option.opts[0]}" not in COMMANDS_PAGE:
                missing.append(f"{name} {option.opts[0]}")
    assert not missing
    known = {
        opt
        for command in commands.commands.values()
        for item in command.params
        for opt in item.opts
    }
    written = set(re.findall(r"`(--[a-z-]+)", COMMANDS_PAGE))
    assert written <= known | {"--help", "--version"}
