"""In which language a report speaks, whether it tells private figures, and how it quotes texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ..model.program import Ladder, Level, Specialisation, Version
from ..model.text import Text
from ..wording import Wording, catalogue
from .visible import visible


@dataclass(frozen=True, slots=True)
class Voice:
    """``default`` is the site's language, for texts that are not there in the report's own.

    ``quote`` shows a text of the site so that it cannot act where it is read.
    """

    words: Wording
    default: str
    private: bool
    quote: Callable[[str], str] = visible

    @classmethod
    def of(cls, language: str, default: str, private: bool) -> Voice:
        return cls(Wording(language), default, private)

    def text(self, text: Text) -> str:
        """A text of the site."""
        return self.quote(text(self.words.language, self.default))

    def date(self, day: date) -> str:
        return self.words.date(day)

    # --- names --------------------------------------------------------------------------------

    def level(self, level: str | None, *versions: Version | None) -> str:
        """The name of a level in the first of the versions that knows it."""
        if level is None:
            return self.words("explain.no_level")
        return self._name(level, (item for x in versions if x for item in x.levels))

    def ladder(self, ladder: str, *versions: Version | None) -> str:
        return self._name(ladder, (item for x in versions if x for item in x.ladders))

    def specialisation(self, name: str, *versions: Version | None) -> str:
        return self._name(name, (item for x in versions if x for item in x.specialisations))

    def _name(self, wanted: str, known: Iterable[Level | Ladder | Specialisation]) -> str:
        return self.text(next((item.name for item in known if item.id == wanted), Text.of(wanted)))


def speaks(language: str) -> bool:
    """Whether there are texts in a language."""
    return bool(catalogue(language))
