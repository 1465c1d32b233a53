"""How levels are decided beyond the tables: reviews, regions, newcomers, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.change import Review
from ..model.program import MEMBERSHIP, Region, Version
from .edition import Edition
from .metric_words import MetricWords
from .tables import Tables
from .views.program import RegionView, RulesView


class ProgramRules:
    """The rules of one version in one language."""

    def __init__(self, edition: Edition, version: Version) -> None:
        self.edition = edition
        self.words = edition.words
        self.version = version

    def view(self) -> RulesView:
        version = self.version
        membership = Tables(self.edition, version).rows(version.membership, MEMBERSHIP)
        return RulesView(
            membership=membership,
            sentences=tuple(self._sentences()),
            regions=tuple(self._region(region) for region in version.regions),
        )

    def _sentences(self) -> Iterator[str]:
        version, words = self.version, self.words
        if version.cumulative:
            yield words("rules.cumulative")
        if version.review is not None:
            yield from self._review(version.review)
        if version.newcomers is not None:
            yield words("rules.newcomers", n=version.newcomers.months)
        if version.regions:
            yield words(f"rules.region_by_{version.region_by}")
        if version.affiliates == "together":
            yield words("rules.affiliates")
        if version.unknown == "keep":
            yield words("rules.unknown_keep")
        yield from MetricWords(self.edition, version).years()
        for level in version.levels:
            if level.longest_stay is not None:
                name = self.edition.text(level.name)
                yield words("rules.longest_stay", level=name, n=level.longest_stay)

    def _review(self, review: Review) -> Iterator[str]:
        """The rhythm, then how a level rises and falls."""
        words = self.words
        if review.on:
            days = words.all_of(words.day_of_year(*day) for day in review.on)
            yield words("rules.review_on", days=days)
        elif review.months is not None:
            if review.from_membership:
                yield words("rules.review_membership", n=review.months)
            else:
                yield words(f"rules.review_calendar_{review.months}")
        yield words(f"rules.promotion_{review.promotion}".replace("-", "_"))
        yield self._demotion(review)
        if review.grace is not None:
            yield words(f"rules.grace_{review.grace.unit}", n=review.grace.count)
        if review.minimum_stay is not None:
            stay = review.minimum_stay
            yield words(f"rules.stay_{stay.unit}", n=stay.count)
        if review.window is not None:
            window = review.window
            yield words(f"rules.window_{window.unit}".replace("-", "_"), n=window.count)

    def _demotion(self, review: Review) -> str:
        if review.misses > 1:
            return self.words("rules.demotion_misses", n=review.misses)
        return self.words(f"rules.demotion_{review.demotion}".replace("-", "_"))

    def _region(self, region: Region) -> RegionView:
        countries = sorted(map(self.words.country, region.countries))
        return RegionView(region.id, self.edition.text(region.name), tuple(countries))
