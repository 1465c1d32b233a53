"""The examples on the pages of the import rules: table, map, and what is said about them.

UPDATE_CASES=1 writes what is said into the pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.edit.importer import import_records
from generator.report.diagnostics import full
from generator.rules import RULES, Rule
from tests.conftest import ROOT, check_expected

PAGES = ROOT / "docs/rules"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IMPORT_RULES = [rule for rule in RULES.values() if rule.code.startswith("I")]


@pytest.mark.parametrize("rule", IMPORT_RULES, ids=lambda rule: rule.code)
def test_page(rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGES / f"{rule.code}-{rule.slug}.md"
    text = page.read_text("utf-8")
    blocks: dict[str, str] = dict(BLOCK.findall(text))
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text("languages: [en]\n", "utf-8")
    Path("table.csv").write_text(blocks["csv"], "utf-8")
    Path("map.yaml").write_text(blocks["yaml"], "utf-8")
    if "record" in blocks:
        Path("partners").mkdir()
        Path("partners/alpha.yaml").write_text(blocks["record"], "utf-8")
    result = import_records(Path("table.csv"), Path(), Path("map.yaml"), dry_run=False)
    lines = [line.plain.rstrip() for line in full(list(result.diagnostics))][:-1]
    said = "\n".join(lines).strip("\n") + "\n"
    check_expected(page, text.replace(f"```text\n{blocks['text']}```", f"```text\n{said}```"))
    assert {found.rule for found in result.diagnostics} == {rule}
