"""Zip packages of XML (OOXML, ODF, EPUB): opened with limits, read by part, never unpacked to disk."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpusdoc.config import Limits
from corpusdoc.load.content import ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element

# An honest document's XML shrinks 5 to 30 times; bombs reach 1000. Small parts may shrink as they like.
MAX_UNRATED = 10_000_000  # bytes up to which the ratio does not count
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)


class Package:
    """An open zip package; parts are read one at a time."""

    def __init__(self, data: bytes) -> None:
        """Raises ReadingError for what is no whole zip file. How much it may unpack is checked before: check_sizes."""
        try:
            self._zip = ZipFile(BytesIO(data))
        except UNREADABLE as error:
            raise ReadingError("damaged", str(error)) from error
        self._parts: Mapping[str, ZipInfo] = {info.filename: info for info in self._zip.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts there are, in the order of the package's directory."""
        return tuple(self._parts)

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises ReadingError if it is not there, does not unpack or needs a password."""
        if name not in self._parts:
            raise ReadingError("damaged", "its part {part} is missing", part=name)
        if self._parts[name].flag_bits & 1:
            raise ReadingError("encrypted")
        try:
            with self._zip.open(self._parts[name]) as stream:
                # A size that the directory understates is cut here, so the check above stays true.
                return stream.read(self._parts[name].file_size)
        except UNREADABLE as error:
            raise ReadingError("damaged", "in its part {part}: {error}", part=name, error=error) from error


def parse_xml(data: bytes, name: str, *, indented: bool = False) -> _Element:
    """The root element of an XML part. A document type declaration is refused: entities expand without bound.

    `indented` says that blanks between elements are how the part is laid out, and no text.
    """
    # lxml: 60 ms
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=indented,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("damaged", "in its part {part}: {error}", part=name, error=error) from error
    information: Any = root.getroottree().docinfo  # its stub knows no doctype
    if information.doctype:
        raise ReadingError("damaged", "in its part {part}: {error}", part=name, error="document type declaration")
    return root


def stream_xml(package: Package, name: str, tag: str) -> Iterator[_Element]:
    """The elements called `tag` of a part, one after the other; each is gone when the next one comes."""
    # lxml: 60 ms
    from lxml import etree

    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, element in etree.iterparse(BytesIO(package.part(name)), events=("end",), tag="{*}" + tag, **options):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("damaged", "in its part {part}: {error}", part=name, error=error) from error


def related(package: Package, part: str) -> dict[str, str]:
    """The parts that an OOXML part refers to, by the ids that it uses for them."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in package.names:
        return {}
    found: dict[str, str] = {}
    for element in parse_xml(package.part(rels), rels):
        target = element.get("Target") or ""
        if element.get("TargetMode") != "External":
            found[element.get("Id") or ""] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return found


def check_sizes(stream: IO[bytes], limits: Limits) -> None:
    """Raises ReadingError for a package that unpacks beyond the limits ("too_big") or is none ("damaged")."""
    try:
        with ZipFile(stream) as archive:
            parts = archive.infolist()
    except UNREADABLE as error:
        raise ReadingError("damaged", str(error)) from error
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > MAX_UNRATED and part.file_size > limits.max_ratio * max(1, part.compress_size)
        for part in parts
    )
    if swollen or total > limits.max_unpacked or len(parts) > limits.max_members:
        raise ReadingError("too_big", "{size:,} bytes unpacked", size=total)
