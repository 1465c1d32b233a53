"""`simulate`: what changed rules, or a version to come, would do to all members."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Request, language, reads_site, report_format, unknown
from .outcome import Exit
from .progress import Stages
from .session import has_strict, read_rules, show

if TYPE_CHECKING:
    from datetime import date

    from ..model.directory import Directory
    from ..model.program import Program, Version
    from ..pipeline import Checked
    from ..qualify.simulate import Trial

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@reads_site
@click.option(
    "--program",
    "file",
    type=FILE,
    metavar="FILE",
    help="A version file, to be tried in place of the version in force.",
)
@click.option("--version", "version", metavar="V", help="A version of the site, drafts too.")
@click.option(
    "--of",
    "program",
    metavar="ID",
    help="The program, for a FILE from elsewhere or where several have a version V.",
)
@click.option(
    "--at",
    type=click.Choice(("as-of", "effective")),
    default="as-of",
    show_default=True,
    help="With --version: on the as-of date, or on the day on which it takes effect.",
)
@language
@report_format("text", "json", "markdown")
def simulate(
    request: Request,
    file: Path | None,
    version: str | None,
    program: str | None,
    at: str,
    language: str,
    format_: str,
) -> Exit:
    """Try other rules on all members.

    Either a changed version file, or a version that is written already. The answer names who
    would move from which level to which, and why. Figures are shown with --private only.
    """
    if file is not None and at == "effective":
        raise click.UsageError("--at effective goes with --version, not with --program.")
    checked, directory, code = read_rules(request)
    from ..qualify.simulate import simulate as simulated
    from ..report.simulate import SIMULATIONS
    from ..report.voice import Voice

    day = request.day(directory.settings.timezone)
    if file is not None and version is None:
        trial = _in_place(
            request, checked, _program(directory, _owner(request, file, program)), file, day
        )
    elif version is not None and file is None:
        trial = _version(directory, version, program, at == "effective", day)
    else:
        raise click.UsageError("Name either a version file (--program) or a version (--version).")
    with Stages(request.quiet) as stages:
        stages("qualify")
        found = simulated(directory, trial)
    voice = Voice.of(language, directory.settings.default_language, request.private)
    click.echo(SIMULATIONS[format_](found, voice), nl=False)
    return code


# --- a file -------------------------------------------------------------------------------------


def _owner(request: Request, file: Path, program: str | None) -> str:
    """The program that a file belongs to: the one that is named, or the one whose version it is."""
    if program is not None:
        return program
    match _inside(request, file):
        case ("content", "programs", name, "versions", _):
            return name
    raise click.BadParameter(
        f"{file} is no version of a program of this site. Say with --of which one it is for.",
        param_hint="--program",
    )


def _inside(request: Request, file: Path) -> tuple[str, ...]:
    """The steps from the site to the file, if it is inside."""
    site, path = request.site.resolve(), file.resolve()
    return path.relative_to(site).parts if path.is_relative_to(site) else ()


def _in_place(request: Request, checked: Checked, program: Program, file: Path, day: date) -> Trial:
    """A file in place of the version in force; its mistakes are shown, and errors end the run."""
    from .. import pipeline
    from ..qualify.simulate import in_place

    old = program.version_on(day)
    if old is None:
        raise click.BadParameter(
            f"“{program.id}” has no version in force on {day}, whose place a file could take.",
            param_hint="--program",
        )
    path = "/".join(_inside(request, file))
    version = next((item for item in program.versions if item.source.path == path), None)
    if version is None:
        version, found = pipeline.read_candidate(checked, file, file.as_posix(), old)
        if found:
            show(request, found, "full", err=True)
        if version is None or has_strict(request, pipeline.Checked(tuple(found))):
            sys.exit(Exit.ERRORS)
    return in_place(program, version, old, day)


# --- a version ----------------------------------------------------------------------------------


def _version(
    directory: Directory, wanted: str, program: str | None, is_then: bool, day: date
) -> Trial:
    """A version of the site as if it took effect on ``day``, or on its own day."""
    from ..qualify.simulate import on_its_day, taking_effect

    programs = directory.programs if program is None else (_program(directory, program),)
    having = [item for item in programs if any(v.id == wanted for v in item.versions)]
    if not having:
        known = sorted({version.id for item in programs for version in item.versions})
        raise unknown("There is no version", wanted, known, "--version")
    if len(having) > 1:
        names = ", ".join(item.id for item in having)
        raise click.BadParameter(
            f"Several programs have a version “{wanted}”: {names}. Say with --of which is meant.",
            param_hint="--version",
        )
    version: Version = next(item for item in having[0].versions if item.id == wanted)
    return on_its_day(having[0], version) if is_then else taking_effect(having[0], version, day)


def _program(directory: Directory, wanted: str) -> Program:
    for program in directory.programs:
        if program.id == wanted:
            return program
    raise unknown("There is no program", wanted, [item.id for item in directory.programs], "--of")
