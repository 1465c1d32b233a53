"""Characters that nobody sees and that change what is seen: control, direction and zero width.

The joiners are part of the spelling in some scripts, and direction marks of text that runs from
right to left; there they are at home and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LINE_BREAK = re.compile(r"\r\n|\r|\n")
LOST = "\ufffd"
"""What converters write for a character that they could not read."""

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, NEL
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, direction
    "\ufff9-\ufffd\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1cff\ua840-\ua9ff\uaa00-\uabff"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_WITHOUT_SPACES = re.compile("[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]*$")
_UNNAMED = {"\x00": "NUL", "\x1b": "ESCAPE", "\x85": "NEXT LINE", "\x7f": "DELETE"}


def find_forbidden(text: str) -> Iterator[tuple[int, str]]:
    """Index and character of each place that must not be, in order."""
    for match in _SUSPECT.finditer(text):
        if not _at_home(text, match.start()):
            yield match.start(), match.group()


def describe(character: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``"""
    name = unicodedata.name(character, "") or _UNNAMED.get(character, "control character")
    return f"U+{ord(character):04X} {name}"


def _at_home(text: str, index: int) -> bool:
    """Whether the character at ``index`` belongs to the spelling of the text around it."""
    character, before = text[index], text[max(index - 1, 0) : index]
    if character in "\u200c\u200d":
        emoji = character == "\u200d" and bool(before) and _is_emoji(before)
        return emoji or bool(_JOINING.match(before))
    if character == "\u200b":
        return bool(_WITHOUT_SPACES.match(before))
    if character in "\u200e\u200f\u061c":
        return bool(_RIGHT_TO_LEFT.search(text, max(index - 100, 0), index + 100))
    if "\U000e0020" <= character <= "\U000e007f":
        return bool(_FLAG.search(text[max(index - 8, 0) : index]))
    return False


def _is_emoji(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")
