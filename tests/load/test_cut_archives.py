"""Archives that were cut short or damaged: what stands before the damage is read, the rest has a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.errors import SourceError
from corpusdoc.load import load
from corpusdoc.model import Archive
from tests.load.files import docx, odf, p, package
from tests.load.test_archives import gbk_zip, tar, text

TEXTS = {f"{n}.txt": f"供水公司{2010 + n}年服务满意率达到99.{n}%。".encode() * 40 for n in range(6)}


class Pipe(io.BytesIO):
    """What cannot be gone back in: sizes then stand behind the members."""

    def seekable(self) -> bool:
        return False

    def seek(self, *where: int) -> int:
        raise OSError("no way back")

    def tell(self) -> int:
        raise OSError("no place")


def piped(entries: dict[str, bytes]) -> bytes:
    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def stored(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def cut(data: bytes, mark: bytes) -> bytes:
    """The bytes up to shortly behind `mark`."""
    return data[: data.index(mark) + len(mark) + 40]


CUT = [
    ("deflated", cut(package(dict(TEXTS)), b"4.txt")),
    ("stored", cut(stored(TEXTS), b"4.txt")),
    ("piped", cut(piped(TEXTS), b"4.txt")),
    ("tar", cut(tar(TEXTS, "w"), b"4.txt") + bytes(1000)),
    ("tar.gz", tar({**TEXTS, "6.bin": Random(0).randbytes(9_000)})[:-3000]),
]


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in CUT])
def test_members_before_the_cut_are_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    found = load(path)
    assert isinstance(found, Archive)
    assert found.damage
    names = [member.rpartition("/")[2] for member in found.members]
    assert names[:4] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert [text(path, name) for name in names[:4]] == [TEXTS[name].decode() for name in names[:4]]
    # The one that the cut goes through is named, not lost.
    with pytest.raises(SourceError) as caught:
        text(path, names[-1])
    assert caught.value.reason == "damaged"
    # What was passed can be read again.
    assert text(path, "1.txt") == TEXTS["1.txt"].decode()


def test_names_of_cut_archives_are_decoded(tmp_path: Path) -> None:
    data = gbk_zip(["报告/供水公司年度总结.txt", "报告/通知.txt"])
    (tmp_path / "a.zip").write_bytes(data[: data.index(b"PK\1\2")])
    found = load(tmp_path / "a.zip")
    assert isinstance(found, Archive)
    assert [Path(member).name for member in found.members] == ["供水公司年度总结.txt", "通知.txt"]


@pytest.mark.parametrize("at", ["header", "end"])
def test_a_tar_that_breaks_off_between_members_is_damaged(tmp_path: Path, at: str) -> None:
    data = tar(TEXTS, "w")
    place = data.index(b"3.txt")
    (tmp_path / "a.tar").write_bytes(data[:place] + (bytes([7]) * 512 if at == "header" else b""))
    found = load(tmp_path / "a.tar")
    assert isinstance(found, Archive)
    assert found.damage
    assert len(found.members) == 3


@pytest.mark.parametrize("data", [docx(p("正文" * 9)), odf("text", "<text:p>甲</text:p>")])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_documents_that_were_cut_are_no_archives(tmp_path: Path, data: bytes, share: float) -> None:
    (tmp_path / "a").write_bytes(data[: int(share * len(data))])
    with pytest.raises(SourceError) as caught:
        load(tmp_path / "a")
    assert caught.value.reason == "damaged"


def test_nothing_of_an_archive_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\3\4" + bytes(200))
    with pytest.raises(SourceError) as caught:
        load(tmp_path / "a.zip")
    assert caught.value.reason == "damaged"


def test_a_run_reads_what_is_there_and_names_the_rest(tmp_path: Path) -> None:
    create_workspace(tmp_path)
    whole = package(dict(TEXTS))
    archive = tmp_path / "报告.zip"
    archive.write_bytes(cut(whole, b"4.txt"))
    with Corpus(Config(root=tmp_path, executor="serial")) as corpus:
        report = corpus.ingest([archive])
        assert [item.source for item in report.read] == [f"报告.zip!/{n}.txt" for n in range(4)]
        failures = {item.source: (item.reason, item.message) for item in report.failures}
        assert {reason for reason, _ in failures.values()} == {"damaged"}
        assert list(failures) == ["报告.zip", "报告.zip!/4.txt"]
        assert "only the 5 members in front" in failures["报告.zip"][1]
        assert corpus.ingest([archive]).unchanged == 1
        # Once the whole file is there, nothing is missing any more.
        archive.write_bytes(whole)
        assert corpus.ingest([archive]).failures == ()
        assert list(corpus.rows("failures")) == []


def test_a_7z_archive_is_unpacked_for_many_members_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    py7zr = pytest.importorskip("py7zr")
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, data in TEXTS.items():
            archive.writestr(data, name)
    opened: list[object] = []
    real = py7zr.SevenZipFile.extract
    monkeypatch.setattr(py7zr.SevenZipFile, "extract", lambda *a, **k: opened.append(a) or real(*a, **k))
    assert [text(path, name) for name in TEXTS] == [data.decode() for data in TEXTS.values()]
    assert len(opened) == 1
    assert text(path, "2.txt") == TEXTS["2.txt"].decode()
    monkeypatch.setattr("corpusdoc.load.seven_zip.MAX_HELD", 1)
    assert [text(path, name) for name in TEXTS] == [data.decode() for data in TEXTS.values()]
