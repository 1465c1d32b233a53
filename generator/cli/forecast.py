"""`forecast`: what lapses or changes when."""

from __future__ import annotations

from datetime import date

import click

from .options import Day, Request, language, reads_site, report_format
from .outcome import Exit
from .progress import Stages
from .session import read_rules


@click.command()
@reads_site
@click.option("--until", type=Day(), required=True, metavar="DATE", help="The last day to look at.")
@language
@report_format("text", "json", "ics")
def forecast(request: Request, until: date, language: str, format_: str) -> Exit:
    """Say what lapses or changes when.

    Levels, certificates, documents, decisions, reviews, versions: up to a day, if nothing new
    arrives. Without --private only what concerns whole programs, which everybody may know.
    """
    _, directory, code = read_rules(request)
    from ..qualify.forecast import forecast as foreseen
    from ..report.forecast import FORECASTS
    from ..report.voice import Voice

    as_of = request.day(directory.settings.timezone)
    if until <= as_of:
        raise click.BadParameter(f"It has to be later than {as_of}.", param_hint="--until")
    with Stages(request.quiet) as stages:
        stages("qualify")
        found = foreseen(directory, as_of, until, request.private)
    voice = Voice.of(language, directory.settings.default_language, request.private)
    # As bytes, since the lines of a calendar end as they do on every system.
    click.echo(FORECASTS[format_](found, directory.settings, voice).encode(), nl=False)
    return code
