"""What is Whoosh's own: its folder, its files, its segments."""

from __future__ import annotations

import json
import os
import pickle
import random
import struct
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import oracle
import pytest
import whoosh.index
import whoosh.query
from whoosh.filedb.filestore import FileStorage

from corpusdoc.index.whoosh import WhooshEngine
from corpusdoc.index.whoosh.storage import DurableStorage
from corpusdoc.model import And, IndexBatch, IndexedPassage, Near, Not, Or, Phrase, Term, Wildcard


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


def test_many_commits_leave_few_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", "f")
    for position in range(1, 61):
        engine.apply(IndexBatch(position, (), (IndexedPassage(position, "首问", ("首问",)),)))
    assert len(list((tmp_path / "index").glob("*.trm"))) <= 20
    assert engine.search(Term("首问"), 1).total == engine.search(Phrase("首问"), 1).total == 60
    engine.close()


# ---------------------------------------------------------------------------------------- growth, and what is inside


def passages(ids: Iterable[int], text: str = "推行首问负责制{}。") -> tuple[IndexedPassage, ...]:
    return tuple(IndexedPassage(id, text.format(id), ("推行", "首问", f"第{id % 7}")) for id in ids)


def grown(folder: Path) -> tuple[WhooshEngine, dict[int, IndexedPassage]]:
    """An index after additions, replacements and removals by chance, and what must be in it."""
    chance = random.Random(3)
    engine, corpus = WhooshEngine(folder, "f"), {}
    for position in range(1, 51):
        removed = tuple(chance.sample(sorted(corpus), min(len(corpus), chance.randrange(6))))
        added = passages(
            chance.choices(range(200), k=chance.choice((1, 1, 8))), chance.choice(("首问{}", "服务{}率。"))
        )
        engine.apply(IndexBatch(position, removed, added))
        corpus = {id: corpus[id] for id in corpus if id not in removed} | {passage.id: passage for passage in added}
    return engine, corpus


ASKED = [
    Term("首问"), Term("第3"), Phrase("首问"), Phrase("率", 2.0), Wildcard("服*率"), Near("服", "率", 2),
    And((Term("首问"), Not(Phrase("服务")))), Or((Term("第1"), Phrase("首问", 3.0))), Not(Term("第2")),
]  # fmt: skip


