"""`forecast`: a small site in which about everything ends or changes that can.

UPDATE_CASES=1 writes the expected texts anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from click.testing import CliRunner

from generator.cli import commands
from generator.load.site import load
from generator.model.directory import Directory
from generator.qualify.forecast import Forecast, Milestone, forecast
from generator.qualify.lapses import LapseKind
from generator.qualify.standings import qualify
from generator.report.forecast import FORECASTS
from generator.report.ics import LONGEST, CalendarEvent, calendar
from generator.report.moves import reasons
from generator.report.voice import Voice
from generator.validate.directory import validate
from tests.conftest import ROOT, Run, check_expected
from tests.forecast.calendar_reader import Component, read_calendar
from tests.oracle import engine
from tests.oracle.worlds import world

HERE = Path(__file__).parent
SITE = HERE / "site"
FROM, UNTIL = date(2026, 11, 1), date(2028, 4, 30)
SPAN = ("--as-of", FROM, "--until", UNTIL)
DAY = timedelta(days=1)
VOICE = Voice.of("en", "en", True)
ENDINGS = {"text": "txt", "json": "json", "ics": "ics"}


@pytest.mark.parametrize("format_", FORECASTS)
@pytest.mark.parametrize("private", [True, False])
def test_reports(format_: str, private: bool, run: Run) -> None:
    options = ("--private",) if private else ()
    done = run("forecast", SITE, *SPAN, "--format", format_, *options)
    assert (done.code, done.stderr) == (0, "")
    name = f"{'private' if private else 'public'}.{ENDINGS[format_]}"
    # The ends of its lines are looked at below; in git a calendar has the usual ones.
    check_expected(HERE / "expected" / name, done.stdout.replace("\r\n", "\n"))


def test_in_german(run: Run) -> None:
    done = run("forecast", SITE, *SPAN, "--private", "--language", "de")
    check_expected(HERE / "expected/private.de.txt", done.stdout)


@pytest.mark.parametrize("format_", FORECASTS)
def test_what_concerns_single_members_is_private(format_: str, run: Run) -> None:
    found = run("forecast", SITE, *SPAN, "--format", format_).stdout
    for name in ("grace", "ends", "newcomer", "warehouse", "Gold", "e-1", "move"):
        assert name not in found.lower().replace('"moves": null', ""), name


def test_everything_that_can_end_does() -> None:
    """So that no kind is left untried."""
    found = foresee(SITE)
    assert {item.kind for day in found.days or () for item in day.lapses} == set(
        get_args(LapseKind)
    )
    kinds = get_args(get_type_hints(Milestone)["kind"])
    assert {item.kind for item in found.milestones} == set(kinds)


def test_wrong_usage(run: Run) -> None:
    for until, said in (("2026-11-01", "later than 2026-11-01"), ("soon", "is not a day")):
        done = run("forecast", SITE, "--as-of", FROM, "--until", until)
        assert (done.code, done.stdout) == (2, "")
        assert said in done.stderr
    assert "Missing option '--until'" in run("forecast", SITE).stderr


def test_nothing_to_come(run: Run) -> None:
    span = ("--as-of", FROM, "--until", FROM + DAY)
    assert (
        "0 level changes; 0 other things end." in run("forecast", SITE, *span, "--private").stdout
    )
    found = forecast(read(SITE), FROM, FROM + DAY, True)
    (part,) = read_calendar(FORECASTS["ics"](found, read(SITE).settings, VOICE)).parts
    assert part.name == "VTIMEZONE"


def test_lines_of_a_calendar_end_as_the_standard_asks() -> None:
    arguments = ["forecast", str(SITE), *map(str, SPAN), "--format", "ics"]
    done = CliRunner().invoke(commands, arguments)
    assert done.stdout_bytes.count(b"\n") == done.stdout_bytes.count(b"\r\n") > 10
    read_calendar(done.stdout_bytes.decode())


def test_json_has_an_effect_for_every_event(run: Run) -> None:
    found = json.loads(run("forecast", SITE, *SPAN, "--format", "json", "--private").stdout)
    events: list[dict[str, Any]] = found["events"]
    places = [(item["date"], item["partner"] or "", item["program"]) for item in events]
    assert places == sorted(places)
    effects = {(item["date"], item["partner"]): item["effect"] for item in events}
    assert effects["2026-11-21", "ends"] == "Gold -> Bronze"
    assert effects["2026-12-25", "ends"] == "no effect"
    assert all(item["effect"] for item in events)


def test_json_as_documented(run: Run) -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8").split("\n`forecast`: ", 1)[1]
    shown = json.loads(text.split("```json\n", 1)[1].split("```")[0])
    found = json.loads(run("forecast", SITE, *SPAN, "--format", "json", "--private").stdout)
    assert shown.keys() == found.keys()
    assert all(item in found["events"] for item in shown.pop("events"))
    assert shown.items() <= found.items()


# --- calendars ----------------------------------------------------------------------------------


def events(text: str) -> list[Component]:
    return [part for part in read_calendar(text).parts if part.name == "VEVENT"]


def test_a_calendar_says_what_the_text_says() -> None:
    found = foresee(SITE)
    settings = read(SITE).settings
    read_back = events(FORECASTS["ics"](found, settings, VOICE))
    text = FORECASTS["text"](found, settings, VOICE)
    assert len(read_back) == len(found.milestones) + len(found.days or ())
    for event in read_back:
        day = date.fromisoformat(event["DTSTART"])
        assert f"{day}  " in text
        assert event["DTEND"] == (day + DAY).strftime("%Y%m%d")
        program, *lines = event["DESCRIPTION"].split("\n")
        assert program in text
        assert all(line in text for line in lines)


def test_ids_are_the_same_in_every_run_and_stand_once() -> None:
    """However the names of partners and levels change, and whatever the as-of date."""
    settings = read(SITE).settings
    found, later = foresee(SITE), foresee(SITE, date(2026, 12, 31))
    first = {event["UID"] for event in events(FORECASTS["ics"](found, settings, VOICE))}
    second = {event["UID"] for event in events(FORECASTS["ics"](later, settings, VOICE))}
    assert len(first) == len(found.milestones) + len(found.days or ())
    assert second < first
    elsewhere = replace(settings, base_url="https://elsewhere.example/")
    assert not first & {event["UID"] for event in events(FORECASTS["ics"](found, elsewhere, VOICE))}


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c \\ d: \"e\" 'f'",
        "ü" * 200,
        "𝔉" * 100,
        "x" * 74 + "é",
        "BEGIN:VEVENT",
        "\\n and \\N",
        "END:VCALENDAR,;\\",
    ],
)
def test_texts_come_back_as_they_are(text: str) -> None:
    event = CalendarEvent("a@b", date(2026, 2, 28), text, (text, text), text)
    found = read_calendar(calendar(text, date(2026, 1, 1), [event]))
    assert found["X-WR-CALNAME"] == text
    (read_back,) = found.parts
    assert read_back["SUMMARY"] == read_back["CATEGORIES"] == text
    assert read_back["DESCRIPTION"] == f"{text}\n{text}"
    assert read_back["DTSTAMP"] == "20260101T000000Z"


@pytest.mark.parametrize("text", ["a\r\nBEGIN:VEVENT", "a\nb", "\u2028", "\x1b[2J", "\u202e"])
def test_no_text_adds_a_line(text: str) -> None:
    event = CalendarEvent("a@b", date(9999, 12, 31), text, (text,))
    (read_back,) = read_calendar(calendar(text, date(2026, 1, 1), [event])).parts
    assert "\n" not in read_back["SUMMARY"] + read_back["DESCRIPTION"]
    assert "DTEND" not in read_back.values


def test_lines_are_folded_by_octets() -> None:
    event = CalendarEvent("a@b", date(2026, 2, 28), "é" * 300)
    for line in calendar("x", date(2026, 1, 1), [event]).encode().split(b"\r\n"):
        assert len(line) <= LONGEST
        line.decode()


# --- day by day ---------------------------------------------------------------------------------


def read(folder: Path) -> Directory:
    directory, diagnostics = validate(load(folder))
    assert directory is not None, diagnostics
    return directory


def foresee(folder: Path, as_of: date = FROM) -> Forecast:
    return forecast(read(folder), as_of, UNTIL, True)


Change = tuple[date, str, str, str | None, str | None, str | None]


def foreseen(found: Forecast) -> Iterator[Change]:
    for day in found.days or ():
        for move in day.moves:
            before, after = move.before.level, move.after.level
            if before != after:
                yield day.date, day.partner.id, day.program.id, move.ladder, before, after


def day_by_day(directory: Directory, first: date, last: date) -> Iterator[Change]:
    """The same by the stage that the site is built with, asked anew for every day."""
    before = held(directory, first)
    while first < last:
        first += DAY
        after = held(directory, first)
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                yield (first, *key, before.get(key), after.get(key))
        before = after


def held(directory: Directory, day: date) -> dict[tuple[str, str, str | None], str]:
    return {
        (item.partner, item.program, item.ladder): item.level
        for item in qualify(directory, day).standings
        if item.level is not None
    }


def test_levels_change_on_the_days_foreseen() -> None:
    directory = read(SITE)
    expected = set(day_by_day(directory, FROM, UNTIL))
    assert len(expected) > 5
    assert set(foreseen(forecast(directory, FROM, UNTIL, True))) == expected


def test_levels_of_the_demo_change_on_the_days_foreseen() -> None:
    directory = read(ROOT)
    sample = replace(directory, partners=directory.partners[::5])
    first, last = date(2027, 4, 1), date(2027, 7, 5)
    expected = set(day_by_day(sample, first, last))
    assert len(expected) >= 3
    assert set(foreseen(forecast(sample, first, last, True))) == expected


@pytest.mark.parametrize("seed", range(60))
def test_levels_of_random_programs_change_on_the_days_foreseen(seed: int) -> None:
    site, days = world(seed)
    directory, first, last = engine.in_memory(site), days[0], days[0] + 40 * DAY
    found = forecast(directory, first, last, True)
    assert set(foreseen(found)) == set(day_by_day(directory, first, last))
    for day in found.days or ():
        for move in day.moves:
            if move.before.outcome.version is move.after.outcome.version:
                # Nothing is new or given up while the rules stay the same.
                assert not [x for x in reasons(move, VOICE) if "new criterion" in x or "asked" in x]
    for say, language in product(FORECASTS.values(), ("en", "de")):
        assert say(found, directory.settings, Voice.of(language, "en", True))
