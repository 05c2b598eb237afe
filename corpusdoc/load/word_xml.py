"""Word documents in a single XML file: those of 2003 (WordprocessingML), and OOXML packages that are written flat."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from corpusdoc.load.content import Content, ReadingError, compose
from corpusdoc.load.docx import read_package, read_parts
from corpusdoc.load.numbering import Numbering
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.load.pptx import read_package as read_show
from corpusdoc.load.properties import DAY
from corpusdoc.load.styles import Styles, read_styles
from corpusdoc.load.wordml import W, child
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from lxml.etree import _Element

# Of its elements those that count have the names that DOCX gave them later.
OF_2003 = (b"http://schemas.microsoft.com/office/word/2003/wordml", W[1:-1].encode())
WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
AML = "{http://schemas.microsoft.com/aml/2001/core}"
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
WRAPPERS = (WX + "sect", WX + "sub-section", AML + "annotation", AML + "content", W + "hlink")
GONE = ("Word.Deletion", "Word.Comment")
# Their characters are pictures.
BULLETS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")


def read(data: bytes) -> Content:
    """The text of a document of Word 2003, as of a DOCX. Footnotes stand at the end. Raises ReadingError."""
    # lxml: 60 ms
    from lxml import etree

    if OF_2003[0] not in data:
        # UTF-16
        data = etree.tostring(parse_xml(data, "wordDocument"), encoding="utf-8")
    root = parse_xml(data.replace(*OF_2003), "wordDocument", indented=True)
    for change in [each for each in root.iter(AML + "annotation") if each.get(W + "type") in GONE]:
        _remove(change)
    for listed in root.iter(W + "listPr"):
        _show_number(listed)
    etree.strip_tags(root, *WRAPPERS)
    bodies = list(root.iterchildren(W + "body"))
    notes = [note for body in bodies for note in body.iter(W + "footnote", W + "endnote")]
    for note in notes:
        _remove(note)
    styles = child(root, "styles")
    known = Styles({}) if styles is None else read_styles(styles)
    text, blocks = compose(read_parts([*bodies, *notes], known, Numbering({}, {}), {}))
    if not text and next(root.iter(W + "binData"), None) is not None:
        raise ReadingError("needs_ocr")
    return Content(text, blocks, hints=_hints(root))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _show_number(listed: _Element) -> None:
    """Puts a list's number, which the file states as it is shown, in front of the paragraph; the rest as in DOCX."""
    # lxml: 60 ms
    from lxml.etree import SubElement

    shown, font = listed.find(WX + "t"), listed.find(WX + "font")
    listed.tag = W + "numPr"
    for own in listed.iterchildren(W + "ilfo"):
        own.tag = W + "numId"
    properties = listed.getparent()
    label = "" if shown is None else shown.get(WX + "val") or ""
    if properties is None or not any(map(str.isalnum, label)) or (font is not None and font.get(WX + "val") in BULLETS):
        return
    run = properties.makeelement(W + "r")
    SubElement(run, W + "t").text = label
    properties.addnext(run)


def _hints(root: _Element) -> Hints:
    stated = {
        str(each.tag).rpartition("}")[2]: (each.text or "").strip() for each in root.iterfind(f"{OFFICE}*/{OFFICE}*")
    }
    day = DAY.match(stated.get("LastSaved") or stated.get("Created", ""))
    return Hints(stated.get("Title") or None, day[0] if day else None, stated.get("Author") or None)


def read_flat(data: bytes) -> Content:
    """What a package holds that is written as one XML file. Raises ReadingError."""
    # lxml: 60 ms
    from lxml import etree

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for part in parse_xml(data, "package").iterchildren(PKG + "part"):
            name = (part.get(PKG + "name") or "").lstrip("/")
            markup, coded = part.find(PKG + "xmlData"), part.findtext(PKG + "binaryData")
            if markup is not None and len(markup):
                archive.writestr(name, etree.tostring(markup[0], encoding="utf-8"))
            elif coded is not None:
                archive.writestr(name, _decoded(coded))
    package = Package(stream.getvalue())
    is_show = any(name.startswith("ppt/") for name in package.names)
    return read_show(package) if is_show else read_package(package)


def _decoded(coded: str) -> bytes:
    try:
        return b64decode(coded)
    except (Base64Error, ValueError):
        return b""
