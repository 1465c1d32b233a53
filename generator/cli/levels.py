"""`levels`: every partner's level in every program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .options import Request, reads_site, report_format
from .outcome import Exit
from .session import read_standings, show

if TYPE_CHECKING:
    from ..model.directory import Directory
    from ..model.standing import Standings


@click.command()
@reads_site
@click.option("--record", is_flag=True, help="Write the levels into standings.yaml as well.")
@report_format("table", "json", "csv")
def levels(request: Request, record: bool, format_: str) -> Exit:
    """List every partner's level.

    SITE is the folder that holds site.yaml [default: .].
    """
    directory, standings, code = read_standings(request)
    from ..report.levels import LEVELS

    if record:
        _record(request, directory, standings)
    click.echo(LEVELS[format_](standings, request.private), nl=False)
    return code


def _record(request: Request, directory: Directory, standings: Standings) -> None:
    """Write the audit trail, or say why that cannot be done and leave."""
    from ..edit.standings import FILE, Recording, record
    from ..report.figures import counted

    done = record(request.site, directory, standings)
    if not isinstance(done, Recording):
        show(request, done, "full", err=True)
        sys.exit(Exit.ERRORS)
    if not request.quiet:
        entries = counted(done.added, "standing")
        click.echo(f"{FILE}: {entries} added, {done.extended:,} extended.", err=True)
