"""XML as bytes. Characters that XML cannot hold at all are left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; its text and attributes are escaped when it is written."""
    child = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    child.text = clean(text) or None
    return child


def clean(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def to_bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
