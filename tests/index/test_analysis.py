"""Words, forms and stems."""

from __future__ import annotations

import pytest

from generator.index.analysis import analysis, fold, language_of, name_forms, query_forms


@pytest.mark.parametrize(
    ("spellings", "form"),
    [
        ("müller mueller muller mu\u0308ller", "muller"),
        ("straße strasse", "strasse"),
        ("æther ather aether", "ather"),
        ("tromsø tromsö tromsoe", "tromso"),
        ("łódź lodz", "lodz"),
        ("ёлка елка", "елка"),
        ("λύσεις λυσεισ", "λυσεισ"),
        ("أحمد احمد أَحْمَد", "احمد"),
        ("ａｂｃ abc", "abc"),
        ("ﬁrma firma", "firma"),
        ("istanbul ıstanbul i̇stanbul", "istanbul"),
        ("が か\u3099", "が"),
        ("한국", "한국"),
    ],
)
def test_fold(spellings: str, form: str) -> None:
    assert {fold(word) for word in spellings.split()} == {form}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Müller & Söhne GmbH", "muller sohne gmbh"),
        ("The And Company", "the and company"),
        ("node.js, ISO-27001, T-Systems", "node js iso 27001 t systems"),
        ("C++/C# (not Cx#)", "c++ c# not cx"),
        ("Acme™ snake_case", "acme snake case"),
        ("株式会社ABC", "株式 式会 会社 社 abc"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
        ("บริษัท", "บร ริ ิษ ษั ัท ท"),
        ("𠮷野家", "𠮷野 野家 家"),
        ("—", ""),
    ],
)
def test_names(text: str, forms: str) -> None:
    assert name_forms(text) == forms.split()


@pytest.mark.parametrize(
    ("language", "text", "stems"),
    [
        ("en", "the consultants are consulting", "consult consult"),
        ("de", "die Beratung und die Beratungen für Häuser", "berat berat haus"),
        ("de-CH", "Lösungen", "losung"),
        ("fr", "nos hébergements à Genève", "heberg genev"),
        ("ru", "и консультации", "консультац"),
        ("el", "Ελληνικές λύσεις", "ελληνικεσ λυσεισ"),
        ("ja", "東京です", "東京 京で です す"),
    ],
)
def test_stems(language: str, text: str, stems: str) -> None:
    assert [word.stem for word in analysis(language).words(text)] == stems.split()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We help companies with their migration and are the best in our field", "en"),
        ("Wir helfen Betrieben bei der Planung und sind auch vor Ort für Sie da", "de"),
        ("Nous sommes une équipe de dix personnes avec des clients dans le monde", "fr"),
        ("Мы помогаем компаниям и не только, для нас это не работа, а радость", "ru"),
        ("SAP Cloud", "sv"),
        ("", "sv"),
    ],
)
def test_the_language_of_a_text_on_a_swedish_page(text: str, language: str) -> None:
    assert language_of(text, "sv") == language


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("The cloud of the clouds", "cloud clouds"),
        ("the of", "the of"),
        ("東京都 駅", "東京 京都 駅"),
        (" !? ", ""),
    ],
)
def test_queries(query: str, forms: str) -> None:
    assert query_forms(query, frozenset({"the", "of"})) == forms.split()
