"""Nothing private in the output: not as it is, not encoded, and not to be read off a change.

`tests/golden/privacy/README.md` says how the markers look.
"""

from __future__ import annotations

import base64
import gzip
import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, BuildSite, Run, read_files

SITE = ROOT / "tests" / "golden" / "privacy"
AS_OF = "2026-10-01"
PRIVATE = b"kzqjx"
PUBLIC = b"vwzqj"

SEPARATOR = r"(?:[.,' ]|\xc2\xa0|\xe2\x80\xaf)?"
BEGINNINGS = ("917355", "458677", "183471")
"""How secret figures begin: those of the site, a half of one, and a sum of two."""
# A secret figure, however its digits are grouped.
FIGURE = re.compile("|".join(map(SEPARATOR.join, BEGINNINGS)).encode("latin-1"))
DAY = re.compile(
    rb"(?<![0-9a-f])193[1-9]-[01]\d-[0-3]\d"
    rb"|(January|February|March|April|May|June|July|August|Januar|Februar|M.{1,8}rz|Mai|Juni|Juli)"
    rb"( \d{1,2},)? 193[1-9]"
    rb"|2026-02-13|13 Feb(ruary)? 2026|Feb(ruary)? 13, 2026|13\. Feb(ruar)? 2026|13\.0?2\.2026"
)


