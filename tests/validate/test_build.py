"""What the constructs of a version file become, where that is more than a copy of its keys."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.load.site import load
from generator.model.benefit import Duration
from generator.model.change import Review, Span
from generator.model.criterion import ApprovalRow, Cell, Combination, Threshold, Top
from generator.model.metric import (
    CountMetric,
    PeopleMetric,
    Period,
    PointsMetric,
    SpecialisationsMetric,
    SumMetric,
)
from generator.model.program import Version
from generator.validate.directory import validate
from generator.validate.times import duration, month_day, months, period, span
from tests.conftest import write_files

HEADER = "status: effective\neffective: 2026-01-01\ncurrency: EUR\n"
LEVELS = "levels: [{id: silver, name: Silver}, {id: gold, name: Gold}]\n"
BEGINS = {"calendar": (1, 1), "fiscal": (2, 1), "program": (7, 1)}


def version(folder: Path, text: str) -> Version:
    """The version with this text below its status, currency and levels."""
    files = {
        "site.yaml": "format: 1\ntitle: Partners\nvendor: Example\nlanguages: [en]\n",
        "content/programs/reseller/program.yaml": "name: Reseller\n",
        "content/programs/reseller/versions/2026.yaml": HEADER + LEVELS + text,
    }
    directory, found = validate(load(write_files(folder, files)))
    assert directory is not None, found
    program = next(item for item in directory.programs if item.id == "reseller")
    return program.versions[-1]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("last 12 months", Period("last", 12, "months")),
        ("last 1 year", Period("last", 1, "years")),
        ("last 90 days", Period("last", 90, "days")),
        ("last 4 quarters", Period("last", 4, "quarters")),
        ("last 4 fiscal quarters", Period("last", 4, "quarters", "fiscal", (2, 1))),
        ("last fiscal quarter", Period("last", 1, "quarters", "fiscal", (2, 1))),
        ("calendar quarter", Period("quarter", 1, "quarters")),
        ("calendar year", Period("year")),
        ("fiscal year", Period("year", year="fiscal", begins=(2, 1))),
        ("previous calendar year", Period("previous-year")),
        ("previous program year", Period("previous-year", year="program", begins=(7, 1))),
        ("last 12 months, 1 year ago", Period("last", 12, "months", ago=12)),
        ("calendar quarter, 2 quarters ago", Period("quarter", 1, "quarters", ago=6)),
        ("program year, 7 months ago", Period("year", year="program", begins=(7, 1), ago=7)),
    ],
)
def test_period(written: str, read: Period) -> None:
    assert period(written, BEGINS) == read


def test_times() -> None:
    assert span("90 days") == Span(90, "days")
    assert span("1 year") == Span(12, "months")
    assert span("6 calendar months") == Span(6, "calendar-months")
    assert months("2 years") == 24
    assert month_day("02-01") == (2, 1)
    assert duration("1 hour") == Duration(1, "hours")


# --- metrics ----------------------------------------------------------------------------------


def test_parts_become_metrics_of_their_own(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        """\
metrics:
  plan: {name: Plan, measure: document, document: plan}
  score:
    name: Score
    measure: points
    parts:
      - {metric: plan, each: 5, category: paper}
      - {name: Won, of: deals, measure: count, category: trade}
      - {id: sold, of: revenue, category: paper}
      - {of: points}
  paper: {name: Paper, measure: category, of: score, category: paper}
