"""Archives: what they hold, by name, and the bytes of one member at a time. Nothing is ever unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import starmap
from typing import IO, Any, NamedTuple, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpusdoc import lazy_re as re
from corpusdoc.config import Limits
from corpusdoc.load import sniff
from corpusdoc.load.content import ReadingError
from corpusdoc.load.cut_zip import Local, Unpacked, local_members
from corpusdoc.load.seven_zip import DAMAGED, MIN_RATED, packed_members
from corpusdoc.load.text import decode
from corpusdoc.load.walk import is_litter

SEPARATOR = "!/"  # report.zip!/folder/a.docx
UNREADABLE = (BadZipFile, tarfile.TarError, *DAMAGED)
UTF_8_NAME, LOCKED = 0x800, 0x1
UNICODE_PATH = 0x7075  # of a zip member's extra fields: its name in UTF-8
BLOCK = 1 << 20
STREAMED = frozenset((sniff.TAR, sniff.GZIP, sniff.BZIP2, sniff.XZ))
DRIVE = re.compile(r"^[A-Za-z]:")
# Line ends, colours of terminals, changes of direction.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Member(NamedTuple):
    """A file in an archive."""

    name: str  # without "..", drives and doubled separators: it says where a file stood, nothing follows it
    read: Callable[[], bytes]


def member_names(stream: IO[bytes], media_type: str, stem: str, limits: Limits) -> tuple[tuple[str, ...], str | None]:
    """The members of an archive that are files of somebody's, and what ends the list too early, if anything does.

    `stem` names the member of a compressed file that is no archive. Raises ReadingError: damaged before the first
    member, too big, encrypted.
    """
    names: list[str] = []
    try:
        with readable():
            for member in members(stream, media_type, stem, limits):
                names.append(member.name)
                if len(names) > limits.max_members:
                    raise ReadingError("too_big", "over {most} members", most=limits.max_members)
    except ReadingError as error:
        # What stands before the damage is as good as ever.
        if error.reason != "damaged" or not names:
            raise
        return tuple(names), error.detail
    return tuple(names), None


class readable:  # noqa: N801  # reads as a word
    """Turns what archive readers raise for damage into ReadingError."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UNREADABLE):
            raise ReadingError("damaged", str(error)) from error
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise ReadingError("encrypted") from error


def members(stream: IO[bytes], media_type: str, stem: str, limits: Limits) -> Iterator[Member]:
    """The files in an archive, each to be read where it comes up; of those STREAMED, only there."""
    stream.seek(0)
    found = FORMATS.get(media_type)
    entries = found(stream, limits) if found else _tar_or_file(stream, media_type, stem, limits)
    said: dict[str, int] = {}
    for member in entries:
        name = _plain(member.name) or stem
        if is_litter(name):
            continue
        said[name] = said.get(name, 0) + 1
        yield Member(f"{name}~{said[name]}" if said[name] > 1 else name, member.read)


def _plain(name: str) -> str:
    parts = UNSEEN.sub("_", DRIVE.sub("", name.replace("\\", "/"))).split("/")
    # A member's name may look like a way into another archive.
    return "/".join(part for part in parts if part not in ("", ".", "..")).replace(SEPARATOR, "!_/")


# ---------------------------------------------------------------------------------------------------------------- ZIP


def _zip(stream: IO[bytes], limits: Limits) -> Iterator[Member]:
    # Not closed: its members may be read later.
    archive = ZipFile(stream)
    entries = archive.infolist()
    if len(entries) > limits.max_members:
        raise ReadingError("too_big", "over {most} members", most=limits.max_members)
    if sum(entry.file_size for entry in entries) > limits.max_unpacked:
        raise ReadingError("too_big", "over {most:,} bytes unpacked", most=limits.max_unpacked)
    for entry, name in zip(entries, _zip_names(entries), strict=True):
        if not _is_folder(entry) and not stat.S_ISLNK(entry.external_attr >> 16):
            yield Member(name, lambda entry=entry: _unzipped(archive, entry, limits))  # type: ignore[misc]


def _is_folder(entry: ZipInfo) -> bool:
    return entry.filename.endswith("/")  # is_dir() fails where there is no name


def _zip_names(entries: Iterable[ZipInfo]) -> list[str]:
    """Names as they were written: those without a mark of their encoding are in one that all of them share."""
    entries = list(entries)
    raw = [b"" if entry.flag_bits & UTF_8_NAME else entry.orig_filename.encode("cp437", "replace") for entry in entries]
    _, encoding = decode(b"\n".join(raw))
    return [
        _unicode_path(entry.extra) or (name.decode(encoding, "replace") if name else entry.orig_filename)
        for entry, name in zip(entries, raw, strict=True)
    ]