def files(output: Path) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file, compressed ones unpacked."""
    for name, content in read_files(output).items():
        yield name, gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def guises(marker: bytes) -> list[bytes]:
    """The marker as it may be written, apart from its case."""
    return [
        marker,
        marker[::-1],
        marker.decode().encode("utf-16-le"),
        marker.decode().encode("utf-16-be"),
        marker.hex().encode(),
        b"".join(b"%%%02x" % byte for byte in marker),
        b"".join(b"\\u%04x" % byte for byte in marker),
        b"".join(b"\\x%02x" % byte for byte in marker),
    ]


def in_base64(marker: bytes) -> list[bytes]:
    """The letters that stand for the marker at each of the three places in a longer text."""
    return [
        base64.b64encode(b"x" * before + marker)[cut:].rstrip(b"=")[:-1]
        for before, cut in ((0, 0), (1, 2), (2, 3))
    ]


def find(marker: bytes, content: bytes) -> bool:
    """Whether the marker stands in the content in any guise."""
    lower = content.lower()
    if any(guise in lower for guise in guises(marker)):
        return True
    if any(letters in content for letters in in_base64(marker)):
        return True
    return b"&#" in content and marker in html.unescape(content.decode("utf-8", "replace")).encode()


@pytest.fixture(scope="module")
def output(build_site: BuildSite) -> Path:
    return build_site(SITE, AS_OF)


def copy(tmp_path: Path) -> Path:
    shutil.copytree(SITE, tmp_path / "site")
    return tmp_path / "site"


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old} in {file}"
    file.write_text(text.replace(old, new), "utf-8")


def test_no_private_text_in_any_guise(output: Path) -> None:
    leaks = [name for name, content in files(output) if find(PRIVATE, content)]
    leaks += [name for name, _ in files(output) if PRIVATE.decode() in name]
    assert not leaks


def test_no_private_figure(output: Path) -> None:
    found = [(name, FIGURE.findall(content)) for name, content in files(output)]
    assert not [hit for hit in found if hit[1]]


def test_no_private_day(output: Path) -> None:
    found = [
        (name, match.group()) for name, content in files(output) if (match := DAY.search(content))
    ]
    assert not found


TEXT = b"a text with notes-" + PRIVATE + b" in it"


@pytest.mark.parametrize(
    "encoded",
    [
        TEXT,
        TEXT.upper(),
        TEXT.decode().encode("utf-16-le"),
        TEXT.decode().encode("utf-16-be"),
        TEXT.hex().encode(),
        TEXT.hex().upper().encode(),
        base64.b64encode(TEXT),
        base64.b64encode(b"1" + TEXT),
        base64.b64encode(b"12" + TEXT),
        base64.urlsafe_b64encode(TEXT),
        "".join(f"%{byte:02X}" for byte in TEXT).encode(),
        "".join(f"\\u{byte:04x}" for byte in TEXT).encode(),
        "".join(f"&#{byte};" for byte in TEXT).encode(),
        "".join(f"&#x{byte:x};" for byte in TEXT).encode(),
    ],
    ids=repr,
)
def test_the_search_would_find_it(encoded: bytes) -> None:
    assert find(PRIVATE, b"before " + encoded + b" after")
    assert not find(PUBLIC, encoded)


def test_the_search_would_find_it_in_a_compressed_file(tmp_path: Path) -> None:
    (tmp_path / "index.bin").write_bytes(gzip.compress(TEXT))
    assert [find(PRIVATE, content) for _, content in files(tmp_path)] == [True]


@pytest.mark.parametrize(
    "shown", ["9173550001", "9,173,550,001", "9.173.550.001", "9\u202f173\u202f550\u202f001"]
)
def test_the_search_would_find_a_figure(shown: str) -> None:
    assert FIGURE.search(shown.encode())


@pytest.mark.parametrize("shown", ["1932-03-01", "March 1, 1932", "1. März 1932", "Feb 13, 2026"])
def test_the_search_would_find_a_day(shown: str) -> None:
    assert DAY.search(shown.encode())


def public_markers() -> list[str]:
    """The word before each public marker of the site, such as ``Headline-en``."""
    texts = (path.read_text("utf-8") for path in SITE.rglob("*") if path.suffix in (".yaml", ".md"))
    return sorted(
        {name for text in texts for name in re.findall(rf"([\w-]+) {PUBLIC.decode()}", text)}
    )


@pytest.mark.parametrize("name", public_markers())
def test_every_public_text_is_there(output: Path, name: str) -> None:
    """The positive control: the site shows what it may, so the search above looks at something."""
    marker = f"{name} {PUBLIC.decode()}".encode()
    assert any(marker in content for _, content in files(output))


def test_every_private_field_has_a_marker() -> None:
    """A field that is added to the format of private facts must be planted here, too."""
    from generator.validate.formats.facts import PrivateFormat
    from generator.validate.tables import ROW_FORMATS

    record = (SITE / "partners/folder-kzqjx/acme.yaml").read_text("utf-8").partition("private:")[2]
    missing = [name for name in PrivateFormat.model_fields if f"\n  {name}:" not in record]
    tables = {path.name.partition("-")[0] for path in SITE.glob("partners/tables-kzqjx/*.csv")}
    assert not missing
    assert tables == set(ROW_FORMATS)


# --- reports, which leave the channel team unless they are asked for with --private ------------

REPORTS = [
    ["check"],
    ["levels"],
    *(["levels", "--format", name] for name in ("json", "csv")),
    *(
        ["explain", name, *options]
        for name in ("acme", "beta")
        for options in ([], ["--language", "de"], ["--format", "json"])
    ),
    *(
        ["simulate", "--version", "2028", "--at", day, "--format", name]
        for day in ("as-of", "effective")
        for name in ("text", "json", "markdown")
    ),
    *(["forecast", "--until", "2029-12-31", "--format", name] for name in ("text", "json", "ics")),
]


def report(run: Run, arguments: list[str], *options: str) -> bytes:
    """What a command prints, without the names of files, which say where a fact stands."""
    done = run(*arguments, SITE, "--as-of", AS_OF, *options)
    assert done.code == 0, done.stderr
    return re.sub(r"partners/[\w./-]+", "", done.stdout + done.stderr).encode()


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_no_report_is_private_unless_asked(run: Run, arguments: list[str]) -> None:
    text = report(run, arguments)
    assert text
    assert not find(PRIVATE, text)
    assert not FIGURE.search(text)
    assert not DAY.search(text)


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "acme"],
        ["simulate", "--version", "2028"],
        ["forecast", "--until", "2029-12-31"],
    ],
    ids=" ".join,
)
def test_a_report_asked_for_shows_figures(run: Run, arguments: list[str]) -> None:
    """The control for the test above."""
    assert FIGURE.search(report(run, arguments, "--private"))


def test_a_report_asked_for_shows_what_comes_of_figures(run: Run) -> None:
    """Sums, thresholds for one region, and those for each of something private."""
    text = report(run, ["explain", "acme"], "--private")
    for figure in (b"18,347,105,025", b"4,586,775,001", b"91,735,500", b"917,355 places"):
        assert figure in text


# --- to be read off a change ------------------------------------------------------------------

ACME = "partners/folder-kzqjx/acme.yaml"
BETA = "partners/folder-kzqjx/more/beta.private.yaml"
REVENUE = "partners/tables-kzqjx/revenue-file-kzqjx.csv"
OVERRIDE = """\
      level: {}
      reason: override-reason-kzqjx
      approved_by: override-role-kzqjx
      since: {}
      until: {}
