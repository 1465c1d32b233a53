"""The demo at the root of the repository: what newcomers see first must be whole and varied."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pytest
from pydantic import BaseModel

from generator.load.site import load
from generator.load.tree import Plain, SiteFiles, plain
from generator.model.directory import Directory
from generator.model.partner import Location
from generator.model.standing import Standing
from generator.qualify.standings import qualify
from generator.site.assemble import assemble
from generator.validate.directory import validate
from generator.validate.formats.facts import PrivateFormat
from generator.validate.formats.record import RecordFormat
from generator.validate.shape import shape
from tests.conftest import ROOT

DAYS = (date(2026, 11, 1), date(2026, 11, 24))
COMING = date(2027, 4, 15)
"""A day under the reseller version that is announced on ``DAYS``."""
LANGUAGES = {"en", "de"}

# South, west, north, east in degrees, generously.
BOXES = {
    "AE": (22, 51, 27, 57), "AR": (-56, -74, -21, -53), "AT": (46, 9, 49, 18),
    "AU": (-44, 112, -10, 154), "BE": (49, 2, 52, 7), "BG": (41, 22, 45, 29),
    "BR": (-34, -74, 6, -34), "CA": (41, -142, 84, -52), "CH": (45, 5, 48, 11),
    "CL": (-56, -76, -17, -66), "CN": (18, 73, 54, 135), "CO": (-5, -80, 13, -66),
    "CZ": (48, 12, 52, 19), "DE": (47, 5, 56, 16), "DK": (54, 8, 58, 16),
    "EE": (57, 21, 60, 29), "EG": (22, 24, 32, 37), "ES": (36, -10, 44, 4),
    "ET": (3, 32, 15, 48), "FI": (59, 19, 71, 32), "FR": (41, -5, 52, 10),
    "GB": (49, -9, 61, 2), "GE": (41, 39, 44, 47), "GR": (34, 19, 42, 30),
    "HU": (45, 16, 49, 23), "ID": (-11, 95, 6, 142), "IE": (51, -11, 56, -5),
    "IL": (29, 34, 34, 36), "IN": (6, 68, 36, 98), "IS": (63, -25, 67, -13),
    "IT": (35, 6, 48, 19), "JP": (24, 122, 46, 146), "KE": (-5, 33, 6, 42),
    "KR": (33, 124, 39, 132), "KZ": (40, 46, 56, 88), "LV": (55, 20, 59, 29),
    "MA": (27, -14, 36, 0), "MX": (14, -119, 33, -86), "MY": (0, 99, 8, 120),
    "NG": (4, 2, 14, 15), "NL": (50, 3, 54, 8), "NO": (57, 4, 72, 32),
    "NZ": (-48, 166, -34, 179), "OM": (16, 52, 27, 60), "PL": (49, 14, 55, 25),
    "PT": (36, -10, 43, -6), "RO": (43, 20, 49, 30), "RS": (42, 18, 47, 24),
    "SA": (16, 34, 33, 56), "SE": (55, 10, 70, 25), "SG": (1, 103, 2, 105),
    "SI": (45, 13, 47, 17), "TH": (5, 97, 21, 106), "TR": (35, 25, 43, 45),
    "TW": (21, 119, 26, 123), "UA": (44, 22, 53, 41), "US": (24, -125, 50, -66),
    "VN": (8, 102, 24, 110), "ZA": (-35, 16, -22, 33),
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> SiteFiles:
    return load(ROOT)


@pytest.fixture(scope="module")
def demo(files: SiteFiles) -> Directory:
    directory, diagnostics = validate(files)
    assert not diagnostics, "\n".join(f"{item.place} {item.message}" for item in diagnostics)
    assert directory is not None
    return directory


@pytest.fixture(scope="module", params=DAYS, ids=str)
def standings(demo: Directory, request: pytest.FixtureRequest) -> tuple[Standing, ...]:
    return qualify(demo, request.param).standings


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_pages_have_no_broken_links(demo: Directory, day: date) -> None:
    _, diagnostics = assemble(demo, qualify(demo, day), "")
    assert not diagnostics, "\n".join(f"{item.place} {item.message}" for item in diagnostics)


# --- partners ---------------------------------------------------------------------------------


def places(demo: Directory) -> Iterator[tuple[str, Location]]:
    return ((partner.id, place) for partner in demo.partners for place in partner.locations)


def test_partners_are_many_and_everywhere(demo: Directory) -> None:
    assert len(demo.partners) >= 64
    assert len({country for partner in demo.partners for country in partner.countries}) >= 18
    assert max(len(partner.locations) for partner in demo.partners) >= 5
    with_logo = sum(bool(partner.logo) for partner in demo.partners) / len(demo.partners)
    assert 0.6 < with_logo < 0.8


def test_names_come_in_many_scripts(demo: Directory) -> None:
    scripts = {
        unicodedata.name(letter).split()[0]
        for partner in demo.partners
        for letter in partner.name
        if letter.isalpha()
    }
    assert scripts >= {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARABIC", "CJK", "HANGUL"}
    assert scripts >= {"DEVANAGARI", "TAMIL", "THAI", "GEORGIAN", "ETHIOPIC", "KATAKANA"}
    foreign = [p for p in demo.partners if not re.search(r"[A-Za-z]{3}", p.name)]
    assert all(partner.latin_name for partner in foreign)


def test_offices_lie_in_their_countries(demo: Directory) -> None:
    wrong = []
    for partner, place in places(demo):
        if place.latitude is None or place.longitude is None:
            continue
        south, west, north, east = BOXES[place.country]
        if not (south <= place.latitude <= north and west <= place.longitude <= east):
            wrong.append(f"{partner}: {place.city}")
    assert not wrong


def test_special_cases_are_there(demo: Directory) -> None:
    states = Counter(partner.status for partner in demo.partners)
    assert states["inactive"] >= 1
    assert states["left"] >= 1
    assert any(len(partner.programs) == 2 for partner in demo.partners)
    assert any(facts.overrides for facts in demo.facts.values())
    assert any(facts.targets for facts in demo.facts.values())
    contacts = [contact for partner in demo.partners for contact in partner.contacts]
    ends = [contact.consent_until for contact in contacts if contact.consent_until]
    assert min(ends) < DAYS[0], "no consent has run out"
    verified = [partner.last_verified for partner in demo.partners if partner.last_verified]
    assert min(verified) < DAYS[0] - timedelta(365), "no record is stale"


def test_nothing_leads_to_a_real_place() -> None:
    """Addresses end in .example, and people are known by numbers."""
    for path in [ROOT / "site.yaml", *ROOT.glob("content/**/*.*"), *ROOT.glob("partners/**/*.*")]:
        text = path.read_text("utf-8")
        hosts = re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", text)
        real = {host for host in hosts if not host.endswith(".example")}
        assert not real - {"www.w3.org"}, path


def test_certified_people_are_numbers(demo: Directory) -> None:
    people = {person.id for facts in demo.facts.values() for person in facts.people}
    assert len(people) > 200
    assert all(re.fullmatch(r"p-\d{4}", person) for person in people)


# --- levels -----------------------------------------------------------------------------------


def test_levels_are_spread_as_in_life(standings: tuple[Standing, ...]) -> None:
    held = Counter((item.program, item.level) for item in standings)
    ladder = [held["reseller", level] for level in ("platinum", "gold", "silver", "registered")]
    assert ladder == sorted(ladder)
    assert ladder[0] >= 4
    operators = [name for program, name in held if program == "service-provider" and name]
    assert len(operators) == 5, "a level of the service providers is empty"
    assert sum(item.status == "override" for item in standings) == 1
    specialisations = Counter(name for item in standings for name in item.specialisations)
    assert len(specialisations) == 3
    assert min(specialisations.values()) >= 5


def test_levels_are_about_to_lapse(demo: Directory) -> None:
    day = DAYS[-1]
    soon = [
        item.partner
        for item in qualify(demo, day).standings
        if item.next_change
        and item.next_change.reason == "expiry"
        and item.next_change.date <= day + timedelta(90)
    ]
    assert len(soon) >= 3


def test_the_coming_version_changes_levels_step_by_step(demo: Directory) -> None:
    standings = [item for item in qualify(demo, COMING).standings if item.program == "reseller"]
    states = Counter(item.status for item in standings)
    assert min(states[status] for status in ("held", "at-risk", "grandfathered")) >= 5
    groups = {partner.id: partner.group for partner in demo.partners if partner.group}
    affiliated = {
        (groups[item.partner], item.level) for item in standings if item.partner in groups
    }
    assert len(groups) > len(affiliated) == len(set(groups.values()))


# --- the formats ------------------------------------------------------------------------------


def models(files: SiteFiles) -> Iterator[BaseModel]:
    """All records and twins as the file formats read them."""
    for file in files.records:
        record, _ = shape(RecordFormat, file.root, file.path, file.lines)
        assert record is not None
        yield record.value
    for file in files.twins:
        twin, _ = shape(PrivateFormat, file.root, file.path, file.lines)
        assert twin is not None
        yield twin.value


def count_fields(model: BaseModel, used: Counter[str], unused: Counter[str]) -> None:
    for name, field in type(model).model_fields.items():
        written = name in model.model_fields_set
        if not field.is_required():
            (used if written else unused)[f"{type(model).__name__}.{name}"] += 1
        value = getattr(model, name)
        for below in value if isinstance(value, tuple) else (value,):
            if written and isinstance(below, BaseModel):
                count_fields(below, used, unused)


OF_OTHER_PROGRAMS = {
    "ApprovalFormat.ladder",
    "EnrolmentFormat.ladders",
    "EnrolmentFormat.opted_into",
    "EnrolmentFormat.path",
    "EnrolmentFormat.region",
    "OverrideFormat.ladder",
}
"""Fields for what the demo's two programs do without, such as regions and ladders."""


