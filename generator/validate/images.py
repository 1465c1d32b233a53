"""Logos: there, and of a kind that browsers show and cannot execute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, did_you_mean
from .formats.record import RecordFormat
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


def check_logo(record: Shaped[RecordFormat], assets: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Whether the record's logo exists, is an image by its content, and is inert."""
    logo = record.value.logo
    if logo is None:
        return
    content = assets.get(logo)
    if content is None:
        hint = did_you_mean(logo, assets) or "Paths start at the site folder: partners/logos/x.svg."
        yield record.report("missing-asset", f"There is no picture “{logo}”", ("logo",), hint)
        return
    kind = logo.rsplit(".", 1)[-1].lower()
    signature = _SIGNATURES.get(kind)
    if signature is None or not signature.match(content):
        hint = "Use an SVG, PNG, JPEG or WebP file whose name ends accordingly."
        yield record.report("missing-asset", f"“{logo}” is not a picture", ("logo",), hint)
    elif kind == "svg" and (found := _ACTIVE.search(content)):
        what = found.group().decode("utf-8", "replace").strip()
        message = f"“{logo}” holds “{what}”, which a logo must not"
        hint = "Export it as a plain drawing, without script, styles, links or embedded pictures."
        yield record.report("missing-asset", message, ("logo",), hint)
