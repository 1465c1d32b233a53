"""What reads as a number, and what does not: nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.model.written import as_answer, as_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("1500", 1500),
        ("-3", -3),
        ("12.50", Decimal("12.5")),
        ("007", 7),
        ("1,500", None),
        ("1 500", None),
        ("1e3", None),
        ("1_000", None),
        (".5", None),
        ("5.", None),
        ("", None),
        ("12 ", None),
        # Digits to some, and to `str.isdigit`, but no figure that anybody types on purpose.
        ("²", None),
        ("٣", None),
        ("１", None),
        (".inf", None),
        ("9" * 16, None),
    ],
)
def test_number(written: str, number: object) -> None:
    assert as_number(written) == number


@pytest.mark.parametrize(
    ("written", "answer"),
    [("yes", True), ("true", True), ("no", False), ("false", False), ("NO", None), ("on", None)],
)
def test_answer(written: str, answer: bool | None) -> None:
    assert as_answer(written) is answer
