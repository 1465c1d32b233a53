"""What lapses or changes on a day, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.days import DAY
from ..model.metric import DocumentMetric, FactMetric
from ..model.program import Version
from ..model.standing import Reason
from ..model.text import Text
from ..qualify.changes import reason
from ..qualify.forecast import MemberDay, Milestone
from ..qualify.lapses import Lapse, LapseKind
from ..qualify.moves import Move
from .moves import because, from_to, reasons, tally
from .voice import Voice

_TOLD: dict[Reason, set[LapseKind]] = {
    "expiry": {"certificate", "outdated", "person", "document", "approval"},
    "fact": {"fact", "target"},
    "tenure": {"newcomer"},
    "override-ends": {"override"},
    "enrolment": {"membership"},
    "grace-ends": {"grace"},
    "grandfathering-ends": {"protection"},
}
"""Reasons that need no words of their own beside what lapses on the same day."""

# --- days of a program --------------------------------------------------------------------------


def milestone(item: Milestone, voice: Voice) -> str:
    """What happens to the program."""
    version = voice.quote(item.version)
    return voice.words(f"forecast.{item.kind}", n=item.members, version=version)


def moving(moves: Sequence[Move], voice: Voice) -> str:
    """How many move, as in 3 move: 2 down, 1 up."""
    if not moves:
        return voice.words("forecast.no_effect")
    return voice.words("forecast.moves", n=len(moves), tally=tally(moves, voice))


# --- days of a member ---------------------------------------------------------------------------


def effect(day: MemberDay, voice: Voice) -> str:
    """What the day does to the level, as in Gold -> Silver."""
    effects = "; ".join(_effect(move, voice) for move in day.moves)
    return effects or voice.words("forecast.no_effect")


def _effect(move: Move, voice: Voice) -> str:
    ladder = _ladder(move, voice)
    if move.direction:
        return f"{ladder}{from_to(move, voice)}"
    after = move.after
    status = after.status.replace("-", "_")
    level = after.earned if status == "pending" else after.level
    name = voice.level(level, after.outcome.version)
    if after.kept_until is not None and status in ("at_risk", "grandfathered"):
        until = voice.date(after.kept_until)
        return ladder + voice.words(f"forecast.{status}_until", level=name, until=until)
    return ladder + voice.words(f"forecast.status_{status}", level=name)


def _ladder(move: Move, voice: Voice) -> str:
    """What is put before the news of one ladder; empty where there are none."""
    if move.ladder is None:
        return ""
    versions = move.after.outcome.version, move.before.outcome.version
    return f"{voice.ladder(move.ladder, *versions)}: "


def details(day: MemberDay, voice: Voice) -> Iterator[str]:
    """What lapses, and why the level is another one."""
    for item in day.lapses:
        yield lapse(item, voice)
    kinds = {item.kind for item in day.lapses}
    for move in day.moves:
        lines = reasons(move, voice)
        if move.direction:
            why = reason(move.before, move.after)
            if _TOLD.get(why, set()) & kinds:
                lines = tuple(line for line in lines if line != because(move, voice))
        ladder = _ladder(move, voice) if len(day.moves) > 1 else ""
        yield from (f"{ladder}{line}" for line in lines)


def lapse(item: Lapse, voice: Voice) -> str:
    """What does not hold any more, with its last day."""
    kind = f"{item.kind}_{item.level}" if item.kind == "protection" else item.kind
    what = voice.words(
        f"forecast.ends_{kind}", name=_subject(item, voice), person=voice.quote(item.person)
    )
    if item.kind == "target" and item.level:
        level = voice.level(item.level, item.version)
        what = voice.words("forecast.for_level", what=what, level=level)
    return voice.words("forecast.last_day", what=what, day=voice.date(item.date - DAY))


def _subject(item: Lapse, voice: Voice) -> str:
    """The name of what lapses."""
    version, subject = item.version, item.subject
    match item.kind:
        case "certificate":
            name = next(x.name for x in version.certifications if x.id == subject)
            return voice.text(name)
        case "outdated" | "target":
            return _metric(subject, version, voice)
        case "document" | "fact":
            return _of_record(item.kind, subject, version, voice)
        case "approval":
            return _column(subject, version, voice)
        case "entitlement":
            named = (x.name for x in version.benefits if x.id == subject)
            return voice.text(next(named, Text.of(subject)))
        case _:
            return voice.level(subject, version)


def _metric(name: str, version: Version, voice: Voice) -> str:
    known = (version.metrics or {}).get(name)
    return voice.text(known.name if known else Text.of(name))


def _of_record(kind: str, name: str, version: Version, voice: Voice) -> str:
    """A document or fact, by the name of the metric that asks for it."""
    for metric in (version.metrics or {}).values():
        match metric.measure:
            case DocumentMetric(document=subject) if kind == "document" and subject == name:
                return voice.text(metric.name)
            case FactMetric(fact=subject) if kind == "fact" and subject == name:
                return voice.text(metric.name)
    return voice.quote(name)


def _column(name: str, version: Version, voice: Voice) -> str:
    """The name of a level or specialisation."""
    if any(item.id == name for item in version.specialisations):
        return voice.specialisation(name, version)
    return voice.level(name, version)
