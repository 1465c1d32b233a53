"""What all versions of a program share: ``content/programs/ID/program.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from .scalars import Country, Format, Line, LocalLine, LocalProse, Many, Url
from .times import RuleDate


class OperatorFormat(Format):
    """Who runs the program."""

    name: Line
    """Name of the company."""
    role: Literal["vendor", "distributor"] = "vendor"
    """Whether it makes or distributes the product."""
    url: Url | None = None
    """Address of its site."""


class DistributorFormat(Format):
    """A company that supplies members of the program."""

    name: Line
    """Name of the company."""
    url: Url | None = None
    """Address of its site."""
    countries: Annotated[tuple[Country, ...], Many] = ()
    """Codes of the countries that it supplies. Default: all."""


class ApplicationFormat(Format):
    """Where and how to join, and whom to buy from."""

    url: Url | None = None
    """Address of the form, or a ``mailto:`` link."""
    text: LocalProse | None = None
    """How to join, in Markdown."""
    verification: LocalProse | None = None
    """What is checked before a partner is admitted, in Markdown."""
    distributors: tuple[DistributorFormat, ...] = ()
    """Companies that members may buy from."""


class ProgramFormat(Format):
    """What all versions of a program share. The folder's name is the program's id."""

    name: LocalLine
    """Name of the program."""
    summary: LocalProse | None = None
    """What it is and for whom, in Markdown."""
    operator: OperatorFormat | None = None
    """Who runs it, where that is not simply the vendor."""
    apply: ApplicationFormat | None = None
    """Where and how to join."""
    ends: RuleDate | None = None
    """Last day of the program; afterwards nobody has a level in it."""
