"""Pages of prose: documentation of programs and pages of the site, with generated tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from ..diagnostics import Diagnostic, Place, diagnose, did_you_mean
from ..model.directory import Page
from ..model.program import Version
from .edition import Edition
from .programs import Programs
from .prose import document_prose, plain_text
from .routes import relative
from .tables import Columns, Tables
from .views.pages import Block, CertificationInsert, DocumentPage, Prose, TableInsert
from .views.parts import Html, LinkView

_INSERT = re.compile(r"\[\[([a-z-]+)(?::\s*([\w/-]+))?\]\]\s*")
_FENCE = re.compile(r"\s*(```|~~~)")
INSERTS = ("requirements", "benefits", "certifications", "as-of")


@dataclass
class Documents:
    """Builds the pages of prose of one edition, and collects what is wrong with them."""

    edition: Edition
    programs: Programs
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def sections(self) -> dict[str, tuple[Page, ...]]:
        """The pages in this language by section, in the order of navigation.

        A page that is not translated stands in the default language, or else in any it has.
        """
        preferred = [self.edition.default_language, self.edition.language]
        sections: dict[str, dict[str, Page]] = {}
        for page in sorted(
            self.edition.directory.pages,
            key=lambda page: preferred.index(page.language) if page.language in preferred else -1,
        ):
            sections.setdefault(page.section, {})[page.slug] = page
        return {
            name: tuple(sorted(pages.values(), key=lambda page: (page.order, page.title)))
            for name, pages in sorted(sections.items())
        }

    def page(self, page: Page, known: Collection[str]) -> DocumentPage:
        """One page; ``known`` are the routes of the language that are not pages of prose."""
        # Pages of the site are no sequence to be read in order.
        around = self.links(page.section) if page.section else ()
        position = self.sections[page.section].index(page)
        lines, inserts = self._inserts(page)
        document = document_prose(
            "\n".join(lines),
            lambda address: self._address(page, address, known),
            self.edition.words("site.footnote_back"),
        )
        return DocumentPage(
            heading=page.title,
            description=page.description,
            language="" if page.language == self.edition.language else page.language,
            section=self._section(page),
            blocks=tuple(_split(document.html, inserts)),
            contents=document.headings,
            navigation=around,
            previous=around[position - 1] if around and position else None,
            next=around[position + 1] if position + 1 < len(around) else None,
            updated=page.updated,
        )

    def route(self, page: Page) -> str:
        return self.edition.routes.document(page.section, page.slug)

    def links(self, section: str) -> tuple[LinkView, ...]:
        """The pages of a section, for its overview."""
        pages = self.sections.get(section, ())
        return tuple(LinkView(page.title, self.route(page)) for page in pages)

    def _section(self, page: Page) -> LinkView | None:
        for program, _ in self.edition.directory.programs:
            if program.id == page.section:
                return self.programs.link(program)
        return None

    def _inserts(self, page: Page) -> tuple[list[str], dict[str, Block]]:
        """The body with a placeholder for each insert, and what to put there."""
        lines: list[str] = []
        inserts: dict[str, Block] = {}
        fenced = False
        for number, line in enumerate(page.body.splitlines(), start=page.body_line):
            if _FENCE.match(line):
                fenced = not fenced
            match = None if fenced else _INSERT.fullmatch(line)
            if match is None:
                lines.append(line)
                continue
            place = Place(page.source.path, number, 1, number, len(line) + 1)
            block = self._insert(page, match[1], match[2] or "", place, line)
            if block is not None:
                placeholder = f"partnersite-insert-{number}-here"
                inserts[placeholder] = block
                lines += ["", placeholder, ""]
        return lines, inserts

    def _insert(self, page: Page, kind: str, name: str, place: Place, line: str) -> Block | None:
        """The generated part that ``[[kind: name]]`` asks for, or None after reporting."""
        if kind == "as-of":
            day = self.edition.words.date(self.edition.directory.as_of)
            return Prose(Html(f"<p>{self.edition.words('site.as_of', date=day)}</p>"))
        found = self._subject(page, name)
        if kind not in INSERTS or found is None:
            what = f"“{kind}”" if kind not in INSERTS else f"program, track or ladder “{name}”"
            hint = "" if kind in INSERTS else did_you_mean(kind, INSERTS)
            hint = hint or (
                "Write [[requirements]], or [[requirements: PROGRAM/TRACK]] outside of a program."
            )
            message = f"There is no {what} to place here"
            self.diagnostics.append(
                diagnose("unknown-insert", message, place, hint=hint, excerpt=line)
            )
            return None
        version, columns = found
        if kind == "certifications":
            return CertificationInsert(self.programs.certifications(version))
        tables = Tables(self.edition, version)
        # Benefits are the same on every ladder.
        table = (
            tables.requirements(columns)
            if kind == "requirements"
            else tables.benefits(Columns.of(version, columns.track))
        )
        return TableInsert(table) if table.groups else Prose(Html(""))

    def _subject(self, page: Page, name: str) -> tuple[Version, Columns] | None:
        """The version and levels that an insert speaks of: ``PROGRAM/LADDER/TRACK``.

        The program is that of the section, where the page has one. Of tracks and ladders that are
        not named the first one is meant.
        """
        versions = {program.id: version for program, version in self.edition.directory.programs}
        parts = [page.section, *name.split("/")] if page.section else name.split("/")
        program, *names = [part for part in parts if part] or [""]
        version = versions.get(program)
        if version is None:
            return None
        tracks = {track.id: track for track in version.tracks}
        ladders = {ladder.id: ladder for ladder in version.ladders}
        if not set(names) <= {*tracks, *ladders}:
            return None
        track = next((tracks[name] for name in names if name in tracks), None)
        ladder = next((ladders[name] for name in names if name in ladders), None)
        track = track or next(iter(version.tracks), None)
        ladder = ladder or next(iter(version.ladders), None)
        return version, Columns.of(version, track, ladder)

    def _address(self, page: Page, address: str, known: Collection[str]) -> str:
        """A link of the text as it must be written.

        ``terms.md`` becomes that page's address; ``/locator/`` is the locator in this language.
        """
        path, mark, anchor = unescape(address).partition("#")
        if not path or re.match(r"[a-z]+:", path):
            return address
        route = self.edition.routes.home()[:-1] + path
        if route in known:
            return relative(route, self.route(page)) + mark + anchor
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source.path), path))
        for section in self.sections.values():
            for other in section:
                if target in (other.source.path, _untranslated(other)):
                    return relative(self.route(other), self.route(page)) + mark + anchor
        self._report_link(page, address)
        return ""

    def _report_link(self, page: Page, address: str) -> None:
        for number, line in enumerate(page.body.splitlines(), start=page.body_line):
            column = line.find(address) + 1
            if column:
                place = Place(page.source.path, number, column, number, column + len(address))
                self.diagnostics.append(
                    diagnose(
                        "broken-link",
                        f"“{address}” leads to no page of this site",
                        place,
                        hint="Link to a page by its file, such as terms.md or ../../pages/faq.md.",
                        excerpt=line,
                    )
                )
                return


def _untranslated(page: Page) -> str:
    """The path of a page's file without its language."""
    return posixpath.join(posixpath.dirname(page.source.path), f"{page.slug}.md")


def _split(html: Html, inserts: dict[str, Block]) -> Iterator[Block]:
    """Prose and inserts in the order of the page."""
    for part in re.split(r"<p>(partnersite-insert-\d+-here)</p>", html):
        if part in inserts:
            yield inserts[part]
        elif plain_text(Html(part)):
            yield Prose(Html(part.strip()))
