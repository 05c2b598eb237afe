"""What lies in archives and mails: names, and the bytes of one member after the other."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from corpusdoc.config import Limits
from corpusdoc.load import archives, sniff
from corpusdoc.load.content import ReadingError
from corpusdoc.load.opening import all_of, open_regular

# The message among the members of an e-mail that files came with.
MESSAGE = "正文"
# Containers that stay open: the one whose members are being read, and those that it lies in.
OPEN = 4


def member_names(
    stream: IO[bytes], media_type: str, path: Path, members: tuple[str, ...], limits: Limits
) -> tuple[Sequence[str], str | None]:
    """The members of an archive, or of an e-mail that files came with; none for other documents.

    With them what ends the list too early, if anything does. `path` and `members` say where it lies. Raises
    ReadingError.
    """
    if media_type == sniff.EMAIL and members[-1:] != (MESSAGE,) and len(members) < limits.max_depth:
        names = [name for name, _ in _attachments(all_of(stream, limits))]
        return [MESSAGE, *names] if names else [], None
    if media_type not in sniff.ARCHIVES:
        return [], None
    if len(members) >= limits.max_depth:
        raise ReadingError("too_big", "over {most} archives in one another", most=limits.max_depth)
    stem = PurePosixPath((path.name, *members)[-1]).stem
    found, damage = archives.member_names(stream, media_type, stem, limits)
    if not found:
        raise ReadingError("empty")
    return found, damage


def has_attachments(mail: bytes) -> bool:
    """Whether files came with a message."""
    return any(True for _ in _attachments(mail))


def _attachments(mail: bytes) -> Iterator[tuple[str, bytes]]:
    # email: 0.03 s
    from corpusdoc.load.mail import attachments

    return attachments(mail)


def member_bytes(file: Path, members: tuple[str, ...], limits: Limits) -> bytes:
    """The bytes of the last of `members`, each of which lies in the one before, the first in `file`.

    Raises ReadingError, with what is wrong of which container.
    """
    status = file.stat()
    return _container(file, (status.st_ino, status.st_size, status.st_mtime_ns), members[:-1], limits).read(members[-1])


@lru_cache(maxsize=OPEN)
def _container(file: Path, stamp: tuple[int, int, int], members: tuple[str, ...], limits: Limits) -> _Container:
    """`stamp` tells a file from one that took its place."""
    if not members:
        return _Container(open_regular(file), file.name, limits)
    data = _container(file, stamp, members[:-1], limits).read(members[-1])
    return _Container(BytesIO(data), members[-1], limits)


class _Container:
    """An archive or mail that stays open while its members are read in their order.

    Reading each from the container's start would take time that grows with the square of their number.
    """

    def __init__(self, stream: IO[bytes], name: str, limits: Limits) -> None:
        self._stream, self._stem, self._limits = stream, PurePosixPath(name).stem, limits
        weakref.finalize(self, stream.close)
        self._media_type = sniff.sniff(stream)
        self._left: Iterator[archives.Member] = iter(())
        self._passed: dict[str, archives.Member] = {}

    def read(self, name: str) -> bytes:
        """The bytes of the member called `name`."""
        try:
            if self._media_type == sniff.EMAIL and name == MESSAGE:
                return all_of(self._stream, self._limits)
            found = self._find(name)
            if found is None:
                # It lies further in front.
                self._left = self._members()
                found = self._find(name)
            if found is None:
                raise ReadingError("missing")
        except ReadingError as error:
            if error.reason == "damaged":
                # There is no way on from here.
                self._left = iter(())
            error.kind = error.kind or sniff.NAMES.get(self._media_type, self._media_type)
            raise
        return found

    def _find(self, name: str) -> bytes | None:
        with archives.readable():
            if name in self._passed:
                return self._passed[name].read()
            for member in self._left:
                if self._media_type not in archives.STREAMED:
                    self._passed[member.name] = member
                if member.name == name:
                    return member.read()
        return None

    def _members(self) -> Iterator[archives.Member]:
        if self._media_type == sniff.EMAIL:
            data = all_of(self._stream, self._limits)
            return (archives.Member(name, lambda each=each: each) for name, each in _attachments(data))  # type: ignore[misc]
        if self._media_type not in sniff.ARCHIVES:
            raise ReadingError("missing")
        return archives.members(self._stream, self._media_type, self._stem, self._limits)
