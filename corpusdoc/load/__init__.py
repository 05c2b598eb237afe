"""Files into RawDocuments: the only room that reads sources. Types are told by content, never by name."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import cast

from corpusdoc import plugins
from corpusdoc.errors import SourceError
from corpusdoc.load import sniff
from corpusdoc.load.content import Content, ReadingError
from corpusdoc.model import RawDocument, Reason

MAX_BYTES = 512_000_000
READERS = {
    sniff.TEXT: "corpusdoc.load.text:read",
    sniff.HTML: "corpusdoc.load.html:read",
    sniff.DOCX: "corpusdoc.load.docx:read",
    sniff.PDF: "corpusdoc.load.pdf:read",
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
}
# Types that are recognised and not read, if not because they are "unsupported".
REASONS: dict[str, Reason] = {
    sniff.ENCRYPTED_OFFICE: "encrypted",
    sniff.DAMAGED_ZIP: "damaged",
    "image/png": "needs_ocr",
    "image/jpeg": "needs_ocr",
    "image/gif": "needs_ocr",
    "image/tiff": "needs_ocr",
    "image/webp": "needs_ocr",
}
ADVICE: dict[Reason, str] = {
    "missing": "{source}: no such file: check the path",
    "unreadable": "{source}: cannot be opened ({detail}): check its permissions",
    "empty": "{source}: holds no text: leave it out",
    "unsupported": "{source}: cannot read {kind}: save it as DOCX, PDF, HTML or text",
    "encrypted": "{source}: {kind}, protected by a password: save a copy without it",
    "damaged": "{source}: {kind}, damaged ({detail}): get the file again",
    "needs_ocr": "{source}: {kind} without text: run text recognition (OCR) over it first",
    "too_big": "{source}: too big ({detail}): split it, or raise max_bytes",
}


def load(path: Path, limit: int = MAX_BYTES) -> RawDocument:
    """What stands in a regular file of at most `limit` bytes. Raises SourceError: its reason says what is wrong."""
    try:
        data = _bytes(path, limit)
    except ReadingError as error:
        raise _source_error(error, str(path), "file") from error
    return load_bytes(data, str(path))


def load_bytes(data: bytes, source: str) -> RawDocument:
    """What stands in `data`; `source` names it in the record and in messages. Raises SourceError like `load`."""
    media_type = sniff.sniff(data)
    try:
        content = _content(data, media_type)
    except ReadingError as error:
        raise _source_error(error, source, sniff.NAMES.get(media_type, media_type)) from error
    return RawDocument(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        media_type=media_type,
        encoding=content.encoding,
        blocks=content.blocks,
        page_starts=content.page_starts,
        hints=content.hints,
    )


def _content(data: bytes, media_type: str) -> Content:
    if not data.strip(b"\0 \t\r\n"):
        raise ReadingError("empty")
    if media_type not in READERS:
        raise ReadingError(REASONS.get(media_type, "unsupported"))
    content = cast(Content, plugins.find("readers", media_type, READERS)(data))
    if not content.text.strip():
        raise ReadingError("empty")
    return content


def _bytes(path: Path, limit: int) -> bytes:
    try:
        # Opening a named pipe would wait for a writer for ever: the kind is asked first, and again once it is open.
        _check(path.stat(), limit)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123  # Path.open cannot take these flags
            _check(os.fstat(stream.fileno()), limit)
            data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadingError("missing") from error
    except ValueError as error:
        # A NUL or a character that no file name can hold.
        raise ReadingError("missing") from error
    except OSError as error:
        raise ReadingError("unreadable", error.strerror or str(error)) from error
    if len(data) > limit:
        raise ReadingError("too_big", f"over {limit} bytes")
    return data


def _check(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ReadingError("unreadable", "not a regular file")
    if status.st_size > limit:
        raise ReadingError("too_big", f"{status.st_size} bytes, the limit is {limit}")


def _source_error(error: ReadingError, source: str, kind: str) -> SourceError:
    return SourceError(error.reason, ADVICE[error.reason], source=source, kind=kind, detail=error.detail)
