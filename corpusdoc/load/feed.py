"""News feeds (RSS, RDF, Atom): each entry's title, day and text, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, compose
from corpusdoc.load.html import body_pieces
from corpusdoc.load.package import parse_xml
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,400}>", re.IGNORECASE)
ENTRIES = ("{*}item", "{*}entry")
# In this order: whole texts stand beside their beginnings.
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubDate", "published", "date", "issued", "updated")
SPACES = re.compile(r"\s+")


def read(data: bytes) -> Content:
    """A heading for each entry, its day, and its text. Raises ReadingError ("damaged")."""
    root = parse_xml(DOCTYPE.sub(b"", data), "feed")
    channel = next(root.iter("{*}channel"), root)
    entries = [list(entry) for entry in root.iter(*ENTRIES)]
    text, blocks = compose(piece for entry in entries for piece in _entry(entry))
    name = _text(list(channel), ("title",)) or None
    days = [day for entry in entries if (day := _day(entry))]
    return Content(text, blocks, hints=Hints(name, max(days, default=None), publisher=name))


def _entry(stated: list[_Element]) -> Iterator[Piece]:
    yield Piece(SPACES.sub(" ", _text(stated, ("title",))), "heading", 1)
    yield Piece(_day(stated) or "")
    yield from body_pieces(_text(stated, TEXTS).encode())


def _text(stated: list[_Element], names: tuple[str, ...]) -> str:
    """What the first of `names` that says anything says; markup as it is."""
    # lxml: 60 ms
    from lxml.etree import tostring

    found = {str(each.tag).rpartition("}")[2]: each for each in reversed(stated)}
    for element in (found[name] for name in names if name in found):
        inner = "".join(tostring(each, encoding="unicode") for each in element)
        if said := ((element.text or "") + inner).strip():
            return said
    return ""


def _day(stated: list[_Element]) -> str | None:
    said = _text(stated, DAYS)
    try:
        return f"{datetime.fromisoformat(said):%Y-%m-%d}"
    except ValueError:
        pass
    try:
        return f"{parsedate_to_datetime(said):%Y-%m-%d}"
    except ValueError:
        return None
