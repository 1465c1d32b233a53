"""The order of the stages. Each border is crossed by one frozen type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .diagnostics import Diagnostic, has_errors
from .index.browser import build_index
from .load.site import load
from .model.directory import Directory
from .model.standing import Standings
from .publish.publish import Published, publish
from .qualify.standings import qualify
from .render.pages import render
from .render.theme import find_theme
from .site.assemble import assemble
from .site.views.site import Site
from .validate.directory import validate

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A site folder up to the last stage before rendering; None from the first stage that failed.

    ``diagnostics`` hold everything that is wrong with it.
    """

    diagnostics: tuple[Diagnostic, ...]
    directory: Directory | None = None
    standings: Standings | None = None
    site: Site | None = None


def check(folder: Path, as_of: date, base_url: str, progress: Progress) -> Checked:
    """Everything except rendering and publishing. An empty ``base_url`` leaves the site's own."""
    progress("load")
    files = load(folder)
    progress("validate")
    directory, diagnostics = validate(files)
    if directory is None:
        return Checked(tuple(diagnostics))
    progress("qualify")
    standings = qualify(directory, as_of)
    progress("assemble")
    site, found = assemble(directory, standings, base_url)
    diagnostics = sorted([*diagnostics, *found], key=Diagnostic.sort_key)
    if has_errors(diagnostics):
        return Checked(tuple(diagnostics), directory, standings)
    return Checked(tuple(diagnostics), directory, standings, site)


def build(folder: Path, output: Path, site: Site, progress: Progress) -> Published | Diagnostic:
    """Render, index and publish a checked site; the output is swapped in as a whole or not."""
    theme = find_theme(folder, site.theme)
    progress("index")
    index = build_index(site)
    progress("render")
    pages = render(site, theme, index.roots)
    progress("publish")
    return publish([*pages, *index.artifacts], output)
