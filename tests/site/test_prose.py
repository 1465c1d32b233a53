"""Both dialects: what they format, and what they never let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.prose import document_prose, partner_prose, plain_text
from generator.site.views.parts import Html

PARTNER = {
    "paragraph": (
        "We build *edge* **things**.",
        "<p>We build <em>edge</em> <strong>things</strong>.</p>",
    ),
    "list": ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    "headings stay below those of the page": ("# Services", "<h3>Services</h3>"),
    "link": (
        "[us](https://acme.example/)",
        '<p><a href="https://acme.example/" rel="nofollow noopener">us</a></p>',
    ),
    "script is text": (
        "<script>alert(1)</script>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    ),
    "tags are text": ("<b onclick=x>bold</b>", "<p>&lt;b onclick=x&gt;bold&lt;/b&gt;</p>"),
    "brackets in code": ("`a<b>c`", "<p><code>a&lt;b&gt;c</code></p>"),
    "comparison": ("1 < 2 and <3", "<p>1 &lt; 2 and &lt;3</p>"),
    "autolink": (
        "<https://acme.example/>",
        '<p><a href="https://acme.example/" rel="nofollow noopener">https://acme.example/</a></p>',
    ),
    "unsafe link": ("[x](javascript:alert(1))", '<p><a rel="nofollow noopener">x</a></p>'),
    "no pictures": ("![alt](https://tracker.example/x.png)", "<p></p>"),
    "template is text": ("{{7*7}} {% raw %}", "<p>{{7*7}} {% raw %}</p>"),
}


@pytest.mark.parametrize("name", PARTNER)
def test_partner_prose(name: str) -> None:
    written, expected = PARTNER[name]
    assert partner_prose(written) == expected


@given(st.text(alphabet="<>/!?=\"' &;abhrefscipton:*_`#[]()\n-"))
def test_partner_prose_has_only_known_tags(text: str) -> None:
    html = partner_prose(text)
    assert "<script" not in html
    assert "<!--" not in html
    assert not any(f" {attribute}=" in html.split(">", 1)[0] for attribute in ("onclick", "style"))


def document(text: str) -> str:
    return document_prose(text, lambda address: address, "Back to {}").html


DOCUMENT = {
    "admonition": ('!!! note "Mind"\n    This.', '<div class="admonition note">'),
    "table": ("| a |\n|--:|\n| 1 |", '<td align="right">1</td>'),
    "footnote": ("A[^1]\n\n[^1]: B", 'id="fn:1"'),
    "definition": ("Term\n:   Meaning", "<dd>Meaning</dd>"),
    "heading": ("## What counts", '<h2 id="s-what-counts">What counts</h2>'),
    "first level is lowered": ("# Top\n\n## Below", '<h3 id="s-below">Below</h3>'),
}


@pytest.mark.parametrize("name", DOCUMENT)
def test_document_prose(name: str) -> None:
    written, expected = DOCUMENT[name]
    assert expected in document(written)


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<p style="position:fixed">x</p>',
        "[x](javascript:alert(1))",
        '<div class="card admonition" id="main">x</div>',
    ],
)
def test_document_prose_is_cleaned(written: str) -> None:
    html = document(written)
    for forbidden in ("<script", "<img", "style=", "javascript:", 'class="card', 'id="main"'):
        assert forbidden not in html


def test_contents_name_headings_of_two_levels() -> None:
    found = document_prose("## A\n\n### B & C\n\n#### D", lambda address: address, "{}").headings
    assert [(heading.id, heading.text, heading.level) for heading in found] == [
        ("s-a", "A", 2),
        ("s-b-c", "B & C", 3),
    ]


def test_plain_text_keeps_words_apart() -> None:
    assert plain_text(Html("<p>One</p><ul><li>two &amp; three</li><li>4</li></ul>")) == (
        "One two & three 4"
    )
