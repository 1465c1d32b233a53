"""The default theme keeps its own rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.render.theme import ThemeError, find_theme
from tests.conftest import ROOT

THEME = ROOT / "themes/default"
STYLES = sorted([*THEME.glob("css/**/*.css"), *THEME.glob("components/*/*.css")])
TEMPLATES = sorted([*THEME.glob("templates/*"), *THEME.glob("components/*/*.html")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


# --- the folder -------------------------------------------------------------------------------


def test_the_built_in_theme_is_found(tmp_path: Path) -> None:
    theme = find_theme(tmp_path, "default")
    assert theme.folder == THEME
    assert {"main.css", "core.js", "theme.js", "locator.js"} <= {name for name, _ in theme.static}


def test_the_sites_own_theme_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "themes/default"
    own.mkdir(parents=True)
    with pytest.raises(ThemeError) as caught:
        find_theme(tmp_path, "default")
    assert caught.value.diagnostic.rule.code == "B003"
    assert "theme.toml" in caught.value.diagnostic.message


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("contract = 99\naccent = '#000000'", "contract 99"),
        ("contract = 1\naccent = 'red'", "accent"),
        ("contract = 1\naccent = '#000000'", "templates/home.html"),
        ("contract =", "theme.toml"),
    ],
)
def test_an_incomplete_theme_is_named(tmp_path: Path, settings: str, said: str) -> None:
    own = tmp_path / "themes/own"
    own.mkdir(parents=True)
    own.joinpath("theme.toml").write_text(settings, "utf-8")
    with pytest.raises(ThemeError, match=re.escape(said)):
        find_theme(tmp_path, "own")


@pytest.mark.parametrize("name", ["nowhere", "../themes", "a/b", "", ".", "Default"])
def test_an_unknown_theme_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ThemeError, match=re.escape(f"“{name}”")) as caught:
        find_theme(tmp_path, name)
    assert caught.value.diagnostic.place.path == "site.yaml"


# --- styles -----------------------------------------------------------------------------------

LITERAL = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|(?<![\w-])\d*\.?\d+(?:px|rem|pt)\b|font-family:(?!\s*var)"
)


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    """It must be written twice, since no selector joins a media query and an attribute."""
    blocks = re.findall(
        r"\{\s*color-scheme: dark;([^}]*)\}", (THEME / "css/tokens.css").read_text()
    )
    by_system, by_choice = (block.split() for block in blocks)
    assert by_system == by_choice


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_literals_stand_in_the_tokens_only(path: Path) -> None:
    """But for hairlines, and for media queries, in which custom properties do not work."""
    if path.name == "tokens.css":
        return
    text = COMMENT.sub("", path.read_text("utf-8"))
    text = re.sub(r"@media[^{]*", "", text)
    found = [match[0] for match in LITERAL.finditer(text)]
    assert set(found) <= {"1px", "0.5px"}


def test_every_property_in_use_has_a_value() -> None:
    """In the tokens or in the stylesheet made of the accent."""
    used: set[str] = set()
    given: set[str] = set()
    for path in STYLES:
        text = path.read_text("utf-8")
        used |= set(re.findall(r"var\((--[\w-]+)", text))
        given |= set(re.findall(r"(?<![\w-])(--[\w-]+):", text))
    from generator.render.accent import accent_stylesheet

    given |= set(re.findall(r"(?<![\w-])(--[\w-]+):", accent_stylesheet("#123456")))
    assert used <= given
    assert given <= used, "nothing uses these"


def test_every_stylesheet_is_bundled() -> None:
    main = (THEME / "css/main.css").read_text("utf-8")
    named = {(THEME / "css" / name).resolve() for name in re.findall(r'@import "([^"]+)"', main)}
    assert named == set(STYLES) - {THEME / "css/main.css"}


def test_writing_direction_is_never_assumed() -> None:
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right):"
    )
    wrong = [path.name for path in STYLES if physical.search(path.read_text("utf-8"))]
    assert not wrong


def test_every_class_has_a_use() -> None:
    """A class of the styles stands in a template, a script, or in what Markdown makes."""
    markdown = {
        "admonition",
        "admonition-title",
        "warning",
        "important",
        "tip",
        "example",
        "footnote",
    }
    styled: set[str] = set()
    for path in STYLES:
        text = COMMENT.sub("", path.read_text("utf-8"))
        styled |= set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", text)))
    texts = " ".join(path.read_text("utf-8") for path in [*TEMPLATES, *THEME.glob("js/*.ts")])
    unused = {
        name
        for name in styled - markdown - {"css"}
        if name not in texts and not any(f"{stem}{{{{" in texts for stem in stems(name))
    }
    assert not unused


def stems(name: str) -> list[str]:
    """Beginnings after which a template puts the rest together, such as `mark--`."""
    return [name[: at + 2] for at in range(len(name)) if name[at : at + 2] == "--"]
