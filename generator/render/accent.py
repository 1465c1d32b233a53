"""The vendor's colour, taken apart into the shades a page needs, each readable where it stands.

Shades keep the hue and move in lightness (OKLab), until the contrast with what is behind or on
them is what WCAG asks for text: 4.5 to 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

READABLE = 4.5
# What stands behind text in `css/tokens.css`: the least favourable surface of each scheme.
LIGHT_SURFACE = "#efeeea"
DARK_SURFACE = "#2a2d33"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in OKLCH: lightness 0 to 1, chroma, hue in radians."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        """From ``#rrggbb``."""
        red, green, blue = (_linear(int(text[at : at + 2], 16) / 255) for at in (1, 3, 5))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
        return cls(lightness, math.hypot(a, b), math.atan2(b, a))

    def at(self, lightness: float, most_chroma: float = 1.0) -> Colour:
        """The same hue at another lightness."""
        return Colour(min(max(lightness, 0.0), 1.0), min(self.chroma, most_chroma), self.hue)

    @property
    def hex(self) -> str:
        """As ``#rrggbb``; colours that a screen cannot show lose chroma."""
        chroma = self.chroma
        while chroma and not all(-1e-4 <= c <= 1.0001 for c in self._channels(chroma)):
            chroma = max(chroma - 0.002, 0.0)
        return "#" + "".join(f"{_byte(channel):02x}" for channel in self._channels(chroma))

    def _channels(self, chroma: float) -> tuple[float, float, float]:
        """Linear red, green and blue."""
        a, b = chroma * math.cos(self.hue), chroma * math.sin(self.hue)
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours ``#rrggbb``, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def accent_stylesheet(accent: str) -> str:
    """Custom properties for both colour schemes, as a stylesheet after the theme's own."""
    light, dark = _block(_light(accent)), _block(_dark(accent))
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        # Paper is light whatever the screen was.
        f"@media print{{:root:root:root{{{light}}}}}\n"
    )


def _light(accent: str) -> dict[str, str]:
    colour = Colour.parse(accent)
    fill = _darken(colour, "#ffffff")
    return {
        "accent": _darken(colour, LIGHT_SURFACE).hex,
        "accent-fill": fill.hex,
        "accent-fill-strong": fill.at(fill.lightness - 0.07).hex,
        "accent-soft": colour.at(0.958, 0.022).hex,
        "accent-line": colour.at(0.86, 0.06).hex,
        "on-accent": "#ffffff",
        **_stage(colour, 0.27),
    }


def _dark(accent: str) -> dict[str, str]:
    colour = Colour.parse(accent)
    text = _lighten(colour, DARK_SURFACE)
    return {
        "accent": text.hex,
        "accent-fill": text.hex,
        "accent-fill-strong": text.at(min(text.lightness + 0.06, 0.96)).hex,
        "accent-soft": colour.at(0.285, 0.035).hex,
        "accent-line": colour.at(0.42, 0.06).hex,
        "on-accent": colour.at(0.16, 0.03).hex,
        **_stage(colour, 0.235),
    }


def _stage(colour: Colour, lightness: float) -> dict[str, str]:
    """The dark panel that opens the site; it stays dark in both schemes."""
    panel = colour.at(lightness, 0.06)
    return {
        "stage": panel.hex,
        "stage-line": panel.at(lightness + 0.13).hex,
        "stage-soft": colour.at(0.86, 0.035).hex,
        "stage-accent": _lighten(colour.at(0.8, 0.13), panel.hex).hex,
    }


def _darken(colour: Colour, behind: str) -> Colour:
    lightness = min(colour.lightness, 0.62)
    while contrast(colour.at(lightness).hex, behind) < READABLE + 0.1:
        lightness -= 0.005
    return colour.at(lightness)


def _lighten(colour: Colour, behind: str) -> Colour:
    lightness = max(colour.lightness, 0.72)
    while contrast(colour.at(lightness, 0.15).hex, behind) < READABLE + 0.1:
        lightness += 0.005
    return colour.at(lightness, 0.15)


def _block(properties: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in properties.items())


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _byte(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    bent = channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(bent * 255)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
