"""What lies in folders beside files that can be read, and files that change under the reader."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpusdoc import ingest
from corpusdoc.config import create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.load import load, walk
from corpusdoc.load.walk import find_files

REPORT = "供水公司年报，全年供水1200万吨。"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    create_workspace(tmp_path)
    (tmp_path / "收集").mkdir()
    (tmp_path / "收集" / "好.txt").write_text(REPORT, "utf-8")
    with Corpus.open(start=tmp_path, executor="serial") as opened:
        yield opened


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_to_nothing(path: Path) -> None:
    path.symlink_to("gone")


def listening(path: Path) -> None:
    # Names of sockets are short.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(here)


def nothing(path: Path) -> None:
    path.touch()


def report(path: Path) -> None:
    path.write_text(f"{REPORT}{path.name[:3]!r}", "utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    ("name", "make", "reason", "advice"),
    [
        ("空.txt", nothing, "empty", "leave it out"),
        ("管", os.mkfifo if hasattr(os, "mkfifo") else nothing, "unreadable", "a pipe, a socket or a device"),
        ("套", listening, "unreadable", "a pipe, a socket or a device"),
        ("设备", link_to_a_device, "unreadable", "a pipe, a socket or a device"),
        ("链.txt", link_to_nothing, "missing", "mend the link"),
        ("环.txt", link_to_itself, "missing", "mend the link"),
        ("名\n字\x1b[31m.txt", report, None, ""),
        ("长" * 83 + ".txt", report, None, ""),
        ("长" * 83 + "2.txt", nothing, "empty", "leave it out"),
    ],
)
def test_it_costs_only_itself(
    corpus: Corpus, name: str, make: Callable[[Path], None], reason: str | None, advice: str
) -> None:
    make(corpus.config.root / "收集" / name)
    found = corpus.ingest([corpus.config.root / "收集"])
    assert {item.source for item in found.read} == {"收集/好.txt", *([] if reason else [f"收集/{name}"])}
    assert [(failure.source, failure.reason) for failure in found.failures] == (
        [(f"收集/{name}", reason)] if reason else []
    )
    assert all(advice in failure.message for failure in found.failures)
    assert len(list(corpus.rows("failures"))) == len(found.failures)


def change(path: Path) -> None:
    path.write_text("供水公司年报，全年供水1300万吨，比上年多100万吨。", "utf-8")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(("happens", "reason"), [(Path.unlink, "missing"), (make_folder, "unreadable"), (change, None)])
def test_what_happens_between_listing_and_reading(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, happens: Callable[[Path], None], reason: str | None
) -> None:
    other = corpus.config.root / "收集" / "变.txt"
    other.write_text("原来的内容。", "utf-8")
    read = ingest.read_sources

    def later(*arguments: Any) -> Generator[ingest.Result]:
        happens(other)
        yield from read(*arguments)

    monkeypatch.setattr(ingest, "read_sources", later)
    found = corpus.ingest([other.parent])
    assert [failure.reason for failure in found.failures] == ([reason] if reason else [])
    assert "收集/好.txt" in {item.source for item in found.read}


def test_a_file_that_changes_once_it_was_read_is_due_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    file = corpus.config.root / "收集" / "好.txt"
    read = ingest.read_sources

    def and_then(*arguments: Any) -> Generator[ingest.Result]:
        for result in read(*arguments):
            change(file)
            yield result

    monkeypatch.setattr(ingest, "read_sources", and_then)
    corpus.ingest([file])
    monkeypatch.setattr(ingest, "read_sources", read)
    assert [item.outcome for item in corpus.ingest([file]).read] == ["changed"]
    assert corpus.ingest([file]).unchanged == 1


def test_a_folder_that_may_not_be_listed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = corpus.config.root / "收集" / "密"
    locked.mkdir()
    listed = os.scandir

    def forbidden(path: Path) -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(walk.os, "scandir", forbidden)
    found = corpus.ingest([corpus.config.root / "收集"])
    assert [failure.message for failure in found.failures] == ["a folder that cannot be listed: check its permissions"]
    assert len(found.read) == 1


def test_folders_that_lie_deeper_than_calls_may(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    depth = 0
    try:
        # Step by step: other programs nest calls, too, where they make or remove such folders.
        while depth < 1_100:
            Path("a").mkdir()
            os.chdir("a")
            depth += 1
        Path("报告.txt").write_text(REPORT, "utf-8")
        [found] = find_files(tmp_path)
        assert found.name == "报告.txt"
    finally:
        Path("报告.txt").unlink(missing_ok=True)
        for _ in range(depth):
            os.chdir("..")
            Path("a").rmdir()
        os.chdir(here)


def test_a_path_that_is_too_long_says_so(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="too long for this system: shorten it"):
        load(tmp_path / ("长" * 100 + ".txt"))
    assert list(find_files(tmp_path / ("长" * 100))) == [tmp_path / ("长" * 100)]
