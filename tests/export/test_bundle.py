"""A bundle says what it is made of, and one changed byte gives it away."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from corpusdoc.config import Config
from corpusdoc.corpus import Corpus
from corpusdoc.errors import UsageError, VersionError
from corpusdoc.export import verify
from corpusdoc.export.references import bibtex, ris
from corpusdoc.export.verify import verified
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def made(sample: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bundle") / "附录.zip"
    assert sample.bundle(target) > 50
    return target


def changed(made: Path, folder: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The bundle with its members changed, or left out where `change` gives None."""
    target = folder / "changed.zip"
    with ZipFile(made) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
    return target


def flipped(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


def test_an_untouched_bundle_is_all_it_says(made: Path, tmp_path: Path) -> None:
    report = verified(made, tmp_path)
    assert report.faults == ()
    assert (report.documents, report.sources) == (16, 16)
    assert report.quotes > 300


def test_tables_codebook_and_manifest_are_there(made: Path, sample: Corpus) -> None:
    with ZipFile(made) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        rows = [json.loads(line) for line in archive.read("tables/metrics.jsonl").decode().splitlines()]
        sheet = list(csv.DictReader(io.StringIO(archive.read("tables/metrics.csv").decode("utf-8-sig"))))
        described = {
            row["column"] for row in csv.DictReader(io.StringIO(archive.read("codebook.csv").decode("utf-8-sig")))
        }
    assert rows == list(sample.rows("metrics"))
    assert len(sheet) == len(rows) == manifest["tables"]["metrics"]
    assert set(sheet[0]) <= described
    assert manifest["pipeline"] == sample.pipeline
    assert {document["sha256"] for document in manifest["documents"]} == {
        row["sha256"] for row in sample.rows("documents")
    }


KINDS = [
    # members that change                 what is said
    (r"sources/.*", verify.CHANGED),
    (r"tables/metrics\.jsonl", verify.CHANGED),
    (r"texts/00003\.txt", verify.CHANGED),
    (r"references\.bib", verify.CHANGED),
]


@pytest.mark.parametrize(("pattern", "said"), KINDS)
def test_one_changed_byte_is_found(pattern: str, said: str, made: Path, tmp_path: Path) -> None:
    with ZipFile(made) as archive:
        victim = next(name for name in archive.namelist() if re.fullmatch(pattern, name))
    bad = changed(made, tmp_path, lambda name, data: flipped(data) if name == victim else data)
    assert (said, victim) in verified(bad, tmp_path).faults


def test_one_changed_byte_of_any_source_is_found(made: Path, tmp_path: Path) -> None:
    with ZipFile(made) as archive:
        sources = [name for name in archive.namelist() if name.startswith("sources/")]
    assert len(sources) == 16
    for at, victim in enumerate(sources):

        def change(name: str, data: bytes, victim: str = victim, at: int = at) -> bytes:
            place = len(data) * at // len(sources)  # anywhere from the first byte on
            return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] if name == victim else data

        faults = verified(changed(made, tmp_path, change), tmp_path).faults
        assert (verify.CHANGED, victim) in faults
        assert {name for _, name in faults} == {victim}


def test_a_source_changed_with_its_listed_hash_is_still_found(made: Path, tmp_path: Path) -> None:
    with ZipFile(made) as archive:
        victim = next(name for name in archive.namelist() if name.startswith("sources/"))
        data = archive.read(victim)
    old, new = (hashlib.sha256(each).hexdigest() for each in (data, flipped(data)))

    def change(name: str, data: bytes) -> bytes:
        if name == victim:
            return flipped(data)
        # Only in the list of files: the document keeps its own.
        return data.replace(f'"{victim}": "{old}"'.encode(), f'"{victim}": "{new}"'.encode())

    assert verified(changed(made, tmp_path, change), tmp_path).faults == ((verify.SOURCE_CHANGED, victim),)


def test_missing_and_foreign_files_are_found(made: Path, tmp_path: Path) -> None:
    bad = changed(made, tmp_path, lambda name, data: None if name == "README.md" else data)
    assert verified(bad, tmp_path).faults == ((verify.MISSING, "README.md"),)
    with ZipFile(bad, "a") as archive:
        archive.writestr("extra.txt", "x")
    assert (verify.FOREIGN, "extra.txt") in verified(bad, tmp_path).faults


def test_a_quote_elsewhere_is_found(made: Path, tmp_path: Path) -> None:
    with ZipFile(made) as archive:
        rows = archive.read("tables/honors.jsonl")
    moved = re.sub(rb'"start": (\d+)', rb'"start": 1\1', rows, count=1)
    old, new = (hashlib.sha256(each).hexdigest().encode() for each in (rows, moved))

    def change(name: str, data: bytes) -> bytes:
        return moved if name == "tables/honors.jsonl" else data.replace(old, new)

    faults = verified(changed(made, tmp_path, change), tmp_path).faults
    assert faults == ((verify.QUOTE_ELSEWHERE, "honors 1"),)


def test_a_source_changed_on_this_machine_is_found(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    source = shutil.copy(next(SAMPLE.glob("05*")), tmp_path / "in" / "05.txt")
    with Corpus(Config(root=tmp_path, executor="serial")) as corpus:
        corpus.ingest([tmp_path / "in"])
        corpus.bundle(tmp_path / "b.zip", with_sources=False)
        assert verified(tmp_path / "b.zip", tmp_path).faults == ()
        assert verified(tmp_path / "b.zip", tmp_path).sources == 1
        assert verified(tmp_path / "b.zip", tmp_path / "elsewhere").sources == 0
        Path(source).write_bytes(flipped(Path(source).read_bytes()))
        assert verified(tmp_path / "b.zip", tmp_path).faults == ((verify.SOURCE_CHANGED, "in/05.txt"),)
        # A file that is no longer what was read does not go into a bundle under its old name.
        corpus.bundle(tmp_path / "c.zip")
    with ZipFile(tmp_path / "c.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["documents"][0]["source"] is None


def test_what_is_no_bundle_is_refused(tmp_path: Path, made: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    with ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("x", "y")
    for name in ("a.zip", "b.zip", "none.zip"):
        with pytest.raises(UsageError, match="no bundle"):
            verified(tmp_path / name, tmp_path)
    newer = changed(made, tmp_path, lambda name, data: data.replace(b'"format": 1', b'"format": 9', 1))
    with pytest.raises(VersionError, match="a bundle of form 9"):
        verified(newer, tmp_path)


DOCUMENT = {
    "doc": "甲",
    "title": "100% {服务}_总结",
    "org": "甲&乙公司",
    "date": "2018-03",
    "genre": "总结",
    "sha256": "ab12" * 16,
}


def test_references() -> None:
    entry = bibtex([DOCUMENT])
    assert entry.startswith("@techreport{doc0001ab12ab12,\n")
    assert r"  title = {{100\% \{服务\}\_总结}}," in entry
    assert r"  author = {{甲\&乙公司}}," in entry
    assert "  year = {2018},\n  month = {03}," in entry
    assert ris([DOCUMENT]).split("\r\n")[:5] == [
        "TY  - RPRT",
        "TI  - 100% {服务}_总结",
        "AU  - 甲&乙公司",
        "PB  - 甲&乙公司",
        "PY  - 2018",
    ]
    assert "year" not in bibtex([DOCUMENT | {"date": None}])
