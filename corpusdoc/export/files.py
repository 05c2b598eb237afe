"""Files that appear when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copymode
from typing import BinaryIO
from uuid import uuid4

from corpusdoc.errors import UsageError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at the end of the block; after an error all is as it was.

    A link stays a link, and a file's permissions its own; pipes and devices are written to as they are. Raises
    UsageError where the file cannot be written.
    """
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
        else:
            with _draft(Path(os.path.realpath(target))) as stream:
                yield stream
    except OSError as error:
        raise UsageError("{path}: cannot be written: {error}", path=target, error=error.strerror) from error


@contextmanager
def _draft(target: Path) -> Iterator[BinaryIO]:
    # A half-written file is worse than none: it takes its name when it is whole.
    draft = target.with_name(f".{uuid4().hex}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        if target.exists():
            copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
