"""How numbers and answers are written, wherever a value means one."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?")
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


def as_number(written: str) -> Decimal | None:
    """The exact number; None for anything but digits with a sign and a decimal point."""
    return Decimal(written) if _NUMBER.fullmatch(written) else None


def as_answer(written: str) -> bool | None:
    """Yes or no; None for anything else."""
    return _ANSWERS.get(written)


def looks_like_thousands(number: Decimal) -> bool:
    """Whether a point may separate thousands, as in the German 20.000, which reads as 20."""
    return number.as_tuple().exponent == -3 and 1 <= abs(number) < 1000
