"""Names as ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.ids import LONGEST, number_ids, slug

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Storm Reply", "storm-reply"),
        ("Müller & Söhne GmbH", "mueller-soehne-gmbh"),
        ("Mu\u0308ller", "mueller"),
        ("Straße", "strasse"),
        ("Ænix", "aenix"),
        ("Banco de Crédito BCP", "banco-de-credito-bcp"),
        ("Łódź", "lodz"),
        ("İstanbul Bilişim", "istanbul-bilisim"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("L’Oréal", "loreal"),
        ("teuto.net", "teuto-net"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full-width"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\x\x00.yaml", "x-yaml"),
        ("CON", "partner-con"),
        ("LPT1", "partner-lpt1"),
        ("com.", "com"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_other_scripts() -> None:
    assert slug("株式会社みどり", "Midori") == "midori"
    assert slug("株式会社みどり") == slug("株式会社みどり") != slug("株式会社あお")
    assert slug("Яндекс").startswith("partner-")


@given(st.text(max_size=200))
def test_every_name_gives_a_safe_id(name: str) -> None:
    found = slug(name)
    assert ID.fullmatch(found)
    assert len(found) <= LONGEST


def test_equal_ids_are_numbered() -> None:
    wanted = ["a", "b", "a", "a-2", "a", "b"]
    assert number_ids(wanted) == ["a", "b", "a-3", "a-2", "a-4", "b-2"]


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"])))
def test_numbered_ids_differ(wanted: list[str]) -> None:
    found = number_ids(wanted)
    assert len(set(found)) == len(found) == len(wanted)
