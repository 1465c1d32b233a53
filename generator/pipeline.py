"""The order of the stages. Each border is crossed by one frozen type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from .diagnostics import Diagnostic, Place, diagnose, has_errors
from .index.browser import build_index
from .load.candidate import load_candidate
from .load.site import load
from .load.tree import SiteFiles
from .model.directory import Directory
from .model.program import Version
from .model.standing import Standings
from .publish.publish import Published, publish
from .qualify.recorded import disagreements
from .qualify.standings import qualify
from .render.exports import exports
from .render.pages import render
from .render.theme import ThemeError, find_theme
from .site.assemble import assemble
from .site.views.site import Site
from .validate.candidate import validate_candidate
from .validate.faulty import validate_without_faulty

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins."""
Day = Callable[[str], date]
"""The as-of date, given the site's time zone."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A site folder up to the last stage before rendering; None from the first stage that failed.

    ``diagnostics`` hold everything that is wrong with it. ``left_out`` are the ids of partners
    whose records are faulty, where those were to be left out. ``files`` is there after `read`.
    """

    diagnostics: tuple[Diagnostic, ...]
    directory: Directory | None = None
    standings: Standings | None = None
    site: Site | None = None
    left_out: tuple[str, ...] = ()
    files: SiteFiles | None = field(default=None, repr=False)


def read(folder: Path, keep_going: bool, progress: Progress) -> Checked:
    """What a site says, without standings: for reports on other days or other rules."""
    checked = _valid(folder, progress)
    return Checked(checked.diagnostics) if checked.left_out and not keep_going else checked


def read_candidate(
    checked: Checked, file: Path, shown: str, instead_of: Version
) -> tuple[Version | None, list[Diagnostic]]:
    """A version file from outside of a sound site, in the place of one of its versions.

    ``shown`` is the file's path as it was typed. There is no version where it has errors.
    """
    loaded, unread = load_candidate(file, shown)
    if loaded is None or checked.files is None:
        return None, list(unread)
    version, found = validate_candidate(checked.files, loaded, instead_of)
    new = {item for item in found if item not in checked.diagnostics}
    diagnostics = sorted({*unread, *new}, key=Diagnostic.sort_key)
    return (None if has_errors(diagnostics) else version), diagnostics


def compute(folder: Path, day: Day, keep_going: bool, progress: Progress) -> Checked:
    """The standings of all partners: what reports need."""
    computed = _without_faulty(folder, day, progress)
    return Checked(computed.diagnostics) if computed.left_out and not keep_going else computed


def check(folder: Path, day: Day, base_url: str, keep_going: bool, progress: Progress) -> Checked:
    """Everything except rendering and publishing. An empty ``base_url`` leaves the site's own.

    Pages are read although records are faulty, so that one run finds the mistakes of both.
    """
    computed = _without_faulty(folder, day, progress)
    if computed.directory is None or computed.standings is None:
        return computed
    progress("assemble")
    site, found = assemble(computed.directory, computed.standings, base_url)
    complete = keep_going or not computed.left_out
    if not complete:
        # A link to a partner that was set aside may be right.
        routes = [f"/partners/{name}/" for name in computed.left_out]
        found = [item for item in found if not any(route in item.message for route in routes)]
    diagnostics = tuple(sorted([*computed.diagnostics, *found], key=Diagnostic.sort_key))
    if not complete:
        return Checked(diagnostics)
    return replace(computed, diagnostics=diagnostics, site=None if has_errors(found) else site)


def _without_faulty(folder: Path, day: Day, progress: Progress) -> Checked:
    """The standings of the partners without mistakes, and the mistakes of all."""
    checked = _valid(folder, progress)
    if checked.directory is None or checked.files is None:
        return checked
    progress("qualify")
    standings = qualify(checked.directory, day(checked.directory.settings.timezone))
    found = [*checked.diagnostics, *check_recorded(checked.directory, checked.files)]
    diagnostics = tuple(sorted(found, key=Diagnostic.sort_key))
    return replace(checked, diagnostics=diagnostics, standings=standings, files=None)


def check_recorded(directory: Directory, files: SiteFiles) -> Iterator[Diagnostic]:
    """Recorded standings that are not what rules and facts give."""
    for found in disagreements(directory):
        record, path, number = found.record, found.record.source.path, found.record.source.line
        line = files.standings.lines[number - 1] if files.standings else ""
        column = len(line) - len(line.lstrip()) + 1
        yield diagnose(
            "standing-disagrees",
            f"“{record.partner}” is recorded at {record.level or 'no level'} of"
            f" “{record.program}” on {record.as_of}, and its facts give"
            f" {found.computed or 'no level'}",
            Place(path, number, column, number, len(line.rstrip()) + 1),
            hint="If the record is right, mend the facts; else delete the record.",
            excerpt=line,
            private=True,
        )


def _valid(folder: Path, progress: Progress) -> Checked:
    """The partners without mistakes, and the mistakes of all."""
    progress("load")
    files = load(folder)
    progress("validate")
    directory, diagnostics, left_out = validate_without_faulty(files)
    if directory is None:
        return Checked(tuple(diagnostics))
    return Checked(tuple(diagnostics), directory, left_out=left_out, files=files)


def build(
    folder: Path, output: Path, site: Site, left_out: tuple[str, ...], progress: Progress
) -> Published | Diagnostic:
    """Render, index and publish a checked site; the output is swapped in as a whole or not."""
    progress("index")
    index = build_index(site)
    progress("render")
    try:
        pages = render(site, find_theme(folder, site.theme), index.roots)
    except ThemeError as error:
        return error.diagnostic
    progress("publish")
    return publish([*pages, *exports(site), *index.artifacts], output, left_out)
