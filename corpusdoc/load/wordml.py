"""WordprocessingML's names, and its attributes read without trust: any of them may be missing or nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# ISO/IEC 29500 "strict" documents use other names for the same things.
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)


def attribute(element: _Element, name: str) -> str:
    """The attribute w:name, "" where it is missing."""
    return element.get(W + name) or ""


def child(element: _Element | None, path: str) -> _Element | None:
    """The first element at `path` (w: names, split by "/") below; None where there is none."""
    # lxml's find takes several times as long.
    for name in path.split("/"):
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)
    return element


def child_value(element: _Element | None, path: str) -> str | None:
    """The w:val of the element at `path` below; None where either is missing."""
    found = child(element, path)
    return None if found is None else found.get(W + "val")


def number(text: str | None, default: int) -> int:
    """`text` as an integer of at most six digits, `default` where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 6 else default
