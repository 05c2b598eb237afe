"""E-mail and web archives: the message, the files that came with it, the page that a browser saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, clean, compose
from corpusdoc.load.html import body_pieces, codec
from corpusdoc.load.html import read as read_html
from corpusdoc.load.lines import joined
from corpusdoc.load.ole import Storage
from corpusdoc.load.text import content_of, decode
from corpusdoc.model import Hints

# Streams of an Outlook message: subject, body, sender; 001F is UTF-16, 001E the system's encoding.
SUBJECT, BODY, HTML_BODY, SENDER = "0037", "1000", "1013", "0C1A"
BARE = re.compile("[\udc80-\udcff]")
SPACES = re.compile(r"\s+")
NAMING, NAME = ("content-disposition", "content-type"), re.compile(r"name\s{0,3}=\s{0,3}\"?([^\";]{1,255})")
ADDRESS = re.compile(r"\s{0,3}<[^<>]{0,200}>")
QUOTED = re.compile(r"(?:> ?){1,20}")
SIGNATURE = "-- "  # the line above a sender's name


def read(data: bytes) -> Content:
    """The subject as heading, then the message. Files that came with it are members of their own."""
    message = _message(data)
    subject = _header(message, "subject")
    body = message.get_body(("html", "plain"))
    if body and body.get_content_type() == "text/html":
        content = Content(*compose([Piece(subject, "heading", 1), *body_pieces(_bytes(body))]))
    else:
        # A text like any other: whoever reads on joins lines that a program broke at one column.
        content = content_of(f"{subject}\n{_plain(body) if body else ''}".strip())
    if not content.text and not has_attachments(data):
        raise ReadingError("empty")
    return replace(content, hints=_hints(message, subject))


def read_page(data: bytes) -> Content:
    """The page of a web archive, or the frame in it that says most. Raises ReadingError."""
    return max((content for page in pages(data) for content in _read(page)), key=lambda content: len(content.text))


def pages(data: bytes) -> list[bytes]:
    """The pages of a web archive: one, and its frames. Raises ReadingError where there is none."""
    kinds = ("text/html", "application/xhtml+xml")
    found = [_bytes(part) for part in _message(data).walk() if part.get_content_type() in kinds]
    if not found:
        raise ReadingError("damaged", "no page")
    return found


def _read(page: bytes) -> Iterator[Content]:
    """A page's text, or nothing's where it has none: frames of an archive are pages, too."""
    try:
        yield read_html(page)
    except ReadingError:
        yield Content("")


def read_outlook(data: bytes) -> Content:
    """Subject and text of an Outlook message. Raises ReadingError."""
    storage = Storage(data)
    subject, body = _property(storage, SUBJECT), _property(storage, BODY)
    name = f"__substg1.0_{HTML_BODY}0102"
    lines = [Piece(line) for line in clean(body).split("\n")]
    if not body.strip() and storage.holds(name):
        lines = body_pieces(storage.stream(name))
    text, blocks = compose([Piece(subject, "heading", 1), *lines])
    return Content(text, blocks, hints=Hints(title=subject or None, author=_property(storage, SENDER) or None))


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the files that came with a message; pictures that only dress it are none."""
    message = _message(data)
    for number, part in enumerate(message.iter_attachments() if message.is_multipart() else (), 1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                yield f"{_header(inner, 'subject') or number}.eml", inner.as_bytes()
            continue
        name = _file_name(part)
        # A text with a name is a file, though old programs do not say so.
        is_file = not kind.startswith(("image/", "text/", "multipart/")) or (name and kind.startswith("text/"))
        if is_file or part.get_content_disposition() == "attachment":
            yield name or f"{number}", _bytes(part)


def has_attachments(data: bytes) -> bool:
    """Whether files came with a message."""
    return any(True for _ in attachments(data))


def _message(data: bytes) -> EmailMessage:
    try:
        return message_from_bytes(data, policy=policy.default)
    except RecursionError as error:
        raise ReadingError("damaged", "its parts lie too deep in one another") from error


def _header(message: EmailMessage, name: str) -> str:
    try:
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        # What the standard library has read of bare bytes is lost.
        bare = BARE.search(raw)
        return SPACES.sub(" ", _repaired(raw) if bare else str(message.get(name, ""))).strip()
    except (ValueError, LookupError, IndexError, TypeError, AttributeError):
        # The standard library stumbles over headers that no standard allows.
        return ""


def _file_name(part: MIMEPart) -> str:
    stated = " ".join(value for key, value in part.raw_items() if key.lower() in NAMING)
    try:
        if BARE.search(stated) and (named := NAME.search(stated)):
            return _repaired(named[1])
        return _repaired(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _repaired(text: str) -> str:
    """Headers may hold bare bytes of a Chinese encoding, which come as surrogates."""
    raw = text.encode("utf-8", "surrogateescape")
    return text if raw.decode("utf-8", "replace") == text else decode(raw)[0]


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _plain(body: MIMEPart) -> str:
    """The text of a message without the marks of quotations, which stand apart; soft line ends joined (RFC 3676)."""
    text, _ = decode(_bytes(body), codec(body.get_content_charset() or ""))
    flowed = str(body.get_param("format", "")).lower() == "flowed"
    lines: list[str] = []
    depth, soft = 0, False
    for line in clean(text).split("\n"):
        marks = quoted[0] if (quoted := QUOTED.match(line)) else ""
        said, before = line[len(marks) :], depth
        depth = marks.count(">")
        if soft and depth == before:
            lines[-1] = joined((lines[-1].rstrip(), said))
        else:
            lines += ["", said] if depth != before else [said]
        soft = flowed and said.endswith(" ") and said != SIGNATURE
    return "\n".join(lines)


def _hints(message: EmailMessage, subject: str) -> Hints:
    try:
        day = f"{parsedate_to_datetime(_header(message, 'date')):%Y-%m-%d}"
    except (ValueError, TypeError, IndexError):
        day = None
    return Hints(subject or None, day, ADDRESS.sub("", _header(message, "from")).strip('" ') or None)


def _property(storage: Storage, name: str) -> str:
    for kind, encoding in (("001F", "utf-16-le"), ("001E", None)):
        stream = f"__substg1.0_{name}{kind}"
        if storage.holds(stream):
            data = storage.stream(stream)
            return (data.decode(encoding, "replace") if encoding else decode(data)[0]).rstrip("\0")
    return ""
