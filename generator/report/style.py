"""How reports on many members show texts and figures: in English, plain or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model.program import Ladder, Level, Specialisation, Version
from ..model.standing import Reason, Value
from ..model.text import Text
from .figures import Figures
from .visible import visible
from .voice import Voice

LANGUAGE = "en"
_DIGITS = frozenset("0123456789.,-")


@dataclass(frozen=True, slots=True)
class Style:
    """``quote`` shows a text of the site so that it cannot act where it is read.

    ``default`` is the site's language, for texts that are not there in English.
    """

    private: bool
    default: str = LANGUAGE
    quote: Callable[[str], str] = visible

    def text(self, text: Text) -> str:
        return self.quote(text(LANGUAGE, self.default))

    def level(self, level: str | None, *versions: Version | None) -> str:
        """The name of a level in the first of the versions that knows it."""
        if level is None:
            return "no level"
        return self._name(level, (item for x in versions if x for item in x.levels))

    def ladder(self, ladder: str, *versions: Version | None) -> str:
        return self._name(ladder, (item for x in versions if x for item in x.ladders))

    def specialisation(self, name: str, *versions: Version | None) -> str:
        return self._name(name, (item for x in versions if x for item in x.specialisations))

    def _name(self, wanted: str, known: Iterable[Level | Ladder | Specialisation]) -> str:
        return self.text(next((item.name for item in known if item.id == wanted), Text.of(wanted)))

    def value(self, value: Value, version: Version, metric: str, up: bool = False) -> str:
        """A figure with its unit, yes or no, or a text."""
        match value:
            case None:
                return "unknown"
            case bool():
                return "yes" if value else "no"
            case str():
                return self.quote(value)
            case _:
                return self._amount(
                    self._figures(version).amount(value, version.metric(metric), up)
                )

    def gap(self, value: Value, version: Version, metric: str) -> str:
        """What is missing between two figures."""
        if value is None or isinstance(value, bool | str):
            return ""
        return self._amount(self._figures(version).gap(value, version.metric(metric)))

    def _amount(self, shown: str) -> str:
        """A figure whose unit or currency may be anything."""
        return shown if _DIGITS.issuperset(shown) else self.quote(shown)

    def _figures(self, version: Version) -> Figures:
        return Figures(self._voice, version)

    def reason(self, reason: Reason) -> str:
        """What changes a level from one day to the next."""
        return self._voice.reason(reason)

    @property
    def _voice(self) -> Voice:
        return Voice.of(LANGUAGE, self.default, self.private)
