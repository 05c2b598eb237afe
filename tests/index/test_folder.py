"""What every engine owes its folder: nobody else's, one writer, and nothing of it believed that is damaged."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import oracle
import pytest

from corpusdoc.errors import LockedError, MissingError, UsageError
from corpusdoc.index import Engine
from corpusdoc.index.folder import locked
from corpusdoc.model import And, IndexBatch, IndexedPassage, Near, Not, Or, Phrase, Term, Wildcard

posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners are a matter of POSIX")

Make = Callable[..., Engine]


def filled(make: Make, folder: Path, count: int = 3) -> None:
    engine = make(folder, "f")
    engine.apply(IndexBatch(7, (), tuple(IndexedPassage(id, f"首问负责制{id}", ("首问",)) for id in range(count))))
    engine.close()


@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
def test_whatever_file_is_damaged_the_answer_is_right_or_the_index_starts_anew(
    make: Make, tmp_path: Path, damage: str
) -> None:
    filled(make, tmp_path / "whole")
    for number in range(sum(1 for _ in (tmp_path / "whole").iterdir())):
        folder = tmp_path / str(number)
        filled(make, folder)
        path = sorted(folder.iterdir(), key=lambda path: (path.suffix, path.name))[number]
        if damage == "gone":
            path.unlink()
        else:
            os.truncate(path, max(0, path.stat().st_size - 1) if damage == "cut" else 0)
        engine = make(folder, "f")
        found = (engine.position(), engine.search(Phrase("首问"), 9).total, engine.search(Wildcard("首*制"), 9).total)
        assert found in {(0, 0, 0), (7, 3, 3)}, path
        engine.close()
        filled(make, folder)
        engine = make(folder, "f")
        assert (engine.position(), engine.search(Phrase("首问"), 10).total) == (7, 3)
        engine.close()


@posix
def test_the_folder_is_the_users_own(make: Make, tmp_path: Path) -> None:
    filled(make, tmp_path / "index")
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("what", ["writable", "link"])
def test_an_index_that_others_could_have_written_is_not_opened(make: Make, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "index"
    filled(make, folder)
    if what == "writable":
        folder.chmod(0o770)
    else:
        (folder / "more").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MissingError, match="another user"):
        make(folder, "f")


@posix
def test_an_index_of_another_user_is_not_opened(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(make, tmp_path / "index")
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    with pytest.raises(MissingError, match="another user"):
        make(tmp_path / "index", "f")


def test_one_writes_at_a_time(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "index", "f")
    with locked(tmp_path / "index"), pytest.raises(LockedError):
        engine.apply(IndexBatch(1, (), ()))
    engine.apply(IndexBatch(1, (), ()))
    assert engine.position() == 1
    engine.close()


def test_a_prefix_of_too_many_words_is_refused(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "index", "f")
    engine.apply(IndexBatch(1, (), (IndexedPassage(1, " ".join(f"1{number:05}" for number in range(1200))),)))
    assert engine.search(Wildcard("100*"), 1).total == 1
    with pytest.raises(UsageError, match="begin with '1'"):
        engine.search(Wildcard("1*"), 1)
    engine.close()


def test_words_with_white_space_and_lone_surrogates_are_words(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "index", "f")
    engine.apply(IndexBatch(1, (), (IndexedPassage(1, "首\ud800问", ("4 g", "\ud800", "4 g")),)))
    assert engine.search(Term("4 g"), 1).total == engine.search(Term("\ud800"), 1).total == 1
    assert engine.search(Term("4"), 1).total == engine.search(Term("g"), 1).total == 0
    assert engine.search(Phrase("首问"), 1).total == 1
    engine.close()


def passages(ids: Iterable[int], text: str = "推行首问负责制{}。") -> tuple[IndexedPassage, ...]:
    return tuple(IndexedPassage(id, text.format(id), ("推行", "首问", f"第{id % 7}", "首问")) for id in ids)


def test_an_index_that_grew_answers_as_reading_all_passages(make: Make, tmp_path: Path) -> None:
    chance = random.Random(3)
    engine, corpus = make(tmp_path / "index", "f"), dict[int, IndexedPassage]()
    for position in range(1, 31):
        removed = tuple(chance.sample(sorted(corpus), min(len(corpus), chance.randrange(6))))
        text = chance.choice(("首问{}", "服务{}率。"))
        added = passages(chance.choices(range(200), k=chance.choice((1, 1, 8))), text)
        engine.apply(IndexBatch(position, removed, added))
        corpus = {id: corpus[id] for id in corpus if id not in removed} | {passage.id: passage for passage in added}
    assert engine.position() == 30
    for query in (
        Term("首问"), Term("第3"), Phrase("首问"), Phrase("率", 2.0), Wildcard("服*率"), Near("服", "率", 2),
        And((Term("首问"), Not(Phrase("服务")))), Or((Term("第1"), Phrase("首问", 3.0))), Not(Term("第2")),
    ):  # fmt: skip
        expected = oracle.answer(query, corpus, limit=10, offset=5)
        found = engine.search(query, 10, 5)
        assert (found.total, [id for id, _ in found.scored]) == (expected.total, [id for id, _ in expected.scored])
        assert [score for _, score in found.scored] == pytest.approx([score for _, score in expected.scored])
    engine.close()


def test_many_commits_leave_few_files_and_what_was_replaced_leaves_the_disk(make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    engine = make(folder, "f")
    for position in range(1, 41):
        engine.apply(IndexBatch(position, (), passages(range(position % 2, 200))))
    assert engine.search(Phrase("首问"), 1).total == 200
    assert size_of(folder) < 200_000
    assert sum(1 for _ in folder.iterdir()) < 200
    engine.close()


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
