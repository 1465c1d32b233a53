"""From record files to partners and their private facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..diagnostics import Diagnostic
from ..model.partner import Contact, Enrolment, Location, Partner, Reference
from .facts import check_facts, check_span
from .formats.record import EnrolmentFormat, RecordFormat
from .names import partner_id
from .shape import Path, Shaped
from .texts import text


def build_partner(record: Shaped[RecordFormat]) -> Partner:
    """The public part of a record."""
    value = record.value
    return Partner(
        id=value.id or partner_id(record.path),
        name=value.name,
        source=record.source(),
        latin_name=value.latin_name or "",
        legal_name=value.legal_name or "",
        also_known_as=value.also_known_as,
        formerly=value.formerly,
        status=value.status,
        left_on=value.left_on,
        website=value.website or "",
        headline=text(value.headline),
        description=text(value.description),
        founded=value.founded,
        locations=_locations(value),
        languages=value.languages,
        industries=value.industries,
        services=value.services,
        products=value.products,
        logo=value.logo or "",
        references=tuple(
            Reference(
                text(item.title),
                item.customer or "",
                item.url or "",
                item.year,
                item.industry or "",
            )
            for item in value.references
        ),
        contacts=tuple(
            Contact(
                item.kind,
                item.name or "",
                text(item.role),
                item.email or "",
                item.phone or "",
                item.consent,
                item.consent_until,
            )
            for item in value.contacts
        ),
        last_verified=value.last_verified,
        programs=tuple(_enrolment(item) for item in value.programs),
        group=value.group or "",
    )


def _enrolment(item: EnrolmentFormat) -> Enrolment:
    return Enrolment(
        program=item.program,
        track=item.track or "",
        since=item.since,
        until=item.until,
        region=item.region or "",
        path=item.path or "",
        applied=item.applied,
        opted_into=dict(item.opted_into),
        ladders=item.ladders,
    )


def _locations(value: RecordFormat) -> tuple[Location, ...]:
    """Offices, headquarters first."""
    places = [
        Location(
            country=item.country,
            city=item.city or "",
            kind=item.kind,
            name=text(item.name),
            street=item.street or "",
            postal_code=item.postal_code or "",
            region=item.region or "",
            latitude=None if item.latitude is None else float(item.latitude),
            longitude=None if item.longitude is None else float(item.longitude),
            phone=item.phone or "",
            email=item.email or "",
        )
        for item in value.locations
    ]
    return tuple(sorted(places, key=lambda place: place.kind != "headquarters"))


def check_record(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    """What a record contradicts in itself."""
    value = record.value
    for i, place in enumerate(value.locations):
        if (place.latitude is None) != (place.longitude is None):
            lacking = "latitude" if place.latitude is None else "longitude"
            yield record.report(
                "contradiction",
                f"This office has one coordinate but no {lacking}",
                ("locations", i),
                "Give both, or neither.",
            )
    if sum(place.kind == "headquarters" for place in value.locations) > 1:
        yield record.report(
            "contradiction",
            "More than one office is the headquarters",
            ("locations",),
            "Mark the others as “kind: branch”.",
        )
    if (value.left_on is not None) != (value.status == "left"):
        yield record.report(
            "contradiction",
            "“status: left” and “left_on” belong together",
            ("status",) if value.left_on is None else ("left_on",),
            "Give both for a partner who left, neither for others.",
        )
    for i, contact in enumerate(value.contacts):
        if contact.name and contact.consent is None:
            yield _unnamed(
                record.report(
                    "no-consent",
                    "This person is left out of the site: no consent is recorded",
                    ("contacts", i, "name"),
                    "Add “consent: DATE”, or use a role mailbox without a name.",
                )
            )
        if contact.email is None and contact.phone is None:
            message = "This contact has neither “email” nor “phone”"
            hint = "Add one of them, or remove the contact."
            yield _unnamed(record.report("contradiction", message, ("contacts", i), hint))
    yield from _check_spans(record)
    yield from _check_memberships(record)


def _unnamed(found: Diagnostic) -> Diagnostic:
    """Without the line that may name a person, whom a log must not name either."""
    return replace(found, excerpt="")


def _check_spans(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    value = record.value
    for i, enrolment in enumerate(value.programs):
        yield from check_span(record, enrolment, "since", "until", ("programs", i))
    for i, contact in enumerate(value.contacts):
        path: Path = ("contacts", i)
        yield from check_span(record, contact, "consent", "consent_until", path)
    if value.private is not None:
        yield from check_facts(value.private, record, "private")


def _check_memberships(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    """Two memberships in one program at a time: nobody could say which one counts."""
    programs = record.value.programs
    for i, later in enumerate(programs):
        for earlier in programs[:i]:
            if (
                later.program == earlier.program
                and (later.since or date.min) <= (earlier.until or date.max)
                and (earlier.since or date.min) <= (later.until or date.max)
            ):
                message = f"Another membership in “{later.program}” holds at the same time"
                hint = "End one of them with “until”, or remove it."
                yield record.report("contradiction", message, ("programs", i), hint)
                break
