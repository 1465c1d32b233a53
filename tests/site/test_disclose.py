"""What of a partner's figures everybody may know."""

from __future__ import annotations

from datetime import date

from generator.qualify.standings import qualify
from generator.site.disclose import PublicCount, disclose
from tests.oracle import engine
from tests.oracle.plain import read

DAY = date(2026, 10, 1)
SITE = """
programs:
  alpha:
    program: {name: Alpha}
    versions:
      v0:
        status: effective
        effective: 2026-01-01
        affiliates: together
        levels: [{id: gold, name: Gold}]
        certifications: [{id: exam, name: Exam}]
        metrics:
          engineers: {name: Engineers, measure: people, holding: exam, publish: count}
        requirements: [{metric: engineers, levels: {gold: 2}}]
partners:
  acme:
    name: Acme
    group: house
    programs: [{program: alpha}]
    private: {people: [{id: one, credentials: [{certification: exam, issued: 2026-02-01}]}]}
  bolt:
    name: Bolt
    group: house
    programs: [{program: alpha}]
    private: {people: [{id: two, credentials: [{certification: exam, issued: 2026-02-01}]}]}
  cord:
    name: Cord
    programs: [{program: alpha}]
    private: {people: [{id: three, credentials: [{certification: exam, issued: 2026-02-01}]}]}
"""


def shown(text: str) -> dict[str, tuple[str, tuple[PublicCount, ...]]]:
    """Level and counts of each partner."""
    directory = engine.in_memory(read(text))
    standings = disclose(directory, qualify(directory, DAY)).standings
    return {
        partner: (item.level.id if item.level else "none", item.counts)
        for partner, (item,) in standings.items()
    }


def test_a_partner_does_not_show_the_figures_of_its_affiliates() -> None:
    one = PublicCount("engineers", 1, 1)
    assert shown(SITE) == {"acme": ("gold", ()), "bolt": ("gold", ()), "cord": ("none", (one,))}


def test_a_partner_shows_its_own_figures() -> None:
    one = PublicCount("engineers", 1, 1)
    apart = SITE.replace("affiliates: together", "affiliates: apart")
    assert shown(apart) == dict.fromkeys(("acme", "bolt", "cord"), ("none", (one,)))
