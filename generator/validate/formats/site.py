"""``site.yaml`` and ``content/vocabulary.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .scalars import Format, Id, Int, LanguageTag, Line, LocalLine, LocalProse, Url


class NoticeFormat(Format):
    """A link in the footer: ``page`` is the slug of an own page, ``url`` an address elsewhere."""

    title: LocalLine
    page: Id | None = None
    url: Url | None = None


class SiteFormat(Format):
    """Settings of the whole site. The first language is the default one."""

    format: Literal["1"]
    title: LocalLine
    vendor: Line
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1)]
    base_url: Url | None = None
    tagline: LocalLine | None = None
    introduction: LocalProse | None = None
    timezone: Line = "UTC"
    theme: Line = "default"
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    logo: Line | None = None
    notice: LocalLine | None = None
    footer: tuple[NoticeFormat, ...] = ()
    stale_after_months: Annotated[Int, Field(ge=1, le=120)] = 12
    page_size: Annotated[Int, Field(ge=10, le=500)] = 50


class VocabularyFormat(Format):
    """Terms by id. A kind that is left out is free text in the records."""

    services: dict[Id, LocalLine] | None = None
    industries: dict[Id, LocalLine] | None = None
    products: dict[Id, LocalLine] | None = None
