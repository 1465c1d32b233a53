"""Logos: there, and of a kind that browsers show and cannot execute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, did_you_mean
from .formats.record import RecordFormat
from .formats.site import SiteFormat
from .shape import Shaped

_SIGNATURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "svg": re.compile(
        rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL
    ),
}
_ACTIVE = re.compile(
    rb"<\s*(\w+:)?(script|foreignObject|iframe|object|embed|handler|animate|set|style|image|use)\b"
    rb"|\son\w+\s*=|javascript:|data:|<!ENTITY|<!DOCTYPE|<\?xml-stylesheet"
    rb"|href\s*=\s*[\"']?\s*(?!#)[\w/]",
    re.IGNORECASE,
)
"""What a drawing does not need and an attack does: refused rather than cleaned."""


def check_logo(
    file: Shaped[RecordFormat] | Shaped[SiteFormat], logo: str | None, assets: Mapping[str, bytes]
) -> Iterator[Diagnostic]:
    """Whether the logo that a file names exists, is an image by its content, and is inert."""
    if logo is None:
        return
    wrong = _what_is_wrong(logo, assets)
    if wrong:
        yield file.report("missing-asset", wrong[0], ("logo",), wrong[1])


def _what_is_wrong(logo: str, assets: Mapping[str, bytes]) -> tuple[str, str] | None:
    """Message and hint."""
    content = assets.get(logo)
    if content is None:
        hint = did_you_mean(logo, assets) or "Paths start at the site folder: partners/logos/x.svg."
        return f"There is no picture “{logo}”", hint
    kind = logo.rsplit(".", 1)[-1].lower()
    signature = _SIGNATURES.get(kind)
    if signature is None or not signature.match(content):
        hint = "Use an SVG, PNG, JPEG or WebP file whose name ends accordingly."
        return f"“{logo}” is not a picture", hint
    found = _ACTIVE.search(content) if kind == "svg" else None
    if found is None:
        return None
    what = found.group().decode("utf-8", "replace").strip()
    hint = "Export it as a plain drawing, without script, styles, links or embedded pictures."
    return f"“{logo}” holds “{what}”, which a logo must not", hint
