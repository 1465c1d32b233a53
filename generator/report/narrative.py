"""The answer to “why am I Silver?” in words: what holds, what is missing, what changes when."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.program import ApprovalRow, Combination, Version
from .explain import Explanation
from .figures import HIDDEN, in_words, name_and_unit, needed, sources, words
from .trace import Column, Line
from .visible import columns, visible

_REASONS = {
    "expiry": "a certificate, document or approval runs out, or a person leaves",
    "ageing": "older figures no longer count",
    "fact": "another fact or agreed target on record begins or ends",
    "override-begins": "a level given by hand begins",
    "override-ends": "the level given by hand ends",
    "enrolment": "the membership begins or ends",
    "version": "the rules of another version take effect",
}


def narrate(explanation: Explanation, private: bool) -> str:
    """The explanation as paragraphs and tables of plain text."""
    blocks = [_heading(explanation), "\n".join(_answer(explanation, private))]
    blocks += _missing(explanation, private)
    blocks += _change(explanation, private)
    if explanation.trace is not None:
        blocks += [_table(column, explanation, private) for column in explanation.trace.columns]
        if not private:
            blocks.append(f"“{HIDDEN}” stands for private figures: run with --private to see them.")
    return "\n\n".join(blocks) + "\n"


def _heading(explanation: Explanation) -> str:
    partner, version = explanation.partner, explanation.version
    return (
        f"{visible(partner.name)} ({partner.id}) in {words(explanation.program.name)}\n"
        f"as of {explanation.as_of}, by version {visible(version.id)},"
        f" in force since {version.effective} ({visible(version.source.path)})"
    )


def _level_name(explanation: Explanation, level: str | None) -> str:
    """The level's name in the version in force, or in the one that will bring the level."""
    versions = (explanation.version, *explanation.program.versions)
    names = (item.name for version in versions for item in version.levels if item.id == level)
    return words(next(names)) if level else "no level"


def _answer(explanation: Explanation, private: bool) -> Iterator[str]:
    """The level and, in a sentence or two, why."""
    standing = explanation.standing
    since = f", held since {standing.since}" if standing.since else ""
    yield f"Level: {_level_name(explanation, standing.level)}{since}"
    yield from _track(explanation)
    yield from _specialisations(explanation)
    if explanation.enrolment is None:
        yield f"Why: {_not_enrolled(explanation)}"
    elif standing.status == "override":
        yield from _by_hand(explanation, private)
    elif explanation.trace and (held := explanation.trace.level(standing.level)):
        yield f"Why: {_all_met(held)}"
    elif explanation.trace and explanation.trace.levels:
        yield "Why: the criteria of no level are all met."


def _all_met(column: Column) -> str:
    name = words(column.name)
    match column.criteria:
        case 0:
            return f"{name} asks for nothing."
        case 1:
            return f"the only criterion of {name} is met."
        case number:
            return f"all {number} criteria of {name} are met."


def _track(explanation: Explanation) -> Iterator[str]:
    version, standing = explanation.version, explanation.standing
    enrolment = explanation.enrolment
    if not version.tracks or enrolment is None:
        return
    for track in version.tracks:
        if track.id == standing.track:
            named = "named in the record" if enrolment.track else "its condition holds"
            yield f"Track: {words(track.name)} ({named}; {visible(str(track.source))})"
            return
    yield (
        f"Track: none. “{visible(enrolment.track)}” is not a track of this version."
        if enrolment.track
        else "Track: none. The record names none, and no track's condition holds."
    )


def _specialisations(explanation: Explanation) -> Iterator[str]:
    held = explanation.standing.specialisations
    known = {item.id: words(item.name) for item in explanation.version.specialisations}
    if held:
        yield f"Specialisations: {', '.join(known[name] for name in held)}"


def _not_enrolled(explanation: Explanation) -> str:
    """Why no rule was asked on this day."""
    partner, day = explanation.partner, explanation.as_of
    if partner.status == "inactive":
        return "the record says “status: inactive”, and inactive partners hold no level."
    if partner.left_on is not None and partner.left_on < day:
        return f"the partner left on {partner.left_on}."
    for item in partner.programs:
        if item.program == explanation.program.id and item.since and item.since > day:
            return f"the membership begins on {item.since}."
    ends = [item.until for item in partner.programs if item.program == explanation.program.id]
    return f"the membership ended on {max(end for end in ends if end)}."


