"""From ``site.yaml``, the vocabulary and pages to their domain types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..diagnostics import Diagnostic
from ..load.tree import PageFile
from ..model.directory import Notice, Page, Settings, Vocabulary
from ..model.text import Source
from .formats.page import PageFormat
from .formats.site import SiteFormat, VocabularyFormat
from .shape import Shaped
from .texts import is_safe_url, text


def build_settings(site: Shaped[SiteFormat]) -> Settings:
    """The settings of ``site.yaml``."""
    value = site.value
    return Settings(
        title=text(value.title),
        vendor=value.vendor,
        languages=value.languages,
        base_url=(value.base_url or "").rstrip("/"),
        tagline=text(value.tagline),
        introduction=text(value.introduction),
        timezone=value.timezone,
        theme=value.theme,
        accent=value.accent or "",
        logo=value.logo or "",
        notice=text(value.notice),
        footer=tuple(
            Notice(text(item.title), f"page:{item.page}" if item.page else item.url or "")
            for item in value.footer
        ),
        stale_after_months=value.stale_after_months,
        page_size=value.page_size,
    )


def check_site(site: Shaped[SiteFormat], pages: set[str]) -> Iterator[Diagnostic]:
    """What the settings contradict: time zone, addresses, links of the footer."""
    value = site.value
    try:
        ZoneInfo(value.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield site.report(
            "wrong-value",
            f"“{value.timezone}” is not a time zone",
            ("timezone",),
            "Write a name such as Europe/Berlin. On Windows, install the package tzdata.",
        )
    if value.base_url and not is_safe_url(value.base_url):
        yield site.report("unsafe-url", "The base URL is not a plain address", ("base_url",))
    for i, item in enumerate(value.footer):
        if (item.page is None) == (item.url is None):
            yield site.report("contradiction", "Give either “page” or “url”", ("footer", i))
        elif item.url and not is_safe_url(item.url):
            message = "This address is not a plain https, http, mailto or tel link"
            yield site.report("unsafe-url", message, ("footer", i, "url"))
        elif item.page and item.page not in pages:
            message = f"There is no page content/pages/{item.page}.md"
            yield site.report("broken-link", message, ("footer", i, "page"))


def build_vocabulary(file: Shaped[VocabularyFormat] | None) -> Vocabulary:
    """The site's terms; without a file every kind is free text."""
    if file is None:
        return Vocabulary()
    value = file.value
    kinds = (value.services, value.industries, value.products)
    return Vocabulary(
        *(
            None if terms is None else {name: text(label) for name, label in terms.items()}
            for terms in kinds
        )
    )


def build_page(
    file: PageFile, front: Shaped[PageFormat], section: str, default_language: str
) -> Page:
    """A page of prose; its slug is its file's name without language and ending."""
    value = front.value
    return Page(
        slug=PurePosixPath(file.stem).name,
        section=section,
        language=file.language or default_language,
        title=value.title,
        body=file.body,
        source=Source(file.path, 1),
        body_line=file.body_line,
        description=value.description or "",
        order=value.order,
        updated=value.updated,
    )
