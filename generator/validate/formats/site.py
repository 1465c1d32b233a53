"""``site.yaml`` and ``content/vocabulary.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .scalars import (
    Format,
    FormatVersion,
    Id,
    Int,
    LanguageTag,
    Line,
    LocalLine,
    LocalProse,
    Many,
    RootUrl,
    Url,
    Written,
)

COLOUR = r"^#[0-9a-fA-F]{6}$"
Colour = Annotated[str, Field(pattern=COLOUR), Written("colour", type="string")]


class NoticeFormat(Format):
    """A link in the footer: ``page`` is the slug of an own page, ``url`` an address elsewhere."""

    title: LocalLine
    """What the link says."""
    page: Id | None = None
    """Slug of a page in ``content/pages``."""
    url: Url | None = None
    """An address elsewhere, instead of ``page``."""


class SiteFormat(Format):
    """Settings of the whole site. The first language is the default one."""

    format: FormatVersion
    """Version of these formats: always 1."""
    title: LocalLine
    """Name of the site, in the header and in every page's title."""
    vendor: Line
    """Name of the vendor whose partners these are."""
    languages: Annotated[tuple[LanguageTag, ...], Many, Field(min_length=1)]
    """Codes of the site's languages. The first is the default, at the root of the site."""
    base_url: RootUrl | None = None
    """Address of the published site, for links that need it in full. A sub-path works."""
    tagline: LocalLine | None = None
    """One sentence on the home page."""
    introduction: LocalProse | None = None
    """Text on the home page, in Markdown."""
    timezone: Line = "UTC"
    """Where the vendor's day begins: decides what “today” is."""
    theme: Line = "default"
    """Name of the theme: a folder in ``themes/``, or the one built in."""
    accent: Colour | None = None
    """Main colour of the theme, such as ``"#0b5cad"``."""
    logo: Line | None = None
    """Path of the vendor's logo in the site folder."""
    notice: LocalLine | None = None
    """A line on every page, such as whose example this is."""
    footer: tuple[NoticeFormat, ...] = ()
    """Links at the foot of every page: imprint, privacy, accessibility."""
    stale_after_months: Annotated[Int, Field(ge=1, le=120)] = 12
    """Months after ``last_verified`` when a record counts as stale."""
    page_size: Annotated[Int, Field(ge=10, le=500)] = 50
    """Partners on one page of a list."""


class VocabularyFormat(Format):
    """Terms by id. A kind that is left out is free text in the records."""

    DEFINES = frozenset({"services", "industries", "products"})

    services: dict[Id, LocalLine] | None = None
    """What partners offer: id and name."""
    industries: dict[Id, LocalLine] | None = None
    """Industries that partners know: id and name."""
    products: dict[Id, LocalLine] | None = None
    """The vendor's products: id and name."""
