"""Everything a site says, checked and linked: what `validate` gives to the later stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .facts import Facts
from .partner import Partner
from .program import Program
from .text import EMPTY, Source, Text


@dataclass(frozen=True, slots=True)
class Notice:
    """A page of the footer: imprint, privacy, accessibility; an own page or a link."""

    title: Text
    target: str


@dataclass(frozen=True, slots=True)
class Settings:
    """``site.yaml``. The first of ``languages`` is the default one, at the root of the site."""

    title: Text
    vendor: str
    languages: tuple[str, ...]
    base_url: str = ""
    tagline: Text = EMPTY
    introduction: Text = EMPTY
    timezone: str = "UTC"
    theme: str = "default"
    accent: str = ""
    logo: str = ""
    notice: Text = EMPTY
    footer: tuple[Notice, ...] = ()
    stale_after_months: int = 12
    page_size: int = 50

    @property
    def default_language(self) -> str:
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of prose. ``section`` is a program's id, or empty for a page of the site itself."""

    slug: str
    section: str
    language: str
    title: str
    body: str
    source: Source
    body_line: int
    description: str = ""
    order: int = 100
    updated: date | None = None


VocabularyName = Literal["services", "industries", "products"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms by id. A kind that is None is free text in the records."""

    services: Mapping[str, Text] | None = None
    industries: Mapping[str, Text] | None = None
    products: Mapping[str, Text] | None = None

    def term(self, kind: VocabularyName, term_id: str) -> Text:
        terms: Mapping[str, Text] | None = getattr(self, kind)
        return terms[term_id] if terms is not None else Text.of(term_id)


@dataclass(frozen=True, slots=True)
class Directory:
    """``facts`` are private, keyed by partner; a partner without any has no entry."""

    settings: Settings
    vocabulary: Vocabulary
    programs: tuple[Program, ...]
    partners: tuple[Partner, ...]
    facts: Mapping[str, Facts] = field(repr=False)
    pages: tuple[Page, ...] = ()
    assets: Mapping[str, bytes] = field(repr=False, default_factory=dict)
