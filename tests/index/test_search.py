"""The search: cases of queries.yaml, and the numbers of partners.yaml."""

from __future__ import annotations

import pytest

from generator.index.search import Finder
from tests.index.sample import Record, read_cases, sample_site

SITE = sample_site(read_cases("partners.yaml"))
FINDER = Finder(SITE, "en")


@pytest.mark.parametrize("case", read_cases("queries.yaml"), ids=lambda case: case["query"])
def test_query(case: Record) -> None:
    hits = FINDER.find(case["query"], case.get("facets"))
    assert [hit.card.id for hit in hits] == case["found"]


def test_names_come_first_although_others_score_higher() -> None:
    partners: list[Record] = [
        {"id": "often", "name": "Alder", "services": ["Ice"], "place": "Ice", "prose": "Ice, ice."},
        {"id": "named", "name": "The Company of Friends of Ice and of Snow in the Far North"},
    ]
    hits = Finder(sample_site(partners), "en").find("ice")
    assert [(hit.card.id, hit.in_name) for hit in hits] == [("named", True), ("often", False)]
    assert hits[1].score > hits[0].score


@pytest.mark.parametrize(
    ("rotation", "found"),
    [(0, "pabcxyz"), (1, "pcabzxy"), (2, "pbcayzx"), (3, "pabcxyz"), (4_000_000_001, "pbcayzx")],
)
def test_rotation_is_inside_a_level(rotation: int, found: str) -> None:
    levels = {"p": "platinum", "a": "gold", "b": "gold", "c": "gold"}
    partners = [{"id": n, "name": n, "level": levels.get(n, "silver")} for n in "xyzabcp"]
    hits = Finder(sample_site(partners, rotation=rotation), "en").find("")
    assert "".join(hit.card.id for hit in hits) == found


def test_a_language_that_the_site_lacks() -> None:
    with pytest.raises(KeyError):
        Finder(SITE, "fr")
