"""OFD (GB/T 33190-2016), the fixed layout of Chinese offices: a package of pages, read as those of a PDF are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, ReadingError, clean
from corpusdoc.load.layout import Scans, laid_out, on_page
from corpusdoc.load.lines import Line
from corpusdoc.load.ocr import Recognise
from corpusdoc.load.ofd_page import POINTS, PlacedText, numbers, pictures, strokes
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.load.reflow import folded_title
from corpusdoc.load.rules import rules_of
from corpusdoc.load.scan import LARGE, is_scan
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTRY = "OFD.xml"
# GM/T 0099: what is encrypted has a list of it, and seeds of keys.
LOCKS = re.compile(r"(?:^|/)(?:encryptions\.xml|decryptseed\.dat)$", re.IGNORECASE)
DAY = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})")
A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres
MAX_OUTLINE = 2_000  # entries; more is no table of contents
OUTLINE_DEPTH = 4


def read(data: bytes, recognise: Recognise | None = None) -> Content:
    """The text of all pages in reading order, paragraphs joined across lines and pages, tables as rows.

    Annotations, seals and attached files are left out. Pages that are pictures are handed to `recognise`. Raises
    ReadingError: "encrypted", "damaged", or "needs_ocr" where no page holds text.
    """
    package = Package(data)
    if any(map(LOCKS.search, package.names)):
        raise ReadingError("encrypted")
    bodies = list(parse_xml(package.part(ENTRY), ENTRY).iterfind("{*}DocBody"))
    scanned = Scans(recognise)
    lines: list[Line] = []
    heights: list[float] = []
    outline: dict[str, int] = {}
    for body in bodies:
        document = _Document(package, _located(package, "", body.findtext("{*}DocRoot")))
        outline = _outline(document.root) | outline
        for page in document.pages():
            heights.append(document.read(page, len(heights) + 1, lines, scanned))
    if not heights:
        raise ReadingError("damaged", "no pages")
    return laid_out(lines, heights, scanned, outline, _hints(bodies))


class _Document:
    """One of the documents that a package holds, mostly the only one."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self.root = parse_xml(package.part(name), name)
        common = self.root.find("{*}CommonData")
        self._area = None if common is None else common.find("{*}PageArea")
        self._templates = {
            template.get("ID"): template.get("BaseLoc")
            for template in self.root.iterfind("{*}CommonData/{*}TemplatePage")
        }
        self._media = dict(self._pictures())

    def pages(self) -> Iterator[str | None]:
        """Where the pages are, in their order."""
        for page in self.root.iterfind("{*}Pages/{*}Page"):
            yield page.get("BaseLoc")

    def read(self, place: str | None, number: int, lines: list[Line], scanned: Scans) -> float:
        """Adds what a page says to `lines` or `scanned`; its height in points."""
        try:
            page = self._part(place)
        except ReadingError:
            scanned.missing = scanned.missing or "damaged"
            return A4[3] * POINTS
        box = _box(page.find("{*}Area")) or _box(self._area) or A4
        layers = [*self._below(page), page]
        characters = PlacedText(layers, box[3])
        rules = rules_of(strokes(layers, box[3])) if characters.text else ([], [])
        here = on_page(characters, rules, number)
        shown = pictures(layers)
        scanned.drawn = scanned.drawn or bool(shown)
        covered = sum(area for area, _ in shown) > LARGE * box[2] * box[3]
        if is_scan(here, lambda _: covered):
            scanned.read(lambda: self._picture(max(shown)[1] if shown else ""), number)
        else:
            lines += here
        return box[3] * POINTS

    def _below(self, page: _Element) -> Iterator[_Element]:
        """The templates that lie under a page."""
        for template in page.iterfind("{*}Template"):
            try:
                yield self._part(self._templates.get(template.get("TemplateID")))
            except ReadingError:
                continue

    def _part(self, place: str | None) -> _Element:
        name = _located(self._package, self._name, place)
        return parse_xml(self._package.part(name), name)

    def _picture(self, identity: str) -> bytes:
        return self._package.part(self._media.get(identity, ""))

    def _pictures(self) -> Iterator[tuple[str, str]]:
        """The parts that hold pictures, by their ids."""
        for listed in self.root.iterfind("{*}CommonData/{*}DocumentRes"):
            try:
                resources = self._part(listed.text)
            except ReadingError:
                continue
            name = _located(self._package, self._name, listed.text)
            folder = posixpath.join("/", posixpath.dirname(name), resources.get("BaseLoc") or "")
            for medium in resources.iterfind("{*}MultiMedias/{*}MultiMedia"):
                file = posixpath.join(folder, (medium.findtext("{*}MediaFile") or "").strip())
                yield medium.get("ID") or "", posixpath.normpath(file).lstrip("/")


def _located(package: Package, base: str, place: str | None) -> str:
    """The part that a place written in the part `base` means: from the root, or from that part's folder."""
    stated = (place or "").strip()
    beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), stated)).lstrip("/")
    # Some programs forget the stroke in front of what counts from the root.
    from_root = posixpath.normpath(posixpath.join("/", stated)).lstrip("/")
    return beside if beside in package.names else from_root


def _box(area: _Element | None) -> tuple[float, float, float, float] | None:
    """(x, y, width, height) of a page in millimetres, where an area states it."""
    found = numbers(area.findtext("{*}PhysicalBox")) if area is not None else []
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 and min(found[2:]) > 0 else None


def _outline(root: _Element) -> dict[str, int]:
    """Levels of headings by their folded titles, from the table of contents that viewers show."""
    found: dict[str, int] = {}
    entries = [(entry, 1) for entry in root.iterfind("{*}Outlines/{*}OutlineElem")]
    while entries and len(found) <= MAX_OUTLINE:
        entry, level = entries.pop()
        found.setdefault(folded_title(clean(entry.get("Title") or "")), level)
        if level < OUTLINE_DEPTH:
            entries += [(below, level + 1) for below in entry.iterfind("{*}OutlineElem")]
    return found


def _hints(bodies: list[_Element]) -> Hints:
    stated: Mapping[str, str] = {
        str(each.tag).rpartition("}")[2]: (each.text or "").strip()
        for body in bodies[:1]
        for each in body.iterfind("{*}DocInfo/{*}*")
    }
    day = DAY.match(stated.get("ModDate") or stated.get("CreationDate") or "")
    return Hints(
        title=stated.get("Title") or None,
        date=f"{day[1]}-{day[2]}-{day[3]}" if day and "01" <= day[2] <= "12" and "01" <= day[3] <= "31" else None,
        author=stated.get("Author") or None,
    )
