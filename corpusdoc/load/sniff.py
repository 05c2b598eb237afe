"""What a file is, by its bytes; its name is never asked."""

from __future__ import annotations

import zlib
from typing import IO
from zipfile import BadZipFile, ZipFile

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import COST_RARE_HAN, cost
from corpusdoc.load.text import decode

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
FLAT_ODF = "application/vnd.oasis.opendocument.text-flat-xml"
EPUB = "application/epub+zip"
OFD = "application/ofd"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
XLS_XML = "application/vnd.ms-excel.2003+xml"
WORD_XML = "application/msword.2003+xml"
FLAT_OPC = "application/vnd.openxmlformats-package.flat+xml"
FEED = "application/rss+xml"
UOF = "application/vnd.uof+xml"
CAJ = "application/x-caj"
CEB = "application/x-ceb"
XPS = "application/vnd.ms-xpsdocument"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
RTF = "application/rtf"
EMAIL = "message/rfc822"
MHTML = "multipart/related"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
SEVEN_ZIP = "application/x-7z-compressed"
DAMAGED_ZIP = "application/x-zip-damaged"
DAMAGED_OFFICE = "application/x-office-damaged"
RAR = "application/vnd.rar"
ZSTD = "application/zstd"
ENCRYPTED_OFFICE = "application/x-ole-encrypted-package"
BINARY = "application/octet-stream"

# What messages call a type; the others go by their media type.
NAMES = {
    TEXT: "text",
    HTML: "web page",
    PDF: "PDF",
    OFD: "OFD",
    DOCX: "DOCX",
    ZIP: "ZIP archive",
    DAMAGED_ZIP: "ZIP file",
    DAMAGED_OFFICE: "Office document",
    ENCRYPTED_OFFICE: "Office document",
    BINARY: "binary data",
    DOC: "DOC",
    XLS: "XLS",
    XLS_XML: "XLS",
    XLSB: "XLSB",
    PPT: "PPT",
    MSG: "Outlook message",
    XLSX: "XLSX",
    PPTX: "PPTX",
    ODT: "ODT",
    ODS: "ODS",
    ODP: "ODP",
    FLAT_ODF: "OpenDocument",
    EPUB: "EPUB",
    RTF: "RTF",
    EMAIL: "e-mail",
    MHTML: "web archive",
    TAR: "TAR archive",
    GZIP: "gzip file",
    BZIP2: "bzip2 file",
    XZ: "XZ file",
    SEVEN_ZIP: "7z archive",
    RAR: "RAR archive",
    ZSTD: "Zstandard file",
    "application/x-ole-storage": "Office file of an unknown kind",
    "application/x-executable": "program",
    "application/postscript": "PostScript",
    "application/vnd.sqlite3": "database",
    "application/vnd.ms-htmlhelp": "CHM",
    CAJ: "CAJ",
    CEB: "CEB",
    XPS: "XPS",
    UOF: "UOF",
    WORD_XML: "DOC",
    FLAT_OPC: "Office document",
    FEED: "news feed",
    "image/vnd.djvu": "DjVu",
    "application/x-mobipocket-ebook": "MOBI",
    "video/mp4": "video",
    "audio/wav": "sound",
    "audio/mpeg": "sound",
    "audio/ogg": "sound",
    "application/xml": "XML",
    "image/png": "image",
    "image/jpeg": "image",
    "image/gif": "image",
    "image/tiff": "image",
    "image/webp": "image",
    "image/bmp": "image",
}

