"""Regular files, opened with care: no pipe blocks, no device is read, nothing larger than allowed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO

from corpusdoc.config import Limits
from corpusdoc.load.content import ReadingError

NO_FILE = "a pipe, a socket or a device"
NO_TARGET = "a link to nothing"
NO_LISTING = "a folder"
TOO_LONG = "a path too long"


def open_regular(path: Path) -> IO[bytes]:
    """The file, open for reading. Raises ReadingError: "missing", "unreadable"."""
    try:
        # Opening a named pipe would wait for a writer for ever: the kind is asked first, and again once it is open.
        _check(path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        stream = open(os.open(path, flags), "rb")  # noqa: PTH123, SIM115  # Path.open cannot take these flags
    except FileNotFoundError as error:
        raise ReadingError("missing", NO_TARGET if path.is_symlink() else "") from error
    except ValueError as error:
        # A NUL or a character that no file name can hold.
        raise ReadingError("missing") from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ReadingError("missing", NO_TARGET) from error
        too_long = error.errno == errno.ENAMETOOLONG
        raise ReadingError("unreadable", TOO_LONG if too_long else error.strerror or str(error)) from error
    _check(os.fstat(stream.fileno()))
    return stream


def all_of(stream: IO[bytes], limits: Limits) -> bytes:
    """All bytes of a document. Raises ReadingError: "too_big", "unreadable"."""
    try:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        data = stream.read(limits.max_bytes + 1) if size <= limits.max_bytes else b""
    except OSError as error:
        raise ReadingError("unreadable", error.strerror or str(error)) from error
    if max(size, len(data)) > limits.max_bytes:
        raise ReadingError(
            "too_big", "{size:,} bytes, the limit is {most:,}", size=max(size, len(data)), most=limits.max_bytes
        )
    return data


def _check(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReadingError("unreadable", NO_LISTING)
    if not stat.S_ISREG(status.st_mode):
        raise ReadingError("unreadable", NO_FILE)
