"""Files into RawDocuments: the only room that reads sources. Types are told by content, never by name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from corpusdoc import plugins
from corpusdoc.config import Limits
from corpusdoc.errors import SourceError
from corpusdoc.load import archives, sniff
from corpusdoc.load.content import Content, ExtraError, ReadingError, page_starts
from corpusdoc.load.members import MESSAGE, has_attachments, member_bytes, member_names
from corpusdoc.load.ocr import PICTURES, recogniser
from corpusdoc.load.opening import NO_FILE, NO_LISTING, TOO_LONG, all_of, open_regular
from corpusdoc.load.package import check_sizes
from corpusdoc.load.walk import file_of
from corpusdoc.messages import Message
from corpusdoc.model import Archive, RawDocument, Reason

READERS = {
    sniff.TEXT: "corpusdoc.load.text:read",
    sniff.HTML: "corpusdoc.load.html:read",
    sniff.DOCX: "corpusdoc.load.docx:read",
    sniff.XLSX: "corpusdoc.load.xlsx:read",
    sniff.PPTX: "corpusdoc.load.pptx:read",
    sniff.ODT: "corpusdoc.load.odf:read",
    sniff.ODS: "corpusdoc.load.odf:read",
    sniff.ODP: "corpusdoc.load.odf:read",
    sniff.FLAT_ODF: "corpusdoc.load.odf:read_flat",
    sniff.EPUB: "corpusdoc.load.epub:read",
    sniff.RTF: "corpusdoc.load.rtf:read",
    sniff.DOC: "corpusdoc.load.doc:read",
    sniff.PPT: "corpusdoc.load.ppt:read",
    sniff.XLS: "corpusdoc.load.xls:read",
    sniff.XLS_XML: "corpusdoc.load.xml2003:read",
    sniff.WORD_XML: "corpusdoc.load.word_xml:read",
    sniff.FLAT_OPC: "corpusdoc.load.word_xml:read_flat",
    sniff.FEED: "corpusdoc.load.feed:read",
    sniff.EMAIL: "corpusdoc.load.mail:read",
    sniff.MHTML: "corpusdoc.load.mail:read_page",
    sniff.MSG: "corpusdoc.load.mail:read_outlook",
}
# Types whose readers are given text recognition, too.
SEEN = {
    sniff.PDF: "corpusdoc.load.pdf:read",
    sniff.OFD: "corpusdoc.load.ofd:read",
    **dict.fromkeys(PICTURES, "corpusdoc.load.picture:read"),
}
# Types that are recognised and not read, if not because they are "unsupported".
REASONS: dict[str, Reason] = {
    sniff.ENCRYPTED_OFFICE: "encrypted",
    sniff.DAMAGED_ZIP: "damaged",
    sniff.DAMAGED_OFFICE: "damaged",
}
# Programs that open what nothing else does, and print it to PDF.
VIEWERS = {sniff.NAMES[sniff.CAJ]: "CAJViewer", sniff.NAMES[sniff.CEB]: "Apabi Reader"}
SHUT = frozenset(sniff.NAMES[media_type] for media_type in sniff.SHUT)
ADVICE: dict[Reason, str] = {
    "missing": "no such file: check the path",
    "unreadable": "cannot be opened ({detail}): check its permissions",
    "empty": "holds no text: leave it out",
    "unsupported": "cannot read {kind}: save it as DOCX, PDF, HTML or text",
    "encrypted": "{kind}, protected by a password: save a copy without it",
    "damaged": "{kind}, damaged: get the file again",
    "needs_ocr": "{kind} without text: install tesseract with chi_sim, or run OCR over it first",
    "too_big": "too big ({detail}): split it, or raise the limits in corpusdoc.toml",
}

# Where the reader said more.
DETAILED: dict[Reason, str] = {
    "empty": "a {kind} whose text is not in the file (scripts or frames load it):"
    " open it in a browser and save it as PDF or MHTML",
    "missing": "{detail}: leave it out, or mend the link",
    "damaged": "{kind}, damaged ({detail}): get the file again",
    "needs_ocr": "{kind} without text, and text recognition failed ({detail}): run OCR over it first",
}
DETAILS = {
    NO_FILE: "{detail}, no file: leave it out",
    NO_LISTING: "a folder that cannot be listed: check its permissions",
    TOO_LONG: "its path is too long for this system: shorten it",
}
SHUT_ADVICE = "cannot open {kind}: unpack it, or pack it as ZIP"
VIEWERS_ADVICE = "cannot read {kind}: open it in {program} and print it to PDF"
EXTRA = "reading {kind} needs an extra: pip install 'corpusdoc[{detail}]'"


def load(path: Path, limits: Limits = Limits()) -> RawDocument | Archive:  # noqa: B008  # frozen
    """What stands in a regular file, or in a member of an archive: report.zip!/folder/a.docx.

    An archive comes back as the sources in it, to be loaded in their turn. Raises SourceError: its reason says what
    is wrong.
    """
    kind = "file"
    try:
        file, members = file_of(path)
        with open_regular(file) as stream:
            held: IO[bytes] = BytesIO(member_bytes(file, members, limits)) if members else stream
            media_type = sniff.sniff(held)
            kind = sniff.NAMES.get(media_type, media_type)
            names, damage = member_names(held, media_type, file, members, limits)
            if names:
                return Archive(str(path), tuple(f"{path}{archives.SEPARATOR}{name}" for name in names), damage)
            data = all_of(held, limits)
        found = _document(data, media_type, str(path), limits)
        # A message in too many others is read without the files that came with it.
        left = media_type == sniff.EMAIL and members[-1:] != (MESSAGE,) and has_attachments(data)
        return replace(found, partial="too_big") if left else found
    except ReadingError as error:
        raise _source_error(error, str(path), kind) from error
    except OSError as error:
        # It vanished, or a disk or network broke off.
        reason = ReadingError("unreadable", error.strerror or str(error))
        raise _source_error(reason, str(path), kind) from error


def load_bytes(data: bytes, source: str, limits: Limits = Limits()) -> RawDocument:  # noqa: B008  # frozen
    """What stands in `data`; `source` names it in the record and in messages. Raises SourceError like `load`."""
    media_type = sniff.sniff(BytesIO(data))
    try:
        return _document(data, media_type, source, limits)
    except ReadingError as error:
        raise _source_error(error, source, sniff.NAMES.get(media_type, media_type)) from error


def _document(data: bytes, media_type: str, source: str, limits: Limits) -> RawDocument:
    content = _content(data, media_type, limits)
    last_page = max((block.page or 0 for block in content.blocks), default=0)
    return RawDocument(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        media_type=media_type,
        encoding=content.encoding,
        blocks=content.blocks,
        page_starts=content.page_starts or page_starts(content.blocks, last_page, len(content.text)),
        hints=content.hints,
        partial=content.partial,
    )


def _content(data: bytes, media_type: str, limits: Limits) -> Content:
    if not data.strip(b"\0 \t\r\n"):
        raise ReadingError("empty")
    if media_type not in READERS and media_type not in SEEN:
        raise ReadingError(REASONS.get(media_type, "unsupported"))
    if data.startswith(b"PK"):
        check_sizes(BytesIO(data), limits)
    try:
        if media_type in SEEN:
            content = cast(Content, plugins.find("readers", media_type, SEEN)(data, recogniser(limits)))
        else:
            content = cast(Content, plugins.find("readers", media_type, READERS)(data))
    except RecursionError as error:
        raise ReadingError("damaged", "its parts lie too deep in one another") from error
    if not content.text.replace("\ufffd", " ").strip():
        raise ReadingError("empty")
    return content


def _source_error(error: ReadingError, source: str, kind: str) -> SourceError:
    detail = error.detail
    extra = isinstance(error, ExtraError)
    if error.reason == "unsupported" and detail and not extra:
        kind = detail  # of this version, or in the document that was asked for
    kind = error.kind or kind
    template = _advice(error.reason, detail, kind) if not extra else EXTRA
    values = {"kind": Message(kind), "detail": detail, "program": VIEWERS.get(kind, "")}
    said = {name: value for name, value in values.items() if "{" + name + "}" in template}
    return SourceError(error.reason, Message(template, **said), source)


def _advice(reason: Reason, detail: str, kind: str) -> str:
    """What is wrong and what to do, with places for the kind of file and for what its reader said."""
    if reason == "unsupported" and (kind in SHUT or kind in VIEWERS):
        return SHUT_ADVICE if kind in SHUT else VIEWERS_ADVICE
    return DETAILS.get(detail) or (DETAILED.get(reason) if detail else None) or ADVICE[reason]
