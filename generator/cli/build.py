"""`build`: compute the levels and publish the site."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Request, base_url, diagnostics_format, reads_site
from .outcome import Exit
from .progress import Stages
from .session import FOR_PROGRAMS, exit_code, has_strict, show

if TYPE_CHECKING:
    from ..publish.publish import Published


@click.command()
@reads_site
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes [default: SITE/output]",
)
@base_url
@diagnostics_format
def build(request: Request, output: Path | None, base_url: str, format_: str) -> Exit:
    """Compute all levels and build the site.

    SITE is the folder that holds site.yaml [default: .]. Without a command this one is meant.
    """
    from .. import pipeline
    from ..diagnostics import Diagnostic

    began = time.monotonic()
    target = output or request.site / "output"
    made: Published | Diagnostic | None = None
    with Stages(request.quiet) as stages:
        checked = pipeline.check(request.site, request.day, base_url, request.keep_going, stages)
        if checked.site is not None and not has_strict(request, checked):
            made = pipeline.build(request.site, target, checked.site, checked.left_out, stages)
    diagnostics = (*checked.diagnostics, *([made] if isinstance(made, Diagnostic) else ()))
    if diagnostics or format_ in FOR_PROGRAMS:
        show(request, diagnostics, format_)
    if made is None or isinstance(made, Diagnostic):
        if not request.quiet:
            click.echo("Nothing was published.", err=True)
        return Exit.ERRORS
    if not request.quiet:
        seconds = f" in {time.monotonic() - began:.1f} s" if sys.stdout.isatty() else ""
        pages = len(checked.site.pages) if checked.site else 0
        click.echo(_summary(pages, made, target, seconds), err=format_ in FOR_PROGRAMS)
    return exit_code(checked)


def _summary(pages: int, published: Published, target: Path, seconds: str) -> str:
    from ..report.figures import counted

    counts = [f"{counted(pages, 'page')}{seconds}", f"{counted(published.written, 'file')} written"]
    counts += [f"{published.unchanged} unchanged"] if published.unchanged else []
    counts += [f"{published.removed} removed"] if published.removed else []
    return f"{', '.join(counts)}. Open {(target / 'index.html').as_posix()}"
