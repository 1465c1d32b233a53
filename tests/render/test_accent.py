"""The vendor's colour is readable on every surface, whatever colour it is."""

from __future__ import annotations

import re

import pytest

from generator.render.accent import Colour, accent_stylesheet, contrast
from tests.conftest import ROOT

TOKENS = (ROOT / "themes/default/css/tokens.css").read_text("utf-8")
ACCENTS = ["#000000", "#ffffff", "#808080", "#ffcc00", "#00ff00", "#0b6e63", "#7a1fa2", "#0000ff"]
ACCENTS += ["#e2001a", "#ff69b4", "#003366", "#9acd32"]


def properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))


SCHEMES = re.split(r"@media \(prefers-color-scheme: dark\)|@media print", TOKENS)
LIGHT, DARK, _ = map(properties, SCHEMES)
SURFACES = ("surface", "surface-raised", "surface-sunken", "surface-hover")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("accent", ACCENTS)
def test_a_colour_survives_the_way_there_and_back(accent: str) -> None:
    assert Colour.parse(accent).hex == accent


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize(("scheme", "tokens"), [(0, LIGHT), (1, DARK)])
def test_shades_are_readable(accent: str, scheme: int, tokens: dict[str, str]) -> None:
    shades = properties(accent_stylesheet(accent).splitlines()[scheme])
    pairs = [(shades["accent"], tokens[surface]) for surface in SURFACES]
    pairs += [
        (shades["accent"], shades["accent-soft"]),
        (shades["on-accent"], shades["accent-fill"]),
        (shades["on-accent"], shades["accent-fill-strong"]),
        (shades["stage-soft"], shades["stage"]),
        (shades["stage-accent"], shades["stage"]),
        ("#ffffff", shades["stage"]),
    ]
    poor = [
        (one, two, round(contrast(one, two), 2)) for one, two in pairs if contrast(one, two) < 4.5
    ]
    assert not poor


@pytest.mark.parametrize("tokens", [LIGHT, {**LIGHT, **DARK}])
def test_ink_is_readable(tokens: dict[str, str]) -> None:
    inks = ("ink", "ink-soft", "ink-faint", "good")
    pairs = [(ink, surface) for ink in inks for surface in SURFACES]
    pairs += [("warn", "warn-soft"), ("on-mark", "mark"), ("on-medal", "medal-ink")]
    pairs += [("on-paper", "paper"), ("on-paper-faint", "paper")]
    poor = [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5]
    assert not poor
    edges = [
        surface for surface in SURFACES if contrast(tokens["line-strong"], tokens[surface]) < 3
    ]
    assert not edges
