"""EPUB: the chapters in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from urllib.parse import unquote

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.html import body_pieces
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.model import Hints

CONTAINER, LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
# Fonts are obfuscated in open books, too.
CHAPTER = re.compile(r"\.x?html?$", re.IGNORECASE)
BOOK = ".opf"
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,400}>", re.IGNORECASE)


def read(data: bytes) -> Content:
    """All chapters, without the table of contents. Raises ReadingError."""
    package = Package(data)
    _check_locks(package)
    book = _book(package)
    root = parse_xml(DOCTYPE.sub(b"", package.part(book)), book)
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(posixpath.dirname(book), unquote(item.get("href") or "")))
        for item in root.iterfind("{*}manifest/{*}item")
        if "nav" not in (item.get("properties") or "").split()
    }
    spine = [items.get(entry.get("idref"), "") for entry in root.iterfind("{*}spine/{*}itemref")]
    text, blocks = compose(_pieces(package, _chapters(spine, list(items.values()), package.names)))
    stated = {
        str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in root.iterfind("{*}metadata/*")
    }
    day = DAY.match(stated.get("date", ""))
    hints = Hints(
        stated.get("title") or None,
        day[0] if day else None,
        stated.get("creator") or None,
        stated.get("publisher") or None,
    )
    return Content(text, blocks, hints=hints)


def _book(package: Package) -> str:
    """The part that lists all others: the one that the container names, or the only one of its kind."""
    if CONTAINER in package.names:
        rootfile = parse_xml(package.part(CONTAINER), CONTAINER).find("{*}rootfiles/{*}rootfile")
        if rootfile is not None and rootfile.get("full-path") in package.names:
            return rootfile.get("full-path") or ""
    return next((name for name in package.names if name.lower().endswith(BOOK)), CONTAINER)


def _chapters(spine: list[str], listed: list[str], names: Container[str]) -> list[str]:
    """The chapters in their order. For one that is not there stand those that the order leaves out: none is lost."""
    lost = next((at for at, name in enumerate(spine) if name not in names), None)
    if lost is not None:
        spine[lost:lost] = [name for name in listed if CHAPTER.search(name) and name not in spine]
    return [name for name in spine if name in names]


def _pieces(package: Package, chapters: list[str]) -> Iterator[Piece]:
    for name in chapters:
        yield from body_pieces(package.part(name))


def _check_locks(package: Package) -> None:
    if LOCKS not in package.names:
        return
    for element in parse_xml(package.part(LOCKS), LOCKS).iter("{*}CipherReference"):
        if CHAPTER.search(element.get("URI") or ""):
            raise ReadingError("encrypted")
