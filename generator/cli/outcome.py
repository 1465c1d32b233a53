"""How a run ends: its exit code, and what is said when the program itself fails."""

from __future__ import annotations

import sys
import traceback
from enum import IntEnum
from io import TextIOWrapper
from types import TracebackType

import click

from .. import __version__


class Exit(IntEnum):
    """Exit codes. ``FAULT`` is wrong usage as well as our own fault."""

    WELL = 0
    ERRORS = 1
    FAULT = 2
    LEFT_OUT = 3


class Border:
    """What leaves the program goes through here: no traceback, unless --debug asks for one.

    Users' mistakes are diagnostics. What arrives here is the system's refusal to read or write
    something, or a fault of this program.
    """

    def __enter__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # Names in all scripts must not end a run on a terminal that cannot show them.
                stream.reconfigure(errors="backslashreplace")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if fault is None or not isinstance(fault, Exception):
            return
        if "--debug" in sys.argv:
            traceback.print_exception(kind, fault, trace)
        elif isinstance(fault, OSError):
            where = f"{fault.filename}: " if fault.filename else ""
            click.echo(f"partnersite: {where}{fault.strerror or fault}", err=True)
        else:
            click.echo(
                f"partnersite {__version__} failed: {kind.__name__ if kind else ''}: {fault}\n"
                "This is a fault of the program, not of your files. Please report it, with what\n"
                "the same command prints with --debug.",
                err=True,
            )
        sys.exit(Exit.FAULT)
