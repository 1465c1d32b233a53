"""Explanations and lists of levels: one small site for each kind of rule, in both languages.

UPDATE_CASES=1 writes the expected texts anew.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from generator.load.site import load
from generator.model.directory import Directory
from generator.model.standing import Reason, Standings, Verdict
from generator.qualify.standings import qualify
from generator.report.explain import Explanation, explain
from generator.report.explain_json import explanation_row
from generator.report.levels import LEVELS
from generator.report.narrative import narrate
from generator.report.voice import Voice
from generator.validate.directory import validate
from generator.wording import catalogue
from tests.conftest import check_expected

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
DAYS = {
    "odd": date(2026, 4, 1),
    "figures": date(2026, 5, 11),
    "ways": date(2026, 5, 11),
    "time": date(2026, 5, 11),
    "members": date(2026, 5, 11),
}
PRIVATE, PUBLIC = True, False
CASES = [
    ("members", "dabei", "de", PRIVATE),
    ("members", "draussen", "de", PRIVATE),
    ("members", "draussen", "en", PUBLIC),
    ("members", "genehmigt", "en", PRIVATE),
    ("figures", "alpenblick", "en", PRIVATE),
    ("figures", "alpenblick", "en", PUBLIC),
    ("figures", "alpenblick", "de", PRIVATE),
    ("figures", "bergbach", "en", PRIVATE),
    ("ways", "gipfel", "en", PRIVATE),
    ("ways", "gipfel", "de", PRIVATE),
    ("ways", "gipfel-sued", "en", PUBLIC),
    ("ways", "ohne-vertrag", "de", PUBLIC),
    ("ways", "wahl", "en", PRIVATE),
    ("time", "abstieg", "en", PRIVATE),
    ("time", "abstieg", "de", PUBLIC),
    ("time", "aufstieg", "en", PRIVATE),
    ("time", "aufstieg", "de", PRIVATE),
    ("time", "bestand", "en", PUBLIC),
    ("time", "bestand", "de", PRIVATE),
    ("time", "fenster", "en", PRIVATE),
    ("time", "fenster", "de", PUBLIC),
    ("time", "geduld", "en", PRIVATE),
    ("time", "lange", "en", PRIVATE),
    ("time", "protokoll", "en", PRIVATE),
    ("time", "uebernahme", "en", PRIVATE),
    ("time", "uebernahme", "de", PRIVATE),
    ("time", "vorzug", "en", PRIVATE),
    ("time", "vorzug", "de", PUBLIC),
    ("odd", "by-condition", "en", PRIVATE),
    ("odd", "by-record", "en", PRIVATE),
    ("odd", "without-track", "en", PRIVATE),
    ("odd", "inactive", "en", PRIVATE),
    ("odd", "left", "de", PRIVATE),
    ("odd", "not-yet", "en", PRIVATE),
    ("odd", "ended", "de", PRIVATE),
    ("odd", "at-the-top", "en", PUBLIC),
]


@cache
def read(name: str) -> tuple[Directory, Standings]:
    directory, diagnostics = validate(load(HERE / "sites" / name))
    assert directory is not None, diagnostics
    return directory, qualify(directory, DAYS[name])


def explanations(site: str, partner_id: str) -> list[Explanation]:
    directory, standings = read(site)
    partner = next(item for item in directory.partners if item.id == partner_id)
    return explain(directory, standings, partner, None)


@pytest.mark.parametrize(("site", "partner", "language", "private"), CASES)
def test_explanation(site: str, partner: str, language: str, private: bool) -> None:
    ending = f"-private.{language}" if private else f".{language}"
    voice = Voice.of(language, "en", private)
    text = "\n\n".join(narrate(item, voice) for item in explanations(site, partner))
    check_expected(EXPECTED / f"{site}-{partner}{ending}.txt", text)


@pytest.mark.parametrize("private", [PRIVATE, PUBLIC])
def test_as_json(private: bool) -> None:
    """Ladders and paths; and that nothing is told of figures where it may not be."""
    rows = [
        explanation_row(item, Voice.of("en", "en", private))
        for item in explanations("ways", "gipfel")
    ]
    ending = "-private" if private else ""
    check_expected(EXPECTED / f"ways-gipfel{ending}.json", json.dumps(rows, indent=2) + "\n")


def test_json_masks_the_figures_of_others() -> None:
    """A rank is told, what it takes is another partner's figure."""
    one = explanations("figures", "alpenblick")[0]
    needed = {}
    for private in (PRIVATE, PUBLIC):
        findings = explanation_row(one, Voice.of("en", "en", private))["findings"]
        assert isinstance(findings, list)
        needed[private] = {
            item["criterion"]: item["needed"] for item in findings if item["level"] == "expert"
        }
    masked = [name for name, value in needed[PUBLIC].items() if value != needed[PRIVATE][name]]
    assert masked == ["best-sellers", "staffed", "health"]
    assert needed[PRIVATE]["best-sellers"] == 120000


@pytest.mark.parametrize("format_", LEVELS)
@pytest.mark.parametrize("site", ["odd", "ways", "time"])
def test_levels(site: str, format_: str) -> None:
    _, standings = read(site)
    ending = {"table": "txt"}.get(format_, format_)
    check_expected(EXPECTED / f"levels-{site}.{ending}", LEVELS[format_](standings, True))


@pytest.mark.parametrize("format_", LEVELS)
def test_levels_without_dates_of_changes(format_: str) -> None:
    _, standings = read("time")
    private, public = (LEVELS[format_](standings, shown) for shown in (True, False))
    for date_ in ("2026-09-30", "2026-12-29"):
        assert date_ in private
        assert date_ not in public


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reason_has_words(language: str) -> None:
    words = Voice.of(language, "en", PUBLIC).words
    for reason in get_args(Reason):
        beginning = f"explain.reason_{reason}".replace("-", "_")
        assert any(name.startswith(beginning) for name in catalogue(language))
    for verdict in get_args(Verdict):
        assert words(f"explain.verdict_{verdict}".replace("-", "_"))
