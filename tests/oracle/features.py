"""What the rules and records of a site make use of, read from the site itself.

A requirement that names several things stands here once for each of them: X04 for each kind of
period. Those that touch no level are left out: X17 to X20 and X24, which are about pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle.plain import Tree, many
from tests.oracle.world_facts import cell_value, cells, rows_with_columns

COMBINED = ("all_of", "any_of", "of")


class Site:
    """Ways to look at a site."""

    def __init__(self, site: Tree) -> None:
        self.site = site
        self.versions: list[Tree] = [
            version for item in site["programs"].values() for version in item["versions"].values()
        ]
        self.metrics: list[Tree] = [
            metric for version in self.versions for metric in version["metrics"].values()
        ]
        self.parts: list[Tree] = [part for item in self.metrics for part in item.get("parts", [])]
        found = [pair for version in self.versions for pair in rows_with_columns(version)]
        self.rows: list[Tree] = [row for row, _ in found]
        self.cells: list[Any] = [cell for pair in found for _, cell in cells(*pair)]
        self.records: list[Tree] = list(site["partners"].values())
        self.reviews: list[Tree] = [item["review"] for item in self.versions if "review" in item]

    def of(self, *measures: str) -> list[Tree]:
        return [metric for metric in self.metrics if metric["measure"] in measures]

    @property
    def selections(self) -> list[Tree]:
        return [*self.of("sum", "count"), *(part for part in self.parts if "of" in part)]

    def facts(self, kind: str) -> list[Tree]:
        return [item for record in self.records for item in record["private"].get(kind, [])]

    @property
    def people(self) -> list[Tree]:
        return self.facts("people")

    @property
    def enrolments(self) -> list[Tree]:
        return [item for record in self.records for item in record["programs"]]

    @property
    def certifications(self) -> list[Tree]:
        return [item for version in self.versions for item in version["certifications"]]

    def has(self, key: str) -> bool:
        return any(version.get(key) for version in self.versions)

    def period(self, pattern: str) -> bool:
        return any(re.fullmatch(pattern, item.get("period", "")) for item in self.selections)

    def cell(self, key: str) -> bool:
        return any(isinstance(cell, dict) and key in cell for cell in self.cells)

    def written(self, pattern: str) -> bool:
        return any(re.fullmatch(pattern, str(cell_value(cell))) for cell in self.cells)

    def levels_asked(self) -> Iterator[tuple[list[str], set[str]]]:
        """The levels of each version, and those at which a row asks something."""
        for version in self.versions:
            asked: set[str] = set()
            for row, columns in rows_with_columns(version):
                asked |= {column for column, _ in cells(row, columns)}
                asked |= (
                    set(many(row.get("approval"))) if row.get("approval") is not True else set()
                )
            yield [str(item["id"]) for item in version["levels"]], asked


def _keys(items: list[Tree], *keys: str) -> bool:
    """Whether each of the keys occurs in one of the items."""
    return all(any(key in item for item in items) for key in keys)


FEATURES: dict[str, Callable[[Site], bool]] = {
    "X01 one level": lambda s: any(len(v["levels"]) == 1 for v in s.versions),
    "X01 two levels": lambda s: any(len(v["levels"]) == 2 for v in s.versions),
    "X01 four levels": lambda s: any(len(v["levels"]) > 3 for v in s.versions),
    "X02": lambda s: any(set(levels) - asked for levels, asked in s.levels_asked()),
    "X03": lambda s: s.written(r"[\d.]+"),
    "X03 at most": lambda s: _keys(s.rows, "at_most"),
    "X04 trailing months": lambda s: s.period(r"last (\d+ )?(month|year)s?.*"),
    "X04 trailing days": lambda s: s.period(r"last \d+ days"),
    "X04 last quarters": lambda s: s.period(r"last (\d+ )?quarters?"),
    "X04 fiscal quarters": lambda s: s.period(r"last \d+ fiscal quarters"),
    "X04 quarter": lambda s: s.period("calendar quarter"),
    "X04 calendar year": lambda s: s.period("calendar year"),
    "X04 previous year": lambda s: s.period("previous calendar year"),
    "X04 fiscal year": lambda s: (
        s.period("(previous )?fiscal year") and s.has("fiscal_year_begins")
    ),
    "X04 program year": lambda s: (
        s.period("(previous )?program year") and s.has("program_year_begins")
    ),
    "X04 earlier": lambda s: s.period(".* ago"),
    "X05": lambda s: bool(s.of("sum")) and _keys(s.of("sum"), "where", "unless"),
    "X05 minimum": lambda s: _keys(s.selections, "minimum"),
    "X05 figure where nothing is on record": lambda s: _keys(s.selections, "if_none"),
    "X05 active": lambda s: _keys(s.selections, "active") and _keys(s.facts("revenue"), "ended"),
    "X06": lambda s: any(isinstance(m["holding"], list) for m in s.of("people")),
    "X06 role": lambda s: _keys(s.of("people"), "role") and _keys(s.people, "roles"),
    "X07 validity": lambda s: _keys(s.certifications, "valid_months"),
    "X07 employed": lambda s: _keys(s.people, "joined") and _keys(s.people, "left"),
    "X07 versions": lambda s: _keys(s.metrics, "latest_versions"),
    "X08 document": lambda s: _keys(s.facts("documents"), "valid_until"),
    "X08 documents": lambda s: bool(s.of("documents")),
    "X08 yes or no": lambda s: any(m.get("value") == "yes-no" for m in s.of("fact")),
    "X08 text": lambda s: any("value" not in m for m in s.of("fact")),
    "X09 all of": lambda s: _keys(s.rows, "all_of"),
    "X09 any of": lambda s: _keys(s.rows, "any_of"),
    "X09 at least": lambda s: _keys(s.rows, "of"),
    "X09 nested": lambda s: any(
        key in inner
        for row in s.rows
        for kind in COMBINED
        for inner in row.get(kind, [])
        for key in COMBINED
    ),
    "X10 does not apply": lambda s: any(
        0 < len(row.get("levels", {})) < len(v["levels"])
        for v in s.versions
        for row in v["requirements"]
    ),
    "X10 cumulative": lambda s: s.has("cumulative"),
    "X11 left": lambda s: any("until" in item for item in s.enrolments),
    "X12": lambda s: _keys(s.rows, "approval") and bool(s.facts("approvals")),
    "X12 unpublished": lambda s: s.written("unpublished") and bool(s.facts("approvals")),
    "X12 one row": lambda s: _keys(s.facts("approvals"), "criterion"),
    "X13": lambda s: bool(s.facts("overrides")),
    "X14": lambda s: any(v["status"] == "effective" for v in s.versions[1:]),
    "X14 announced": lambda s: any(v["status"] == "announced" for v in s.versions),
    "X14 draft": lambda s: any(v["status"] == "draft" for v in s.versions),
    "X14 ends": lambda s: any("ends" in p["program"] for p in s.site["programs"].values()),
    "X15": lambda s: s.has("mapping"),
    "X15 programs": lambda s: any("programs" in v.get("mapping", {}) for v in s.versions),
    "X15 otherwise": lambda s: any("otherwise" in v.get("mapping", {}) for v in s.versions),
    "X15 held on": lambda s: any("held_on" in v.get("mapping", {}) for v in s.versions),
    "X15 protected": lambda s: any("until" in v.get("mapping", {}) for v in s.versions),
    "X16": lambda s: s.has("grandfathering"),
    "X21": lambda s: s.has("specialisations"),
    "X21 countries": lambda s: any(
        "countries" in item for v in s.versions for item in v.get("specialisations", [])
    ),
    "X22": lambda s: s.has("tracks"),
    "X22 named": lambda s: _keys(s.enrolments, "track"),
    "X22 condition": lambda s: any("when" in t for v in s.versions for t in v.get("tracks", [])),
    "X22 thresholds": lambda s: s.cell("by_track"),
    "X23 values": lambda s: s.cell("by_region"),
    "X23 factor": lambda s: _keys(s.rows, "by_region"),
    "X23 named": lambda s: _keys(s.enrolments, "region"),
    "X25": lambda s: s.cell("hidden"),
    "X26": lambda s: bool(s.of("points")) and _keys(s.parts, "each"),
    "X26 rate": lambda s: _keys(s.parts, "one_per"),
    "X26 cap": lambda s: _keys(s.parts, "cap") and _keys(s.of("points"), "cap"),
    "X26 whole": lambda s: _keys(s.parts, "whole"),
    "X26 multipliers": lambda s: _keys(s.selections, "times"),
    "X27": lambda s: bool(s.of("category")),
    "X28 linear": lambda s: _keys(s.parts, "full_at"),
    "X28 steps": lambda s: _keys(s.parts, "steps"),
    "X29": lambda s: bool(s.of("index")) and _keys(s.parts, "weight"),
    "X30": lambda s: s.has("ladders"),
    "X30 chosen": lambda s: _keys(s.enrolments, "ladders"),
    "X31": lambda s: s.has("paths"),
    "X31 chosen": lambda s: _keys(s.enrolments, "path"),
    "X31 on a ladder": lambda s: any(
        "paths" in x for v in s.versions for x in v.get("ladders", [])
    ),
    "X32 share": lambda s: bool(s.of("share")) and _keys(s.of("share"), "if_empty"),
    "X32 ratio": lambda s: bool(s.of("ratio")) and _keys(s.of("ratio", "share"), "cap"),
    "X33": lambda s: bool(s.of("growth")),
    "X33 base": lambda s: _keys(s.of("growth"), "minimum_base"),
    "X34": lambda s: _keys(s.rows, "each_person_once"),
    "X35 each": lambda s: _keys(s.of("people"), "each"),
    "X35 certificates": lambda s: bool(s.of("certificates")),
    "X36": lambda s: any(
        a["of"] == b["of"] and a is not b for a in s.of("count") for b in s.of("sum")
    ),
    "X36 distinct": lambda s: _keys(s.of("count"), "distinct"),
    "X37 only if": lambda s: _keys(s.rows, "only_if"),
    "X37 for each": lambda s: _keys(s.rows, "for_each"),
    "X37 per": lambda s: _keys(s.rows, "per"),
    "X38 number": lambda s: s.written(r"top \d+"),
    "X38 percent": lambda s: s.written(r"top \d+ ?%"),
    "X38 country": lambda s: any(row.get("among") == "country" for row in s.rows),
    "X39 rhythm": lambda s: _keys(s.reviews, "rhythm"),
    "X39 fixed days": lambda s: _keys(s.reviews, "on"),
    "X39 from membership": lambda s: _keys(s.reviews, "from"),
    "X39 next month": lambda s: any(r.get("promotion") == "next-month" for r in s.reviews),
    "X39 at review": lambda s: any(r.get("promotion") == "at-review" for r in s.reviews),
    "X39 misses": lambda s: _keys(s.reviews, "misses"),
    "X39 stay": lambda s: _keys(s.reviews, "minimum_stay"),
    "X40": lambda s: _keys(s.reviews, "grace"),
    "X41": lambda s: any("calendar" not in r.get("window", "calendar") for r in s.reviews),
    "X41 calendar": lambda s: any("calendar" in r.get("window", "") for r in s.reviews),
    "X42 tenure": lambda s: _keys(s.of("tenure"), "level"),
    "X42 membership": lambda s: any("level" not in m for m in s.of("tenure")),
    "X42 longest stay": lambda s: any("longest_stay" in x for v in s.versions for x in v["levels"]),
    "X43 value": lambda s: s.cell("newcomers"),
    "X43 factor": lambda s: _keys(s.rows, "newcomers"),
    "X44": lambda s: s.written("agreed") and bool(s.facts("targets")),
    "X45": lambda s: _keys(s.certifications, "equivalents"),
    "X46": lambda s: (
        any(e.get("currency") == "USD" for e in s.facts("revenue")) and s.has("exchange")
    ),
    "X47": lambda s: any("requires" in b for v in s.versions for b in v.get("benefits", [])),
    "X47 exception": lambda s: bool(s.facts("entitlements")),
    "X48": lambda s: (
        any(v.get("affiliates") == "together" for v in s.versions)
        and sum("group" in record for record in s.records) > 1
    ),
    "X49": lambda s: any(v.get("transition", {}).get("by") == "application" for v in s.versions),
    "X50": lambda s: any(v.get("region_by") == "best" for v in s.versions),
    "X51": lambda s: (
        any(v.get("transition", {}).get("by") == "choice" for v in s.versions)
        and _keys(s.enrolments, "opted_into")
    ),
    "X52": lambda s: _keys(s.selections, "until"),
    "X53": lambda s: _keys(s.parts, "metric"),
    "X54": lambda s: s.has("membership"),
    "unknown is kept": lambda s: any(v.get("unknown") == "keep" for v in s.versions),
    "standings are recorded": lambda s: bool(s.site["standings"]),
}


def features(site: Tree) -> set[str]:
    """Which of the features a site makes use of."""
    seen = Site(site)
    return {name for name, is_there in FEATURES.items() if is_there(seen)}
