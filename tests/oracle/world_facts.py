"""Random partner records: memberships, offices, and facts that the rules of a world look at."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.oracle.choices import Choices
from tests.oracle.plain import Tree
from tests.oracle.world_metrics import CERTIFICATIONS, KINDS, PRODUCTS, SEGMENTS

COUNTRIES = ["DE", "CZ", "SK", "FR", "AT"]


class Records:
    """Makes the records of one world. ``programs`` are its programs by id."""

    def __init__(self, choices: Choices, programs: dict[str, Tree], is_restless: bool) -> None:
        self.choices, self.programs, self.is_restless = choices, programs, is_restless
        versions = [v for p in programs.values() for v in p["versions"].values()]
        self.rules = [metric for version in versions for metric in version["metrics"].values()]
        self.parts = [part for rule in self.rules for part in rule.get("parts", [])]
        self.person = 0
        rates = any("exchange" in version for version in versions)
        self.currencies = ["EUR", "USD", "USD"] if rates else ["EUR"]

    def record(self, name: str, group: str | None) -> Tree:
        c = self.choices
        made: Tree = {"name": name.title(), **self._leaving(), "locations": self._offices()}
        made |= {"group": group} if group else {}
        made["programs"] = self._enrolments("alpha")
        if "beta" in self.programs and c.chance(85):
            made["programs"] += self._enrolments("beta")
        made["private"] = {**self._figures(), **self._decisions()}
        return made

    def _leaving(self) -> Tree:
        c = self.choices
        if c.chance(1.5):
            return {"status": "inactive"}
        return {"status": "left", "left_on": c.inside()} if c.chance(3) else {}

    def _offices(self) -> list[Tree]:
        c = self.choices
        offices: list[Tree] = [{"country": c.pick(COUNTRIES)} for _ in range(c.pick([1, 1, 2]))]
        if c.chance(40):
            c.pick(offices)["kind"] = "headquarters"
        return offices

    # --- membership ---------------------------------------------------------------------------

    def _enrolments(self, program: str) -> list[Tree]:
        c = self.choices
        first = c.begin - timedelta(c.pick([0, 0, 40, 200, 400]))
        since = c.day(first, c.begin + timedelta(8))
        one = self._enrolment(program) | c.maybe(78, "since", since)
        if not c.chance(14):
            return [one]
        one["until"] = c.day(max(since, c.begin + timedelta(3)), c.end)
        if not c.chance(50):
            return [one]
        again = one["until"] + timedelta(c.pick([1, 2, 10]))
        return [one, self._enrolment(program) | {"since": again}]

    def _enrolment(self, program: str) -> Tree:
        c = self.choices
        made: Tree = {"program": program}
        versions = self.programs[program]["versions"]
        newest = list(versions.values())[-1]
        if newest.get("tracks"):
            made |= c.maybe(55, "track", c.pick(newest["tracks"])["id"])
        if newest.get("regions"):
            made |= c.maybe(12, "region", c.pick(newest["regions"])["id"])
        if newest.get("paths"):
            made |= c.maybe(20, "path", c.pick(["wide", "deep"]))
        if newest.get("ladders"):
            names = [item["id"] for item in newest["ladders"]]
            made |= c.maybe(15, "ladders", c.some(names, 1, 1))
        for name, version in versions.items():
            if "transition" in version:
                made |= c.maybe(50, "applied", c.inside())
                made |= c.maybe(50, "opted_into", {name: c.inside()})
        return made

    # --- figures ------------------------------------------------------------------------------

    def _figures(self) -> Tree:
        c = self.choices
        made: Tree = {}
        measures = {rule["measure"] for rule in self.rules}
        if measures & {"people", "certificates"} and c.chance(94):
            made["people"] = [self._person() for _ in range(c.pick([1, 2, 3, 3, 4, 5]))]
        for table in ("revenue", "deals", "points", "customers"):
            if any(rule.get("of") == table for rule in [*self.rules, *self.parts]) and c.chance(92):
                made[table] = [self._entry() for _ in range(c.pick([1, 2, 3, 4, 5, 6]))]
        documents = {name for rule in self.rules for name in self._documents(rule)}
        if documents:
            made["documents"] = [
                self._document(name) for name in sorted(documents) for _ in range(c.pick([0, 1, 2]))
            ]
        names = {str(rule["fact"]) for rule in self.rules if "fact" in rule}
        if names:
            made["facts"] = [fact for name in sorted(names) for fact in self._facts(name)]
        return made

    def _documents(self, rule: Tree) -> list[str]:
        return [rule["document"]] if "document" in rule else list(rule.get("documents", []))

    def _person(self) -> Tree:
        c = self.choices
        self.person += 1
        held = [self._credential() for _ in range(c.pick([1, 1, 2, 3]))]
        made: Tree = {"id": f"p{self.person}", "credentials": held}
        made |= c.maybe(55, "roles", c.pick([["technical"], ["sales", "technical"], "sales"]))
        joined = c.past()
        made |= c.maybe(10, "joined", joined)
        if c.chance(15):
            made["left"] = c.day(max(c.begin, joined), max(c.end, joined))
        return made

    def _credential(self) -> Tree:
        c = self.choices
        made: Tree = {"certification": c.pick([*CERTIFICATIONS, *CERTIFICATIONS, "old"])}
        made["issued"] = c.past()
        if c.chance(25):
            made["valid_until"] = c.day(max(c.begin, made["issued"]), max(c.end, made["issued"]))
        return made | c.maybe(75, "version", c.pick(["v0", "v1", "v2"]))

    def _entry(self) -> Tree:
        c = self.choices
        made: Tree = {
            "date": c.past(),
            "amount": c.pick([1, 1, 2, 2, 3, 4, Decimal("0.5"), Decimal("1.5"), -1]),
        }
        made |= c.maybe(70, "kind", c.pick(KINDS))
        made |= c.maybe(50, "product", c.pick(PRODUCTS))
        made |= c.maybe(40, "segment", c.pick(SEGMENTS))
        made |= c.maybe(40, "source", c.pick(["direct", "distributor"]))
        made |= c.maybe(60, "customer", c.pick(["c1", "c2", "c3"]))
        made |= c.maybe(10, "currency", c.pick(self.currencies))
        if c.chance(20):
            made["ended"] = c.day(max(c.begin, made["date"]), max(c.end, made["date"]))
        return made

    def _document(self, name: str) -> Tree:
        c = self.choices
        issued = c.past()
        until = c.day(max(c.begin, issued), max(c.end, issued))
        return {"id": name, "issued": issued, **c.maybe(40, "valid_until", until)}

    def _facts(self, name: str) -> list[Tree]:
        c = self.choices
        if name == "desk" and self.is_restless:
            days = sorted({c.begin, *(c.inside() for _ in range(8))})
            answers = ["yes", "no"] if c.chance(80) else ["no", "yes"]
            return [
                {"name": name, "value": answers[i % 2], "since": day} for i, day in enumerate(days)
            ]
        values = {
            "score": ["1", "2", "2.5", "3"],
            "desk": ["yes", "yes", "no"],
            "kind": ["signed", "signed", "drafted"],
        }
        found: list[Tree] = []
        for _ in range(c.pick([0, 1, 1, 2, 4])):
            fact: Tree = {"name": name, "value": c.pick(values[name])}
            if c.chance(60):
                fact["since"] = c.past()
            if c.chance(30):
                since = fact.get("since", c.begin)
                fact["until"] = c.day(max(c.begin, since), max(c.end, since))
            found.append(fact)
        return found

    # --- decisions ----------------------------------------------------------------------------

    def _decisions(self) -> Tree:
        made: Tree = {}
        for kind, percent, most in (
            ("approvals", 70, 3),
            ("targets", 75, 3),
            ("overrides", 9, 2),
            ("entitlements", 60, 1),
        ):
            found: list[Tree] = []
            for program, tree in self.programs.items():
                if self.choices.chance(percent):
                    for _ in range(self.choices.random.randint(1, most)):
                        found += self._decision(kind, program, tree)
            made |= {kind: found} if found else {}
        return made

    def _decision(self, kind: str, program: str, tree: Tree) -> list[Tree]:
        c = self.choices
        version = c.pick(list(tree["versions"].values()))
        base: Tree = {"program": program}
        signed: Tree = {"approved_by": "Board"}
        first, last = sorted([c.inside(), c.inside()])
        if kind == "approvals":
            columns = [column for column in approvable(version) for _ in range(2)]
            if not columns:
                return []
            column, row = c.pick(columns)
            base |= {"level": column, "on": c.past(), **signed, **c.maybe(22, "criterion", row)}
            base |= c.maybe(35, "until", max(base["on"], c.inside()))
        elif kind == "targets":
            columns = agreed(version)
            if not columns:
                return []
            level, metric = c.pick(columns)
            base |= {"metric": metric, "value": c.pick([1, 1, 2, 3]), **c.maybe(40, "level", level)}
            base |= c.maybe(40, "since", first) | c.maybe(30, "until", last)
        elif kind == "overrides":
            level = str(c.pick(version["levels"])["id"])
            base |= {"level": level, "reason": "Pilot", **signed, "until": last}
            base |= c.maybe(80, "since", first)
        elif kind == "entitlements":
            benefits = [item["id"] for item in version.get("benefits", [])]
            if not benefits:
                return []
            base |= {"benefit": c.pick(benefits), "reason": "Pilot", **signed, "until": last}
            base |= c.maybe(60, "since", first)
        return [base]


# --- what rules ask for -----------------------------------------------------------------------


def rows_with_columns(version: Tree) -> list[tuple[Tree, list[str]]]:
    """All rows of a version, inner ones and conditions included, with the columns they ask at."""
    levels = [str(item["id"]) for item in version["levels"]]
    found: list[tuple[Tree, list[str]]] = []
    for row in [*version.get("requirements", []), *_of_paths(version)]:
        found += _inside(row, levels)
    for ladder in version.get("ladders", []):
        for row in [*ladder.get("requirements", []), *_of_paths(ladder)]:
            found += _inside(row, levels)
    for item in [*version.get("specialisations", []), *version.get("benefits", [])]:
        for row in item.get("requires", []):
            found += _inside(row, [item["id"]])
    for track in version.get("tracks", []):
        for row in track.get("when", []):
            found += _inside(row, [track["id"]])
    for row in version.get("membership", []):
        found += _inside(row, ["membership"])
    return found


def _of_paths(tree: Tree) -> list[Tree]:
    return [row for path in tree.get("paths", []) for row in path["requirements"]]


def _inside(row: Tree, columns: list[str]) -> list[tuple[Tree, list[str]]]:
    found = [(row, columns)]
    for key in ("all_of", "any_of", "of", "only_if"):
        for inner in row.get(key, []):
            found += _inside(inner, columns)
    return found


def cells(row: Tree, columns: list[str]) -> list[tuple[str, Any]]:
    """Column and cell, of a row with thresholds."""
    if "needed" in row:
        return [(column, row["needed"]) for column in columns]
    return list(row.get("levels", {}).items())


def cell_value(cell: Any) -> Any:
    return cell.get("value") if isinstance(cell, dict) else cell


def approvable(version: Tree) -> list[tuple[str, str]]:
    """Columns where an approval means something, and the row."""
    found: list[tuple[str, str]] = []
    for row, columns in rows_with_columns(version):
        if "approval" in row:
            named = row["approval"]
            named = columns if named is True else named if isinstance(named, list) else [named]
            found += [(column, row["id"]) for column in named]
        for column, cell in cells(row, columns):
            if cell_value(cell) == "unpublished":
                found.append((column, row["id"]))
    tracks = [item["id"] for item in version.get("tracks", [])]
    return [(column, row) for column, row in found if column not in tracks]


def agreed(version: Tree) -> list[tuple[str, str]]:
    """Levels and metrics whose threshold stands in the record."""
    levels = [str(item["id"]) for item in version["levels"]]
    return [
        (column, row["metric"])
        for row, columns in rows_with_columns(version)
        for column, cell in cells(row, columns)
        if cell_value(cell) == "agreed" and column in levels
    ]
