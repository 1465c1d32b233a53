"""The privacy border: from everything that is known to what everybody may know.

Only this module of the stage reads standings and facts. What it gives holds no figure of a
partner except the counts of people that a program declares public.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from ..model.directory import Directory, Page, Settings, Vocabulary
from ..model.metric import Publication
from ..model.partner import Contact, Partner
from ..model.program import Ladder, Level, Program, Version
from ..model.standing import Standing, Standings


@dataclass(frozen=True, slots=True)
class PublicCount:
    """How many people hold something: exactly ``low``, or from ``low`` to ``high``.

    ``high`` is None for a band without an upper end.
    """

    metric: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class PublicStanding:
    """A partner's place in one program, or on one ladder of it, as far as it may be shown.

    ``version`` is the one whose rules apply to the partner. ``levels`` are those of the partner's
    track, lowest first. ``rank`` orders the directory, the highest first. What all ladders of a
    program share, specialisations and counts, stands with the first one only.
    """

    program: Program
    version: Version
    track: str
    ladder: Ladder | None
    level: Level | None
    levels: tuple[str, ...]
    rank: int
    since: date | None
    specialisations: tuple[str, ...]
    counts: tuple[PublicCount, ...]


@dataclass(frozen=True, slots=True)
class PublicDirectory:
    """What the site may show. ``listed`` are the partners in its lists, former ones are apart.

    ``programs`` are those with a version in force, ``standings`` those of listed partners.
    ``definitions`` are all programs by id, also those that have ended: other texts name them.
    """

    settings: Settings
    vocabulary: Vocabulary
    programs: tuple[tuple[Program, Version], ...]
    definitions: Mapping[str, Program]
    listed: tuple[Partner, ...]
    former: tuple[Partner, ...]
    standings: Mapping[str, tuple[PublicStanding, ...]]
    pages: tuple[Page, ...]
    assets: Mapping[str, bytes]
    as_of: date


def disclose(directory: Directory, standings: Standings) -> PublicDirectory:
    """Leave out all that is private, expired, or not meant for the directory."""
    day = standings.as_of
    programs = tuple(
        (program, version)
        for program in directory.programs
        if (version := program.version_on(day)) is not None
    )
    definitions = {program.id: program for program in directory.programs}
    grouped = {partner.id for partner in directory.partners if partner.group}
    public: dict[str, list[PublicStanding]] = {}
    for standing in standings.standings:
        shown = public.setdefault(standing.partner, [])
        program = definitions[standing.program]
        version = _version_of(standing, program, day)
        if version is not None and _is_listed(standing, version):
            shown.append(_standing(standing, program, version, grouped))
    partners = [_on(partner, day) for partner in directory.partners]
    listed = tuple(
        partner
        for partner in partners
        # Who takes part in no program is listed; who takes part must show in one of them.
        if partner.status == "active" and public.get(partner.id) != []
    )
    return PublicDirectory(
        settings=directory.settings,
        vocabulary=directory.vocabulary,
        programs=programs,
        definitions=definitions,
        listed=listed,
        former=tuple(partner for partner in partners if partner.status != "active"),
        standings={partner.id: _on_ladders(public.get(partner.id, ())) for partner in listed},
        pages=directory.pages,
        assets=directory.assets,
        as_of=day,
    )


def _version_of(standing: Standing, program: Program, day: date) -> Version | None:
    """The version that the standing is by; the one in force where none applied to the partner."""
    own = (version for version in program.versions if version.id == standing.version)
    return next(own, program.version_on(day))


def _is_listed(standing: Standing, version: Version) -> bool:
    """Whether the directory shows a standing: its level is a listed one.

    A partner at no level stands below the entry, so it shows where all levels do.
    """
    if standing.level is None:
        return all(level.listed for level in version.levels)
    return version.level(standing.level).listed


def _on(partner: Partner, day: date) -> Partner:
    """The record as it may be shown on ``day``: who leaves later is still a partner."""
    contacts = tuple(contact for contact in partner.contacts if _may_show(contact, day))
    if partner.left_on is not None and day <= partner.left_on:
        return replace(partner, contacts=contacts, status="active", left_on=None)
    return replace(partner, contacts=contacts)


def _may_show(contact: Contact, day: date) -> bool:
    """A person is shown only from the day of consent to its last day."""
    if not contact.name:
        return True
    return (
        contact.consent is not None
        and contact.consent <= day
        and (contact.consent_until is None or day <= contact.consent_until)
    )


def _standing(
    standing: Standing, program: Program, version: Version, grouped: Container[str]
) -> PublicStanding:
    """What may be shown. The figures of a partner in a group may be those of all its companies."""
    is_shared = version.affiliates == "together" and standing.partner in grouped
    levels = version.levels_of(standing.track)
    level = version.level(standing.level) if standing.level else None
    return PublicStanding(
        program=program,
        version=version,
        track=standing.track or "",
        ladder=next((item for item in version.ladders if item.id == standing.ladder), None),
        level=level,
        levels=levels,
        rank=_rank(level, levels),
        since=standing.since,
        specialisations=standing.specialisations,
        counts=() if is_shared else tuple(_counts(standing, version)),
    )


def _on_ladders(standings: Iterable[PublicStanding]) -> tuple[PublicStanding, ...]:
    """The ladders on which a level is held; where there is none, the program without a ladder."""
    kept: list[PublicStanding] = []
    for _, group in groupby(standings, key=lambda standing: standing.program.id):
        members = sorted(group, key=_position_of_ladder)
        first, *others = [item for item in members if item.level] or [
            replace(members[0], ladder=None)
        ]
        shared = dict.fromkeys(name for item in members for name in item.specialisations)
        kept.append(replace(first, specialisations=tuple(shared), counts=members[0].counts))
        kept += [replace(item, specialisations=(), counts=()) for item in others]
    return tuple(kept)


def _position_of_ladder(standing: PublicStanding) -> int:
    ladders = standing.version.ladders
    return ladders.index(standing.ladder) if standing.ladder in ladders else 0


def _rank(level: Level | None, levels: tuple[str, ...]) -> int:
    if level is None:
        return -1
    return levels.index(level.id) if level.rank is None else level.rank


def _counts(standing: Standing, version: Version) -> list[PublicCount]:
    """The counts of people that the version declares public; nothing at all is no news."""
    figures = dict(standing.metrics)
    found = []
    for name, metric in (version.metrics or {}).items():
        value = figures.get(name)
        if metric.publish is not None and isinstance(value, Decimal) and value > 0:
            count = _publish(name, int(value), metric.publish)
            if count is not None:
                found.append(count)
    return found


def _publish(metric: str, value: int, publication: Publication) -> PublicCount | None:
    """The count, or the band that it falls into; None below the lowest band."""
    if publication.as_ == "count":
        return PublicCount(metric, value, value)
    low = max((bound for bound in publication.bands if bound <= value), default=None)
    if low is None:
        return None
    above = [bound for bound in publication.bands if bound > value]
    return PublicCount(metric, low, above[0] - 1 if above else None)
