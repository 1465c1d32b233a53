"""The index and its answers as one golden file, which the theme's script is tested on as well.

After a wanted change, UPDATE_CASES=1 writes it anew, and the number of the format in `browser.py`
and `index-files.ts` goes up if pages of the release before cannot read it.
"""

from __future__ import annotations

import json
from typing import Any

from generator.index.analysis import query_forms
from generator.index.browser import build_index
from generator.index.search import Finder
from tests.conftest import ROOT, check_expected
from tests.index.sample import read_cases, sample_site

GOLDEN = ROOT / "tests/golden/search-index.json"
WORDS = [
    "Müller mueller MULLER",
    "Straße strasse",
    "mu\u0308ller ﬁrma ＡＢＣ",
    "L'Oréal, Acme™ node.js snake_case ISO-27001",
    "C++/C# (not Cx#)",
    "Tromsø Łódź Þór Istanbul İstanbul ıstanbul",
    "Ελληνικές λύσεις ΛΎΣΕΙΣ",
    "Ёлка елка Южный",
    "مُحَمَّد أحمد شركة",
    "שָׁלוֹם עולם",
    "नमस्ते दुनिया।",
    "株式会社ABC 東京都 駅 𠮷野家",
    "บริษัท 한국어",
    "½ x² 5G",
    " ?! ",
]


def golden() -> dict[str, Any]:
    site = sample_site(read_cases("partners.yaml"), rotation=7)
    index = build_index(site)
    finder = Finder(site, "en")
    return {
        "root": index.roots["en"],
        "files": {file.path: file.content.decode() for file in index.artifacts},
        "words": {text: query_forms(text, frozenset()) for text in WORDS},
        "queries": [
            {
                "query": case["query"],
                "facets": case.get("facets", {}),
                "found": [hit.card.id for hit in finder.find(case["query"], case.get("facets"))],
            }
            for case in read_cases("queries.yaml")
        ],
    }


def test_golden() -> None:
    check_expected(GOLDEN, json.dumps(golden(), ensure_ascii=False, indent=1) + "\n")
