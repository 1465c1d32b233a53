"""One run over a site: read it, say what is wrong, and go on or leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ..diagnostics import Diagnostic
from .options import Request
from .outcome import Exit
from .progress import Stages

if TYPE_CHECKING:
    from ..model.directory import Directory
    from ..model.standing import Standings
    from ..pipeline import Checked
    from ..site.views.site import Site

FOR_PROGRAMS = ("json", "github")
"""Formats whose output must hold nothing else."""


def read_standings(request: Request) -> tuple[Directory, Standings, Exit]:
    """What a report needs of a site, and the exit code if nothing else fails.

    With mistakes in the site, they are shown and the run ends.
    """
    from .. import pipeline

    with Stages(request.quiet) as stages:
        checked = pipeline.compute(request.site, request.day, request.keep_going, stages)
    if checked.directory is None or checked.standings is None or has_strict(request, checked):
        _stop(request, checked)
    return checked.directory, checked.standings, exit_code(checked)


def read_rules(request: Request) -> tuple[Checked, Directory, Exit]:
    """The same for reports on other days or other rules, without standings."""
    from .. import pipeline

    with Stages(request.quiet) as stages:
        checked = pipeline.read(request.site, request.keep_going, stages)
    if checked.directory is None or has_strict(request, checked):
        _stop(request, checked)
    return checked, checked.directory, exit_code(checked)


def read_site(request: Request) -> tuple[Site, Exit]:
    """The same for a search."""
    from .. import pipeline

    with Stages(request.quiet) as stages:
        checked = pipeline.check(request.site, request.day, "", request.keep_going, stages)
    if checked.site is None or has_strict(request, checked):
        _stop(request, checked)
    return checked.site, exit_code(checked)


def _stop(request: Request, checked: Checked) -> NoReturn:
    show(request, checked.diagnostics, "full", err=True)
    sys.exit(Exit.ERRORS)


def has_strict(request: Request, checked: Checked) -> bool:
    """Whether --strict makes something of the warnings."""
    return request.strict and any(item.severity == "warning" for item in checked.diagnostics)


def show(
    request: Request, diagnostics: Sequence[Diagnostic], format_: str, err: bool = False
) -> None:
    """Print diagnostics, private ones masked unless the request says otherwise."""
    show_diagnostics(diagnostics, format_, request.private, _prefix(request.site), err)


def show_diagnostics(
    diagnostics: Sequence[Diagnostic],
    format_: str,
    private: bool,
    prefix: str = "",
    err: bool = False,
) -> None:
    """Print diagnostics, in colour where a terminal can show it."""
    from ..report.diagnostics import FORMATS, mask

    shown = diagnostics if private else [mask(item) for item in diagnostics]
    lines = FORMATS[format_](shown, prefix)
    stream = sys.stderr if err else sys.stdout
    if format_ in FOR_PROGRAMS or not stream.isatty():
        for line in lines:
            click.echo(line.plain, file=stream)
        return
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(line)


def exit_code(checked: Checked) -> Exit:
    """The exit code of a run in which nothing failed; names what --keep-going left out."""
    if not checked.left_out:
        return Exit.WELL
    click.echo(f"Left out as faulty: {', '.join(checked.left_out)}.", err=True)
    return Exit.LEFT_OUT


def _prefix(site: Path) -> str:
    """The site's path below the working folder, where build servers expect paths to begin."""
    path = Path(os.path.relpath(site)).as_posix()
    return "" if path == "." or path.startswith("..") else f"{path}/"