def _by_hand(explanation: Explanation, private: bool) -> Iterator[str]:
    """A level that a person gave, and what the criteria alone would give."""
    earned = explanation.trace.earned if explanation.trace else None
    alone = words(earned.name) if earned else "no level"
    yield f"Why: the level was given by hand. The criteria alone give: {alone}."
    item = explanation.override
    if private and item is not None:
        yield (
            f"     By {visible(item.approved_by)}, until {item.until}:"
            f" {visible(item.reason)} ({visible(str(item.source))})"
        )


def _missing(explanation: Explanation, private: bool) -> Iterator[str]:
    """What the next level lacks, criterion by criterion."""
    if explanation.trace is None:
        return
    column = explanation.trace.level(explanation.next_level)
    if column is None:
        if explanation.trace.levels and explanation.standing.level:
            yield "There is no higher level."
        return
    name = words(column.name)
    if not column.missing:
        yield f"For {name} nothing is missing."
        return
    missing = len(column.missing)
    are = "is" if missing == 1 else "are"
    head = f"For {name} {missing} of {column.criteria} criteria {are} missing:"
    yield "\n".join([head, *_lacks(column, explanation.version, private)])


def _lacks(column: Column, version: Version, private: bool) -> Iterator[str]:
    """The missing criteria, with the missing rows of a combination below it."""
    met: int | None = None
    for line in column.lines:
        if met is not None and line.depth > met:
            continue  # A row of a combination that holds without it.
        met = line.depth if line.finding.verdict == "met" else None
        if met is None:
            name = name_and_unit(line, version)
            yield f"{'  ' * line.depth}  - {name}: {_lack(line, private)}"


def _lack(line: Line, private: bool) -> str:
    """One missing criterion in words."""
    finding, asked = line.finding, needed(line, private)
    if isinstance(line.criterion, ApprovalRow):
        return "the approval is missing"
    if isinstance(line.criterion, Combination):
        if not private:
            return "not enough of them hold"
        return f"needs {asked}, and {in_words(finding.have)} of them hold"
    if asked == HIDDEN:
        asked = "a threshold that is not shown"
    elif finding.needed is None and line.agreed:
        return "no threshold is agreed with this partner"
    elif finding.needed is None:
        return "its threshold is not published, so an approval has to stand for it"
    if finding.verdict == "unknown":
        return f"needs {asked}, and nothing is on record"
    if not private:
        return f"needs {asked}"
    gap = f", is {in_words(finding.gap)} short" if finding.gap else ""
    return f"needs {asked}, has {in_words(finding.have)}{gap}"


def _change(explanation: Explanation, private: bool) -> Iterator[str]:
    if not private:
        return
    change = explanation.standing.next_change
    if change is None:
        yield "Next change: none, as far as the records reach."
        return
    level = _level_name(explanation, change.level)
    reason = _REASONS[change.reason]
    yield (f"Next change: {level} on {change.date}, if nothing new arrives ({reason}).")


def _table(column: Column, explanation: Explanation, private: bool) -> str:
    """All criteria of one column with their figures and the line of each rule."""
    standing, missing = explanation.standing, len(column.missing)
    held = column.id in (standing.level, standing.track, *standing.specialisations)
    by_hand = standing.status == "override" and column.id == standing.level
    state = f"{missing} of {column.criteria} missing" if missing else "all met"
    head = f"{words(column.name)}: {state}{', held' if held else ''}{' by hand' if by_hand else ''}"
    if not column.lines:
        return f"{head} (it asks for nothing)"
    titles = ("", "needed", "have", "gap", "verdict", "rule")
    rows = (_row(line, explanation.version, private) for line in column.lines)
    header, *lines = columns([titles, *rows])
    shown = [head, f"  {header}"]
    for text, line in zip(lines, column.lines, strict=True):
        shown.append(f"  {text}")
        if private and line.finding.facts:
            indent = "  " * (line.depth + 2)
            shown.append(f"  {indent}from {sources(line.finding.facts)}")
    return "\n".join(shown)


def _row(line: Line, version: Version, private: bool) -> tuple[str, ...]:
    finding = line.finding
    gap = "" if finding.gap is None else in_words(finding.gap)
    return (
        "  " * line.depth + name_and_unit(line, version),
        needed(line, private),
        in_words(finding.have) if private else HIDDEN,
        gap if private else HIDDEN,
        finding.verdict,
        visible(str(finding.source)),
    )
