"""The answer to “why am I Silver?”: the level, how it came about, and until when it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.days import last_day
from ..qualify.reviews import next_month
from .explain import Explanation
from .figures import Figures
from .forecast_words import details
from .moves import from_to
from .visible import visible
from .voice import Voice


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say of one standing before any criterion is named."""

    explanation: Explanation
    figures: Figures

    @property
    def voice(self) -> Voice:
        return self.figures.voice

    def words(self, name: str, /, **values: object) -> str:
        return self.voice.words(name, **values)

    def level_name(self, level: str | None) -> str:
        """The level's name in the version in force, or in the one that will bring the level."""
        one = self.explanation
        return self.voice.level(level, one.version, *one.program.versions)

    # --- the heading --------------------------------------------------------------------------

    def heading(self) -> Iterator[str]:
        """Whose level this is, on which day and by which rules."""
        one, voice = self.explanation, self.voice
        ladders = [item.name for item in one.version.ladders if item.id == one.standing.ladder]
        place = ", ".join(map(voice.text, (one.program.name, *ladders)))
        yield f"{visible(one.partner.name)} ({one.partner.id}): {place}"
        yield self.words(
            "explain.rules",
            day=voice.date(one.as_of),
            version=visible(one.version.id),
            effective=voice.date(one.version.effective),
            file=visible(one.version.source.path),
        )
        if one.newer is not None:
            newer = visible(one.newer.id)
            if one.replaced_after is None:
                yield self.words("explain.other_version", version=newer)
            else:
                until = voice.date(one.replaced_after)
                yield self.words("explain.older_version", version=newer, until=until)

    # --- the level ----------------------------------------------------------------------------

    def level(self) -> str:
        """The level and since when it has been held."""
        standing = self.explanation.standing
        if standing.level is None:
            return self.words("explain.level_none")
        name = self.level_name(standing.level)
        if standing.since is not None:
            since = self.voice.date(standing.since)
            return self.words("explain.level_since", level=name, since=since)
        begins = [item.effective for item in self.explanation.program.versions]
        since = self.voice.date(min(begins))
        return self.words("explain.level_before", level=name, since=since)

    def status(self) -> str:
        """What kind of hold it is; empty for the plain one."""
        standing, date_ = self.explanation.standing, self.voice.date
        kept = standing.kept_until if self.voice.private else None
        match standing.status:
            case "pending":
                name, day = self.level_name(standing.earned), self._promoted_on()
                if day is None:
                    return self.words("explain.pending", level=name)
                return self.words("explain.pending_from", level=name, day=date_(day))
            case "grandfathered":
                if not self.voice.private:
                    return self.words("explain.grandfathered")
                if kept is None:
                    return self.words("explain.grandfathered_always")
                return self.words("explain.grandfathered_until", until=date_(kept))
            case "at-risk":
                if kept is None:
                    return self.words("explain.at_risk")
                return self.words("explain.at_risk_until", until=date_(kept))
            case "override":
                if kept is None:
                    return self.words("explain.by_hand")
                return self.words("explain.by_hand_until", until=date_(kept))
            case _:
                return ""

    def _promoted_on(self) -> date | None:
        review = self.explanation.version.review
        if review is not None and review.promotion == "next-month":
            return next_month(self.explanation.as_of)
        return self.explanation.standing.next_review

    # --- circumstances ------------------------------------------------------------------------

    def circumstances(self) -> Iterator[str]:
        """What the thresholds depend on, and what else holds the level back."""
        one, voice = self.explanation, self.voice
        if one.trace is None:
            return
        if one.version.tracks:
            yield self._track()
        yield from self._path()
        yield from self._region()
        yield from self._newcomer()
        if one.affiliates:
            names = voice.words.all_of(visible(item.name) for item in one.affiliates)
            yield self.words("explain.affiliates", names=names)
        for level in one.version.levels:
            if level.id in one.holding.barred:
                yield self.words(
                    "explain.held_too_long",
                    level=voice.text(level.name),
                    n=level.longest_stay or 0,
                )

    def _track(self) -> str:
        one = self.explanation
        enrolment, track = one.holding.outcome.enrolment, one.holding.outcome.track
        named = enrolment.track if enrolment else ""
        if track is not None:
            by_hand = one.standing.status == "override" and track.id != named
            how = "by_hand" if by_hand else "in_record" if named else "by_condition"
            return self.words(f"explain.track_{how}", name=self.voice.text(track.name))
        if named:
            return self.words("explain.track_unknown", name=visible(named))
        return self.words("explain.track_none")

    def _path(self) -> Iterator[str]:
        """The only way that counts, if the partner has chosen one."""
        outcome = self.explanation.holding.outcome
        chosen = outcome.enrolment.path if outcome.enrolment else ""
        for path in outcome.table.paths if outcome.table else ():
            if path.id == chosen:
                yield self.words("explain.path_chosen", path=self.voice.text(path.name))

    def _region(self) -> Iterator[str]:
        outcome, version = self.explanation.holding.outcome, self.explanation.version
        case, enrolment = outcome.case, outcome.enrolment
        if not version.regions or case is None:
            return
        names = [item.name for item in version.regions if item.id == case.region]
        if not names:
            yield self.words("explain.region_none")
        elif enrolment is not None and enrolment.region:
            yield self.words("explain.region_in_record", name=self.voice.text(names[0]))
        else:
            name = f"explain.region_by_{version.region_by}"
            yield self.words(name, name=self.voice.text(names[0]))

    def _newcomer(self) -> Iterator[str]:
        case, newcomers = self.explanation.holding.outcome.case, self.explanation.version.newcomers
        if case is not None and newcomers is not None and case.is_newcomer and case.enrolment.since:
            until = last_day(case.enrolment.since, newcomers.months)
            yield self.words("explain.newcomer", until=self.voice.date(until))

    def specialisations(self) -> Iterator[str]:
        held = self.explanation.standing.specialisations
        names = [item.name for item in self.explanation.version.specialisations if item.id in held]
        if names:
            listed = ", ".join(map(self.voice.text, names))
            yield self.words("explain.specialisations", names=listed)

    # --- what comes ---------------------------------------------------------------------------

    def coming(self) -> Iterator[str]:
        """The next review and, where figures may be told, the next change."""
        one, voice = self.explanation, self.voice
        if one.standing.next_review is not None:
            yield self.words("explain.next_review", day=voice.date(one.standing.next_review))
        if not voice.private:
            return
        change = one.standing.next_change
        if change is None or one.coming is None:
            yield self.words("explain.no_change")
            return
        levels = from_to(one.coming.moves[0], voice)
        yield self.words("explain.next_change", day=voice.date(change.date), levels=levels)
        yield from (f"  - {line}" for line in details(one.coming, voice))
