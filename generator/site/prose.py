"""Prose as clean HTML: partners' texts in a small CommonMark, documentation in a rich Markdown.

Whatever the renderers give passes an allow-list, so that a text can format itself and no more.
`docs/formats/prose.md` describes both dialects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import cmarkgfm
import nh3
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from ..model.text import SAFE_SCHEMES
from .views.pages import Heading
from .views.parts import Html

_PARTNER_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "blockquote", "br", "h3", "h4"}
_DOCUMENT_TAGS = _PARTNER_TAGS | {
    *("h2", "h5", "h6", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td"),
    *("dl", "dt", "dd", "div", "sup", "abbr", "del"),
}
_DOCUMENT_CLASSES = {
    "div": {"admonition", "note", "tip", "warning", "important", "example", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
_DOCUMENT_ATTRIBUTES = {
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li", "sup")},
    "a": {"href"},
    "th": {"align", "scope"},
    "td": {"align"},
    "ol": {"start"},
    "abbr": {"title"},
}
_LESS_THAN = "\ue000"
"""Stands for a bracket that would begin a tag, from before Markdown until after it."""
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!(https?|mailto|tel):[^\s<>]*>)")
_HEADING = re.compile(r"(</?h)([1-6])\b")
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_EXTENSIONS = ["abbr", "admonition", "def_list", "footnotes", "sane_lists", "tables", "toc"]
_EXTENSIONS += ["fenced_code"]


@dataclass(frozen=True, slots=True)
class Document:
    """A page of documentation as HTML with its headings of the second and third level."""

    html: Html
    headings: tuple[Heading, ...]


@cache
def _partner_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_PARTNER_TAGS,
        attributes={"a": {"href"}},
        url_schemes=set(SAFE_SCHEMES),
        link_rel="nofollow noopener",
    )


@cache
def _document_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_DOCUMENT_TAGS,
        attributes=_DOCUMENT_ATTRIBUTES,
        allowed_classes=_DOCUMENT_CLASSES,
        url_schemes=set(SAFE_SCHEMES),
        link_rel="noopener",
    )


def partner_prose(text: str) -> Html:
    """A partner's text. Tags in it are shown as written; headings begin below the page's own."""
    html = cmarkgfm.markdown_to_html(_TAG.sub(_LESS_THAN, text)).replace(_LESS_THAN, "&lt;")
    # A refused address leaves an empty one, which would lead to the page itself.
    html = _lower_headings(html, 2).replace(' href=""', "")
    return Html(_partner_cleaner().clean(html).strip())


def plain_text(html: Html) -> str:
    """The words of a prose, for search and descriptions."""
    spaced = re.sub(r"</(p|li|h\d|blockquote|td|th|dd|dt)>", "\\g<0> ", html)
    text = nh3.clean(spaced, tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(text.split())


def document_prose(text: str, link: Callable[[str], str], footnote_back: str) -> Document:
    """Documentation. ``link`` gives the address to write for each address in the text.

    ``footnote_back`` is the title of the link from a footnote to the text, with {} for its number.
    """
    markdown = Markdown(
        extensions=_EXTENSIONS,
        extension_configs={
            "toc": {"slugify": _slug, "toc_depth": "1-3"},
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": footnote_back},
        },
        output_format="html",
    )
    html = _lower_headings(markdown.convert(text), 1 if _has_first_level(markdown) else 0)
    html = _LINK.sub(lambda match: match[1] + link(match[2]) + match[3], html)
    headings = tuple(_headings(markdown, 1 if _has_first_level(markdown) else 0))
    return Document(Html(_document_cleaner().clean(html).strip()), headings)


def _has_first_level(markdown: Markdown) -> bool:
    return any(token["level"] == 1 for token in _tokens(markdown))


def _tokens(markdown: Markdown) -> list[dict[str, object]]:
    tokens: list[dict[str, object]] = getattr(markdown, "toc_tokens", [])
    return tokens


def _headings(markdown: Markdown, shift: int) -> list[Heading]:
    found: list[Heading] = []

    def walk(tokens: list[dict[str, object]]) -> None:
        for token in tokens:
            level = int(str(token["level"])) + shift
            if level in (2, 3):
                found.append(Heading(str(token["id"]), plain_text(Html(str(token["html"]))), level))
            children = token["children"]
            if isinstance(children, list):
                walk(children)

    walk(_tokens(markdown))
    return found


def _slug(text: str, separator: str) -> str:
    """Prefixed, so that no heading can take the id of something else on the page."""
    return "s-" + (unquote(slugify_unicode(text, separator)) or "section")


def _lower_headings(html: str, by: int) -> str:
    return _HEADING.sub(lambda match: f"{match[1]}{min(int(match[2]) + by, 6)}", html)
