"""Why a level is held, in a few sentences: by the criteria, or by something else than these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.days import DAY
from ..qualify.evaluate import level_verdict
from ..qualify.reviews import span_ends
from .answer import Answer
from .explain import Explanation, TakenOver
from .trace import Column, Way
from .visible import visible


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of one standing."""

    answer: Answer

    @property
    def _one(self) -> Explanation:
        return self.answer.explanation

    def _words(self, name: str, /, **values: object) -> str:
        return self.answer.words(name, **values)

    def sentences(self) -> Iterator[str]:
        """The reason first; then, where that is something else, what the criteria alone give."""
        one, standing = self._one, self._one.standing
        if one.trace is None:
            yield self._not_judged()
            return
        held = one.trace.level(standing.level)
        differs = standing.earned != standing.level
        if standing.status == "override":
            yield from self._by_hand()
        elif one.recorded is not None and differs:
            yield self._words("explain.recorded", source=visible(str(one.recorded.source)))
        elif standing.status == "grandfathered":
            yield from self._kept()
        elif standing.status == "at-risk":
            yield from self._at_risk()
        elif standing.status == "pending":
            yield from self._pending()
            return
        elif held is not None and differs:
            yield from self._earned_before()
        elif held is not None:
            yield from self._all_met(held)
            return
        else:
            yield from self._nothing_met()
            return
        yield self._words("explain.alone", level=self.answer.level_name(standing.earned))

    # --- by the criteria ----------------------------------------------------------------------

    def _all_met(self, column: Column) -> Iterator[str]:
        """All criteria of the level, on the path that was taken, and of the membership."""
        way, level = column.way(self._one.standing.path), self.answer.voice.text(column.name)
        if not way.asked:
            yield self._words("explain.asks_nothing", level=level)
        elif way.path is None:
            yield self._words("explain.all_met", n=len(way.asked), level=level)
        else:
            path = self.answer.voice.text(way.path.name)
            yield self._words("explain.all_met_by", n=len(way.asked), level=level, path=path)
        one, trace = self._one, self._one.trace
        if trace is None or not trace.membership.is_met:
            return
        if asked := trace.membership.way().asked:
            yield self._words("explain.members_met", n=len(asked))
        elif not way.asked and not (one.version.cumulative and column is not trace.levels[0]):
            yield self._words("explain.of_members")

    def other_ways(self) -> Iterator[str]:
        """What became of the paths that were not taken to a level that is earned."""
        one = self._one
        column = one.trace.level(one.standing.level) if one.trace else None
        if column is None or one.standing.earned != one.standing.level:
            return
        taken = column.way(one.standing.path).path
        states = [self._state(way) for way in column.ways if way.path and way.path is not taken]
        if states:
            level = self.answer.voice.text(column.name)
            yield self._words("explain.other_ways", level=level, ways="; ".join(states))

    def _state(self, way: Way) -> str:
        path = self.answer.voice.text(way.path.name) if way.path else ""
        if not way.missing:
            return self._words("explain.way_met", path=path)
        missing, of = len(way.missing), len(way.asked)
        return self._words("explain.way_missing", path=path, n=missing, of=of)

    def _nothing_met(self) -> Iterator[str]:
        one, trace = self._one, self._one.trace
        if not one.holding.outcome.is_out:
            has_levels = bool(one.holding.outcome.levels)
            yield self._words("explain.nothing_met" if has_levels else "explain.without_track")
            return
        yield self._words("explain.membership_missed")
        if trace and (level := trace.highest_met(one.version.cumulative)):
            name = self.answer.voice.text(level.name)
            yield self._words("explain.but_for_membership", level=name)

    # --- by something else --------------------------------------------------------------------

    def _by_hand(self) -> Iterator[str]:
        """A level that a person gave."""
        item = self._one.holding.override
        if item is None or not self.answer.voice.private:
            yield self._words("explain.given")
            return
        yield self._words(
            "explain.given_by",
            role=visible(item.approved_by),
            until=self.answer.voice.date(item.until),
            reason=visible(item.reason).rstrip("."),
            source=visible(str(item.source)),
        )

    def _kept(self) -> Iterator[str]:
        """A level kept or taken over from earlier rules."""
        one, voice = self._one, self.answer.voice
        floor, mapping = one.holding.floor, one.version.mapping
        if floor is None:
            return
        level = self.answer.level_name(floor.level)
        if floor.kind == "grandfathering":
            yield self._words(
                "rules.grandfathering",
                levels=level,
                date=voice.date(floor.begin - DAY),
                until=voice.date(floor.until) if floor.until else "",
            )
            return
        befores = [self._former(item) for item in one.taken_over]
        held_on = (mapping.held_on if mapping else None) or floor.begin - DAY
        yield self._words(
            "explain.taken_over",
            before=voice.words.all_of(befores),
            held_on=voice.date(held_on),
            level=level,
        )

    def _former(self, item: TakenOver) -> str:
        """What a level was called under earlier rules; of another program, with its name."""
        level = self.answer.voice.level(item.level, *item.program.versions)
        if item.program.id == self._one.program.id:
            return level
        program = self.answer.voice.text(item.program.name)
        return self._words("explain.level_in", level=level, program=program)

    def _at_risk(self) -> Iterator[str]:
        """A level that waits for a review or the end of a grace."""
        one, review = self._one, self._one.version.review
        level = self.answer.level_name(one.standing.level)
        yield self._words("explain.not_met_any_more", level=level)
        if review is None:
            return
        if review.misses > 1:
            yield self._words("rules.demotion_misses", n=review.misses)
        elif review.demotion == "at-review":
            yield self._words("rules.demotion_at_review")
        if review.grace is not None:
            yield self._words(f"rules.grace_{review.grace.unit}", n=review.grace.count)
        if review.minimum_stay is not None and one.standing.since is not None:
            stay = review.minimum_stay
            ends = span_ends(stay, one.standing.since)
            if ends is not None and ends > one.as_of:
                yield self._words(f"rules.stay_{stay.unit}", n=stay.count)

    def _pending(self) -> Iterator[str]:
        """A level that is earned and waits for its day."""
        one, review = self._one, self._one.version.review
        level = self.answer.level_name(one.standing.earned)
        yield self._words("explain.earned", level=level)
        if review is not None:
            yield self._words(f"rules.promotion_{review.promotion}".replace("-", "_"))

    def _earned_before(self) -> Iterator[str]:
        """A level that rests on an earlier success, or on what is not known to be missed."""
        one, voice = self._one, self.answer.voice
        level, review = self.answer.level_name(one.standing.level), one.version.review
        if one.success is None:
            yield self._words("explain.not_known", level=level)
        elif voice.private and one.success.until is not None:
            on, until = voice.date(one.success.on), voice.date(one.success.until)
            yield self._words("explain.earned_on", level=level, on=on, until=until)
        else:
            yield self._words("explain.earned_earlier", level=level)
        if one.success is not None and review is not None and review.window is not None:
            window = review.window
            yield self._words(f"rules.window_{window.unit}".replace("-", "_"), n=window.count)
        outcome, held = one.holding.outcome, one.holding.level or ""
        if one.version.unknown == "keep" and level_verdict(outcome, held) == "unknown":
            yield self._words("rules.unknown_keep")

    # --- not judged ---------------------------------------------------------------------------

    def _not_judged(self) -> str:
        """Why no rule was asked on this day."""
        one, date = self._one, self.answer.voice.date
        partner, day = one.partner, one.as_of
        if partner.status == "inactive":
            return self._words("explain.inactive")
        if partner.left_on is not None and partner.left_on < day:
            return self._words("explain.left", day=date(partner.left_on))
        own = [item for item in partner.programs if item.program == one.program.id]
        if any((item.since or day) <= day <= (item.until or day) for item in own):
            return self._words("explain.not_on_ladder")
        begins = [item.since for item in own if item.since and item.since > day]
        if begins:
            return self._words("explain.not_yet", day=date(min(begins)))
        return self._words("explain.ended", day=date(max(item.until for item in own if item.until)))
