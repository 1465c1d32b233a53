"""Random versions of a program: rows of every kind, and how levels change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.oracle.choices import Choices
from tests.oracle.plain import Tree
from tests.oracle.world_changes import often, review
from tests.oracle.world_metrics import CERTIFICATIONS, PRODUCTS, Metrics

REGIONS: list[Tree] = [
    {"id": "core", "name": "Core", "countries": ["DE"]},
    {"id": "zone", "name": "Zone", "countries": ["CZ", "SK"], "factor": Decimal("0.5")},
    {"id": "rest", "name": "Rest", "factor": 2},
]
RANKS = ["top 1", "top 2", "top 3", "top 20 %", "top 34%", "top 50 %", "top 75 %"]


@dataclass(frozen=True)
class Style:
    """What all versions of a program have in common."""

    levels: list[str]
    tracks: dict[str, list[str]]
    ladders: list[str]
    regions: list[Tree]
    has_newcomers: bool
    is_ranked: bool
    is_together: bool
    is_restless: bool
    """An answer that changes every few days decides, at reviews that are as frequent."""


class Rules:
    """Makes one version."""

    def __init__(self, choices: Choices, style: Style, effective: date) -> None:
        self.choices, self.style, self.effective = choices, style, effective
        self.metrics = Metrics(choices, style.levels)
        self.numbered = 0

    def version(self, status: str) -> Tree:
        c, style = self.choices, self.style
        made: Tree = {
            "status": status,
            "effective": self.effective,
            "currency": "EUR",
            **c.maybe(80, "exchange", {"USD": Decimal("0.5")}),
            **c.maybe(25, "fiscal_year_begins", c.pick(["02-01", "07-01", "04-15"])),
            **c.maybe(25, "program_year_begins", c.pick(["03-01", "09-01", "02-10"])),
            **c.maybe(22, "unknown", "keep"),
            **c.maybe(12, "cumulative", True),
            **({"affiliates": "together"} if style.is_together else {}),
            "levels": [self._level(name) for name in style.levels],
        }
        if style.tracks:
            made["tracks"] = self._tracks()
        if style.regions:
            made["regions"] = style.regions
            made |= c.maybe(25, "region_by", "best")
        if style.has_newcomers:
            span = c.pick(["1 month", "2 months", "3 months"])
            made["newcomers"] = {"for": span, "factor": Decimal("0.5")}
        made |= self._tables()
        made |= self._beside()
        made["certifications"] = self.metrics.certifications()
        made["metrics"] = self.metrics.made
        if style.is_restless:
            return made | {"review": often(c)}
        return made | ({"review": review(c)} if c.chance(60) else {})

    def _level(self, name: str) -> Tree:
        stay = self.choices.pick(["1 month", "2 months"])
        return {"id": name, "name": name.title(), **self.choices.maybe(4, "longest_stay", stay)}

    def _tracks(self) -> list[Tree]:
        found: list[Tree] = []
        for name, levels in self.style.tracks.items():
            track: Tree = {"id": name, "name": name.title(), "levels": levels}
            if self.choices.chance(70):
                track["when"] = [self.simple_row()]
            found.append(track)
        return found

    def _tables(self) -> Tree:
        """Requirements, in common and by ladder or path."""
        c, levels = self.choices, self.style.levels
        if self.style.is_restless:
            return {"requirements": [self._restless(levels[-1]), *self.rows(levels[:1], 0, 1)]}
        made: Tree = {"requirements": self.rows(levels, 0 if self.style.ladders else 1, 3)}
        if not self.style.ladders and c.chance(20):
            made["paths"] = self._paths(levels)
        if self.style.ladders:
            made["ladders"] = []
            for name in self.style.ladders:
                ladder: Tree = {"id": name, "name": name.title()}
                if name == "network" and c.chance(50):
                    ladder["levels"] = c.some(levels, 1)
                own = ladder.get("levels", levels)
                ladder["requirements"] = self.rows(own, 1, 2)
                ladder |= {"paths": self._paths(own)} if c.chance(20) else {}
                made["ladders"].append(ladder)
        if c.chance(14):
            made["membership"] = [self._activity()]
        return made

    def _restless(self, level: str) -> Tree:
        rule = {"measure": "fact", "fact": "desk", "value": "yes-no"}
        metric = self.metrics.add("answer", rule, [])
        return {"id": self._name(), "metric": metric, "levels": {level: True}}

    def _paths(self, levels: list[str]) -> list[Tree]:
        return [
            {"id": name, "name": name.title(), "requirements": self.rows(levels, 1, 2)}
            for name in ("wide", "deep")
        ]

    def _activity(self) -> Tree:
        """A row that active partners meet: a deal now and then, or a fact."""
        c = self.choices
        if c.chance(12):
            return {"id": self._name(), "approval": True}
        if c.chance(30):
            return {"metric": self.metrics.yes_no(), "needed": True, "id": self._name()}
        table = c.pick(["deals", "revenue", "customers"])
        period = c.pick(["last 45 days", "last 3 months", "last 12 months"])
        rule = {"measure": "count", "of": table, "period": period}
        metric = self.metrics.add("activity", rule, [1])
        return {"metric": metric, "needed": 1, "id": self._name()}

    def _beside(self) -> Tree:
        """Specialisations and benefits."""
        c, made = self.choices, {}
        has_count = any(m["measure"] == "specialisations" for m in self.metrics.made.values())
        if has_count or c.chance(20):
            made["specialisations"] = [
                {
                    "id": name,
                    "name": name.title(),
                    **c.maybe(30, "countries", c.pick([["DE", "AT"], "CZ"])),
                    **c.maybe(25, "levels", self.style.levels[-1:]),
                    "requires": [self._row_beside(True) for _ in range(c.pick([1, 1, 2]))],
                }
                for name in c.some(["backup", "cloud"], 1, 2)
            ]
        if c.chance(14):
            first, last = sorted([c.inside(), c.inside()])
            fund: Tree = {"id": "fund", "name": "Fund", "kind": "yes-no", "given": True}
            fund |= c.maybe(20, "begins", first) | c.maybe(20, "ends", last)
            made["benefits"] = [{**fund, "requires": [self._row_beside()]}]
        if c.chance(14):
            gives = {self.style.levels[-1]: True}
            locator = {"id": "locator", "name": "Locator", "kind": "yes-no", "levels": gives}
            made.setdefault("benefits", []).append(locator)
        return made

    def _row_beside(self, approvals: bool = False) -> Tree:
        """To be among the best may be asked here alone."""
        if self.choices.chance(8):
            metric = self.metrics.counted()
            return {"metric": metric, "needed": self.choices.pick(RANKS), "id": self._name()}
        return self.simple_row(approvals)

    # --- rows ---------------------------------------------------------------------------------

    def rows(self, levels: list[str], least: int, most: int) -> list[Tree]:
        return [self.row(levels) for _ in range(self.choices.random.randint(least, most))]

    def _name(self) -> str:
        self.numbered += 1
        return f"row-{self.numbered}"

    def row(self, levels: list[str], depth: int = 2) -> Tree:
        c = self.choices
        kind = c.often(
            (54, self._numbers),
            (8, self._answers),
            (9 * depth, lambda levels: self._combination(levels, depth)),
            (4, self._approval),
            (60 if self.style.is_ranked else 0, self._top),
            (4, self._once),
            (4, self._each),
        )
        row: Tree = {"id": self._name(), **kind(levels)}
        if c.chance(8):
            row["only_if"] = [self._condition(levels)]
        return row

    def simple_row(self, approvals: bool = False) -> Tree:
        """A row for one column, whose metric depends on facts alone."""
        c = self.choices
        if approvals and c.chance(15):
            return {"id": self._name(), "approval": True}
        kind = c.often((5, "number"), (2, "answer"), (1, "text"))
        if kind == "text":
            return {"id": self._name(), "metric": self.metrics.text(), "needed": "signed"}
        if kind == "answer":
            return {"id": self._name(), "metric": self.metrics.yes_no(), "needed": True}
        metric = self.metrics.counted()
        needed = c.pick(self.metrics.scales[metric][:2])
        return {"id": self._name(), "metric": metric, "needed": needed}

    def _condition(self, levels: list[str]) -> Tree:
        if self.choices.chance(50):
            return self.simple_row()
        return {"id": self._name(), **self._numbers(levels)}

    def _columns(self, levels: list[str]) -> list[str]:
        """The levels at which a row asks something."""
        c = self.choices
        asked = levels[1:] if len(levels) > 1 and c.chance(85) else levels
        return c.some(asked, max(1, len(asked) - 1)) if c.chance(30) else asked

    def _numbers(self, levels: list[str]) -> Tree:
        c = self.choices
        metric = self.metrics.numeric()
        scale = self.metrics.scales[metric] or [1]
        columns = self._columns(levels)
        figures = sorted((c.pick(scale) for _ in columns), key=float)
        at_most = c.chance(7)
        if at_most:
            figures.reverse()
        row: Tree = {
            "metric": metric,
            "levels": {
                column: self._cell(figure, scale)
                for column, figure in zip(columns, figures, strict=True)
            },
        }
        row |= {"at_most": True} if at_most else {}
        if c.chance(6):
            row["per"] = self.metrics.counted()
        if any("factor" in region for region in self.style.regions):
            row |= c.maybe(25, "by_region", "factor")
        if self.style.has_newcomers:
            row |= c.maybe(35, "newcomers", "factor")
        return row

    def _cell(self, figure: Any, scale: list[Any]) -> Any:
        c = self.choices
        kind = c.often((84, "figure"), (4, "agreed"), (3, "unpublished"), (22, "particular"))
        if kind != "particular":
            return figure if kind == "figure" else kind
        cell: Tree = {"value": c.often((8, figure), (1, "agreed"), (1, "unpublished"))}
        if self.style.regions:
            names = [str(item["id"]) for item in self.style.regions]
            cell |= c.maybe(50, "by_region", {name: c.pick(scale) for name in c.some(names)})
        if self.style.tracks:
            names = list(self.style.tracks)
            cell |= c.maybe(50, "by_track", {name: c.pick(scale) for name in c.some(names)})
        if self.style.has_newcomers:
            cell |= c.maybe(60, "newcomers", c.pick(scale))
        return cell | c.maybe(30 if len(cell) > 1 else 100, "hidden", True)

    def _answers(self, levels: list[str]) -> Tree:
        if self.choices.chance(20):
            metric: str = self.metrics.text()
            return {"metric": metric, "levels": dict.fromkeys(self._columns(levels), "signed")}
        metric = self.metrics.yes_no()
        return {"metric": metric, "levels": dict.fromkeys(self._columns(levels), True)}

    def _combination(self, levels: list[str], depth: int) -> Tree:
        c = self.choices
        rows = [self.row(levels, depth - 1) for _ in range(c.pick([2, 2, 3]))]
        kind = c.often((2, "all_of"), (7, "any_of"), (3, "of"))
        if kind != "of":
            return {kind: rows}
        # So many rows must apply at every level at which one does.
        columns = self._columns(levels)
        flat: list[Tree] = [{"id": self._name(), **self._plain(columns)} for _ in rows]
        return {"at_least": c.random.randint(1, len(flat)), "of": flat}

    def _plain(self, columns: list[str]) -> Tree:
        """A row that asks something at just these levels."""
        metric = self.metrics.counted()
        figures = sorted(
            (self.choices.pick(self.metrics.scales[metric]) for _ in columns), key=float
        )
        return {"metric": metric, "levels": dict(zip(columns, figures, strict=True))}

    def _approval(self, levels: list[str]) -> Tree:
        return {"approval": levels[-1] if self.choices.chance(70) else self._columns(levels)}

    def _top(self, levels: list[str]) -> Tree:
        c = self.choices
        metric = self.metrics.compared() if c.chance(40) else self.metrics.counted()
        row: Tree = {"metric": metric, "levels": {}}
        for column in self._columns(levels)[-2:]:
            row["levels"][column] = c.pick(RANKS)
        groups = ["program", "country"]
        groups += ["region"] if self.style.regions else []
        groups += ["track"] if self.style.tracks else []
        return row | c.maybe(60, "among", c.pick(groups))

    def _once(self, levels: list[str]) -> Tree:
        """People of several kinds, each person in one place."""
        c = self.choices
        columns = self._columns(levels)
        rows: list[Tree] = []
        for _ in range(c.pick([2, 2, 3])):
            rule: Tree = {"measure": "people", "holding": c.some(CERTIFICATIONS, 1, 2)}
            rule |= c.maybe(25, "role", "technical")
            metric = self.metrics.add("once", rule, [1, 2])
            figures = sorted(c.pick([1, 1, 2]) for _ in columns)
            levels_of_row = dict(zip(columns, figures, strict=True))
            rows.append({"id": self._name(), "metric": metric, "levels": levels_of_row})
        return {"all_of": rows, "each_person_once": True}

    def _each(self, levels: list[str]) -> Tree:
        """The same for each of several values."""
        c, columns = self.choices, self._columns(levels)
        cells = dict.fromkeys(columns, 1)
        if c.chance(50):
            rule: Tree = {"measure": c.pick(["people", "certificates"]), "holding": CERTIFICATIONS}
            metric = self.metrics.add("each", rule, [1])
            each = {"certification": c.some(CERTIFICATIONS, 1, 2)}
            row: Tree = {"metric": metric, "levels": cells, "for_each": each}
            return row | (
                c.maybe(40, "each_person_once", True) if rule["measure"] == "people" else {}
            )
        table = c.pick(["revenue", "deals"])
        rule = {"measure": c.pick(["sum", "count"]), "of": table}
        metric = self.metrics.add("each", rule | c.maybe(40, "period", "last 12 months"), [1])
        each = {"product": c.some(PRODUCTS, 1, 2)}
        return {"metric": metric, "levels": cells, "for_each": each}
