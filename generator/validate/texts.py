"""From file formats to domain texts, and the check of addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from ..model.text import ANY_LANGUAGE, EMPTY, SAFE_SCHEMES, Text


def text(value: str | Mapping[str, str] | None) -> Text:
    """A plain text is the same in every language; None is the empty text."""
    if value is None:
        return EMPTY
    return Text.of(value) if isinstance(value, str) else Text(dict(value))


def titled(title: Text, detail: Text) -> Text:
    """``title: detail`` in every language that either has."""
    languages = dict.fromkeys((*title.by_language, *detail.by_language))
    if len(languages) > 1:
        languages.pop(ANY_LANGUAGE, None)
    return Text({code: f"{title(code)}: {detail(code)}" for code in languages})


def is_safe_url(url: str) -> bool:
    """Whether an address is a plain https, http, mailto or tel link.

    Browsers strip tabs and line breaks and read full-width letters and backslashes generously,
    so an address with anything of the kind, or with a user name, is refused outright.
    """
    if any(ch.isspace() or ch in "\\<>\"'`{}|^" for ch in url):
        return False
    if any(unicodedata.category(ch).startswith("C") for ch in url):
        return False
    try:
        parts = urlsplit(url)
        port_is_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path) and not parts.netloc
    host = parts.hostname or ""
    well_formed = all(host.split(".")) and "@" not in parts.netloc and port_is_number
    return parts.scheme in SAFE_SCHEMES and bool(host) and well_formed and "%" not in parts.netloc


def is_root_address(url: str) -> bool:
    """Whether the routes of a site can be added to an address: https or http, and no query."""
    web = url.startswith(("https://", "http://"))
    return web and is_safe_url(url) and "?" not in url and "#" not in url
