"""In which language a report speaks, and whether it tells private figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.standing import Reason
from ..model.text import Text
from ..wording import Wording, catalogue
from .visible import visible


@dataclass(frozen=True, slots=True)
class Voice:
    """``default`` is the site's language, for texts that are not there in the report's own."""

    words: Wording
    default: str
    private: bool

    @classmethod
    def of(cls, language: str, default: str, private: bool) -> Voice:
        return cls(Wording(language), default, private)

    def text(self, text: Text) -> str:
        """A text of the site."""
        return visible(text(self.words.language, self.default))

    def date(self, day: date) -> str:
        return self.words.date(day)

    def reason(self, reason: Reason) -> str:
        """What changes a level."""
        return self.words(f"explain.reason_{reason}".replace("-", "_"))


def speaks(language: str) -> bool:
    """Whether there are texts in a language."""
    return bool(catalogue(language))
