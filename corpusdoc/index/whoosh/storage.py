"""A folder of files for Whoosh: mapped into memory, on the disk before they count, and never a way into the program.

Whoosh itself syncs nothing, and it unpickles what it finds: tables of contents and the heads of term dictionaries.
Here these may name the few classes that an index needs and nothing else, so that a forged file is an error.
"""

from __future__ import annotations

import mmap
import os
import pickle
from pathlib import Path
from typing import Any, BinaryIO

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from corpusdoc.index.folder import sync_folder, synced_size, write_json

SIZES = "sizes.json"
SEGMENTS = "MAIN_*.*"  # MAIN is Whoosh's name for the only index of a folder

_ALLOWED = frozenset({
    ("builtins", "int"),
    ("builtins", "set"),
    ("collections", "defaultdict"),
    ("corpusdoc.index.whoosh.codec", "ColumnarCodec"),
    ("whoosh.codec.whoosh3", "W3Segment"),
})  # fmt: skip


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh is read without types
    """Files of one index. What a table of contents may name is on the disk before it gets its name."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._synced: dict[str, int] = {}

    def open_file(self, name: str, **options: Any) -> MappedFile:
        """A file to be read."""
        with Path(self._fpath(name)).open("rb") as file:
            return MappedFile(file, name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Gives a file its name; a table of contents gets it last and with the sizes of all it may name."""
        folder = Path(self.folder)
        if newname.endswith(".toc"):
            # A segment's files never change, so that each is synced once.
            there = [path for path in folder.glob(SEGMENTS) if path.is_file()]
            self._synced = {path.name: self._synced.get(path.name) or synced_size(path) for path in there}
            write_json(folder / SIZES, self._synced)
            synced_size(folder / oldname)
        super().rename_file(oldname, newname, safe)
        sync_folder(folder)


class MappedFile(StructFile):  # type: ignore[misc]
    """A file of an index, mapped into memory; reads what was pickled only if it is of an index's few classes."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        empty = not os.fstat(file.fileno()).st_size
        # Nothing cannot be mapped.
        mapped = mmap.mmap(-1, 1) if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if empty:
            mapped.seek(1)
        super().__init__(mapped, name=name)
        self._mapped = mapped

    def get(self, position: int, length: int) -> bytes:
        """`length` bytes from `position`."""
        return self._mapped[position : position + length]

    def size(self) -> int:
        """Bytes of the file."""
        return len(self._mapped)

    def read_pickle(self) -> Any:
        """What was pickled here. Raises UnpicklingError for anything that no index holds."""
        return _IndexUnpickler(self.file).load()


class _IndexUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} does not belong into an index")
        return super().find_class(module, name)
