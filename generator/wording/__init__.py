"""The words of the user interface, and names, dates and numbers as a language writes them.

Each folder beside this file is one language; the files in it are catalogues. The message `count`
of `en/locator.json` is called ``locator.count``. A message is a text with ``{names}`` to fill in,
or, where it depends on the number ``n``, one text per CLDR plural category.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

Message = str | dict[str, str]
FALLBACK = "en"
WORLD = "en-001"
"""English without a country: dates as in 24 November 2026, where CLDR would take the American."""
_FOLDER = Path(__file__).parent


@cache
def catalogue(language: str) -> Mapping[str, Message]:
    """All messages of a language by full name; empty for a language without a folder."""
    messages: dict[str, Message] = {}
    for file in sorted((_FOLDER / language).glob("*.json")):
        for name, message in json.loads(file.read_text("utf-8")).items():
            messages[f"{file.stem}.{name}"] = message
    return messages


class Wording:
    """One language of the site. Texts that a catalogue lacks come from the English one."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = _locale(WORLD if language == FALLBACK else language)
        self._messages = {**catalogue(FALLBACK), **catalogue(language.partition("-")[0])}

    def __call__(self, name: str, /, **values: object) -> str:
        """The message called ``name``, filled in. Raises KeyError for one that does not exist."""
        number = values.get("n")
        if isinstance(number, int | Decimal):
            values["n"] = self.number(number)
            return self.unfilled(name, number).format_map(values)
        return self.unfilled(name).format_map(values)

    def unfilled(self, name: str, number: int | Decimal = 0) -> str:
        """The message called ``name`` with its ``{names}``, in the plural form for ``number``."""
        message = self._messages[name]
        if isinstance(message, str):
            return message
        return message.get(self.locale.plural_form(number), message["other"])

    def messages(self, area: str) -> dict[str, Message]:
        """All messages of one catalogue, by the name inside it: for scripts."""
        prefix = f"{area}."
        return {
            name.removeprefix(prefix): message
            for name, message in self._messages.items()
            if name.startswith(prefix)
        }

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def own_name(self) -> str:
        """What the language calls itself, capitalised as the first word of a line."""
        name = str(_locale(self.language).get_display_name() or self.language)
        return name[:1].upper() + name[1:]

    def country(self, code: str) -> str:
        """Name of a country, from its ISO 3166-1 alpha-2 code."""
        return str(self.locale.territories.get(code, code))

    def name_of_language(self, code: str) -> str:
        """Name of a language, from its BCP 47 code; the code itself where none is known."""
        try:
            return str(Locale.parse(code, sep="-").get_display_name(self.locale) or code)
        except (ValueError, UnknownLocaleError):
            return code

    def date(self, day: date) -> str:
        return format_date(day, "long", locale=self.locale)

    def day_of_year(self, month: int, day: int) -> str:
        """A day that comes every year, as in 1 February."""
        in_a_leap_year = date(2000, month, day)
        return str(format_skeleton("MMMMd", in_a_leap_year, locale=self.locale))

    def all_of(self, items: Iterable[str]) -> str:
        """As in A, B and C."""
        return str(format_list(list(items), locale=self.locale))

    def any_of(self, items: Iterable[str]) -> str:
        """As in A, B or C."""
        return str(format_list(list(items), style="or", locale=self.locale))

    def number(self, number: int | Decimal) -> str:
        return str(format_decimal(number, locale=self.locale, decimal_quantization=False))

    def quantity(self, number: int | Decimal, unit: str) -> str:
        """A number with its unit. Units are written in the plural, so a single one has none."""
        is_single = number == 1 and unit[:1].isalpha()
        return f"{self.number(number)} {'' if is_single else unit}".rstrip()

    def percent(self, number: int | Decimal) -> str:
        """``number`` is in hundredths: 12.5 reads 12.5%."""
        share = Decimal(number) / 100
        return str(format_percent(share, locale=self.locale, decimal_quantization=False))

    def money(self, amount: int | Decimal, currency: str) -> str:
        """An amount in a currency, without decimals where they are zero."""
        pattern = self.locale.currency_formats["standard"].pattern
        if amount == int(amount):
            pattern = pattern.replace(".00", "")
        return str(
            format_currency(amount, currency, pattern, locale=self.locale, currency_digits=False)
        )


def in_all_languages(name: str) -> dict[str, str]:
    """The message called ``name`` in each language that has a catalogue."""
    languages = sorted(folder.name for folder in _FOLDER.iterdir() if catalogue(folder.name))
    return {language: Wording(language)(name) for language in languages}


def knows_language(code: str) -> bool:
    """Whether a language has a name, so that it can be told to readers."""
    return code.partition("-")[0] in _locale(FALLBACK).languages


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(FALLBACK)
