"""From record files to partners and their private facts."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..model.facts import (
    ENTRY_TABLES,
    Approval,
    Credential,
    DatedFact,
    Document,
    Entry,
    Facts,
    Override,
    Person,
    Target,
)
from ..model.partner import Contact, Enrolment, Location, Partner, Reference
from ..model.text import Source
from .formats.record import EntryFormat, PrivateFormat, RecordFormat
from .shape import Shaped
from .texts import is_safe_url, text

LABELS = ("source", "product", "kind", "customer", "segment", "region")
"""What an entry may say it belongs to, and what a metric may filter by (with ``currency``)."""


def partner_id(path: str) -> str:
    """The id that a record file's name gives."""
    name = path.rsplit("/", 1)[-1]
    return name.removesuffix(".yml").removesuffix(".yaml").removesuffix(".private")


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
        programs=tuple(
            Enrolment(item.program, item.track or "", item.since, item.until)
            for item in value.programs
        ),
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


def build_facts(
    private: PrivateFormat, origin: Shaped[RecordFormat] | Shaped[PrivateFormat], *prefix: str
) -> Facts:
    """The private part of a record; ``prefix`` is where it stands in its file."""

    def source(*path: str | int) -> Source:
        return origin.source(*prefix, *path)

    return Facts(
        people=tuple(
            Person(
                person.id,
                source("people", i),
                person.roles,
                person.joined,
                person.left,
                tuple(
                    Credential(
                        item.certification,
                        item.issued,
                        source("people", i, "credentials", j),
                        item.valid_until,
                        item.version or "",
                    )
                    for j, item in enumerate(person.credentials)
                ),
            )
            for i, person in enumerate(private.people)
        ),
        entries={
            table: tuple(
                build_entry(item, source(table, i))
                for i, item in enumerate(getattr(private, table))
            )
            for table in ENTRY_TABLES
        },
        documents=tuple(
            Document(item.id, item.issued, source("documents", i), item.valid_until)
            for i, item in enumerate(private.documents)
        ),
        dated=tuple(
            DatedFact(
                item.name, item.value, source("facts", i), item.since, item.until, item.recorded_on
            )
            for i, item in enumerate(private.facts)
        ),
        targets=tuple(
            Target(item.metric, item.value, source("targets", i), item.since, item.until)
            for i, item in enumerate(private.targets)
        ),
        approvals=tuple(
            Approval(
                item.program,
                item.level,
                item.approved_by,
                item.on,
                source("approvals", i),
                item.until,
            )
            for i, item in enumerate(private.approvals)
        ),
        overrides=tuple(
            Override(
                item.program,
                item.level,
                item.reason,
                item.approved_by,
                item.until,
                source("overrides", i),
                item.since,
            )
            for i, item in enumerate(private.overrides)
        ),
        notes=private.notes or "",
    )


def build_entry(item: EntryFormat, source: Source) -> Entry:
    """A dated figure with what it belongs to."""
    labels = {name: value for name in LABELS if (value := getattr(item, name))}
    return Entry(item.date, item.amount, source, item.currency or "", labels)


def merge_facts(parts: list[Facts]) -> Facts:
    """One partner's facts from its record, its twin and its tables.

    A person named in several of them is one person.
    """
    people: dict[str, Person] = {}
    for person in (person for part in parts for person in part.people):
        known = people.get(person.id)
        people[person.id] = person if known is None else _same_person(known, person)
    return Facts(
        people=tuple(people.values()),
        entries={name: tuple(e for p in parts for e in p.table(name)) for name in ENTRY_TABLES},
        documents=tuple(item for part in parts for item in part.documents),
        dated=tuple(item for part in parts for item in part.dated),
        targets=tuple(item for part in parts for item in part.targets),
        approvals=tuple(item for part in parts for item in part.approvals),
        overrides=tuple(item for part in parts for item in part.overrides),
        notes="\n".join(part.notes for part in parts if part.notes),
    )


def _same_person(first: Person, second: Person) -> Person:
    return Person(
        first.id,
        first.source,
        tuple(dict.fromkeys((*first.roles, *second.roles))),
        first.joined or second.joined,
        first.left or second.left,
        (*first.credentials, *second.credentials),
    )


def check_record(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    """What a record contradicts in itself."""
    value = record.value
    yield from _check_urls(record)
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
            yield record.report(
                "no-consent",
                "This person is left out of the site: no consent is recorded",
                ("contacts", i, "name"),
                "Add “consent: DATE”, or use a role mailbox without a name.",
            )
    yield from _check_spans(record)


def _check_urls(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    value = record.value
    places: list[tuple[tuple[str | int, ...], str | None]] = [(("website",), value.website)]
    places += [(("references", i, "url"), item.url) for i, item in enumerate(value.references)]
    for path, url in places:
        if url and not is_safe_url(url):
            yield record.report(
                "unsafe-url",
                "This address is not a plain https, http, mailto or tel link",
                path,
                "Write it in full, such as https://www.example.com.",
            )


def _check_spans(record: Shaped[RecordFormat]) -> Iterator[Diagnostic]:
    """Spans whose end lies before their beginning."""
    for i, item in enumerate(record.value.programs):
        if item.since and item.until and item.until < item.since:
            yield record.report(
                "contradiction", "“until” is before “since”", ("programs", i, "until")
            )
    private = record.value.private
    for i, person in enumerate(private.people if private else ()):
        for j, held in enumerate(person.credentials):
            if held.valid_until and held.valid_until < held.issued:
                path = ("private", "people", i, "credentials", j, "valid_until")
                yield record.report("contradiction", "“valid_until” is before “issued”", path)
