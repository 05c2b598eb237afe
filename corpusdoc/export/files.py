"""Files that appear when they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpusdoc.errors import UsageError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at the end of the block; after an error all is as it was.

    Raises UsageError where the file cannot be written.
    """
    # A half-written file is worse than none: it takes its name when it is whole.
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(target)
    except OSError as error:
        raise UsageError("{path}: cannot be written: {error}", path=target, error=error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
