"""`levels`: every partner's level in every program."""

from __future__ import annotations

import click

from .options import Request, reads_site, report_format
from .outcome import Exit
from .session import read_standings


@click.command()
@reads_site
@report_format("table", "json", "csv")
def levels(request: Request, format_: str) -> Exit:
    """List every partner's level.

    SITE is the folder that holds site.yaml [default: .].
    """
    _, standings, code = read_standings(request)
    from ..report.levels import LEVELS

    click.echo(LEVELS[format_](standings, request.private), nl=False)
    return code