"""
FIFTH = "    - id: three\n      credentials: [{certification: engineer, issued: 2025-12-01}]\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(ACME, "amount: 9173550004", "amount: 9173551114", id="revenue"),
        pytest.param(ACME, "amount: 10}", "amount: 11}", id="points"),
        pytest.param(ACME, "9173550000.5", "9173549999.5", id="survey below a hidden threshold"),
        pytest.param(
            ACME, "value: 9173550,", "value: 9173551,", id="what a threshold is for each of"
        ),
        pytest.param(ACME, "value: 9173550010", "value: 9173550011", id="a benefit by hand"),
        pytest.param(
            ACME, "since: 2025-01-01}", "since: 2025-01-01, applied: 2024-12-01}", id="applied"
        ),
        pytest.param(BETA, "amount: 9173550010", "amount: 9173550012", id="another's figure"),
        pytest.param(ACME, "notes-kzqjx, to", "other-notes, to", id="notes"),
        pytest.param(ACME, "since: 1932-05-01", "since: 1932-04-30", id="target's day"),
        pytest.param(ACME, "reason: override-reason-kzqjx", "reason: other", id="reason"),
        pytest.param(
            ACME, "email: without@kzqjx.example", "email: new@kzqjx.example", id="contact"
        ),
        pytest.param(ACME, FIFTH, FIFTH + FIFTH.replace("three", "four"), id="one more in a band"),
        pytest.param(
            ACME,
            OVERRIDE.format("platinum", "1932-07-01", "1932-07-02"),
            OVERRIDE.format("gold", "2025-12-01", "2027-12-31"),
            id="an override to the level that is held anyway",
        ),
        pytest.param(REVENUE, "9173550021", "9173550022", id="a row of a table"),
        pytest.param(REVENUE, "table-customer-kzqjx", "somebody-else", id="a label"),
    ],
)
def test_a_private_change_that_changes_no_level_changes_no_byte(
    build_site: BuildSite, output: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    site = copy(tmp_path)
    replace(site / file, old, new)
    assert read_files(build_site(site, AS_OF)) == read_files(output)


def test_a_change_that_changes_a_level_is_seen(
    build_site: BuildSite, output: Path, tmp_path: Path
) -> None:
    """The control for the test above: below the threshold of Gold, Acme is Silver."""
    site = copy(tmp_path)
    replace(site / ACME, "    - {date: 2025-12-01, amount: 5000}\n", "")
    replace(site / ACME, "amount: 9173550004", "amount: 1")
    (site / REVENUE).unlink()
    page = "partners/acme/index.html"
    before, after = read_files(output)[page], read_files(build_site(site, AS_OF))[page]
    assert b"Gold-summary" in before
    assert b"Gold-summary" not in after
