"""Calendars of all-day events, after RFC 5545. The same events and day give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model.days import day_after
from .visible import visible

LONGEST = 75
"""Octets of a line, without its end."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """``uid`` is the same in every run. ``lines`` are what there is to say beside the summary."""

    uid: str
    day: date
    summary: str
    lines: tuple[str, ...] = ()
    category: str = ""
    is_private: bool = False


def calendar(name: str, stamp: date, events: Sequence[CalendarEvent]) -> str:
    """The calendar, with lines that end as the standard asks. ``stamp`` is the day it is made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//partnersite//forecast//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += _event(event, stamp)
    if not events:
        lines += _UTC  # A calendar without any component would not be one.
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


_UTC = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def _event(event: CalendarEvent, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if (after := day_after(event.day)) is not None:
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.lines:
        yield f"DESCRIPTION:{_paragraphs(event.lines)}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    yield f"CLASS:{'PRIVATE' if event.is_private else 'PUBLIC'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _paragraphs(lines: Iterable[str]) -> str:
    return r"\n".join(map(_text, lines))


def _text(text: str) -> str:
    """A text on one line, with what has a meaning in values escaped."""
    shown = visible(text)
    for char in "\\;,":
        shown = shown.replace(char, f"\\{char}")
    return shown


def _folded(line: str) -> str:
    """The line in pieces that are short enough, none of which cuts a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])
