"""A partner's profile: what it does, where, at which level and what that means."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from ..model.criterion import applies
from ..model.days import months_later
from ..model.partner import Location, Partner, Reference
from .cards import Cards, initials
from .criteria_words import CriteriaWords
from .disclose import PublicCount, PublicStanding
from .edition import Edition
from .prose import partner_prose
from .tables import rules_of
from .views.parts import CardView, Html
from .views.profile import (
    ContactView,
    CountView,
    LocationView,
    PartnerPage,
    ReferenceView,
    RequirementView,
    StandingView,
)

RELATED = 3
NOTHING = Html("")


class Profiles:
    """Builds the profiles of one edition. ``former`` partners have no card and no standing."""

    def __init__(self, edition: Edition, cards: Cards) -> None:
        self.edition = edition
        self.cards = cards
        self._asked: dict[tuple[str, ...], tuple[RequirementView, ...]] = {}
        self._by_country: dict[str, list[Partner]] = {}
        for partner in edition.directory.listed:
            for country in partner.countries:
                self._by_country.setdefault(country, []).append(partner)

    def page(self, partner: Partner) -> PartnerPage:
        """The profile of a listed or former partner; of a former one only what it was called."""
        edition, words = self.edition, self.edition.words
        shown = partner if partner.status == "active" else _names_of(partner)
        description = edition.local(shown.description)
        return PartnerPage(
            id=shown.id,
            name=shown.name,
            latin_name=shown.latin_name,
            legal_name=shown.legal_name,
            also_known_as=shown.also_known_as,
            state=shown.status,
            left_on=shown.left_on,
            initials=initials(shown),
            logo=edition.assets.get(shown.logo, ""),
            website=shown.website,
            website_label=host(shown.website),
            headline=edition.local(shown.headline),
            description=partner_prose(description.text) if description.text else NOTHING,
            description_language=description.language,
            founded=shown.founded,
            standings=tuple(self._standing(standing) for standing in edition.standings(shown)),
            locations=tuple(self._location(place) for place in shown.locations),
            languages=tuple(words.name_of_language(code) for code in shown.languages),
            industries=tuple(edition.term("industries", term) for term in shown.industries),
            services=tuple(edition.term("services", term) for term in shown.services),
            products=tuple(edition.term("products", term) for term in shown.products),
            references=tuple(self._reference(item) for item in shown.references),
            contacts=tuple(
                ContactView(item.kind, item.name, edition.text(item.role), item.email, item.phone)
                for item in shown.contacts
            ),
            last_verified=shown.last_verified,
            is_stale=self._is_stale(shown),
            related=self._related(partner),
            language_codes=shown.languages,
        )

    def _is_stale(self, partner: Partner) -> bool:
        """Whether the record was last verified longer ago than the site allows."""
        directory = self.edition.directory
        months = directory.settings.stale_after_months
        return is_stale(partner.last_verified, directory.as_of, months)

    def _standing(self, standing: PublicStanding) -> StandingView:
        edition = self.edition
        tracks = {track.id: track for track in standing.version.tracks}
        track = tracks.get(standing.track)
        level = standing.level
        summary = edition.text(level.summary) if level else ""
        return StandingView(
            program=edition.text(standing.program.name),
            program_route=edition.routes.program(standing.program.id),
            track=edition.text(track.name) if track else "",
            badge=edition.held(standing),
            meaning=partner_prose(summary) if summary else NOTHING,
            since=standing.since,
            requirements=self._requirements(standing),
            specialisations=edition.specialisation_links(standing),
            counts=tuple(self._count(standing, count) for count in standing.counts),
            ladder=edition.text(standing.ladder.name) if standing.ladder else "",
            ladder_id=standing.ladder.id if standing.ladder else "",
        )

    def _requirements(self, standing: PublicStanding) -> tuple[RequirementView, ...]:
        """What the level asks of everybody; worded once for all who hold it."""
        if standing.level is None:
            return ()
        ladder = standing.ladder.id if standing.ladder else ""
        version = (standing.program.id, standing.version.id)
        place = (*version, standing.track, ladder, standing.level.id)
        if place not in self._asked:
            self._asked[place] = self._asked_at(standing, standing.level.id)
        return self._asked[place]

    def _asked_at(self, standing: PublicStanding, column: str) -> tuple[RequirementView, ...]:
        """Rows that all ways to a level share, and the names of the ways."""
        words = CriteriaWords(self.edition, standing.version)
        rows, paths = rules_of(standing.version, standing.ladder)
        asked = [RequirementView(name, "") for name in words.included(column)]
        asked += [
            RequirementView(words.name(row), words.asked(row, column, standing.track))
            for row in rows
            if applies(row, column)
        ]
        ways = [
            self.edition.text(path.name)
            for path in paths
            if any(applies(row, column) for row in path.requirements)
        ]
        if ways:
            names = self.edition.words.any_of(ways)
            asked.append(RequirementView(self.edition.words("criteria.ways"), names))
        return tuple(asked)

    def _count(self, standing: PublicStanding, count: PublicCount) -> CountView:
        words = self.edition.words
        name = self.edition.text(standing.version.metric(count.metric).name)
        if count.high == count.low:
            return CountView(name, words.number(count.low))
        if count.high is None:
            return CountView(name, words("site.band_open", low=words.number(count.low)))
        low, high = words.number(count.low), words.number(count.high)
        return CountView(name, words("site.band", low=low, high=high))

    def _location(self, place: Location) -> LocationView:
        edition = self.edition
        listed = place.country in self._by_country
        return LocationView(
            kind=place.kind,
            name=edition.text(place.name),
            street=place.street,
            postal_code=place.postal_code,
            city=place.city,
            region=place.region,
            country=edition.words.country(place.country),
            country_code=place.country,
            country_route=edition.routes.country(place.country) if listed else "",
            phone=place.phone,
            email=place.email,
            latitude=place.latitude,
            longitude=place.longitude,
        )

    def _reference(self, item: Reference) -> ReferenceView:
        industry = self.edition.term("industries", item.industry) if item.industry else ""
        return ReferenceView(
            self.edition.local(item.title), item.customer, item.url, item.year, industry
        )

    def _related(self, partner: Partner) -> tuple[CardView, ...]:
        """Others in the same country who offer most of the same."""
        offers = {*partner.services, *partner.industries}
        country = next(iter(partner.countries), "")
        others = [other for other in self._by_country.get(country, []) if other.id != partner.id]
        alike = sorted(
            others,
            key=lambda other: (
                -len(offers & {*other.services, *other.industries}),
                self.cards.by_id[other.id].rank,
            ),
        )
        return tuple(
            self.cards.at(other, [p for p in other.locations if p.country == country])
            for other in alike[:RELATED]
        )


def _names_of(partner: Partner) -> Partner:
    """A former partner, as far as its profile still tells of it."""
    return Partner(
        id=partner.id,
        name=partner.name,
        source=partner.source,
        latin_name=partner.latin_name,
        also_known_as=partner.also_known_as,
        status=partner.status,
        left_on=partner.left_on,
    )


def host(url: str) -> str:
    """The host of an address, as people say it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_stale(verified: date | None, today: date, months: int) -> bool:
    """Whether more than so many months have gone by; a record never verified is not stale."""
    fresh_until = months_later(verified, months) if verified else None
    return fresh_until is not None and today > fresh_until
