"""The command line. Each command is a module beside this one; heavy imports wait until it runs."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from .. import __version__
from ..diagnostics import did_you_mean
from .build import build
from .check import check
from .explain import explain
from .forecast import forecast
from .importing import import_command
from .levels import levels
from .outcome import Border
from .schema import schema
from .search import search
from .simulate import simulate

DEFAULT = "build"


class Commands(click.Group):
    """The commands; where none is named, `build` is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = [name for option in self.get_params(ctx) for name in option.opts]
        first = args[0] if args else ""
        is_option = first.startswith("-") and first not in own
        is_site = first not in self.commands and Path(first).is_dir()
        if not first or is_option or is_site:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            hint = did_you_mean(args[0], self.commands)
            ctx.fail(f"There is no command or folder “{args[0]}”. {hint}".rstrip())
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    commands=[build, check, levels, explain, simulate, forecast, search, import_command, schema],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command the site is built. “partnersite COMMAND --help” says more of each.",
)
@click.version_option(__version__, prog_name="partnersite", message="%(prog)s %(version)s")
def commands() -> None:
    """Computes the levels of a vendor's partners from text files, and builds their site."""


def main() -> None:
    """Run the command line and leave with its exit code; docs/commands.md lists them."""
    # A run is short and its trees hold no cycles: searching a growing heap of them again and
    # again would cost up to half of the time.
    gc.disable()
    with Border():
        commands(prog_name="partnersite")