HEAD = 65_536
# (offset, bytes that stand there, media type)
MAGIC = (
    (0, b"{\\rtf", RTF),
    (0, b"7z\xbc\xaf'\x1c", SEVEN_ZIP),
    (0, b"Rar!\x1a\x07", RAR),
    (0, b"\x1f\x8b\x08", GZIP),
    (0, b"BZh", BZIP2),
    (0, b"\xfd7zXZ\0", XZ),
    (0, b"(\xb5/\xfd", ZSTD),
    (257, b"ustar", TAR),
    (0, b"BM", "image/bmp"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"%!PS", "application/postscript"),
    (0, b"ITSF", "application/vnd.ms-htmlhelp"),
    # CAJViewer's: CAJ, NH, KDH, TEB.
    (0, b"CAJ\0", CAJ),
    (0, b"HN\0\0", CAJ),
    (0, b"HN\xc8\0", CAJ),
    (0, b"KDH ", CAJ),
    (0, b"TEB ", CAJ),
    (0, b"Founder CEB", CEB),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (60, b"BOOKMOBI", "application/x-mobipocket-ebook"),
)
BEGINNINGS = tuple(magic for offset, magic, _ in MAGIC if not offset)
INNER = tuple(magic for offset, magic, _ in MAGIC if offset)
# OLE files name their streams in UTF-16; the first of these that is there decides.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    ("__properties_version1.0", MSG),
)
# (a part's name or its beginning, media type) of zip packages
PARTS = (
    ("word/", DOCX),
    ("xl/workbook.bin", XLSB),
    ("xl/", XLSX),
    ("ppt/", PPTX),
    ("OFD.xml", OFD),
    ("FixedDocumentSequence.fdseq", XPS),
    ("FixedDocSeq.fdseq", XPS),
    ("META-INF/container.xml", EPUB),
)
# The part that all Office packages have.
TYPES = "[Content_Types].xml"
# EPUB and ODF state their type in a part of their own.
MIMETYPE = 100  # bytes of it
STATED = re.compile(rb"application/(?:epub\+zip|vnd\.oasis\.opendocument\.[a-z-]{1,30})")
# A search for one character is much quicker than one for the beginning of a line.
MAIL = re.compile(rb"(?i)\n(?:from|to|subject|date|received|message-id|return-path|mime-version|x-[a-z-]{1,40}):[ \t]")
# Browsers save pages as mail that nobody sent.
RELATED = re.compile(rb"(?im)^content-type:[ \t]{0,5}multipart/related")
SENT = re.compile(rb"(?im)^(?:to|received|message-id|return-path):[ \t]")
MARKUP = re.compile(rb"(?i)<(?:!doctype html|html|head|body|title|meta|script|div|table|p|h[1-6]|br|font|a href)[\s>/]")
XML = re.compile(rb"(?i)<\?xml\b")
FLAT = re.compile(rb"<office:document[\s>]")
WORKBOOK = re.compile(rb"<(?:ss:)?Workbook\s[^<>]{0,2000}urn:schemas-microsoft-com:office:spreadsheet")
DOCUMENT = re.compile(rb"<(?:w:)?wordDocument\s")
PACKAGE = re.compile(rb"<(?:pkg:)?package\s[^<>]{0,2000}schemas.microsoft.com/office/2006/xmlPackage")
NEWS = re.compile(rb"<(?:rss[\s>]|feed\s[^<>]{0,500}w3.org/2005/Atom|rdf:RDF\s[^<>]{0,500}purl.org/rss/1.0)")
OFFICE = re.compile(rb"<uof:UOF[\s>]")
ROOT = re.compile(rb"(?i)<(?:html|!doctype html)[\s>]")
ROOTS = (
    (FLAT, FLAT_ODF),
    (WORKBOOK, XLS_XML),
    (DOCUMENT, WORD_XML),
    (PACKAGE, FLAT_OPC),
    (NEWS, FEED),
    (OFFICE, UOF),
)
# Text holds no control characters but these; a few others slip in by accident.
CONTROLS = re.compile(r"[^\t\n\x0b\x0c\r\x1b\x20-\x7e\x85-\U0010ffff]")
PLAIN = b"\t\n\x0b\x0c\r\x1b" + bytes((*range(0x20, 0x7F), *range(0x80, 0x100)))
MAX_CONTROLS = 0.005
MAX_WRONG = 0.05
BYTES = 3  # that Chinese characters have in UTF-8

