"""The browser's answers against Whoosh's, over 300 made-up partners: who is found, in which order,
and how many each filter would leave.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import hatch_build
from generator.index.browser import build_index
from generator.index.search import Finder
from tests.index.sample import FACETS, Record, sample_site

PARTNERS = 300
WORDS = """
    cloud clouds storage storing stored security secure consulting consultant consultants migration
    migrations migrate hosting hosted training trainer trained network networks backup Müller
    Mueller größe Straße hébergement données sécurité Łódź company companies public bank banking
    health hospital hospitals energy energies the and with for our your data centre
"""
NAMES = """
    Alder Müller Mueller Cloudberry Borealis Straßenmeier Lumière Clouds Hoshizora Nord Consult
    Cloud Data Bank Secure Storage 東京 星空 Южный النخلة Öster The
"""
PLACES = ["München", "Muenchen", "Genève", "Łódź", "東京都", "Tromsø", "Den Haag", "Essen"]
QUERIES = """
    cloud|clouds|cloud storage|storage cloud|consult|consultants|migrat|migrations cloud|müller
    mueller|muller|muller cloud|strasse|strassenm|bank|banking health|hospital sec|the|c|ba he
    the cloud for|sécurité|securite donnees|munchen|muenchen storage|den haag|essen|東京|東|星空
    東京都|южн|النخلة|energ|energies networks|company data centre|lodz|hebergement|groesse|zzz
    cloud zzz|networking|secured backups
"""
COUNTRIES = ["DE", "FR", "PL", "JP", "NO", "US"]


def partners() -> list[Record]:
    chance = random.Random(20261101)
    return [
        {
            "id": f"p{number}",
            "name": " ".join(chance.sample(NAMES.split(), chance.randint(1, 3))),
            "number": number + number // 7,
            "rank": rank,
            "level": chance.choice(["platinum", "gold", "gold", "silver", ""]),
            "place": chance.choice(PLACES),
            "country": sorted(chance.sample(COUNTRIES, chance.randint(1, 2))),
            "language": sorted(chance.sample(["de", "en", "fr"], chance.randint(0, 2))),
            "services": chance.sample(["Cloud hosting", "Training", "Storage"], 1),
            "specialisation": chance.sample(["Backup", "Security"], chance.randint(0, 2)),
            "prose": " ".join(chance.choices(WORDS.split(), k=chance.randint(0, 60))),
        }
        for number, rank in enumerate(chance.sample(range(PARTNERS), PARTNERS))
    ]


def questions() -> list[dict[str, Any]]:
    chance = random.Random(7)
    queries = [query.strip() for line in QUERIES.split("\n") for query in line.split("|")]
    filters: list[dict[str, list[str]]] = [
        {},
        {"country": ["DE"]},
        {"country": ["FR", "JP"], "level": ["reseller.gold"]},
        {"language": ["de", "en"], "specialisation": ["Backup"]},
    ]
    asked = [{"query": query, "facets": {}} for query in queries]
    asked += [{"query": "", "facets": facets} for facets in filters]
    return asked + [{"query": query, "facets": chance.choice(filters)} for query in queries]


SITE = sample_site(partners(), rotation=17)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(SITE, "en")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    index = build_index(SITE)
    file = tmp_path_factory.mktemp("search") / "questions.json"
    files = {artifact.path: artifact.content.decode() for artifact in index.artifacts}
    content = {"root": index.roots["en"], "files": files, "queries": questions()}
    file.write_text(json.dumps(content), "utf-8")
    said = hatch_build.node([str(Path(__file__).with_name("answers.ts")), str(file)])
    answers: list[dict[str, Any]] = json.loads(said)
    return answers


def test_the_same_partners_in_the_same_order(finder: Finder, answers: list[dict[str, Any]]) -> None:
    for asked, answer in zip(questions(), answers, strict=True):
        hits = finder.find(**asked)
        assert answer["found"] == [hit.card.id for hit in hits], asked


def test_the_same_counts(finder: Finder, answers: list[dict[str, Any]]) -> None:
    for asked, answer in zip(questions(), answers, strict=True):
        for facet in FACETS:
            others = {name: values for name, values in asked["facets"].items() if name != facet}
            hits = finder.find(asked["query"], others)
            counts = Counter(term for hit in hits for term in dict(hit.card.facets)[facet])
            shown = {term: n for term, n in answer["counts"].get(facet, {}).items() if n}
            assert shown == counts, (asked, facet)


def test_there_is_something_to_compare(answers: list[dict[str, Any]]) -> None:
    found = [len(answer["found"]) for answer in answers]
    assert sum(number > 0 for number in found) > 0.75 * len(found)
    assert max(found) == PARTNERS
