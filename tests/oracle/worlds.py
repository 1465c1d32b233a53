"""Random sites as plain data: `world` gives the same site for the same seed.

Figures are small and days meet, so that thresholds are reached exactly and things end on the day on
which others begin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.oracle.choices import Choices
from tests.oracle.plain import Tree
from tests.oracle.world_changes import change, connect, levels_of
from tests.oracle.world_facts import Records
from tests.oracle.world_rules import REGIONS, Rules, Style

LEVELS = ["registered", "silver", "gold", "platinum"]


def world(seed: int) -> tuple[Tree, list[date]]:
    """A site, and the days to ask for."""
    c = Choices(seed)
    style = _style(c)
    programs = {"alpha": _program(c, style)}
    if c.chance(10):
        programs["beta"] = _program(c, replace(style, is_ranked=False), is_old=True)
        connect(c, programs)
    records = Records(c, programs, style.is_restless)
    count = c.pick([3, 4]) if style.is_ranked else 2 if style.is_together else c.pick([1, 1, 2])
    groups = ["house", None] if style.is_together and c.chance(30) else ["house"]
    partners = {
        name: records.record(name, c.pick(groups) if style.is_together else None)
        for name in ["acme", "bolt", "cord", "dome"][:count]
    }
    site = {"programs": programs, "partners": partners}
    standings = _standings(c, site) if c.chance(7) else []
    days = sorted({c.day(c.begin - timedelta(1), c.end + timedelta(3)) for _ in range(3)})
    return {**site, "standings": standings}, days


def _style(c: Choices) -> Style:
    levels = c.some(LEVELS, *c.often((6, (1, 1)), (25, (2, 2)), (45, (3, 3)), (24, (4, 4))))
    is_restless = c.chance(8)
    tracks: dict[str, list[str]] = {}
    ladders: list[str] = []
    if is_restless:
        pass
    elif c.chance(13):
        service = ["member", levels[-1]] if c.chance(30) else ["member"]
        tracks = {"service": service, "reseller": levels}
        levels = ["member", *levels]
    elif c.chance(11):
        ladders = ["storage", "network"]
    regions = c.some(REGIONS) if c.chance(22) else []
    return Style(
        levels=levels,
        tracks=tracks,
        ladders=ladders,
        regions=regions,
        # Together they show which of two particular thresholds goes first.
        has_newcomers=c.chance(35 if regions else 10),
        is_ranked=c.chance(8),
        is_together=c.chance(6),
        is_restless=is_restless,
    )


def _program(c: Choices, style: Style, is_old: bool = False) -> Tree:
    versions: dict[str, Tree] = {}
    count = 1 if is_old else c.often((55, 1), (35, 2), (10, 3))
    begin = c.begin - timedelta(15) if is_old else c.begin
    begins = sorted({begin, *(c.day(begin + timedelta(5), c.end) for _ in range(count - 1))})
    for i, effective in enumerate(begins):
        status = c.pick(["effective", "effective", "announced", "draft"]) if i else "effective"
        own = _changed(c, style) if i else style
        version = Rules(c, own, effective).version(status)
        if i:
            before = [item for item in versions.values() if item["status"] != "draft"]
            change(c, version, levels_of(before[-1]))
        versions[f"v{i}"] = version
    program: Tree = {"name": "Program"}
    if c.chance(4):
        program["ends"] = c.day(begins[-1], c.end)
    return {"program": program, "versions": versions}


def _changed(c: Choices, style: Style) -> Style:
    """The levels of a later version: the same, or some of them."""
    if style.tracks or len(style.levels) < 2 or c.chance(50):
        return style
    return replace(style, levels=c.some(LEVELS, 1, 4))


def _standings(c: Choices, site: Tree) -> list[Tree]:
    """Levels that were written down, in one program."""
    found: list[Tree] = []
    version = site["programs"]["alpha"]["versions"]["v0"]
    for partner in site["partners"]:
        since, as_of = sorted([c.inside(), c.inside()])
        ladders = version.get("ladders", [{}])
        for ladder in c.some(ladders):
            own = ladder.get("levels", levels_of(version))
            item: Tree = {"partner": partner, "program": "alpha"}
            item |= {"ladder": ladder["id"]} if ladder else {}
            item |= {"level": c.pick([*own, "none"]), "as_of": as_of}
            found.append(item | c.maybe(70, "since", since))
    return found
