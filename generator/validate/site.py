"""From ``site.yaml``, the vocabulary and pages to their domain types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..diagnostics import Diagnostic, did_you_mean
from ..load.tree import PageFile
from ..model.directory import Notice, Page, Settings, Vocabulary
from ..model.text import Source
from .formats.page import PageFormat
from .formats.site import SiteFormat, VocabularyFormat
from .images import check_logo
from .shape import Shaped
from .texts import text


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


def check_site(
    site: Shaped[SiteFormat], pages: set[str], assets: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """What the settings get wrong: languages, time zone, addresses, links of the footer, logo."""
    value = site.value
    yield from check_logo(site, value.logo, assets)
    yield from _check_settings(site)
    for i, item in enumerate(value.footer):
        if (item.page is None) == (item.url is None):
            yield site.report("contradiction", "Give either “page” or “url”", ("footer", i))
        elif item.page and item.page not in pages:
            message = f"There is no page content/pages/{item.page}.md"
            hint = did_you_mean(item.page, pages) or "Write that page, or remove this link."
            yield site.report("broken-link", message, ("footer", i, "page"), hint)


def _check_settings(site: Shaped[SiteFormat]) -> Iterator[Diagnostic]:
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
