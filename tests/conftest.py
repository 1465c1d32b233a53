"""Fixtures for all tests: the command line, building sites, serving them, and the browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import commands

ROOT = Path(__file__).resolve().parents[1]
DEMO_DATE = "2026-11-01"

BuildSite = Callable[..., Path]
Serve = Callable[..., str]

# --- files ------------------------------------------------------------------------------------


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their path in the folder; gives the folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


UPDATE_CASES = os.environ.get("UPDATE_CASES") == "1"
"""Whether expected texts are replaced by what the tests give now. Read the difference after it."""


def check_expected(file: Path, text: str) -> None:
    """Hold a text against the file that says what is expected."""
    if UPDATE_CASES:
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


# --- the command line -------------------------------------------------------------------------

STAGE = re.compile(r"^[a-z]+ …\n", re.MULTILINE)


@dataclass(frozen=True)
class Done:
    """A run of the command line: its exit code, and what it said."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def run() -> Run:
    """`run("check", folder)` runs a command in this process, from the root of the repository.

    The log of stages, which appears where the machine is slow, is left out of stderr.
    """

    def run_(*arguments: object, cwd: Path = ROOT) -> Done:
        with chdir(cwd):
            done = CliRunner().invoke(commands, list(map(str, arguments)), prog_name="partnersite")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, STAGE.sub("", done.stderr))

    return run_


# --- building ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def build_site(run: Run, tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """`build_site(folder, as_of, *options)` builds by the command line; gives the output folder."""

    def build(folder: Path, as_of: str, *options: str) -> Path:
        output = tmp_path_factory.mktemp("site") / "output"
        done = run("build", folder, "--as-of", as_of, "--output", output, *options)
        if done.code:
            pytest.fail(f"build of {folder}\n{done.stdout}{done.stderr}", pytrace=False)
        return output

    return build


@pytest.fixture(scope="session")
def demo_site(build_site: BuildSite) -> Path:
    """The demo of this repository, as of one fixed day."""
    return build_site(ROOT, DEMO_DATE)


# --- serving ----------------------------------------------------------------------------------


class _Host(SimpleHTTPRequestHandler):
    """A plain web host: files under a prefix, `404.html` for the rest, and no log."""

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        return super().translate_path(
            path.removeprefix(self.prefix[:-1]) if inside else "/.nowhere"
        )

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(folder, prefix="/")` serves on a free port; gives the address of the folder."""
    running: list[tuple[ThreadingHTTPServer, threading.Thread]] = []
    known: dict[tuple[Path, str], str] = {}

    def start(folder: Path, prefix: str = "/") -> str:
        assert prefix.startswith("/")
        assert prefix.endswith("/")
        if (folder, prefix) not in known:
            handler = partial(_Host, directory=str(folder), prefix=prefix)
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            running.append((server, thread))
            known[folder, prefix] = f"http://127.0.0.1:{server.server_port}{prefix}"
        return known[folder, prefix]

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


# --- permissions ------------------------------------------------------------------------------

NOBODY = 65534


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of somebody who is not root, whom no permission keeps from anything; and only that
    user's rights until the end of the test.
    """
    if os.name != "posix":
        # Windows has neither chmod's bits nor a change of user; CI runs on Linux, which has both.
        pytest.skip("this system has no permissions of this kind")
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        subprocess.run(["chmod", "-R", "u+rwx", str(folder)], check=True)
        shutil.rmtree(folder)


# --- the browser ------------------------------------------------------------------------------

CHROMIUM = os.environ.get("PARTNERSITE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
REQUIRE_BROWSER = os.environ.get("PARTNERSITE_REQUIRE_BROWSER") == "1"
NO_BROWSER = "no Chromium found (install it, or name it in PARTNERSITE_CHROMIUM)"
_skipped: list[str] = []


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Chromium of the system, which starts as root too and asks nobody for anything."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    arguments += ["--disable-background-networking", "--disable-component-update"]
    arguments += ["--disable-sync"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without a browser its tests are skipped, or fail where the caller says one must be there."""
    if CHROMIUM or not item.get_closest_marker("browser"):
        return
    if REQUIRE_BROWSER:
        pytest.fail(NO_BROWSER, pytrace=False)
    # People without a browser can run all other tests, and are told what they did not see; CI sets
    # the variable above, so that there it fails.
    _skipped.append(item.nodeid)
    pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skipped:
        terminalreporter.section("browser tests", yellow=True)
        terminalreporter.line(f"{len(_skipped)} browser tests skipped: {NO_BROWSER}")
