"""The pages in docs/rules/ are test cases: what each says is reported, and nothing else is.

A page shows files by their path and content, on top of the small site beside this module. A block
of ``text`` after them is what `check --private` says about that site; files without such a block
make no mistake. Run this file to write that output, and the list of all rules, into docs/rules/.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.diagnostics import Diagnostic  # noqa: E402
from generator.load.site import load  # noqa: E402
from generator.pipeline import check_recorded  # noqa: E402
from generator.qualify.standings import qualify  # noqa: E402
from generator.report.diagnostics import full  # noqa: E402
from generator.rules import RULES, Rule  # noqa: E402
from generator.site.assemble import assemble  # noqa: E402
from generator.validate.directory import validate  # noqa: E402

SITE = Path(__file__).parent / "site"
PAGES = ROOT / "docs/rules"
DAY = date(2026, 11, 1)
ELSEWHERE = {"B", "I"}
"""Groups of rules that a site's files alone cannot break; other tests have their cases."""

BLOCK = re.compile(
    r"^`(?P<path>[^`\n]+)`(?: \((?P<how>[^)\n]+)\))?\n\n```\w+\n(?P<content>.*?)^```$"
    r"|^`(?P<removed>[^`\n]+)` is removed\.$"
    r"|^```text\n(?P<said>.*?)^```$"
    r"|^(?P<heading>#+ [^\n]*)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass
class Case:
    """Files that are put on top of the small site, and what is said about it."""

    line: int
    files: dict[str, bytes | Path | None] = field(default_factory=dict)
    said: str = ""
    span: tuple[int, int] | None = None

    def run(self, folder: Path) -> str:
        shutil.copytree(SITE, folder, dirs_exist_ok=True)
        for name, content in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                shutil.rmtree(file)
            file.unlink(missing_ok=True)
            if isinstance(content, bytes):
                file.write_bytes(content)
            elif isinstance(content, Path):
                file.symlink_to(content)
        lines = [line.plain.rstrip() for line in full(found_in(folder))]
        return "\n".join(lines[:-1]).strip("\n") + "\n"


def found_in(folder: Path) -> list[Diagnostic]:
    """What is wrong with a site, up to the stage that needs no theme."""
    files = load(folder)
    directory, found = validate(files)
    if directory is None:
        return found
    recorded = check_recorded(directory, files)
    _, more = assemble(directory, qualify(directory, DAY), "")
    return sorted([*found, *recorded, *more], key=Diagnostic.sort_key)


def cases(page: Path) -> Iterator[Case]:
    text = page.read_text("utf-8")
    case = Case(1)
    for match in BLOCK.finditer(text):
        if match["said"] is not None:
            case.said, case.span = match["said"], match.span("said")
        elif match["path"]:
            case.files[match["path"]] = as_written(match["content"], match["how"] or "")
            continue
        elif match["removed"]:
            case.files[match["removed"]] = None
            continue
        if case.files:
            yield case
        case = Case(text.count("\n", 0, match.end()) + 1)
    if case.files:
        yield case


def as_written(content: str, how: str) -> bytes | Path:
    """A block's content, with what its page says about it in brackets."""
    if how == "a symbolic link":
        return Path(content.strip())
    for drawn, code in re.findall(r"(\S) is U\+([0-9A-F]+)", how):
        content = content.replace(drawn, chr(int(code, 16)))
    if times := re.search(r"([\d,]+) times", how):
        content *= int(times[1].replace(",", ""))
    return content.encode("cp1252" if "Windows-1252" in how else "utf-8")


def page_of(rule: Rule) -> Path:
    return PAGES / f"{rule.code}-{rule.slug}.md"


def index() -> str:
    """README.md: every rule, linked."""
    rows = [
        f"| [{rule.code}]({page_of(rule).name}) | {rule.slug} | {rule.severity} | {rule.summary} |"
        for rule in sorted(RULES.values(), key=lambda rule: rule.code)
    ]
    return "\n".join([*INTRODUCTION, *rows, ""])


INTRODUCTION = (
    "# Rules",
    "",
    "What `partnersite check` reports. Each page says what the rule is about, shows a mistake with",
    "what is said about it, and how to mend it; every example is a test. Errors keep a site from",
    "being published; warnings do so with `--strict`. Codes are never used again for another rule.",
    "",
    "| code | rule | severity | |",
    "| --- | --- | --- | --- |",
)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_page(rule: Rule, tmp_path: Path) -> None:
    page = page_of(rule)
    assert page.read_text("utf-8").startswith(f"# {rule.code} {rule.slug}\n")
    seen = ""
    for number, case in enumerate(cases(page)):
        said = case.run(tmp_path / str(number))
        assert said.strip() == case.said.strip(), f"{page.name}, line {case.line}"
        seen += said
    if rule.code[0] not in ELSEWHERE:
        assert f"{rule.severity}[{rule.code} {rule.slug}]" in seen


def test_the_small_site_has_no_mistake() -> None:
    assert not found_in(SITE)


def test_every_page_has_a_rule() -> None:
    pages = {page.name for page in PAGES.glob("*.md")} - {"README.md"}
    assert pages == {page_of(rule).name for rule in RULES.values()}


def test_every_rule_is_raised_somewhere() -> None:
    code = "".join(
        file.read_text("utf-8")
        for file in (ROOT / "generator").rglob("*.py")
        if file.name != "rules.py"
    )
    assert not [slug for slug in RULES if f'"{slug}"' not in code]


def test_the_list_of_rules_is_current() -> None:
    assert (PAGES / "README.md").read_text("utf-8") == index()


def main() -> None:
    (PAGES / "README.md").write_text(index(), "utf-8")
    for page in PAGES.glob("[A-Z][0-9]*.md"):
        text = page.read_text("utf-8")
        for case in reversed(list(cases(page))):
            if case.span:
                with tempfile.TemporaryDirectory() as folder:
                    start, end = case.span
                    text = text[:start] + case.run(Path(folder)) + text[end:]
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
