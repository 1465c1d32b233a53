"""Options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from ..diagnostics import did_you_mean
from .outcome import Exit

DIAGNOSTIC_FORMATS = ("full", "concise", "json", "github")
MOST_LISTED = 10
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Request:
    """What every command that reads a site is asked. ``as_of`` None means today."""

    site: Path
    as_of: date | None
    strict: bool
    keep_going: bool
    quiet: bool
    private: bool

    def day(self, timezone: str) -> date:
        """The as-of date: the one asked for, else today in the site's time zone."""
        return self.as_of or datetime.now(ZoneInfo(timezone)).date()


class Day(click.ParamType[date]):
    """A date written as 2026-01-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"“{value}” is not a day, written as 2026-01-31.", param, ctx)
        return day


class Folder(click.ParamType[Path]):
    """A folder that exists."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path.is_file():
            self.fail(f"{value} is a file. Name the folder that holds site.yaml.", param, ctx)
        if not path.is_dir():
            self.fail(f"There is no folder {value}.", param, ctx)
        return path


class RootAddress(click.ParamType[str]):
    """The address of a site; empty where none is given."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from ..validate.texts import is_root_address

        address = str(value)
        if address and not is_root_address(address):
            self.fail(f"“{value}” is not an address such as https://example.com/.", param, ctx)
        return address


class Language(click.ParamType[str]):
    """The code of a language that there are texts in."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from ..report.voice import speaks

        code = str(value)
        if not speaks(code):
            self.fail(f"There are no texts in “{code}”. Write en or de.", param, ctx)
        return code


private = click.option("--private", is_flag=True, help="Show private figures and values.")
_COMMON = (
    click.argument("site", type=Folder(), default="."),
    click.option("--as-of", type=Day(), metavar="DATE", help="The day to look at [default: today]"),
    click.option("--strict", is_flag=True, help="Warnings fail as errors do."),
    click.option("--keep-going", is_flag=True, help="Leave faulty records out and go on."),
    private,
)
_ANY_RUN = (
    click.option("--quiet", "-q", is_flag=True, help="Print no progress and no summary."),
    # Read where the program ends, see `outcome`.
    click.option(
        "--debug", is_flag=True, expose_value=False, help="Show the traceback of a fault."
    ),
)


def one_run(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all share: ``quiet`` and --debug."""
    for option in reversed(_ANY_RUN):
        command = option(command)
    return command


def reads_site(command: Callable[..., Exit]) -> Callable[..., None]:
    """Give a command the argument SITE and the common options, gathered as its `Request`.

    The run ends with the exit code that the command returns.
    """

    @wraps(command)
    def wrapped(
        site: Path,
        as_of: date | None,
        strict: bool,
        keep_going: bool,
        quiet: bool,
        private: bool,
        **own: Any,
    ) -> None:
        sys.exit(command(Request(site, as_of, strict, keep_going, quiet, private), **own))

    gathered: Callable[..., None] = one_run(wrapped)
    for option in reversed(_COMMON):
        gathered = option(gathered)
    return gathered


base_url = click.option(
    "--base-url",
    type=RootAddress(),
    default="",
    metavar="URL",
    help="Address of the site's root.",
)


def report_format(*names: str, what: str = "the report is") -> Callable[[Command], Command]:
    """The option --format; the first name is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=f"How {what} shown.",
    )


language = click.option(
    "--language",
    type=Language(),
    default="en",
    show_default=True,
    metavar="CODE",
    help="Language of the answer: en or de.",
)
diagnostics_format = report_format(*DIAGNOSTIC_FORMATS, what="mistakes are")


def unknown(what: str, word: str, known: Sequence[str], parameter: str) -> click.BadParameter:
    """The error for a word that names nothing, with the nearest one that does, or all if few."""
    listed = f"Known: {', '.join(known)}." if 0 < len(known) <= MOST_LISTED else ""
    hint = did_you_mean(word, known) or listed
    return click.BadParameter(f"{what} “{word}”. {hint}".rstrip(), param_hint=parameter)