requirements: [{metric: paper, levels: {gold: 1}}]
""",
    )
    metrics = built.metrics or {}
    assert {name: metric.name("en") for name, metric in metrics.items()} == {
        "plan": "Plan",
        "score": "Score",
        "score.trade": "Won",
        "score.sold": "Score",
        "score.4": "Score",
        "paper": "Paper",
    }
    assert isinstance(metrics["score.trade"].measure, CountMetric)
    assert [name for name, metric in metrics.items() if metric.money] == ["score.sold"]
    paper = metrics["paper"].measure
    assert isinstance(paper, PointsMetric)
    assert [part.metric for part in paper.parts] == ["plan", "score.sold"]


def test_sums_of_revenue_and_deals_are_money(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        """\
metrics:
  revenue: {name: Revenue, measure: sum, of: revenue}
  deals: {name: Deals, measure: sum, of: deals}
  seats: {name: Seats, unit: seats, measure: sum, of: deals}
  points: {name: Points, measure: sum, of: points}
  customers: {name: Customers, measure: sum, of: customers}
  most: {name: The higher one, measure: best, of: [revenue, deals]}
  either: {name: Points or money, measure: best, of: [points, revenue]}
requirements:
  - {any_of: [{metric: most, levels: {gold: 1}}, {metric: either, levels: {gold: 1}}]}
""",
    )
    metrics = (built.metrics or {}).items()
    assert [name for name, metric in metrics if metric.money] == ["revenue", "deals", "most"]


def test_all_specialisations_count_by_default(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        """\
metrics: {fields: {name: Fields, measure: specialisations}}
specialisations: [{id: a, name: A, requires: [{approval: yes}]}]
requirements: [{metric: fields, levels: {gold: 1}}]
""",
    )
    assert built.metric("fields").measure == SpecialisationsMetric(("a",))


# --- rows -------------------------------------------------------------------------------------

METRICS = """\
certifications: [{id: cook, name: {en: Cook, de: Koch}}, {id: baker, name: Baker}]
metrics:
  cooks: {name: Cooks, measure: people, holding: [cook, baker], publish: count}
  sales: {name: {en: Sales, de: Absatz}, measure: sum, of: revenue, where: {kind: new}}
  plan: {name: Plan, measure: document, document: plan}
"""


def test_a_row_for_each_value(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        METRICS
        + """\
requirements:
  - metric: cooks
    id: trades
    for_each: {certification: [cook, baker]}
    each_person_once: yes
    levels: {gold: 1}
  - metric: sales
    for_each: {product: bread}
    only_if: [{metric: plan, needed: yes}]
    levels: {gold: 5}
  - {metric: sales, id: again, for_each: {segment: bread}, levels: {gold: 5}}
""",
    )
    trades, bread, again = built.requirements
    assert isinstance(trades, Combination)
    assert (trades.id, trades.mode, trades.count, trades.each_person_once) == (
        *("trades", "all", 2, True),
    )
    assert [(row.id, row.name("de")) for row in trades.rows] == [
        ("trades.cook", "Cooks: Koch"),
        ("trades.baker", "Cooks: Baker"),
    ]
    assert built.metric("cooks.baker").measure == PeopleMetric(("baker",))
    assert built.metric("cooks.baker").publish is None
    assert isinstance(bread, Combination)
    assert [row.id for row in bread.only_if] == ["plan"]
    assert [row.only_if for row in bread.rows] == [()]
    measure = built.metric("sales.bread").measure
    assert isinstance(measure, SumMetric)
    assert measure.entries.where == {"kind": ("new",), "product": ("bread",)}
    assert isinstance(again, Combination)
    (other,) = (row.metric for row in again.rows if isinstance(row, Threshold))
    measure = built.metric(other).measure
    assert isinstance(measure, SumMetric)
    assert measure.entries.where == {"kind": ("new",), "segment": ("bread",)}


def test_conditions_ask_the_same_at_every_level(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        METRICS
        + """\
requirements:
  - metric: cooks
    levels: {gold: 1}
    only_if: [{metric: plan, needed: yes}, {approval: yes}, {metric: sales, levels: {gold: 5}}]
