"""What lapses or changes when, as text by month, as JSON, or as a calendar."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from ..model.days import DAY
from ..model.directory import Settings
from ..qualify.changes import reason
from ..qualify.forecast import Forecast, MemberDay, Milestone
from ..qualify.moves import Move
from .forecast_words import details, effect, lapse, milestone, moving
from .ics import CalendarEvent, calendar
from .levels import Row
from .moves import reasons
from .voice import Voice

Item = Milestone | MemberDay


def forecast_text(forecast: Forecast, settings: Settings, voice: Voice) -> str:
    """For the terminal, month by month."""
    first, last = voice.date(forecast.as_of + DAY), voice.date(forecast.until)
    title = voice.words("forecast.title", first=first, last=last)
    blocks = [title, _summary(forecast, voice)]
    for (year, month), items in groupby(_items(forecast), lambda x: (x.date.year, x.date.month)):
        lines = [line for item in items for line in _lines(item, voice)]
        blocks.append("\n".join([f"{date(year, month, 1):%Y-%m}", *(f"  {x}" for x in lines)]))
    blocks += [voice.words("forecast.private")] if forecast.days is None else []
    return "\n\n".join(blocks) + "\n"


def forecast_json(forecast: Forecast, settings: Settings, voice: Voice) -> str:
    """One object; docs/commands.md describes its members."""
    events = [row for item in _items(forecast) for row in _rows(item, voice)]
    found: Row = {
        "as_of": forecast.as_of.isoformat(),
        "until": forecast.until.isoformat(),
        "private": forecast.days is not None,
        "events": events,
    }
    return json.dumps(found, indent=2) + "\n"


def forecast_ics(forecast: Forecast, settings: Settings, voice: Voice) -> str:
    """A calendar of all-day events, for what is in `forecast_text`."""
    site = settings.title(voice.words.language, settings.default_language)
    events = [_event(item, voice, settings) for item in _items(forecast)]
    return calendar(voice.words("forecast.calendar", site=site), forecast.as_of, events)


FORECASTS: dict[str, Callable[[Forecast, Settings, Voice], str]] = {
    "text": forecast_text,
    "json": forecast_json,
    "ics": forecast_ics,
}


def _items(forecast: Forecast) -> list[Item]:
    """By day, what concerns a program as a whole first."""
    items: list[Item] = [*forecast.milestones, *(forecast.days or ())]
    return sorted(items, key=lambda item: (item.date, _partner(item), item.program.id))


def _partner(item: Item) -> str:
    return "" if isinstance(item, Milestone) else item.partner.id


# --- text ---------------------------------------------------------------------------------------


def _summary(forecast: Forecast, voice: Voice) -> str:
    words = voice.words
    if forecast.days is None:
        return words("forecast.milestones", n=len(forecast.milestones))
    moves = [move for item in forecast.days for move in item.moves if move.direction]
    lapses = sum(len(item.lapses) for item in forecast.days)
    changes = words("forecast.level_changes", n=len(moves))
    return f"{changes}; {words('forecast.endings', n=lapses)}"


def _lines(item: Item, voice: Voice) -> Iterator[str]:
    program = voice.text(item.program.name)
    if isinstance(item, Milestone):
        yield f"{item.date}  {program}: {milestone(item, voice)}"
        if voice.private:
            yield f"  - {moving(item.moves, voice)}"
        return
    who = f"{voice.quote(item.partner.name)} ({voice.quote(item.partner.id)})"
    yield f"{item.date}  {who}, {program}: {effect(item, voice)}"
    for line in details(item, voice):
        yield f"  - {line}"


# --- JSON ---------------------------------------------------------------------------------------


def _rows(item: Item, voice: Voice) -> Iterator[Row]:
    """One object for a milestone, for each thing that lapses and for each ladder that moves."""
    if isinstance(item, Milestone):
        yield _milestone_row(item, voice)
        return
    what = effect(item, voice)
    member: Row = {
        "date": item.date.isoformat(),
        "partner": item.partner.id,
        "name": item.partner.name,
        "program": item.program.id,
    }
    for one in item.lapses:
        yield {
            **member,
            "kind": one.kind,
            "subject": one.subject,
            "person": one.person or None,
            "text": lapse(one, voice),
            "effect": what,
        }
    for move in item.moves:
        yield {**member, **_move(move, voice), "effect": what}


def _milestone_row(item: Milestone, voice: Voice) -> Row:
    row: Row = {
        "date": item.date.isoformat(),
        "partner": None,
        "program": item.program.id,
        "kind": item.kind,
        "version": item.version or None,
        "members": item.members,
        "text": milestone(item, voice),
    }
    if not voice.private:
        return {**row, "effect": None, "moves": None}
    moves = [
        {
            "partner": move.partner.id,
            "ladder": move.ladder,
            "from": move.before.level,
            "to": move.after.level,
        }
        for move in item.moves
    ]
    return {**row, "effect": moving(item.moves, voice), "moves": moves}


def _move(move: Move, voice: Voice) -> Row:
    after = move.after
    return {
        "kind": "level" if move.direction else "status",
        "ladder": move.ladder,
        "from": move.before.level,
        "to": after.level,
        "direction": move.direction,
        "status": after.status,
        "kept_until": after.kept_until.isoformat() if after.kept_until else None,
        "reason": reason(move.before, after) if move.direction else None,
        "reasons": list(reasons(move, voice)),
    }


# --- calendar -----------------------------------------------------------------------------------


def _event(item: Item, voice: Voice, settings: Settings) -> CalendarEvent:
    program = item.program.name(voice.words.language, settings.default_language)
    if isinstance(item, Milestone):
        uid = _uid(settings, item, item.kind, item.version)
        summary = f"{program}: {milestone(item, voice)}"
        movers = [moving(item.moves, voice)] if voice.private else []
        return CalendarEvent(uid, item.date, summary, tuple(movers), "Program", voice.private)
    lines = tuple(details(item, voice))
    what = effect(item, voice) if item.moves else lines[0]
    summary, category = f"{item.partner.name}: {what}", "Level" if item.moves else "End"
    uid = _uid(settings, item)
    return CalendarEvent(uid, item.date, summary, (program, *lines), category, True)


def _uid(settings: Settings, item: Item, *more: str) -> str:
    """The same in every run, and in no other site."""
    host = urlsplit(settings.base_url).hostname or "partnersite.invalid"
    parts = (item.date.isoformat(), item.program.id, _partner(item), *more)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return f"{digest}@{host}"
