"""`check`: everything except rendering and publishing."""

from __future__ import annotations

import click

from .options import Request, base_url, diagnostics_format, reads_site
from .outcome import Exit
from .progress import Stages
from .session import FOR_PROGRAMS, exit_code, has_strict, show


@click.command()
@reads_site
@base_url
@diagnostics_format
def check(request: Request, base_url: str, format_: str) -> Exit:
    """Check all files without building.

    Every mistake in the folder SITE [default: .] is shown in one run.
    """
    from .. import pipeline

    with Stages(request.quiet) as stages:
        checked = pipeline.check(request.site, request.day, base_url, request.keep_going, stages)
    if checked.diagnostics or format_ in FOR_PROGRAMS or not request.quiet:
        show(request, checked.diagnostics, format_)
    if checked.site is None or has_strict(request, checked):
        return Exit.ERRORS
    return exit_code(checked)
