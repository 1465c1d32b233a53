"""How long ago a record was verified, and whether that is too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic, Place, diagnose
from ..model.directory import Directory


def is_stale(verified: date | None, today: date, months: int) -> bool:
    """Whether more than so many months have gone by; a record never verified is not stale."""
    if verified is None:
        return False
    gone = (today.year - verified.year) * 12 + today.month - verified.month
    return gone > months or (gone == months and today.day > verified.day)


def stale_records(directory: Directory, today: date) -> Iterator[Diagnostic]:
    """Records of active partners that somebody should look at again."""
    months = directory.settings.stale_after_months
    for partner in directory.partners:
        if partner.status == "active" and is_stale(partner.last_verified, today, months):
            message = f"Last verified on {partner.last_verified}, more than {months} months ago"
            hint = "Ask the partner, and write the day of the answer into last_verified."
            yield diagnose("stale-record", message, Place(partner.source.path), hint=hint)
