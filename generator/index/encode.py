"""Numbers and words as short texts for JSON; `decode.ts` of the theme reads them back.

All numbers are whole and not negative. A number is written in groups of seven bits, lowest first,
the eighth bit saying that more follow; bytes are written as base64.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from itertools import pairwise


def number_bytes(numbers: Iterable[int]) -> bytes:
    """Each number in as many bytes as it needs."""
    out = bytearray()
    for number in numbers:
        rest = number
        while rest > 0x7F:
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def packed(numbers: Iterable[int]) -> str:
    return b64encode(number_bytes(numbers)).decode()


def steps(ascending: list[int]) -> list[int]:
    """The first number, then the differences."""
    return [*ascending[:1], *(after - before for before, after in pairwise(ascending))]


def number_set(ascending: list[int], size: int) -> str:
    """Numbers below ``size`` as `s` and steps, or as `b` and a bit for each, lowest first."""
    bits = bytearray((size + 7) // 8)
    for number in ascending:
        bits[number >> 3] |= 1 << (number & 7)
    as_bits, as_steps = f"b{b64encode(bits).decode()}", f"s{packed(steps(ascending))}"
    return min(as_steps, as_bits, key=len)


def front_coded(words: Iterable[str]) -> str:
    """Sorted words; each as a character for how much it shares with the one before, and the rest.

    The character stands as far behind `0` as there are characters shared, 60 at most.
    """
    out, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), 60) and word[shared] == before[shared]:
            shared += 1
        out.append(chr(ord("0") + shared) + word[shared:])
        before = word
    return " ".join(out)
