"""README and docs: what they link to and which places of the code they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("themes/**/README.md")]
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
# A path in backticks; words in capitals, such as ID, stand for something else.
PLACE = re.compile(r"`((?:generator|themes|tests|docs|examples|packaging)/[a-z0-9_./-]*)`")


@pytest.mark.parametrize("file", sorted(FILES), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_links_and_paths_lead_somewhere(file: Path) -> None:
    text = file.read_text("utf-8")
    links = LINK.findall(CODE.sub("", text))
    targets = [file.parent / link.partition("#")[0] for link in links if "://" not in link]
    targets += [ROOT / place for place in PLACE.findall(text)]
    missing = [path.relative_to(ROOT).as_posix() for path in targets if not path.exists()]
    assert not missing
