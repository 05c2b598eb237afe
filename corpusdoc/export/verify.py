"""Whether a bundle is what it says: its files, its sources, and every quote at its place."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from corpusdoc.errors import UsageError, VersionError
from corpusdoc.export.bundle import FORMAT, MANIFEST

# What can be wrong; {name} is a file, a source, or a row of a table.
CHANGED = "changed: {name}"
MISSING = "missing: {name}"
FOREIGN = "not of the bundle: {name}"
SOURCE_CHANGED = "source changed: {name}"
QUOTE_ELSEWHERE = "quote not at its place: {name}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and what was found wrong: (template, name)."""

    files: int
    sources: int  # whose bytes were at hand, in the bundle or on this machine
    documents: int
    quotes: int
    faults: tuple[tuple[str, str], ...]


def verified(path: Path, root: Path) -> Verification:
    """Checks a bundle; sources that lie on this machine, by their paths relative to `root`, are checked too.

    Raises UsageError for a file that is no bundle, VersionError for one of another version.
    """
    try:
        with ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            faults = list(_file_faults(archive, manifest))
            sources, changed = _source_faults(manifest, root)
            # Quotes of files that are not what they were would only repeat it.
            quotes, elsewhere = (0, []) if faults else _quote_faults(archive, manifest)
    except (OSError, BadZipFile, zlib.error, KeyError, ValueError, TypeError) as error:
        raise UsageError("{path}: no bundle, or a damaged one ({error})", path=path, error=error) from error
    every = (*faults, *changed, *elsewhere)
    return Verification(len(manifest["files"]), sources, len(manifest["documents"]), quotes, every)


def _manifest(archive: ZipFile, path: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise VersionError(
            "{path}: a bundle of form {found}; this version of corpusdoc reads {known}",
            path=path,
            found=manifest["format"],
            known=FORMAT,
        )
    return manifest


def _file_faults(archive: ZipFile, manifest: dict[str, Any]) -> Iterator[tuple[str, str]]:
    present = set(archive.namelist())
    for name, sha256 in manifest["files"].items():
        if name not in present:
            yield MISSING, name
        elif _hash(archive, name) != sha256:
            yield CHANGED, name
    for name in sorted(present - {MANIFEST, *manifest["files"]}):
        yield FOREIGN, name
    for document in manifest["documents"]:
        # A source's own hash counts too: the list of files could have been made to fit a changed one.
        if document["source"] in present and _hash(archive, document["source"]) != document["sha256"]:
            yield SOURCE_CHANGED, document["source"]


def _hash(archive: ZipFile, name: str) -> str | None:
    """The SHA-256 of a member; None where not even its check sum holds."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    except (BadZipFile, zlib.error, EOFError):
        return None
    return digest.hexdigest()


def _source_faults(manifest: dict[str, Any], root: Path) -> tuple[int, list[tuple[str, str]]]:
    checked, faults = 0, []
    for document in manifest["documents"]:
        path = root / document["path"]
        try:
            with path.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            # Not on this machine, or not for this reader.
            checked += document["source"] is not None
            continue
        checked += 1
        if found != document["sha256"]:
            faults.append((SOURCE_CHANGED, document["path"]))
    return checked, faults


def _quote_faults(archive: ZipFile, manifest: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
    places = {document["doc"]: document for document in manifest["documents"]}
    checked, faults = 0, []
    current, text, raw_length = None, "", 0
    for table in manifest["tables"]:
        for number, row in enumerate(_rows(archive, f"tables/{table}.jsonl"), 1):
            if "quote" not in row:
                break
            if row["doc"] != current:
                current, document = row["doc"], places[row["doc"]]
                text = archive.read(document["text"]).decode()
                raw_length = len(archive.read(document["raw_text"]).decode())
            checked += 1
            placed = 0 <= row["raw_start"] <= row["raw_end"] <= raw_length
            if not placed or not row["quote"] or text[row["start"] : row["end"]] != row["quote"]:
                faults.append((QUOTE_ELSEWHERE, f"{table} {number}"))
    return checked, faults


def _rows(archive: ZipFile, name: str) -> Iterator[dict[str, Any]]:
    with archive.open(name) as stream:
        for line in stream:
            yield json.loads(line)
