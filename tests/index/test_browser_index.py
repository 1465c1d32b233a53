"""The files of the browser's index as files: names, stability, odd collections."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from generator.artifact import Artifact
from generator.index.browser import SearchIndex, build_index
from generator.index.encode import front_coded, number_bytes, number_set, packed, steps
from generator.index.search import Finder
from tests.index.sample import Record, read_cases, sample_site

PARTNERS = read_cases("partners.yaml")


def content(artifact: Artifact) -> Any:
    call = re.fullmatch(r'partnersite_search\("([a-z0-9-]+)",(.*)\);\n', artifact.content.decode())
    assert call
    assert PurePosixPath(artifact.path).name.startswith(f"{call[1]}.")
    return json.loads(call[2])


def files(index: SearchIndex) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in index.artifacts}


def changed(before: Sequence[Record], after: Sequence[Record]) -> set[str]:
    """The kinds of file that differ."""
    old, new = files(build_index(sample_site(before))), files(build_index(sample_site(after)))
    return {PurePosixPath(path).name.split(".")[0] for path in old.keys() ^ new.keys()}


def test_names_tell_the_content() -> None:
    for path, artifact in files(build_index(sample_site(PARTNERS))).items():
        digest = hashlib.sha256(artifact.content).hexdigest()
        assert re.fullmatch(rf"search/en/[a-z0-9-]+\.{digest[:10]}\.js", path)


def test_the_root_names_all_other_files() -> None:
    index = build_index(sample_site(PARTNERS))
    root = content(files(index)[index.roots["en"]])
    named = {*root["cards"], *(file for _, file in root["terms"]), root["texts"], root["names"]}
    folder = PurePosixPath(index.roots["en"]).parent
    assert {f"{folder}/{file}" for file in named} | {index.roots["en"]} == set(files(index))


def test_the_same_site_gives_the_same_bytes() -> None:
    assert build_index(sample_site(PARTNERS)) == build_index(sample_site(PARTNERS))


def test_a_changed_level_changes_the_root_and_a_card() -> None:
    many = [{**partner, "id": f"{partner['id']}-{n}"} for n in range(12) for partner in PARTNERS]
    after = [{**many[0], "level": "silver", "rank": 500}, *many[1:]]
    assert changed(many, after) == {"root", "cards-0"}


def test_free_numbers() -> None:
    some = [{**partner, "number": 7 * place} for place, partner in enumerate(PARTNERS)]
    index = build_index(sample_site(some))
    root = content(files(index)[index.roots["en"]])
    cards = [row for file in root["cards"] for row in content(files(index)[f"search/en/{file}"])]
    assert [row[0] if row else None for row in cards][:15] == [
        *("muller", *[None] * 6, "alder", *[None] * 6, "borealis"),
    ]
    assert len(cards) == root["size"] == 64


def test_languages_have_folders_of_their_own() -> None:
    assert (
        build_index(sample_site(PARTNERS, "pt-BR")).roots["pt-BR"].startswith("search/pt-br/root.")
    )


def test_no_partners() -> None:
    index = build_index(sample_site([]))
    root = content(files(index)[index.roots["en"]])
    assert (root["size"], root["cards"], root["terms"], root["facets"]) == (0, [], [], [])
    assert Finder(sample_site([]), "en").find("cloud") == []
    assert Finder(sample_site([]), "en").find("") == []


def test_numbers() -> None:
    assert number_bytes([0, 127, 128, 2**32 - 1]) == b"\x00\x7f\x80\x01\xff\xff\xff\xff\x0f"
    assert packed([]) == ""
    assert steps([2, 3, 42]) == [2, 1, 39]


def test_sets_take_the_shorter_form() -> None:
    assert number_set([2, 3, 42], 500) == "sAgEn"
    assert number_set(list(range(0, 50, 2)), 50) == "bVVVVVVVVAQ=="
    assert number_set([], 50) == "s"


def test_front_coding() -> None:
    assert front_coded(["cloud", "clouds", "cold", "𠮷家", "𠮷野"]) == "0cloud 5s 1old 0𠮷家 1野"
    assert front_coded(["a" * 100, "a" * 101]).split(" ")[1] == "l" + "a" * 41
