"""Text in several languages, and where a value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""How a language is written: ``de``, ``pt-BR``, ``zh-Hans``, ``es-419``."""
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Of addresses that a site may link to."""
ANY_LANGUAGE = ""
"""Key of a text that is the same in every language, such as the name of a level called Gold."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, by language code. ``Text.of("Gold")`` is the same in every language."""

    by_language: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Text:
        return cls({ANY_LANGUAGE: text})

    def resolve(self, language: str, default: str) -> tuple[str, str]:
        """The text for a reader of ``language``, and the language it is really in.

        Falls back to the site's ``default`` language, then to the first one written. The second
        value is empty when the text belongs to no particular language.
        """
        for code in (language, ANY_LANGUAGE, default, *self.by_language):
            if code in self.by_language:
                return self.by_language[code], code
        return "", ANY_LANGUAGE

    def __call__(self, language: str, default: str = "en") -> str:
        return self.resolve(language, default)[0]


EMPTY = Text({})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The file and line that a rule or fact was read from."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"
