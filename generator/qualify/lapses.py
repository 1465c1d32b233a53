"""What stands in records with an end, and ends: certificates, documents, decisions, targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..model.days import DAY, day_after, last_day, months_later
from ..model.facts import Credential, Person
from ..model.metric import (
    CertificatesMetric,
    DocumentMetric,
    DocumentsMetric,
    FactMetric,
    PeopleMetric,
)
from ..model.program import Version
from .member import Member, Term

LapseKind = Literal[
    "certificate",
    "outdated",
    "person",
    "document",
    "fact",
    "approval",
    "target",
    "override",
    "entitlement",
    "membership",
    "newcomer",
    "grace",
    "protection",
]


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something that held on the day before ``date`` and no longer does.

    ``subject`` is the id of what lapses: the certification, document, fact or benefit, the metric
    of a target or of an outdated certificate, else the level. ``person`` is the id of whom it
    belongs to, ``level`` the one that a target is for. ``version`` knows the names.
    """

    date: date
    kind: LapseKind
    subject: str
    version: Version = field(compare=False)
    person: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """Something that holds from ``begin`` to ``last``; what has the same ``key`` stands for it."""

    kind: LapseKind
    subject: str
    begin: date
    last: date | None
    person: str = ""
    level: str = ""
    key: object = None

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.last is None or day <= self.last)

    def stands_for(self, other: _Span) -> bool:
        return (self.kind, self.subject, self.person, self.level, self.key) == (
            (other.kind, other.subject, other.person, other.level, other.key)
        )


@dataclass
class _Read:
    """The facts that the metrics of a version read, by id."""

    certifications: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    people: list[str] = field(default_factory=list)
    """Metrics of people or certificates."""

    @classmethod
    def by(cls, version: Version) -> _Read:
        read = cls()
        for name, metric in (version.metrics or {}).items():
            match metric.measure:
                case PeopleMetric(holding=holding) | CertificatesMetric(holding=holding):
                    read.certifications.update(holding)
                    read.people.append(name)
                case DocumentMetric(document=document):
                    read.documents.add(document)
                case DocumentsMetric(documents=documents):
                    read.documents.update(documents)
                case FactMetric(fact=fact):
                    read.facts.add(fact)
        for item in version.certifications:
            if item.id in read.certifications:
                read.certifications.update(other.certification for other in item.equivalents)
        return read


class Lapses:
    """Finds them for one member after the other."""

    def __init__(self) -> None:
        self._read: dict[int, _Read] = {}

    def of(self, member: Member, after: date, until: date) -> list[Lapse]:
        """Those of the days later than ``after``, up to ``until``, each once."""
        found = (lapse for term in member.terms for lapse in self._in_term(member, term))
        return list(dict.fromkeys(lapse for lapse in found if after < lapse.date <= until))

    def _in_term(self, member: Member, term: Term) -> Iterator[Lapse]:
        """What holds to a day of the term, and is not followed by another of its kind."""
        version = term.rules.version
        if id(term.rules) not in self._read:
            self._read[id(term.rules)] = _Read.by(version)
        read = self._read[id(term.rules)]
        spans = list(_spans(member, version, read))
        people: set[tuple[date, str]] = set()
        for span in spans:
            if span.last is None or not term.covers(span.last):
                continue
            day = day_after(span.last)
            if day is None or member.enrolment(span.last) is None:
                continue
            if not any(other.covers(day) and other.stands_for(span) for other in spans):
                people.add((day, span.person))
                yield Lapse(day, span.kind, span.subject, version, span.person, span.level)
        for lapse in _outdated(member, term, read):
            if (lapse.date, lapse.person) not in people:
                yield lapse


def _spans(member: Member, version: Version, read: _Read) -> Iterator[_Span]:
    facts = member.own.facts
    for person in facts.people:
        yield from _certificates(person, version, read)
    for document in facts.documents:
        if document.id in read.documents:
            yield _Span("document", document.id, document.issued, document.valid_until)
    for fact in facts.dated:
        if fact.name in read.facts:
            yield _Span("fact", fact.name, fact.since or date.min, fact.until)
    yield from _decisions(member)
    for item in facts.entitlements:
        if item.program == member.program:
            yield _Span("entitlement", item.benefit, item.since or date.min, item.until)
    yield from _membership(member, version)


def _certificates(person: Person, version: Version, read: _Read) -> Iterator[_Span]:
    """Certificates that end while the person is there, and the end of that time."""
    counted = False
    for held in person.credentials:
        if held.certification not in read.certifications:
            continue
        begin, last = max(held.issued, person.joined or date.min), _last_day(held, version)
        if person.left is not None and (last is None or person.left <= last):
            counted = counted or begin <= person.left
            last = None
        yield _Span("certificate", held.certification, begin, last, person=person.id)
    if counted:
        yield _Span("person", person.id, date.min, person.left, person=person.id)


def _last_day(held: Credential, version: Version) -> date | None:
    known = version.certification(held.certification)
    if held.valid_until is not None or known is None or known.valid_months is None:
        return held.valid_until
    return last_day(held.issued, known.valid_months)


def _decisions(member: Member) -> Iterator[_Span]:
    own = member.own
    for approval in own.approvals:
        criterion = approval.criterion, approval.ladder
        yield _Span("approval", approval.level, approval.on, approval.until, key=criterion)
    for target in own.targets:
        begin = target.since or date.min
        yield _Span("target", target.metric, begin, target.until, level=target.level)
    for override in own.overrides:
        begin = override.since or date.min
        yield _Span("override", override.level, begin, override.until, key=override.source)


def _membership(member: Member, version: Version) -> Iterator[_Span]:
    newcomers = version.newcomers
    for item in member.enrolments:
        begin = item.since or date.min
        yield _Span("membership", member.program, begin, item.until)
        if newcomers is not None and item.since is not None:
            ends = months_later(item.since, newcomers.months)
            yield _Span("newcomer", member.program, begin, ends and ends - DAY)
    if member.partner.left_on is not None:
        yield _Span("membership", member.program, date.min, member.partner.left_on, key="left")


def _outdated(member: Member, term: Term, read: _Read) -> Iterator[Lapse]:
    """People who no longer count although their certificates are valid.

    A release has become too old, or a certificate counts no longer as another one.
    """
    names = {person.source: person.id for person in member.own.facts.people}
    for metric in read.people:
        for spell in member.course(term.rules, metric).spells:
            day, person = spell.end, names.get(spell.source)
            if day is None or person is None or not term.covers(day - DAY):
                continue
            if member.enrolment(day - DAY) is not None:
                yield Lapse(day, "outdated", metric, term.rules.version, person)
