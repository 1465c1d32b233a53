"""The texts of the user interface: in every language, with the same gaps, and each in use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from generator.wording import FALLBACK, Message, catalogue
from tests.conftest import ROOT

WORDING = ROOT / "generator/wording"
THEME = ROOT / "themes/default"
AREAS = sorted(file.stem for file in WORDING.glob(f"{FALLBACK}/*.json"))
OTHERS = sorted(folder.name for folder in WORDING.iterdir() if folder.is_dir())
OTHERS = [name for name in OTHERS if name not in (FALLBACK, "__pycache__")]


def fields(message: Message) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", json.dumps(message)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_texts(language: str) -> None:
    english, other = catalogue(FALLBACK), catalogue(language)
    assert english.keys() == other.keys()
    differing = [
        name
        for name, message in english.items()
        if fields(message) != fields(other[name])
        or isinstance(message, str) != isinstance(other[name], str)
    ]
    assert not differing


# A name in quotes; what is put together, such as `site.{kind}_title`, has any words in its gaps.
QUOTED = re.compile(
    rf"""
    (["'`])
    (   (?:{"|".join(AREAS)}) \. (?! (?:ya?ml|js|toml|html)\1 ) [a-z_{{}}.]+  # and no file
    |   \{{\w+\}} _\w+
    )
    \1 (\s*~)?
    """,
    re.VERBOSE,
)
IN_SCRIPT = re.compile(r"""["`]([a-z][a-z_]*(?:\$\{\w+\})?)["`]""")
GAP = re.compile(r"\$?\{[^}]*\}")


def patterns() -> Iterator[re.Pattern[str]]:
    """The names of texts that Python and the templates ask for."""
    for path in [*(ROOT / "generator").rglob("*.py"), *THEME.rglob("*.html")]:
        for _, name, joined in QUOTED.findall(path.read_text("utf-8")):
            yield as_pattern(f"{name}{{more}}" if joined else name)


def script_patterns() -> Iterator[re.Pattern[str]]:
    """Every word in quotes of the locator's scripts, which ask for texts of their own area."""
    for path in THEME.glob("js/*.ts"):
        for name in IN_SCRIPT.findall(path.read_text("utf-8")):
            yield as_pattern(f"locator.{name}")


def as_pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"[\w.]+".join(map(re.escape, GAP.split(name))))


def test_every_text_is_in_use() -> None:
    asked = {*patterns(), *script_patterns()}
    unused = [name for name in catalogue(FALLBACK) if not any(p.fullmatch(name) for p in asked)]
    assert not unused


def test_every_text_in_use_is_there() -> None:
    known = catalogue(FALLBACK)
    missing = [p.pattern for p in patterns() if not any(map(p.fullmatch, known))]
    assert not missing
