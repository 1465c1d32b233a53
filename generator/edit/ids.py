"""Ids from names: what a partner called “Müller & Söhne” is called in an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..validate.formats.scalars import why_no_id

LONGEST = 70
"""Leaves room for a number within the 80 characters that an id may have."""

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Latin letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
     "ħ": "h", "ŋ": "ng", "+": " plus ", "#": " sharp ", "'": "", "’": ""}
)  # fmt: skip


def slug(name: str, latin_name: str = "") -> str:
    """A name as an id of a-z, 0-9 and hyphens.

    A name without a single Latin letter or digit is called by its ``latin_name``, and without one
    by a hash, which is the same in every import.
    """
    found = _fold(name) or _fold(latin_name)
    if len(found) > LONGEST:
        found = found[: LONGEST + 1].rpartition("-")[0] or found[:LONGEST]
    if not found:
        normal = unicodedata.normalize("NFC", name)
        return f"partner-{hashlib.sha256(normal.encode('utf-8')).hexdigest()[:8]}"
    return f"partner-{found}" if why_no_id(found) else found


def _fold(name: str) -> str:
    text = unicodedata.normalize("NFC", name).casefold().translate(_GERMAN).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return "-".join(re.findall(r"[a-z0-9]+", bare))


def number_ids(slugs: Sequence[str]) -> list[str]:
    """Tell equal slugs apart in the order of the table: storm-reply, storm-reply-2.

    A number never takes the slug of another row.
    """
    taken = set(slugs)
    first: set[str] = set()
    ids = []
    for wanted in slugs:
        free = wanted
        if wanted in first:
            free = next(name for name in _numbered(wanted) if name not in taken)
            taken.add(free)
        first.add(wanted)
        ids.append(free)
    return ids


def _numbered(wanted: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1
