"""ZIP files that were cut short: the directory at the end is gone, but each member also has a header before it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import unpack
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

HEADER, DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
LENGTH = 30  # of a header, without the name
SIZES_BEHIND, UTF_8_NAME = 0x8, 0x800
UNSTATED = 0xFFFF_FFFF  # ZIP64: the size stands elsewhere
BLOCK = 1 << 16


class Local(NamedTuple):
    """A member as its own header states it, and where its bytes begin."""

    info: ZipInfo
    start: int


def local_members(stream: IO[bytes], most: int) -> Iterator[Local]:
    """The members from the file's start on, the one that the cut goes through included.

    `most` are the bytes that members whose length must be found out may unpack to. Raises EOFError behind the last.
    """
    at = 0
    while (found := _local(stream, at)) is not None:
        yield found
        stated = not found.info.flag_bits & SIZES_BEHIND and found.info.compress_size != UNSTATED
        length = found.info.compress_size if stated else _packed(stream, found, most)
        at = _next(stream, found.start + length)
    raise EOFError("it was cut short")


def _local(stream: IO[bytes], at: int) -> Local | None:
    stream.seek(at)
    header = stream.read(LENGTH)
    if len(header) < LENGTH or not header.startswith(HEADER):
        return None
    _, flags, method, _, _, checksum, packed, size, name_length, extra_length = unpack("<HHHHHIIIHH", header[4:])
    name, extra = stream.read(name_length), stream.read(extra_length)
    if method not in (ZIP_STORED, ZIP_DEFLATED) or len(extra) < extra_length or not name:
        return None
    info = ZipInfo(name.decode("utf-8" if flags & UTF_8_NAME else "cp437", "replace"))
    info.flag_bits, info.compress_type, info.extra = flags, method, extra
    info.CRC, info.compress_size, info.file_size = checksum, packed, size
    return Local(info, at + LENGTH + name_length + extra_length)


def _packed(stream: IO[bytes], member: Local, most: int) -> int:
    """How many bytes a member takes that only its end tells."""
    unpacked = Unpacked(stream, member)
    seen = 0
    while block := unpacked.read(BLOCK):
        seen += len(block)
        if seen > most:
            raise EOFError("a member without a size unpacks to too much")
    return unpacked.taken


def _next(stream: IO[bytes], at: int) -> int:
    """Where the next header begins: at once, or behind a descriptor of 12 to 24 bytes."""
    stream.seek(at)
    behind = stream.read(24 + len(HEADER))
    return at + next((n for n in (0, 12, 16, 20, 24) if behind[n:].startswith(HEADER)), 0)


class Unpacked:
    """The bytes of a member, to be read in blocks; raises EOFError where the file ends before it does."""

    def __init__(self, stream: IO[bytes], member: Local) -> None:
        self._stream, self._at = stream, member.start
        self._stored = member.info.compress_size if member.info.compress_type == ZIP_STORED else None
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._held = b""
        self.taken = 0  # bytes of the file

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        return self._copied(size) if self._stored is not None else self._inflated(size)

    def _copied(self, size: int) -> bytes:
        assert self._stored is not None
        data = self._block(min(size, self._stored - self.taken))
        if not data and self.taken < self._stored:
            raise EOFError("it was cut short")
        self.taken += len(data)
        return data

    def _inflated(self, size: int) -> bytes:
        while not self._inflate.eof:
            data = self._held or self._block(BLOCK)
            found = self._inflate.decompress(data, size)
            self._held = self._inflate.unconsumed_tail
            self.taken += len(data) - len(self._held) - len(self._inflate.unused_data)
            if found:
                return found
            if not data and not self._inflate.eof:
                raise EOFError("it was cut short")
        return b""

    def _block(self, size: int) -> bytes:
        # Others read from the same stream in between.
        self._stream.seek(self._at)
        data = self._stream.read(size)
        self._at += len(data)
        return data
