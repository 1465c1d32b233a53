"""The level that a member's criteria give on one day, whatever it held before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..model.criterion import Group
from ..model.partner import Enrolment
from ..model.program import MEMBERSHIP, Specialisation, Track, Version
from ..model.standing import Verdict
from .case import Case, Memory
from .criteria import holds, meets, verdict, verdict_of
from .member import Member
from .peers import Peers
from .rules import Rules, Table, Way

NOTHING: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """What one evaluation gives. ``levels`` are those of the track and ladder, lowest first.

    ``rules`` is None where no version applies. ``case`` is None where nothing was judged, since
    there was no version or no membership: at no level then. ``level`` is the one earned on
    ``path``. ``is_out``: the criteria of the membership itself do not hold.
    """

    day: date
    rules: Rules | None
    enrolment: Enrolment | None
    case: Case | None = None
    table: Table | None = None
    track: Track | None = None
    levels: tuple[str, ...] = ()
    level: str | None = None
    path: str = ""
    is_out: bool = False

    @property
    def version(self) -> Version | None:
        return self.rules.version if self.rules else None

    def rank(self, level: str | None) -> int:
        """The level's position, -1 for none."""
        return self.levels.index(level) if level in self.levels else -1


def evaluate(
    member: Member,
    ladder: str | None,
    day: date,
    peers: Peers,
    memory: Memory | None = None,
    barred: frozenset[str] = NOTHING,
    is_held: bool = False,
) -> Outcome:
    """The highest level whose criteria hold under the version that applies on ``day``.

    Levels that are ``barred`` do not count. ``is_held``: a level is held, which may matter where
    something is unknown.
    """
    term, enrolment = member.term(day), member.enrolment(day)
    rules = term.rules if term else None
    if rules is None or enrolment is None:
        return Outcome(day, rules, enrolment)
    table = rules.tables.get(ladder) or rules.tables.get(None)
    if table is None or not takes_part(enrolment, table.ladder):
        return Outcome(day, rules, None)
    best: Outcome | None = None
    for region in regions(member, rules, enrolment):
        case = Case(member, rules, day, enrolment, peers, memory, ladder or "", region, specialised)
        found = _outcome(case, table, barred, is_held)
        if best is None or _height(found) > _height(best):
            best = found
    if best is None:
        raise AssertionError("there is always a region, if only the empty one")
    return best


def _height(outcome: Outcome) -> tuple[bool, int]:
    """To be in comes before any level."""
    return not outcome.is_out, outcome.rank(outcome.level)


def regions(member: Member, rules: Rules, enrolment: Enrolment) -> tuple[str, ...]:
    """The regions that a member is judged in; one empty one where the version has none."""
    if not rules.version.regions:
        return ("",)
    if any(region.id == enrolment.region for region in rules.version.regions):
        return (enrolment.region,)
    countries = [place.country for place in member.partner.locations]
    if not countries:
        return (rules.rest_of_world,)
    if rules.version.region_by == "headquarters":
        countries = countries[:1]
    return tuple(dict.fromkeys(rules.region_of(country) for country in countries))


def _outcome(case: Case, table: Table, barred: frozenset[str], is_held: bool) -> Outcome:
    rules, version = case.rules, case.rules.version
    track, levels = None, table.levels
    if version.tracks:
        track = track_of(case)
        case = replace(case, track=track.id if track else "")
        own = track.levels if track else ()
        levels = own if not version.ladders else tuple(x for x in own if x in table.levels)
    is_out = bool(version.membership) and not _is_in(case, is_held)
    level, path = (None, "") if is_out else _highest(case, table, levels, barred)
    return Outcome(case.day, rules, case.enrolment, case, table, track, levels, level, path, is_out)


def _is_in(case: Case, is_held: bool) -> bool:
    """Whether the criteria of the membership hold; who is in stays in while that is unknown."""
    version = case.rules.version
    found = verdict(version.membership, MEMBERSHIP, case)
    return found == "met" or (found == "unknown" and is_held and version.unknown == "keep")


def _highest(
    case: Case, table: Table, levels: tuple[str, ...], barred: frozenset[str]
) -> tuple[str | None, str]:
    """The highest level that holds, with its path; each asked by itself, or on the one below."""
    if case.rules.version.cumulative:
        found: tuple[str | None, str] = (None, "")
        for level in levels:
            way = _way(case, table, level)
            if way is None:
                break
            if level not in barred:
                found = level, way.path
        return found
    for level in reversed(levels):
        if level not in barred and (way := _way(case, table, level)) is not None:
            return level, way.path
    return None, ""


def _way(case: Case, table: Table, level: str) -> Way | None:
    """The first way on which all criteria of a level hold."""
    for way in open_ways(case, table, level):
        if meets(way.asked, level, case):
            return way
    return None


def open_ways(case: Case, table: Table, level: str) -> Sequence[Way]:
    """The ways to a level: of several paths the one that the partner chose, if it chose one."""
    ways, chosen = table.ways[level], case.enrolment.path
    if not chosen or all(path.id != chosen for path in table.paths):
        return ways
    return [way for way in ways if way.path in ("", chosen)]


def takes_part(enrolment: Enrolment, ladder: str | None) -> bool:
    """Whether a membership counts for a ladder."""
    return not ladder or not enrolment.ladders or ladder in enrolment.ladders


def level_verdict(outcome: Outcome, level: str) -> Verdict:
    """A level's criteria together, those of the levels that it includes among them."""
    case, table = outcome.case, outcome.table
    if case is None or table is None or level not in outcome.levels:
        return "missed"
    included = outcome.levels[: outcome.rank(level) + 1]
    asked = included if case.rules.version.cumulative else (level,)
    found = {_verdict(case, table, name) for name in asked}
    return "missed" if "missed" in found else "unknown" if "unknown" in found else "met"


def _verdict(case: Case, table: Table, level: str) -> Verdict:
    """A level's own criteria, by the best way to it."""
    found = {verdict_of(way.asked, level, case) for way in open_ways(case, table, level)}
    return "met" if "met" in found else "unknown" if "unknown" in found else "missed"


def track_of(case: Case) -> Track | None:
    """The track that the record names, else the first whose condition holds."""
    version, named = case.rules.version, case.enrolment.track
    if named:
        return next((item for item in version.tracks if item.id == named), None)
    return next(
        (item for item in version.tracks if item.when and holds(item.when, item.id, case)), None
    )


def offered(case: Case) -> Iterator[Specialisation]:
    """The specialisations that the partner can hold in its countries."""
    locations = case.member.partner.locations
    for item in case.rules.version.specialisations:
        if not item.countries or any(place.country in item.countries for place in locations):
            yield item


def specialised(case: Case) -> tuple[str, ...]:
    """The specialisations held, in the order of the version."""
    return tuple(item.id for item in offered(case) if holds(item.requires, item.id, case))


def place_of(member: Member, rules: Rules, among: Group, day: date) -> str:
    """The country, region or track by which a member is compared with others."""
    if among == "country":
        return next((place.country for place in member.partner.locations), "")
    enrolment = member.enrolment(day)
    if enrolment is None:
        return ""
    region = regions(member, rules, enrolment)[0]
    if among == "region":
        return region
    peers = Peers(place_of)
    case = Case(member, rules, day, enrolment, peers, None, "", region, specialised)
    track = track_of(case)
    return track.id if track else ""
