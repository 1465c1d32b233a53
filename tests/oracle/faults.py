"""Faults to plant into the engine: each a slip that somebody could make, in one place.

A fault replaces a stretch of a module of `generator.qualify`. Where the engine is written anew, the
fault no longer fits, and its test says so.
"""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong, in which module, what stands there, and what is planted instead."""

    name: str
    module: str
    right: str
    wrong: str


FAULTS = [
    Fault(
        "thresholds are exclusive",
        "criteria.py",
        "or have < least",
        "or have <= least",
    ),
    Fault(
        "maximums are exclusive",
        "criteria.py",
        "have <= needed if at_most",
        "have < needed if at_most",
    ),
    Fault(
        "unknown counts as missed in combinations",
        "criteria.py",
        'return "unknown" if met + verdicts.count("unknown") >= needed else "missed"',
        'return "missed"',
    ),
    Fault(
        "a condition that is unknown asks",
        "criteria.py",
        'return found if condition == "met" or found == "met" else "unknown"',
        "return found",
    ),
    Fault(
        "one person serves twice",
        "criteria.py",
        'if found == "met" and row.each_person_once:',
        "if False:",
    ),
    Fault(
        "nothing on record is nought",
        "courses.py",
        "return Course((), (None,))",
        "return Course((), (ZERO,))",
    ),
    Fault(
        "the first of two facts goes on",
        "courses.py",
        "course.append(current[-1][1] if current else None)",
        "course.append(current[0][1] if current else None)",
    ),
    Fault(
        "the last day of a certificate no longer counts",
        "certified.py",
        "end = last and day_after(last)",
        "end = last",
    ),
    Fault(
        "people count before they join",
        "certified.py",
        "(person.joined, kind.since)",
        "(kind.since,)",
    ),
    Fault(
        "any release will do",
        "certified.py",
        "if kind.ends is None or held.version in kind.ends:",
        "if True:",
    ),
    Fault(
        "an entry is active after its last day",
        "measures.py",
        "over = day_after(entry.ended)",
        "over = day_after(day_after(entry.ended) or entry.ended)",
    ),
    Fault(
        "the least amount does not count itself",
        "measures.py",
        "return amount is None or amount >= minimum",
        "return amount is None or amount > minimum",
    ),
    Fault(
        "the last quarters begin with the present one",
        "periods.py",
        "return (enters, ends) if enters else None",
        "return (entry, ends) if enters else None",
    ),
    Fault(
        "the year before ends with the calendar",
        "periods.py",
        "return (enters, year_begin(period.begins, entry, 2)) if enters else None",
        "return (enters, year_begin((1, 1), entry, 2)) if enters else None",
    ),
    Fault(
        "points in proportion go on above the most",
        "derive.py",
        "min(max(number, Fraction(0)) / Fraction(part.full_at), Fraction(1))",
        "max(number, Fraction(0)) / Fraction(part.full_at)",
    ),
    Fault(
        "growth from any base",
        "derive.py",
        "if against <= 0 or (",
        "if against == 0 or (",
    ),
    Fault(
        "equal figures are better",
        "peers.py",
        "values.append(ranked[-places] if 0 < places <= len(ranked) else None)",
        "values.append(ranked[-places] + 1 if 0 < places <= len(ranked) else None)",
    ),
    Fault(
        "newcomers for a day longer",
        "case.py",
        "return ends is None or self.day < ends",
        "return ends is None or self.day <= ends",
    ),
    Fault(
        "regions go before newcomers",
        "case.py",
        "if cell.newcomers is not None and self.is_newcomer:",
        "if cell.newcomers is not None and self.is_newcomer and not cell.by_region:",
    ),
    Fault(
        "an approval stands for every row",
        "case.py",
        'and item.criterion in ("", criterion)',
        "",
    ),
    Fault(
        "the level by hand that began first goes on",
        "member.py",
        "found is None or (found.since or date.min) <= (since or date.min)",
        "found is None",
    ),
    Fault(
        "levels below are not asked for",
        "evaluate.py",
        "if case.rules.version.cumulative:",
        "if False:",
    ),
    Fault(
        "membership stays open while it is unknown",
        "evaluate.py",
        'return found == "met" or (found == "unknown" and is_held',
        'return found == "met" or (found == "unknown"',
    ),
    Fault(
        "the first review missed is enough",
        "state.py",
        "self.due = self.due or self.misses >= self.review.misses",
        "self.due = True",
    ),
    Fault(
        "misses are forgotten between two reviews",
        "state.py",
        "if self.due or is_review(self.review, self.since, day):",
        "if not self.due or is_review(self.review, self.since, day):",
    ),
    Fault(
        "grace ends a day early",
        "state.py",
        "falls = span_ends(self.review.grace, self.clock)\n        stays",
        "falls = (span_ends(self.review.grace, self.clock) or self.clock) - DAY\n        stays",
    ),
    Fault(
        "no minimum stay",
        "state.py",
        "stays = span_ends(self.review.minimum_stay, self.begin)\n        return",
        "stays = self.begin\n        return",
    ),
    Fault(
        "promotion on any day",
        "state.py",
        "return day.day == 1",
        "return True",
    ),
    Fault(
        "a window of calendar months begins with the day",
        "reviews.py",
        "return months_later(last.replace(day=1), window.count)",
        "return months_later(last, window.count)",
    ),
    Fault(
        "protected for a day too long",
        "holding.py",
        "(self.until is None or day <= self.until)",
        "(self.until is None or day <= self.until + (date(2, 1, 2) - date(2, 1, 1)))",
    ),
    Fault(
        "held at a level for ever",
        "replay.py",
        "if shown is not None and ends is not None and day >= ends:",
        "if False:",
    ),
    Fault(
        "what was recorded is forgotten at once",
        "replay.py",
        "self._state.keep(record.level, record.since)",
        "pass",
    ),
    Fault(
        "nobody is compared where levels do not ask for it",
        "rules.py",
        "compares=_compares(version, tables.values()),",
        "compares=bool(depends.ranked),",
    ),
    Fault(
        "who meets the membership again waits for a promotion",
        "replay.py",
        "not goes_on or state.is_out or outcome.is_out",
        "not goes_on or outcome.is_out",
    ),
]