@pytest.mark.parametrize("roll", [30, 8_000_000], ids=["many segments a commit", "one"])
def test_an_index_that_grew_answers_as_reading_all_passages(
    tmp_path: Path, roll: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpusdoc.index.whoosh.writer.ROLL", roll)
    engine, corpus = grown(tmp_path / "index")
    assert engine.position() == 50
    for query in ASKED:
        expected = oracle.answer(query, corpus, limit=10, offset=5)
        found = engine.search(query, 10, 5)
        assert (found.total, [id for id, _ in found.scored]) == (expected.total, [id for id, _ in expected.scored])
        assert [score for _, score in found.scored] == pytest.approx([score for _, score in expected.scored])
    engine.close()


def test_what_was_deleted_leaves_the_disk(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index", "f")
    engine.apply(IndexBatch(1, (), passages(range(2000))))
    full = size_of(tmp_path / "index")
    for position in range(2, 42):
        engine.apply(IndexBatch(position, tuple(range((position - 2) * 49, (position - 1) * 49)), ()))
    assert engine.search(Phrase("首问"), 1).total == 40
    assert size_of(tmp_path / "index") < full / 4
    engine.close()


def test_an_index_is_not_much_larger_than_its_text(tmp_path: Path) -> None:
    chance = random.Random(5)
    common = [chr(0x4E00 + int(chance.paretovariate(0.6)) % 3000) for _ in range(4000)]
    texts = ["".join(chance.choices(common, k=300)) for _ in range(400)]
    batch = tuple(
        IndexedPassage(id, text, tuple(text[i : i + 2] for i in range(0, 300, 2))) for id, text in enumerate(texts)
    )
    engine = WhooshEngine(tmp_path / "index", "f")
    engine.apply(IndexBatch(1, (), batch))
    postings = sum(path.stat().st_size for path in (tmp_path / "index").glob("*.pst"))
    assert postings < 1.5 * sum(len(text.encode()) for text in texts)
    engine.close()


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def test_a_whoosh_searcher_finds_the_same(tmp_path: Path) -> None:
    engine, corpus = grown(tmp_path / "index")
    with whoosh.index.open_dir(tmp_path / "index").searcher() as searcher:
        ids = searcher.reader().column_reader("id")
        for theirs, ours in (
            (whoosh.query.Term("words", "首问"), Term("首问")),
            (whoosh.query.Term("words", "没有"), Term("没有")),
            (whoosh.query.Phrase("grams", ["首", "问"]), Phrase("首问")),
            (whoosh.query.Phrase("grams", ["务", "13", "率"]), Phrase("务13率")),
            (whoosh.query.Prefix("grams", "1"), Wildcard("1*")),
        ):
            found = searcher.search(theirs, limit=None)
            assert {ids[hit.docnum] for hit in found} == {id for id, _ in engine.search(ours, 1000).scored}
        [best] = searcher.search(whoosh.query.Term("words", "推行"), limit=1)
        assert best.score > 0
        assert searcher.doc_count() == len(corpus) + 1  # and the record that holds the position
    engine.close()


class Forged:
    """What runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path(os.environ["FORGED"]),)

    def clean(self) -> None:
        """As if it were a schema."""


@pytest.mark.parametrize("what", ["schema", "segments", "dictionary"])
def test_nothing_runs_that_a_forged_file_asks_for(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORGED", str(tmp_path / "ran"))
    folder = tmp_path / "index"
    filled(folder)
    [path] = folder.glob("*.trm" if what == "dictionary" else "*.toc")
    forge(folder, path, what)
    engine = WhooshEngine(folder, "f")
    # The schema is given, so that theirs is not even looked at; anything else is damage.
    assert engine.position() == (7 if what == "schema" else 0)
    assert not (tmp_path / "ran").exists()
    engine.close()


def forge(folder: Path, path: Path, what: str) -> None:
    """Puts a pickle that runs a command in the place of one that Whoosh would load."""
    if what == "dictionary":
        content = path.read_bytes()
        # At its end a pickle, an array, and the length of both.
        start = len(content) - 4 - struct.unpack("!i", content[-4:])[0]
        content = content[:start] + pickle.dumps(Forged()) + bytes(500)
        content += struct.pack("!i", len(content) - start)
        path.write_bytes(content)
        sizes = json.loads((folder / "sizes.json").read_text())
        (folder / "sizes.json").write_text(json.dumps(sizes | {path.name: len(content)}))
        return
    toc = whoosh.index.TOC.read(DurableStorage(folder), "MAIN")
    parts = {"schema": toc.schema, "segments": toc.segments} | {what: Forged()}
    path.unlink()
    with patch("whoosh.index.ensure_schema", lambda schema: schema):
        whoosh.index.TOC(parts["schema"], parts["segments"], toc.generation).write(FileStorage(str(folder)), "MAIN")


def test_files_are_on_the_disk_before_a_commit_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, synced, commits = tmp_path / "index", set(), []
    fsync, rename = os.fsync, os.rename

    def noting_sync(descriptor: int) -> None:
        fsync(descriptor)
        synced.add(os.fstat(descriptor).st_ino)

    def noting_rename(old: str, new: str) -> None:
        if new.endswith(".toc"):
            unsafe = [path.name for path in folder.glob("MAIN_*.*") if path.stat().st_ino not in synced]
            commits.append((unsafe, Path(old).stat().st_ino in synced))
        rename(old, new)

    monkeypatch.setattr(os, "fsync", noting_sync)
    monkeypatch.setattr(os, "rename", noting_rename)
    filled(folder)
    assert commits == [([], True)] * 2  # the empty index, and what was applied
