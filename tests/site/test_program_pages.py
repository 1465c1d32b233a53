"""Everything that a program can say, as its pages say it: every text, in both languages.

The site in `tests/golden/language` uses every construct. Standings are written by hand, so that
what pages say does not depend on how levels are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.standing import Standing, Standings
from generator.site.assemble import assemble
from generator.site.prose import plain_text
from generator.site.views.pages import ListPage
from generator.site.views.profile import PartnerPage, StandingView
from generator.site.views.program import ChangeView, ProgramPage, TableGroup, TableRow, TableView
from generator.site.views.site import Site
from generator.validate.directory import validate
from tests.conftest import ROOT, check_expected

FOLDER = ROOT / "tests/golden/language"
AS_OF = date(2026, 10, 1)


def on_ladder(partner: str, track: str, ladder: str, level: str | None) -> Standing:
    return Standing(
        partner, "services", "2026", track, level, (), "at-risk", date(2026, 3, 1), ladder=ladder
    )


STANDINGS = Standings(
    AS_OF,
    (
        Standing("acme", "channel", "2026", None, "gold", ("water",), "pending", path="points"),
        on_ladder("acme", "integrator", "network", "ready"),
        on_ladder("acme", "integrator", "storage", "expert"),
        on_ladder("brook", "hoster", "network", None),
        on_ladder("brook", "hoster", "storage", "expert"),
    ),
)


@pytest.fixture(scope="module")
def directory() -> Directory:
    found, diagnostics = validate(load(FOLDER))
    assert not [f"{d.place}: {d.message}" for d in diagnostics]
    assert found is not None
    return found


@pytest.fixture(scope="module")
def site(directory: Directory) -> Site:
    made, diagnostics = assemble(directory, STANDINGS, "")
    assert not diagnostics
    return made


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_text_of_the_pages(site: Site, language: str) -> None:
    check_expected(FOLDER / f"{language}.txt", "\n".join(said(site, language)) + "\n")


def test_how_a_level_came_about_stays_private(site: Site) -> None:
    """Neither a status nor the way to the level stands in a view of a partner."""
    views = [page.view for page in site.pages if isinstance(page.view, PartnerPage)]
    assert not [word for word in ("risk", "pending", "path=") if word in repr(views)]


def test_who_is_still_under_older_terms_keeps_the_pages_of_its_level(directory: Directory) -> None:
    """A level that the terms in force do not know has its list, filter and place on the card."""
    older = Standing("acme", "channel", "2025", None, "registered", (), "held")
    nowhere = Standing("brook", "services", "", None, None, (), "held")
    made, _ = assemble(directory, Standings(AS_OF, (older, nowhere)), "")
    lists = {page.route: page.view for page in made.pages if isinstance(page.view, ListPage)}
    registered = lists["/programs/channel/levels/registered/"]
    assert [card.name for card in registered.cards] == ["Acme"]
    assert [badge.level for badge in registered.cards[0].levels] == ["Registered"]
    level = next(facet for facet in made.search[0].facets if facet.id == "level")
    assert [(value.id, value.count) for value in level.values] == [("channel.registered", 1)]


# --- views as text ----------------------------------------------------------------------------


def said(site: Site, language: str) -> Iterator[str]:
    """The pages of programs, lists and partners, line by line."""
    for page in site.pages:
        if page.language != language:
            continue
        match page.view:
            case ProgramPage():
                yield from ("", f"# {page.route}", *program(page.view))
            case ListPage(kind="level" | "specialisation"):
                yield from ("", f"# {page.route}", *listing(page.view))
            case PartnerPage():
                yield from ("", f"# {page.route}")
                for standing in page.view.standings:
                    yield from profile(standing)


def program(view: ProgramPage) -> Iterator[str]:
    yield f"{view.name}; {view.operator}; ends {view.ends}"
    for track in view.tracks:
        yield f"track: {track.name}"
        yield ", ".join(f"{level.badge.level} {level.count}" for level in track.levels)
        for ladder in track.ladders:
            yield f"ladder: {ladder.name}: {plain_text(ladder.summary)}"
            yield ", ".join(f"{level.label} {level.count}" for level in ladder.levels)
            for table in ladder.tables:
                yield from comparison(table)
        for table in track.tables:
            yield from comparison(table)
    yield from ("membership:", *groups(view.rules.membership))
    yield from ("rules:", *(f"  {text}" for text in view.rules.sentences))
    yield from (f"region: {item.name}: {', '.join(item.countries)}" for item in view.rules.regions)
    for item in view.changes:
        yield from change(item)
    for card in view.specialisations:
        yield f"specialisation: {card.name}: {', '.join(card.countries)}"
    for certification in view.certifications:
        yield f"certification: {certification.name}: {' '.join(certification.notes)}"
    yield f"apply: {view.apply_url} {plain_text(view.apply_text)}"
    yield f"  {plain_text(view.verification)}"
    yield from (f"  {item.name}: {', '.join(item.countries)}" for item in view.distributors)


def comparison(table: TableView) -> Iterator[str]:
    yield f"table: {table.caption} | {' | '.join(column.label for column in table.columns)}"
    yield from groups(table.groups)
    yield from (f"  {number}) {text}" for number, text in enumerate(table.footnotes, 1))


def groups(found: tuple[TableGroup, ...]) -> Iterator[str]:
    for group in found:
        if group.heading or group.text:
            yield f"  {'#' * (group.depth + 1)} {group.heading} {group.text}".rstrip()
        for row in group.rows:
            yield from table_row(row)


def table_row(row: TableRow) -> Iterator[str]:
    indent = "  " * (row.depth + 1)
    texts = [f"{cell.text}{_note(cell.note)}" for cell in row.cells]
    yield f"{indent}{row.name}{_note(row.note)} | {' | '.join(texts)}"
    for text in filter(None, (row.detail, *row.conditions)):
        yield f"{indent}    {text}"
    yield from (f"{indent}    - {text}" for text in row.parts)


def _note(number: int) -> str:
    return f" ({number})" if number else ""


def change(item: ChangeView) -> Iterator[str]:
    yield f"change: {item.effective} {'past' if item.is_past else 'coming'}"
    for row in item.mapping:
        yield f"  {row.before}{f' ({row.program})' if row.program else ''} -> {row.after}"
    yield from (f"  {text}" for text in item.sentences)


def listing(view: ListPage) -> Iterator[str]:
    yield f"{view.heading}: {', '.join(card.name for card in view.cards)}"
    yield from groups(view.requirements)


def profile(held: StandingView) -> Iterator[str]:
    name = held.badge.level if held.badge else "-"
    yield f"{name}: {held.program}, {held.ladder}, {held.track}, {held.since}"
    yield from (f"  {item.name}: {item.needed}" for item in held.requirements)
