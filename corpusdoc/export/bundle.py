"""A bundle: one ZIP file with all that is needed to check and to cite the figures of a paper.

manifest.json         versions, settings, rules; SHA-256 of every other file and of every source
README.md             what is what, how to check it
references.bib .ris   the documents as references
codebook.csv          what each column means
tables/*.csv          for spreadsheets; cells that one would run as formulas have an apostrophe in front
tables/*.jsonl        the same rows with exact values
texts/N.txt           each document's repaired text, which `start` and `end` count in
texts/N.raw.txt       its text as it was loaded, which `raw_start` and `raw_end` count in
sources/N.*           the files themselves, where they are still what was read
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from corpusdoc.export import objects, separated
from corpusdoc.export.codebook import COLUMNS, codebook
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.references import bibtex, ris

FORMAT = 1  # of the manifest
MANIFEST = "manifest.json"
PIECE = 1 << 20  # bytes that are hashed and copied at a time


@dataclass(frozen=True, slots=True)
class Table:
    """A table to put in: `rows` gives its rows, anew each time."""

    name: str
    columns: Sequence[str]
    rows: Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Source:
    """A document's row, its texts, and where its file is."""

    row: Row
    text: str
    raw_text: str
    path: Path | None  # None leaves the file out


def write(stream: BinaryIO, tables: Sequence[Table], sources: Iterable[Source], about: Mapping[str, object]) -> int:
    """Writes the bundle and returns the number of its files. `about` goes into the manifest as it is.

    A source that is no longer what was read stays out, as one that is gone does; the manifest says so of each.
    """
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        bundle = _Bundle(archive)
        documents = [bundle.add_source(number, source) for number, source in enumerate(sources, 1)]
        counts = {table.name: bundle.add_table(table) for table in tables}
        meanings = [row for table in tables for row in codebook(table.name, table.columns)]
        bundle.add("codebook.csv", lambda out: separated.write(meanings, COLUMNS, out, ExportOptions(bom=True)))
        rows = [document["row"] for document in documents]
        bundle.add_text("references.bib", bibtex(cast(list[Row], rows)))
        bundle.add_text("references.ris", ris(cast(list[Row], rows)))
        bundle.add_text("README.md", files(__package__).joinpath("bundle.md").read_text(encoding="utf-8"))
        listed = [{key: value for key, value in document.items() if key != "row"} for document in documents]
        manifest = {"format": FORMAT, **about, "tables": counts, "documents": listed, "files": bundle.hashes}
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))
        return len(bundle.hashes) + 1


class _Bundle:
    """A bundle while it is being written, with the hashes of what is in it so far."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.hashes: dict[str, str] = {}

    def add(self, name: str, write: Callable[[BinaryIO], int]) -> int:
        """Puts in what `write` writes; returns what it returns."""
        with TemporaryFile() as draft:
            result = write(cast(BinaryIO, draft))
            draft.seek(0)
            self._copy(name, draft)
        return result

    def add_text(self, name: str, text: str) -> None:
        """Puts in a text."""
        self.add(name, lambda out: out.write(text.encode()))

    def add_table(self, table: Table) -> int:
        """Puts in a table in both forms; returns the number of its rows."""
        options = ExportOptions(bom=True)
        self.add(
            f"tables/{table.name}.jsonl", lambda out: objects.write_lines(table.rows(), table.columns, out, options)
        )
        return self.add(
            f"tables/{table.name}.csv", lambda out: separated.write(table.rows(), table.columns, out, options)
        )

    def add_source(self, number: int, source: Source) -> dict[str, object]:
        """Puts in a document's texts and file; returns its entry of the manifest, with its `row`."""
        stem = f"{number:05}"
        self.add_text(f"texts/{stem}.txt", source.text)
        self.add_text(f"texts/{stem}.raw.txt", source.raw_text)
        kept = self._add_file(f"sources/{stem}", source)
        entry = {name: source.row[name] for name in ("doc", "title", "org", "date", "path", "sha256", "media_type")}
        texts = {"text": f"texts/{stem}.txt", "raw_text": f"texts/{stem}.raw.txt", "source": kept}
        return entry | texts | {"row": source.row}

    def _add_file(self, stem: str, source: Source) -> str | None:
        if source.path is None:
            return None
        name = stem + source.path.suffix.lower()
        try:
            with source.path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != source.row["sha256"]:
                    return None
                stream.seek(0)
                self._copy(name, stream)
        except OSError:
            return None
        return name

    def _copy(self, name: str, stream: Any) -> None:
        self.hashes[name] = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        with self._archive.open(_entry(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(stream, target, PIECE)


def _entry(name: str) -> ZipInfo:
    # The same corpus gives the same bytes whenever it is bundled: entries carry ZIP's first date.
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry
