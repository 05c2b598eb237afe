"""What is Whoosh's own: its folder, its files, its segments."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpusdoc.errors import LockedError, MissingError, UsageError
from corpusdoc.index.whoosh import WhooshEngine
from corpusdoc.model import IndexBatch, IndexedPassage, Phrase, Term, Wildcard

posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners are a matter of POSIX")


def filled(folder: Path, count: int = 3) -> None:
    engine = WhooshEngine(folder, "f")
    engine.apply(IndexBatch(7, (), tuple(IndexedPassage(id, f"首问负责制{id}", ("首问",)) for id in range(count))))
    engine.close()


@pytest.mark.parametrize(
    "pattern", ["*.trm", "*.pst", "*.id.col", "*.length.col", "*._stored.col", "*.toc", "sizes.json"]
)
@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
def test_a_damaged_index_starts_anew(tmp_path: Path, pattern: str, damage: str) -> None:
    filled(tmp_path / "index")
    [path] = (tmp_path / "index").glob(pattern)
    match damage:
        case "cut":
            os.truncate(path, path.stat().st_size - 1)
        case "gone":
            path.unlink()
        case _:
            os.truncate(path, 0)
    engine = WhooshEngine(tmp_path / "index", "f")
    assert (engine.position(), engine.search(Phrase("首问"), 10).total) == (0, 0)
    engine.close()
    filled(tmp_path / "index")
    engine = WhooshEngine(tmp_path / "index", "f")
    assert (engine.position(), engine.search(Phrase("首问"), 10).total) == (7, 3)
    engine.close()


def test_rubbish_in_the_folder_is_no_index(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    (folder / "_MAIN_3.toc").write_bytes(b"rubbish")
    (folder / "MAIN.tmp").mkdir()
    engine = WhooshEngine(folder, "f")
    assert engine.position() == 0
    assert not (folder / "MAIN.tmp").exists()
    engine.close()


def test_leftovers_of_a_killed_run_do_not_hurt(tmp_path: Path) -> None:
    filled(tmp_path / "index")
    (tmp_path / "index" / "MAIN_killed.pst").write_bytes(b"half")
    (tmp_path / "index" / "MAIN.tmp").mkdir()
    engine = WhooshEngine(tmp_path / "index", "f")
    assert engine.position() == 7
    engine.apply(IndexBatch(8, (), (IndexedPassage(9, "新的"),)))
    assert engine.search(Phrase("新的"), 10).total == 1
    engine.close()


@posix
def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    filled(tmp_path / "index")
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("what", ["writable", "link"])
def test_an_index_that_others_could_have_written_is_not_opened(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "index"
    filled(folder)
    if what == "writable":
        folder.chmod(0o770)
    else:
        (folder / "_MAIN_9.toc").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MissingError, match="another user"):
        WhooshEngine(folder, "f")


@posix
def test_an_index_of_another_user_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "index")
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    with pytest.raises(MissingError, match="another user"):
        WhooshEngine(tmp_path / "index", "f")


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", "f")
    with engine._writer(), pytest.raises(LockedError):
        WhooshEngine(tmp_path / "index", "f").apply(IndexBatch(1, (), ()))
    engine.close()


def test_many_commits_leave_few_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", "f")
    for position in range(1, 61):
        engine.apply(IndexBatch(position, (), (IndexedPassage(position, "首问", ("首问",)),)))
    assert len(list((tmp_path / "index").glob("*.trm"))) <= 20
    assert engine.search(Term("首问"), 1).total == engine.search(Phrase("首问"), 1).total == 60
    engine.close()


def test_a_prefix_of_too_many_words_is_refused(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", "f")
    engine.apply(IndexBatch(1, (), (IndexedPassage(1, " ".join(f"1{number:05}" for number in range(1200))),)))
    assert engine.search(Wildcard("100*"), 1).total == 1
    with pytest.raises(UsageError, match="begin with '1'"):
        engine.search(Wildcard("1*"), 1)
    engine.close()