""",
    )
    plan, approval, sales = built.requirements[0].only_if
    assert isinstance(plan, Threshold)
    assert isinstance(approval, ApprovalRow)
    assert isinstance(sales, Threshold)
    assert list(plan.cells) == ["silver", "gold"]
    assert list(approval.levels) == ["silver", "gold"]
    assert list(sales.cells) == ["gold"]


def test_approvals_where_there_is_one_column(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        """\
membership: [{approval: yes}]
specialisations: [{id: cakes, name: Cakes, requires: [{approval: yes}]}]
benefits: [{id: oven, name: Oven, kind: yes-no, given: yes, requires: [{approval: yes}]}]
""",
    )
    rows = [
        *built.membership,
        *built.specialisations[0].requires,
        *built.benefits[0].requires,
    ]
    assert [list(row.levels) for row in rows if isinstance(row, ApprovalRow)] == [
        ["membership"],
        ["cakes"],
        ["oven"],
    ]


def test_cells(tmp_path: Path) -> None:
    built = version(
        tmp_path,
        METRICS
        + """\
regions: [{id: north, name: North}]
newcomers: {for: 1 year}
requirements:
  - {metric: sales, levels: {silver: top 10, gold: top 2.5%}}
  - metric: cooks
    levels:
      silver: {by_region: {north: unpublished}}
      gold: {value: agreed, newcomers: 2}
""",
    )
    top, most = built.requirements
    assert isinstance(top, Threshold)
    assert isinstance(most, Threshold)
    assert top.cells["silver"].top == Top(Decimal(10), percent=False)
    assert top.cells["gold"].top == Top(Decimal("2.5"), percent=True)
    silver, gold = most.cells["silver"], most.cells["gold"]
    assert silver == Cell(None, silver.source, by_region={"north": None})
    assert gold == Cell(None, gold.source, agreed=True, newcomers=Decimal(2))


# --- changes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("promotion: next-month", {"promotion": "next-month", "demotion": "at-once"}),
        ("rhythm: half-yearly", {"months": 6, "demotion": "at-review"}),
        ("on: [09-30, 03-31]", {"on": ((3, 31), (9, 30)), "demotion": "at-review"}),
        ("rhythm: yearly, demotion: at-once", {"months": 12, "demotion": "at-once"}),
        (
            "rhythm: monthly, from: membership, misses: 3, minimum_stay: 1 year, grace: 90 days",
            {"months": 1, "from_membership": True, "misses": 3}
            | {"grace": Span(90, "days"), "demotion": "at-review"}
            | {"minimum_stay": Span(12, "months")},
        ),
    ],
)
def test_review(tmp_path: Path, written: str, read: dict[str, object]) -> None:
    review = version(tmp_path, f"review: {{{written}}}\n").review
    assert review is not None
    assert review == Review(review.source, **read)  # type: ignore[arg-type]


def test_levels_of_the_program_itself_are_mapped_under_its_own_id(tmp_path: Path) -> None:
    others = {
        "content/programs/alliance/program.yaml": "name: Alliance\n",
        "content/programs/alliance/versions/1.yaml": f"{HEADER}{LEVELS}",
        "content/programs/reseller/versions/2025.yaml": (
            "status: effective\neffective: 2025-01-01\nlevels: [{id: base, name: Base}]\n"
        ),
    }
    write_files(tmp_path, others)
    text = (
        "mapping: {levels: {base: silver}, programs: {alliance: {gold: gold}}, otherwise: silver}\n"
    )
    mapping = version(tmp_path, text).mapping
    assert mapping is not None
    assert mapping.levels == {"reseller": {"base": "silver"}, "alliance": {"gold": "gold"}}
    assert (mapping.otherwise, mapping.held_on, mapping.until) == ("silver", None, None)


# --- benefits ---------------------------------------------------------------------------------


def test_what_all_get(tmp_path: Path) -> None:
    built = version(tmp_path, "benefits: [{id: a, name: A, kind: percent, given: 5}]\n").benefits[0]
    assert {level: cell.given for level, cell in built.cells.items()} == {
        "silver": Decimal(5),
        "gold": Decimal(5),
    }
    assert built.given is None
