"""Random metrics of a version, each with figures that partners can reach."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.oracle.choices import Choices
from tests.oracle.plain import Tree

CERTIFICATIONS = ["exam", "course", "lab"]
KINDS, PRODUCTS, SEGMENTS = ["new", "renewal", "services"], ["disk", "tape"], ["public", "smb"]
PERIODS = [
    (8, "last 12 months"),
    (8, "last 1 month"),
    (6, "last 2 months"),
    (6, "last 10 days"),
    (6, "last 20 days"),
    (4, "last 30 days"),
    (9, "last 45 days"),
    (7, "last 4 quarters"),
    (4, "last quarter"),
    (4, "last 1 year"),
    (8, "calendar year"),
    (5, "previous calendar year"),
    (6, "fiscal year"),
    (4, "previous fiscal year"),
    (6, "program year"),
    (4, "previous program year"),
    (6, "calendar quarter"),
    (6, "last 4 fiscal quarters"),
]
AGO = ["1 month", "3 months", "1 quarter", "2 quarters", "1 year"]
COUNTED = [
    (20, "people"),
    (6, "certificates"),
    (22, "sum"),
    (14, "count"),
    (8, "documents"),
    (12, "fact"),
]
COMPUTED = [
    (6, "share"),
    (5, "ratio"),
    (6, "growth"),
    (10, "points"),
    (5, "category"),
    (5, "index"),
    (4, "best"),
    (7, "tenure"),
    (5, "specialisations"),
]


class Metrics:
    """Makes the metrics of one version. ``scales`` are figures to choose thresholds from."""

    def __init__(self, choices: Choices, levels: list[str]) -> None:
        self.choices, self.levels = choices, levels
        self.made: dict[str, Tree] = {}
        self.scales: dict[str, list[Any]] = {}
        self.has_releases = choices.chance(10)

    def certifications(self) -> list[Tree]:
        c = self.choices
        found: list[Tree] = []
        for name in CERTIFICATIONS:
            item: Tree = {"id": name, "name": name.title()}
            item |= c.maybe(60, "valid_months", c.pick([1, 1, 2, 2, 3, 6, 12]))
            if self.has_releases:
                days = sorted({c.past(), c.past(), c.past()})
                item["releases"] = {f"v{i}": day for i, day in enumerate(days)}
            found.append(item)
        if c.chance(12) and not self.has_releases:
            equal: Tree = {"certification": "old"}
            equal |= c.maybe(50, "since", c.past()) if c.chance(50) else {}
            equal |= c.maybe(70, "until", c.inside())
            if equal.get("since", c.begin) > equal.get("until", c.end):
                del equal["since"]
            found[0]["equivalents"] = [equal]
        return [*found, {"id": "old", "name": "Old exam", **c.maybe(40, "valid_months", 12)}]

    # --- which one ----------------------------------------------------------------------------

    def numeric(self) -> str:
        """Any metric with a number."""
        if self.made and self.choices.chance(25):
            known = [name for name in self.scales if self.scales[name]]
            if known:
                return self.choices.pick(known)
        return self.make(self.choices.often(*COUNTED, *COMPUTED))

    def compared(self) -> str:
        """A metric with a number by which partners can be compared: it depends on no level."""
        name = self.numeric()
        rule = self.made[name]
        depends = rule["measure"] == "specialisations" or "level" in rule
        return self.counted() if depends else name

    def counted(self) -> str:
        """A metric with a number that depends on facts alone."""
        return self.make(self.choices.often(*COUNTED))

    def make(self, kind: str) -> str:
        """A metric of a kind; a new one each time."""
        rule, scale = getattr(self, f"_{kind}")()
        return self.add(kind, rule, scale)

    def add(self, kind: str, rule: Tree, scale: list[Any]) -> str:
        name = f"{kind}-{len(self.made)}"
        self.made[name] = {"name": name, **rule}
        self.scales[name] = scale
        return name

    # --- counted ------------------------------------------------------------------------------

    def _people(self) -> tuple[Tree, list[Any]]:
        c = self.choices
        holding = c.some(CERTIFICATIONS, 1, 3)
        rule: Tree = {"measure": "people", "holding": holding if c.chance(80) else holding[0]}
        rule |= c.maybe(25, "role", c.pick(["sales", "technical"]))
        if isinstance(rule["holding"], list) and len(holding) > 1:
            rule |= c.maybe(15, "each", 2)
        if self.has_releases:
            rule |= c.maybe(50, "latest_versions", c.pick([1, 2]))
        return rule, [1, 1, 1, 2, 2, 3]

    def _certificates(self) -> tuple[Tree, list[Any]]:
        rule, _ = self._people()
        rule.pop("each", None)
        return {**rule, "measure": "certificates"}, [1, 2, 3, 4]

    def selection(self, table: str) -> Tree:
        c = self.choices
        rule: Tree = {"of": table}
        where: Tree = c.maybe(18, "kind", c.pick([["new"], "new", ["new", "renewal"]]))
        where |= c.maybe(8, "product", "disk")
        where |= c.maybe(6, "source", "direct")
        where |= c.maybe(4, "currency", ["EUR", "USD"])
        unless: Tree = c.maybe(10, "kind", "services") if "kind" not in where else {}
        rule |= {"where": where} if where else {}
        rule |= {"unless": unless} if unless else {}
        rule |= {"period": self.period()} if c.chance(80) else {}
        rule |= c.maybe(8, "minimum", c.pick([Decimal("1.5"), 2, 3]))
        rule |= c.maybe(8, "active", True)
        rule |= c.maybe(8, "if_none", c.pick([0, 2]))
        if c.chance(6):
            first, last = sorted([c.past(), c.past()])
            rule |= c.maybe(70, "since", first) | {"until": last}
        return rule

    def period(self) -> str:
        c = self.choices
        period = c.often(*PERIODS)
        return f"{period}, {c.pick(AGO)} ago" if c.chance(6) else period

    def _sum(self) -> tuple[Tree, list[Any]]:
        c = self.choices
        rule = {"measure": "sum", **self.selection(c.pick(["revenue", "revenue", "points"]))}
        rule |= c.maybe(12, "times", {"segment": {"public": 2, "smb": Decimal("0.5")}})
        return rule, [1, 1, 2, 2, 3, 4, Decimal("2.5")]

    def _count(self) -> tuple[Tree, list[Any]]:
        c = self.choices
        rule = {"measure": "count", **self.selection(c.pick(["deals", "customers", "revenue"]))}
        return rule | c.maybe(20, "distinct", "customer"), [1, 1, 2, 2, 3]

    def _documents(self) -> tuple[Tree, list[Any]]:
        return {"measure": "documents", "documents": ["plan", "logo"]}, [1, 2]

    def _fact(self) -> tuple[Tree, list[Any]]:
        return {"measure": "fact", "fact": "score", "value": "number"}, [1, 1, 2, Decimal("2.5")]

    def yes_no(self) -> str:
        if self.choices.chance(60):
            rule: Tree = {"measure": "document", "document": self.choices.pick(["plan", "logo"])}
        else:
            rule = {"measure": "fact", "fact": "desk", "value": "yes-no"}
        return self.add("answer", rule, [])

    def text(self) -> str:
        return self.add("text", {"measure": "fact", "fact": "kind"}, [])

    # --- computed -----------------------------------------------------------------------------

    def _pair(self) -> tuple[str, str]:
        """A sum or count, and a part of it."""
        c = self.choices
        table, measure = c.pick(["revenue", "deals"]), c.pick(["sum", "count"])
        whole: Tree = {"measure": measure, "of": table, **c.maybe(60, "period", self.period())}
        part = {**whole, "where": {"kind": ["new", "renewal"]}}
        return self.add("part", part, [1, 2]), self.add("whole", whole, [1, 2, 3])

    def _quotient(self, measure: str) -> Tree:
        c = self.choices
        of, to = self._pair()
        scale = [50, 70, 90] if measure == "share" else [Decimal("0.5"), Decimal("0.7")]
        rule: Tree = {"measure": measure, "of": of, "to": to}
        rule |= c.maybe(25, "cap", scale[-1])
        return rule | c.maybe(40, "if_empty", c.pick([0, scale[0]]))

    def _share(self) -> tuple[Tree, list[Any]]:
        return self._quotient("share"), [20, 50, 50, 60, 70]

    def _ratio(self) -> tuple[Tree, list[Any]]:
        return self._quotient("ratio"), [
            Decimal("0.2"),
            Decimal("0.5"),
            Decimal("0.5"),
            Decimal("0.7"),
        ]

    def _growth(self) -> tuple[Tree, list[Any]]:
        c = self.choices
        period = c.pick(["last 2 months", "last 30 days", "calendar year", "calendar quarter"])
        base: Tree = {"measure": "sum", "of": "revenue"}
        now = self.add("now", {**base, "period": period}, [1, 2, 3])
        then = self.add("then", {**base, "period": f"{period}, {c.pick(AGO)} ago"}, [1, 2, 3])
        rule: Tree = {"measure": "growth", "of": now, "against": then}
        rule |= c.maybe(40, "minimum_base", c.pick([1, 2]))
        return rule | c.maybe(50, "if_below", c.pick([0, 25])), [-50, 0, 0, 25, 50]

    def _points(self) -> tuple[Tree, list[Any]]:
        c = self.choices
        parts: list[Tree] = []
        for _ in range(c.pick([1, 2, 2, 3])):
            parts.append(self._part() | c.maybe(50, "category", c.pick(["sales", "skills"])))
        rule: Tree = {"measure": "points", "parts": parts, **c.maybe(20, "cap", c.pick([4, 8]))}
        return rule, [1, 2, 3, 5]

    def _part(self) -> Tree:
        """One part: a metric or a choice of entries, and how it turns into points."""
        c = self.choices
        if c.chance(40):
            part: Tree = {"metric": self.yes_no() if c.chance(20) else self.counted()}
        else:
            part = self.selection(c.pick(["revenue", "points", "deals"]))
            part |= c.maybe(40, "measure", c.pick(["sum", "count"]))
            if part.get("measure") != "count":
                part |= c.maybe(15, "times", {"segment": {"public": 3}})
        part |= c.often(
            (3, {}),
            (3, {"each": c.pick([2, Decimal("0.5"), -1, 1])}),
            (3, {"one_per": c.pick([2, 3, Decimal("1.5")])}),
            (4, {"full_at": c.pick([2, 4, 5]), "points": c.pick([2, 5, 10])}),
            (3, {"steps": {"1": c.pick([1, 2]), "3": 4}}),
        )
        return part | c.maybe(25, "whole", True) | c.maybe(20, "cap", c.pick([1, 2, 5]))

    def _category(self) -> tuple[Tree, list[Any]]:
        rule, _ = self._points()
        rule["parts"][0]["category"] = "sales"
        name = self.add("points", rule, [1, 2, 3, 5])
        return {"measure": "category", "of": name, "category": "sales"}, [1, 1, 2, 3]

    def _index(self) -> tuple[Tree, list[Any]]:
        parts = [self._part() | self.choices.maybe(60, "weight", 3) for _ in range(2)]
        return {"measure": "index", "parts": parts}, [1, 2, 3]

    def _best(self) -> tuple[Tree, list[Any]]:
        return {"measure": "best", "of": [self.counted(), self.counted()]}, [1, 2, 3]

    def _tenure(self) -> tuple[Tree, list[Any]]:
        rule: Tree = {"measure": "tenure"}
        if self.choices.chance(65):
            rule["level"] = self.choices.pick(self.levels)
        return rule, [1, 1, 1, 2, 3]

    def _specialisations(self) -> tuple[Tree, list[Any]]:
        return {"measure": "specialisations"}, [1, 1, 2]
