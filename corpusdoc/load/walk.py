"""Folders to the files in them."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

# What systems and office programs leave beside documents: no document of anybody's.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_PREFIXES = (".", "~$")


def find_files(path: Path, leave_out: Container[Path] = ()) -> Iterator[Path]:
    """`path` itself, or all files below it in the order of their names, without hidden ones and those left out.

    Links to folders are not followed, so that a loop cannot trap the walk. Folders that cannot be read come out as
    they are, for `load` to say so.
    """
    if not path.is_dir():
        yield path
        return
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield path
        return
    for entry in found:
        child = Path(entry.path)
        if entry.name.startswith(_PREFIXES) or entry.name.lower() in _LITTER or child in leave_out:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from find_files(child, leave_out)
        elif not (entry.is_symlink() and child.is_dir()):
            yield child