def _unicode_path(extra: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        kind, size = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == UNICODE_PATH:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return ""


def _unzipped(archive: ZipFile, entry: ZipInfo, limits: Limits) -> bytes:
    if entry.flag_bits & LOCKED:
        raise ReadingError("encrypted")
    with archive.open(entry) as stream:
        return _counted(stream, entry.compress_size, limits.max_bytes, limits)


def _cut_zip(stream: IO[bytes], limits: Limits) -> Iterator[Member]:
    for local in local_members(stream, limits.max_unpacked):
        [name] = _zip_names([local.info])
        if not _is_folder(local.info):
            yield Member(name, lambda local=local: _uncut(stream, local, limits))  # type: ignore[misc]


def _uncut(stream: IO[bytes], local: Local, limits: Limits) -> bytes:
    if local.info.flag_bits & LOCKED:
        raise ReadingError("encrypted")
    packed = stream.seek(0, 2) - local.start
    data = _counted(cast(IO[bytes], Unpacked(stream, local)), packed, limits.max_bytes, limits)
    if local.info.CRC and zlib.crc32(data) != local.info.CRC:
        raise ReadingError("damaged", "bad checksum")
    return data


# ------------------------------------------------------------------------------------------ TAR and compressed files

OPENERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    sniff.GZIP: lambda stream: cast(IO[bytes], gzip.GzipFile(fileobj=stream)),
    sniff.BZIP2: lambda stream: cast(IO[bytes], bz2.BZ2File(stream)),
    sniff.XZ: lambda stream: cast(IO[bytes], lzma.LZMAFile(stream)),  # noqa: SIM115  # closed with what it reads
}


class _Limited:
    """A stream that stops where more comes out than is allowed: compressed bombs do not say how large they are."""

    def __init__(self, stream: IO[bytes], packed: int, most: int, limits: Limits) -> None:
        # Readers of compressed files keep what they have until it is as much as was asked for, or lose it at a cut.
        self._read, self._seen = getattr(stream, "read1", stream.read), 0
        self._most = min(most, max(MIN_RATED, packed * limits.max_ratio))

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._read(min(size, BLOCK) if size > 0 else BLOCK)
        self._seen += len(data)
        if self._seen > self._most:
            raise ReadingError("too_big", "over {most:,} bytes unpacked", most=self._most)
        return data


def _counted(stream: IO[bytes], packed: int, most: int, limits: Limits) -> bytes:
    """All that comes out of a stream, read in blocks."""
    limited = _Limited(stream, packed, most, limits)
    return b"".join(iter(limited.read, b""))


def _tar_or_file(stream: IO[bytes], media_type: str, stem: str, limits: Limits) -> Iterator[Member]:
    opener = OPENERS.get(media_type)
    packed = stream.seek(0, 2)
    stream.seek(0)
    inner = opener(stream) if opener else stream
    if opener and not sniff.is_tar(_head(inner)):
        inner.seek(0)
        yield Member(stem, lambda: _before_damage(inner, packed, limits))
        # Whoever goes on learns whether it has its end.
        inner.seek(0)
        _counted(inner, packed, limits.max_bytes, limits)
        return
    inner.seek(0)
    ratio = packed if opener else packed * limits.max_ratio
    limited = cast(IO[bytes], _Limited(inner, ratio, limits.max_unpacked, limits))
    # As a stream: members are read where they stand, links lead nowhere.
    with tarfile.open(
        fileobj=limited, mode="r|", tarinfo=_Entry, encoding="utf-8", errors="surrogateescape"
    ) as archive:
        for entry in archive:
            if entry.isreg():
                yield Member(_tar_name(entry.name), lambda entry=entry: _untarred(archive, entry, limits))  # type: ignore[misc]


def _head(stream: Any) -> bytes:
    """What comes out of a compressed stream first, as much as tells a tar; less where it is damaged."""
    head = b""
    with suppress(*UNREADABLE):
        while len(head) < tarfile.BLOCKSIZE and (more := stream.read1(tarfile.BLOCKSIZE)):
            head += more
    return head


def _before_damage(stream: IO[bytes], packed: int, limits: Limits) -> bytes:
    """All that comes out of a stream up to its end, or to where it is damaged."""
    limited = _Limited(stream, packed, limits.max_bytes, limits)
    blocks: list[bytes] = []
    try:
        while block := limited.read():
            blocks.append(block)
    except UNREADABLE:
        if not blocks:
            raise
    return b"".join(blocks)


class _Entry(tarfile.TarInfo):
    """A header that tells a list that breaks off from one that has its end: the standard library ends at both."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:  # type: ignore[override]  # another name
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as error:
            if type(error).__name__ == "EOFHeaderError":
                raise
            raise tarfile.ReadError(f"no end of the archive: {error}") from error


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    return decode(raw)[0]


def _untarred(archive: tarfile.TarFile, entry: tarfile.TarInfo, limits: Limits) -> bytes:
    if entry.size > limits.max_bytes:
        raise ReadingError("too_big", "{size:,} bytes, the limit is {most:,}", size=entry.size, most=limits.max_bytes)
    stream = archive.extractfile(entry)
    return stream.read() if stream else b""


FORMATS: dict[str, Callable[[IO[bytes], Limits], Iterator[Member]]] = {
    sniff.ZIP: _zip,
    sniff.DAMAGED_ZIP: _cut_zip,
    sniff.SEVEN_ZIP: lambda stream, limits: starmap(Member, packed_members(stream, limits)),
}
