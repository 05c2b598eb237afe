"""Folders to the files in them."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

# What systems and office programs leave beside documents: no document of anybody's.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_PREFIXES = (".", "~$")
_FOLDERS = frozenset({"__macosx"})


def is_litter(name: str) -> bool:
    """Whether a file's name, or its path's inside an archive, says that it is no document of anybody's."""
    *folders, last = name.split("/")
    hidden = any(part.startswith(_PREFIXES) or part.lower() in _FOLDERS for part in (*folders, last))
    return hidden or last.lower() in _LITTER


def find_files(path: Path, leave_out: Container[Path] = ()) -> Iterator[Path]:
    """`path` itself, or all files below it in the order of their names, without hidden ones and those left out.

    Links to folders are not followed, so that a loop cannot trap the walk. Folders that cannot be read come out as
    they are, for `load` to say so.
    """
    # Paths nest deeper than calls may, and the methods of Path raise where a folder forbids to look.
    waiting = [(path, os.path.isdir(path))]  # noqa: PTH112
    while waiting:
        here, is_folder = waiting.pop()
        if not is_folder:
            yield here
            continue
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield here
            continue
        for entry in found:
            child = Path(entry.path)
            if is_litter(entry.name) or child in leave_out:
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder or not (entry.is_symlink() and os.path.isdir(child)):  # noqa: PTH112
                waiting.append((child, is_folder))


def file_of(path: Path) -> tuple[Path, tuple[str, ...]]:
    """The file that a source's name leads to, and the members inside it from the outermost archive on."""
    name = path.as_posix()
    if "!/" in name and not os.path.exists(path):  # noqa: PTH110
        at = name.find("!/")
        while at >= 0:
            if os.path.isfile(name[:at]):  # noqa: PTH113
                return Path(name[:at]), tuple(name[at + 2 :].split("!/"))
            at = name.find("!/", at + 1)
    return path, ()
