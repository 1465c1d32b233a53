"""The second implementation's front: what holds for everybody on one day.

    Oracle(site).answers(day)

A site is plain data: ``programs`` by id, each with ``program`` and ``versions`` by id;
``partners``, the records by id with their ``private`` part; and ``standings``, those recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.oracle import figures, levels, verdicts
from tests.oracle.case import (
    Case,
    facts_of,
    home_region,
    in_force,
    membership,
    named_programs,
)
from tests.oracle.plain import Tree
from tests.oracle.replay import Day, Replay


@dataclass(frozen=True)
class Answer:
    """What holds for one partner in one program, or on one ladder of it.

    ``findings`` are (column, path, verdict), ``tracks`` the verdicts of conditions by track.
    """

    partner: str
    program: str
    ladder: str | None
    version: str
    level: str | None = None
    earned: str | None = None
    track: str | None = None
    path: str | None = None
    status: str = "held"
    specialisations: list[str] = field(default_factory=list)
    findings: list[verdicts.Found] = field(default_factory=list)
    tracks: list[verdicts.Found] = field(default_factory=list)
    metrics: dict[str, figures.Value] = field(default_factory=dict)
    grants: list[str] = field(default_factory=list)

    @property
    def is_outside(self) -> bool:
        """Whether nothing was judged: there is no membership on the day."""
        return self.level is None and not self.findings and not self.specialisations


class Oracle:
    """One site. It remembers what was held on the days up to the last one asked for."""

    def __init__(self, site: Tree) -> None:
        self.programs: dict[str, Tree] = site["programs"]
        self.partners: dict[str, Tree] = site["partners"]
        self.standings: list[Tree] = site.get("standings", [])
        self.memo: dict[Any, Any] = {}
        self.figures: dict[Any, figures.Value] = {}
        self.replays: dict[tuple[str, str], Replay] = {}

    def answers(self, day: date) -> list[Answer]:
        """Everybody, in the order of partners and programs."""
        found = []
        for partner in sorted(self.partners):
            for program in sorted(named_programs(self.partners[partner])):
                found += self._answers(partner, program, day)
        return found

    def _answers(self, partner: str, program: str, day: date) -> list[Answer]:
        days = self.replay(partner, program).on(day)
        if days:
            return [self._answer(partner, program, name, item) for name, item in days.items()]
        version = in_force(self.programs[program], None, day)
        return [] if version is None else [Answer(partner, program, None, version)]

    def _answer(self, partner: str, program: str, ladder: str | None, day: Day) -> Answer:
        case = day.case
        home = case.on(region=case.home)
        found: list[verdicts.Found] = []
        for level in levels.lowest_first(case):
            found += verdicts.findings(case, levels.common_rows(case), level)
            for path in levels.paths(case):
                found += verdicts.findings(case, path["requirements"], level, path["id"])
        for item in levels.offered(home):
            found += verdicts.findings(home, item["requires"], item["id"])
        for item in case.version.get("benefits", []):
            found += verdicts.findings(home, item.get("requires", []), item["id"])
        found += verdicts.findings(case, case.version.get("membership", []), "membership")
        return Answer(
            partner=partner,
            program=program,
            ladder=ladder,
            version=case.version_id,
            level=day.level,
            earned=day.earned,
            track=case.track,
            path=levels.path_to(case, day.earned),
            status=day.status,
            specialisations=levels.specialisations(home, day.level) if day.is_in else [],
            findings=found,
            tracks=_track_findings(case),
            metrics={name: figures.figure(case, name) for name in case.version.get("metrics", {})},
            grants=levels.grants(home, day.level),
        )

    def turns(self, until: date) -> list[date]:
        """The days up to ``until`` on which anybody's level, or how it came about, is another."""
        found: set[date] = set()
        for partner, record in self.partners.items():
            for program in named_programs(record):
                replay = self.replay(partner, program)
                replay.on(until)
                before: dict[str | None, Any] = {}
                for day, ladders in replay.days.items():
                    now = {name: (x.level, x.earned, x.status) for name, x in ladders.items()}
                    if now != before and day <= until:
                        found.add(day)
                    before = now
        return sorted(found)

    # --- what the rules ask -------------------------------------------------------------------

    def case(self, partner: str, program: str, day: date) -> Case | None:
        """A partner on a day; None without membership or version."""
        record = self.partners[partner]
        member = membership(record, program, day)
        name = in_force(self.programs[program], member, day)
        if member is None or name is None:
            return None
        version = self.programs[program]["versions"][name]
        home = home_region(version, record, member)
        facts = facts_of(self, partner, program, version)
        case = Case(self, partner, program, day, name, version, member, facts, home, home)
        return case.on(track=_track(case)) if version.get("tracks") else case

    def replay(self, partner: str, program: str) -> Replay:
        key = (partner, program)
        if key not in self.replays:
            versions = self.programs[program]["versions"].values()
            begin = min(item["effective"] for item in versions if item["status"] != "draft")
            self.replays[key] = Replay(self, partner, program, begin)
        return self.replays[key]

    def shown(self, partner: str, program: str, ladder: str | None, day: date) -> str | None:
        """The level that is shown on a day, on one ladder."""
        replay = self.replay(partner, program)
        if day < replay.begin:
            return None
        found = replay.on(day).get(ladder)
        return found.level if found else None


def _track(case: Case) -> str | None:
    """The track that the record names, else the first whose condition holds."""
    if "track" in case.membership:
        return str(case.membership["track"])
    for track in case.version["tracks"]:
        found = [verdicts.verdict(case, row, track["id"]) for row in track.get("when", [])]
        if found and verdicts.all_of(found) == verdicts.MET:
            return str(track["id"])
    return None


def _track_findings(case: Case) -> list[verdicts.Found]:
    """Why this track, where the record leaves that to the program."""
    if "track" in case.membership:
        return []
    home = case.on(region=case.home, track=None)
    return [
        finding
        for track in case.version.get("tracks", [])
        for finding in verdicts.findings(home, track.get("when", []), track["id"])
    ]
