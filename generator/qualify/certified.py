"""When people are certified: employed, holding valid certificates for a current release."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..model.days import day_after, last_day
from ..model.facts import Credential, Facts, Person
from ..model.metric import CertificatesMetric, PeopleMetric
from ..model.program import Certification, Version
from .courses import ONE, Course, Spell, total, union


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a certificate counts as, for how many months, and on which days."""

    counts_as: str
    valid_months: int | None
    since: date | None
    until: date | None
    ends: Mapping[str, date | None] | None
    """By the release that it was taken for, the day from which that one is too old."""


def people(metric: PeopleMetric, version: Version) -> Callable[[Facts], Course]:
    """Distinct people, however many certificates beyond those needed each of them has."""
    kinds = _kinds(metric, version)

    def count(facts: Facts) -> Course:
        spells: list[Spell] = []
        for person in facts.people:
            if not metric.role or metric.role in person.roles:
                held = _held(person, kinds)
                if metric.each == 1:
                    spells += union([spell for _, spell in held])
                else:
                    spells += _at_once(held, metric.each)
        return total(spells, date.min)

    return count


def certificates(metric: CertificatesMetric, version: Version) -> Callable[[Facts], Course]:
    """Certificates, of one kind one per person."""
    kinds = _kinds(metric, version)

    def count(facts: Facts) -> Course:
        spells: list[Spell] = []
        for person in facts.people:
            if not metric.role or metric.role in person.roles:
                for held in _by_kind(_held(person, kinds)):
                    spells += held
        return total(spells, date.min)

    return count


def _kinds(
    metric: PeopleMetric | CertificatesMetric, version: Version
) -> Mapping[str, tuple[_Kind, ...]]:
    """What counts, by the certification that a credential names."""
    known = {item.id: item for item in version.certifications}
    found: dict[str, list[_Kind]] = {}
    for name in metric.holding:
        own = known.get(name)
        kind = _Kind(name, _months(own), None, None, _too_old(own, metric.latest))
        found.setdefault(name, []).append(kind)
        for other in own.equivalents if own else ():
            written = known.get(other.certification)
            kind = _Kind(
                name,
                _months(written),
                other.since,
                other.until,
                _too_old(written, metric.latest),
            )
            found.setdefault(other.certification, []).append(kind)
    return {name: tuple(kinds) for name, kinds in found.items()}


def _months(certification: Certification | None) -> int | None:
    return certification.valid_months if certification else None


def _too_old(
    certification: Certification | None, latest: int | None
) -> Mapping[str, date | None] | None:
    """For each release the day on which it stops being one of the ``latest``."""
    if latest is None:
        return None
    releases = (certification.releases if certification else None) or {}
    ordered = sorted(releases, key=lambda name: (releases[name], name))
    return {
        name: releases[ordered[i + latest]] if i + latest < len(ordered) else None
        for i, name in enumerate(ordered)
    }


def _held(person: Person, kinds: Mapping[str, tuple[_Kind, ...]]) -> list[tuple[str, Spell]]:
    """When the person is employed and holds a valid certificate: what it counts as, and when."""
    found: list[tuple[str, Spell]] = []
    for held in person.credentials:
        for kind in kinds.get(held.certification, ()):
            if kind.ends is None or held.version in kind.ends:
                begin, end = _span(person, held, kind)
                if end is None or begin < end:
                    found.append(
                        (kind.counts_as, Spell(begin, end, ONE, person.source, id(person)))
                    )
    return found


def _span(person: Person, held: Credential, kind: _Kind) -> tuple[date, date | None]:
    last = held.valid_until
    if last is None and kind.valid_months:
        last = last_day(held.issued, kind.valid_months)
    begin = held.issued
    for day in (person.joined, kind.since):
        if day is not None and day > begin:
            begin = day
    for day in (person.left, kind.until):
        if day is not None and (last is None or day < last):
            last = day
    end = last and day_after(last)
    if kind.ends is not None and (too_old := kind.ends[held.version]) is not None:
        end = too_old if end is None else min(end, too_old)
    return begin, end


def _by_kind(held: Iterable[tuple[str, Spell]]) -> list[list[Spell]]:
    """Spells that do not overlap, for each kind of certificate."""
    kinds: dict[str, list[Spell]] = {}
    for kind, spell in held:
        kinds.setdefault(kind, []).append(spell)
    return [union(spells) for spells in kinds.values()]


def _at_once(held: Iterable[tuple[str, Spell]], number: int) -> Iterator[Spell]:
    """When one person holds so many different certificates at once."""
    spells = [spell for kind in _by_kind(held) for spell in kind]
    if not spells:
        return
    course = total(spells, date.min)
    for i, value in enumerate(course.values):
        if value is not None and int(value) >= number:
            end = course.days[i] if i < len(course.days) else None
            yield spells[0]._replace(begin=course.days[i - 1], end=end)