# Types that hold files, and those of them that nothing here opens.
ARCHIVES = frozenset((ZIP, DAMAGED_ZIP, TAR, GZIP, BZIP2, XZ, SEVEN_ZIP))
SHUT = frozenset((RAR, ZSTD))


def sniff(stream: IO[bytes]) -> str:
    """The media type of what a stream holds; "application/octet-stream" for what nothing is known about."""
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(OLE):
        return _ole(head + stream.read())
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(stream, head)
    if b"%PDF-" in head[:1024]:
        return PDF
    for offset, magic, media_type in MAGIC if head.startswith(BEGINNINGS) or any(map(head[:265].count, INNER)) else ():
        # Two letters are text, too.
        if head[offset : offset + len(magic)] == magic and (len(magic) > 2 or b"\0" in head[:64]):
            return media_type
    return _text(head)


def _ole(data: bytes) -> str:
    for name, media_type in STREAMS:
        if name.encode("utf-16-le") in data:
            return media_type
    # Cut short: the directory that names the streams is gone.
    sector, place = int.from_bytes(data[30:32], "little"), int.from_bytes(data[48:52], "little")
    return DAMAGED_OFFICE if (place + 1 << min(sector, 12)) >= len(data) else "application/x-ole-storage"


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with `head` is a tar archive."""
    return head[257:262] == b"ustar"


def _zip(stream: IO[bytes], head: bytes) -> str:
    try:
        with ZipFile(stream) as archive:
            names = archive.namelist()
            stated = archive.open("mimetype").read(MIMETYPE) if "mimetype" in names else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        # Cut short: the directory at the end is gone, but a name stands before each part, too.
        unknown = DAMAGED_OFFICE if TYPES.encode() in head or head[30:].startswith(b"mimetype") else DAMAGED_ZIP
        return next((media_type for name, media_type in PARTS if name.encode() in head), unknown)
    if known := STATED.match(stated):
        return known[0].decode("ascii")
    # Documents in a zip archive have names of their own in front.
    types = TYPES in names
    for beginning, media_type in PARTS:
        if any(name.startswith(beginning) for name in names) and (types or not beginning.endswith("/")):
            return media_type
    return next((DOCX for name in names if name == "word/document.xml"), ZIP)


def _text(head: bytes) -> str:
    # UTF-16 markup is markup, too.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:4096]
    page = b"<" in start and _is_page(start)
    if not _readable(head, page):
        return BINARY
    headers = len(MAIL.findall(b"\n" + start))
    related = headers and RELATED.search(start)
    if headers >= 2 or related:
        return MHTML if related and not SENT.search(start) else EMAIL
    if b"<" not in start:
        return TEXT
    if (XML.match(start) or NEWS.match(start)) and not ROOT.search(start):
        return next((media_type for root, media_type in ROOTS if root.search(start)), "application/xml")
    return HTML if page else TEXT


def _is_page(start: bytes) -> bool:
    return bool(
        ROOT.search(start[:1024])
        or (start.startswith(b"<") and MARKUP.match(start))
        or (start.count(b"<") >= 5 and len(MARKUP.findall(start)) >= 5)
    )


def _readable(head: bytes, page: bool) -> bool:
    """Whether the bytes are text in some encoding: few control characters and few impossible ones."""
    unlike = len(head.translate(None, PLAIN))
    if page and unlike <= MAX_CONTROLS * len(head) / BYTES:
        # In whatever encoding: its reader decodes it.
        return True
    text, encoding = decode(head)
    wide = encoding.startswith(("utf-16", "utf-32"))
    controls = len(CONTROLS.findall(text)) if wide else unlike
    wrong = text.count("\ufffd")
    if encoding == "utf-8":
        # U+FFFD stands in a file where its text was decoded wrongly before.
        wrong -= head.count("\ufffd".encode())
    if controls > MAX_CONTROLS * len(text) + 1 or wrong > MAX_WRONG * len(text) + 1:
        return False
    # Almost any bytes are characters in UTF-16; only likely ones make a text.
    return encoding not in ("utf-16-le", "utf-16-be") or cost(text) < COST_RARE_HAN * len(text)
