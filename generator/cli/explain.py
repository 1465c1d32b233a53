"""`explain`: why a partner holds its level."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .options import Request, language, reads_site, report_format, unknown
from .outcome import Exit
from .session import read_standings

if TYPE_CHECKING:
    from ..model.directory import Directory
    from ..model.partner import Partner


@click.command()
@click.argument("partner")
@reads_site
@click.option("--program", metavar="ID", help="Only this program, where the partner is in several.")
@language
@report_format("text", "json")
def explain(
    request: Request, partner: str, program: str | None, language: str, format_: str
) -> Exit:
    """Say why a partner holds its level.

    PARTNER is an id or a name. The answer names every criterion, what is missing for the next
    level, and, with --private, all figures, how they come about, and what changes next.
    """
    directory, standings, code = read_standings(request)
    from ..report.explain import explain as explanations
    from ..report.explain_json import explanation_row
    from ..report.narrative import narrate
    from ..report.voice import Voice

    _check_program(directory, program)
    one = _find(directory, partner)
    found = explanations(directory, standings, one, program)
    voice = Voice.of(language, directory.settings.default_language, request.private)
    if format_ == "json":
        rows = [explanation_row(item, voice) for item in found]
        click.echo(json.dumps(rows[0] if len(rows) == 1 else rows, indent=2))
    elif found:
        click.echo("\n\n".join(narrate(item, voice) for item in found), nl=False)
    else:
        said = "explain.not_in_program" if program else "explain.in_no_program"
        day = voice.date(standings.as_of)
        click.echo(voice.words(said, partner=one.id, program=program, day=day))
    return code


def _check_program(directory: Directory, program: str | None) -> None:
    known = [item.id for item in directory.programs]
    if program is not None and program not in known:
        raise unknown("There is no program", program, known, "--program")


def _find(directory: Directory, wanted: str) -> Partner:
    """The partner with this id, old id or name."""
    for partner in directory.partners:
        names = (partner.id, *partner.formerly, partner.name.casefold())
        if wanted in names or wanted.casefold() in names:
            return partner
    known = [name for item in directory.partners for name in (item.id, item.name)]
    raise unknown("There is no partner", wanted, known, "PARTNER")
