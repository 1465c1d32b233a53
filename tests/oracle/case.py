"""One partner in one program on one day: membership, version in force, track, offices, facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.oracle.days import months_of, over
from tests.oracle.plain import Tree, many

if TYPE_CHECKING:
    from tests.oracle.oracle import Oracle

TABLES = ("people", "revenue", "deals", "points", "customers", "documents", "facts")
DECISIONS = ("targets", "approvals", "overrides", "entitlements")


@dataclass(frozen=True)
class Case:
    """What the rules are asked about.

    ``region`` is the one that the partner is judged in, ``home`` the one it belongs to. ``track``
    and ``ladder`` are None where the version has none.
    """

    oracle: Oracle
    partner: str
    program: str
    day: date
    version_id: str
    version: Tree
    membership: Tree
    facts: Tree
    home: str | None
    region: str | None
    track: str | None = None
    ladder: str | None = None

    @property
    def record(self) -> Tree:
        return self.oracle.partners[self.partner]

    def on(self, **changes: Any) -> Case:
        return replace(self, **changes)


def latest(items: list[Tree], day: date) -> Tree | None:
    """Of those that hold the one that began last; of several such the one written last."""
    found = None
    for item in items:
        since = item.get("since", date.min)
        if since <= day <= item.get("until", date.max) and (
            found is None or since >= found.get("since", date.min)
        ):
            found = item
    return found


# --- membership -------------------------------------------------------------------------------


def membership(record: Tree, program: str, day: date) -> Tree | None:
    if record.get("status") == "inactive" or day > record.get("left_on", date.max):
        return None
    return latest([item for item in record.get("programs", []) if item["program"] == program], day)


def in_force(program: Tree, member: Tree | None, day: date) -> str | None:
    """Id of the version that applies on a day, to a membership or to nobody in particular."""
    if day > program["program"].get("ends", date.max):
        return None
    found = None
    for name, version in program["versions"].items():
        if version["status"] == "draft" or version["effective"] > day:
            continue
        if _is_still_under_the_one_before(name, version, member or {}, day):
            continue
        if found is None or version["effective"] > program["versions"][found]["effective"]:
            found = name
    return found


def _is_still_under_the_one_before(name: str, version: Tree, member: Tree, day: date) -> bool:
    transition = version.get("transition")
    if transition is None or day > transition.get("until", date.max):
        return False
    if transition["by"] == "choice" and name in member.get("opted_into", {}):
        return bool(day < member["opted_into"][name])
    applied: date = member.get("applied") or member.get("since") or date.min
    return bool(applied < version["effective"])


def is_newcomer(case: Case) -> bool:
    if "newcomers" not in case.version or "since" not in case.membership:
        return False
    months = months_of(case.version["newcomers"]["for"])
    return not over(case.membership["since"], months, case.day)


def enrolled_ladders(version: Tree, member: Tree) -> list[str | None]:
    """The ladders that a membership counts in; one without a name where there are none."""
    if not version.get("ladders"):
        return [None]
    chosen = many(member.get("ladders"))
    return [item["id"] for item in version["ladders"] if not chosen or item["id"] in chosen]


# --- places -----------------------------------------------------------------------------------


def countries(record: Tree) -> list[str]:
    """Countries of the offices, the headquarters first."""
    offices = record.get("locations", [])
    first = [item for item in offices if item.get("kind") == "headquarters"]
    return [item["country"] for item in [*first, *offices]]


def region_of(version: Tree, country: str | None) -> str | None:
    rest = None
    for region in version.get("regions", []):
        if country is not None and country in many(region.get("countries")):
            return str(region["id"])
        if not region.get("countries") and rest is None:
            rest = str(region["id"])
    return rest if country is not None else None


def names_region(version: Tree, member: Tree) -> bool:
    """Whether the membership says which of the version's regions counts."""
    return any(region["id"] == member.get("region") for region in version.get("regions", []))


def home_region(version: Tree, record: Tree, member: Tree) -> str | None:
    if names_region(version, member):
        return str(member["region"])
    return region_of(version, next(iter(countries(record)), None))


def regions_to_try(case: Case) -> list[str | None]:
    """The home region; where the best one counts, those of all offices."""
    if case.version.get("region_by") != "best" or names_region(case.version, case.membership):
        return [case.home]
    found = [region_of(case.version, country) for country in countries(case.record)]
    return list(dict.fromkeys(found)) or [None]


# --- facts ------------------------------------------------------------------------------------


def facts_of(oracle: Oracle, partner: str, program: str, version: Tree) -> Tree:
    """The partner's facts, or those of all its affiliates in the program."""
    record = oracle.partners[partner]
    group = record.get("group")
    if version.get("affiliates") != "together" or group is None:
        return dict(record.get("private", {}))
    key = ("together", group, program)
    if key not in oracle.memo:
        oracle.memo[key] = _add_up(
            [
                other.get("private", {})
                for _, other in sorted(oracle.partners.items())
                if other.get("group") == group and program in named_programs(other)
            ]
        )
    return dict(oracle.memo[key])


def _add_up(parts: list[Tree]) -> Tree:
    return {
        table: [item for part in parts for item in part.get(table, [])]
        for table in (*TABLES, *DECISIONS)
    }


def named_programs(record: Tree) -> list[str]:
    return list(dict.fromkeys(item["program"] for item in record.get("programs", [])))


def decisions(case: Case, kind: str) -> Iterator[Tree]:
    """Targets, approvals, overrides or entitlements that name the program."""
    return (item for item in case.facts.get(kind, []) if item["program"] == case.program)


def is_approved(case: Case, column: str, row: Tree) -> bool:
    """Whether somebody approved a column, or this row of it, by the day."""
    own = row.get("id", row.get("metric", "approval"))
    return any(
        item["level"] == column
        and item["on"] <= case.day <= item.get("until", date.max)
        and item.get("criterion", own) == own
        and item.get("ladder", case.ladder) == case.ladder
        for item in decisions(case, "approvals")
    )