OF_OTHER_PROGRAMS = {
    "EnrolmentFormat.region",
    "EnrolmentFormat.path",
    "EnrolmentFormat.ladders",
    "EnrolmentFormat.opted_into",
    "ApprovalFormat.ladder",
    "OverrideFormat.ladder",
}
"""Fields about what no program of the demo has: regions, paths, ladders, a choice of version."""


def test_every_optional_field_is_used_and_missing_somewhere(files: SiteFiles) -> None:
    used: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    for model in models(files):
        count_fields(model, used, unused)
    assert unused.keys() - used.keys() <= OF_OTHER_PROGRAMS, "never used"
    assert used.keys() - unused.keys() == set(), "never missing"


def mappings(value: Plain) -> Iterator[dict[str, Plain]]:
    if isinstance(value, dict):
        yield value
        for below in value.values():
            yield from mappings(below)
    elif isinstance(value, list):
        for below in value:
            yield from mappings(below)


def test_every_text_is_english_and_german(files: SiteFiles) -> None:
    """Descriptions aside, which partners write in the languages they like."""
    wrong = []
    programs = [(item.program, *item.versions) for item in files.programs]
    shared = [files.site, files.vocabulary, *chain.from_iterable(programs)]
    for file in (*filter(None, shared), *files.records, *files.twins):
        tree = plain(file.root)
        assert isinstance(tree, dict)
        public = {key: value for key, value in tree.items() if key != "description"}
        for mapping in mappings(public if file in files.records else tree):
            if mapping.keys() & LANGUAGES and not mapping.keys() >= LANGUAGES:
                wrong.append(f"{file.path}: {mapping}")
    assert not wrong, "\n".join(wrong)


def test_descriptions_are_worth_reading(demo: Directory) -> None:
    texts = [partner.description.by_language for partner in demo.partners]
    assert sum(text.keys() >= LANGUAGES for text in texts) >= 40
    assert sum(bool(text) and not text.keys() >= LANGUAGES for text in texts) >= 5
    assert len({language for text in texts for language in text}) >= 20
    openings = Counter(body[:40] for text in texts for body in text.values())
    assert max(openings.values()) == 1, "two descriptions begin alike"


def test_both_programs_are_documented(demo: Directory) -> None:
    pages = Counter((page.section, page.language) for page in demo.pages)
    for section in ("reseller", "service-provider"):
        assert pages[section, "en"] == pages[section, "de"] >= 5
    assert pages["", "en"] == pages["", "de"] >= 6
