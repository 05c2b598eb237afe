"""Engines under one face for `index.py`: each builds in a folder and answers term, AND, phrase and filtered queries.

All get the same words. Ours is given the text besides and keeps a second field of it, which answers its phrases.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GROUPS = 10  # a filtered query is for one of them


@dataclass(frozen=True, slots=True)
class Question:
    """Words that a passage must hold: all of them anywhere, or in a row, or all of them in a group of passages."""

    kind: str  # term, and, phrase, filter
    words: tuple[str, ...]
    group: int
    members: frozenset[int]  # ids of the group, as the catalogue would hand them over


class Corpusdoc:
    """An engine of ours: columnar postings in Whoosh's segments."""

    name = "whoosh"
    incremental = True  # `add` commits

    def __init__(self, folder: Path) -> None:
        from corpusdoc import plugins
        from corpusdoc.index import ENGINES

        self.engine = plugins.find("engines", self.name, ENGINES)(folder, "benchmark")
        self.position = 0

    def add(self, passages: Sequence[Any]) -> None:
        from corpusdoc.model import IndexBatch

        self.position += 1
        self.engine.apply(IndexBatch(self.position, (), tuple(passages)))

    def finish(self) -> None:
        """Every batch was committed."""

    def ask(self, question: Question) -> int:
        from corpusdoc.model import Among, And, Phrase, Query, Term

        terms: tuple[Query, ...] = tuple(Term(word) for word in question.words)
        match question.kind:
            case "phrase":
                query: Query = Phrase("".join(question.words))
            case "filter":
                query = And((*terms, Among(question.members)))
            case _:
                query = And(terms)
        return self.engine.search(query, 20).total


class CorpusdocTantivy(Corpusdoc):
    """Our words, units and scores on Tantivy's lists."""

    name = "tantivy"


class Stock:
    """Whoosh as its documentation has it: add_document, one commit, a searcher."""

    def __init__(self, folder: Path) -> None:
        from whoosh.fields import ID, TEXT, Schema
        from whoosh.index import create_in

        folder.mkdir()
        self.folder = folder.parent
        schema = Schema(id=ID(stored=True), group=ID, words=TEXT(analyzer=self.analyzer()))
        self.index = create_in(folder, schema)
        self.writer = self.index.writer()

    def analyzer(self) -> Any:
        """For words that are cut already."""
        from whoosh.analysis import SpaceSeparatedTokenizer

        return SpaceSeparatedTokenizer()

    def text(self, passage: Any) -> str:
        return " ".join(passage.words)

    def add(self, passages: Sequence[Any]) -> None:
        for passage in passages:
            self.writer.add_document(id=str(passage.id), group=str(passage.id % GROUPS), words=self.text(passage))

    def finish(self) -> None:
        self.writer.commit()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> int:
        from whoosh import query

        terms = [query.Term("words", word) for word in question.words]
        found = query.Phrase("words", list(question.words)) if question.kind == "phrase" else query.And(terms)
        within = query.Term("group", str(question.group)) if question.kind == "filter" else None
        return len(self.searcher.search(found, limit=20, filter=within))


class StockJieba(Stock):
    """The same with jieba's ChineseAnalyzer, which cuts the text itself."""

    def analyzer(self) -> Any:
        import jieba
        from jieba.analyse import ChineseAnalyzer

        # Its cache belongs where nobody else writes.
        jieba.dt.tmp_dir = str(self.folder)
        jieba.setLogLevel("ERROR")
        return ChineseAnalyzer()

    def text(self, passage: Any) -> str:
        return str(passage.text)


class Tantivy:
    """Tantivy, one thread."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        folder.mkdir()
        self.index = tantivy.Index(self.schema, str(folder))
        self.writer = self.index.writer(128_000_000, 1)

    def add(self, passages: Iterable[Any]) -> None:
        import tantivy

        for passage in passages:
            self.writer.add_document(tantivy.Document(words=" ".join(passage.words), group=str(passage.id % GROUPS)))

    def finish(self) -> None:
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question: Question) -> int:
        from tantivy import Occur, Query

        if question.kind == "phrase" and len(question.words) > 1:
            query = Query.phrase_query(self.schema, "words", list(question.words))
        else:
            parts = [(Occur.Must, Query.term_query(self.schema, "words", word)) for word in question.words]
            if question.kind == "filter":
                parts.append((Occur.Must, Query.term_query(self.schema, "group", str(question.group))))
            query = Query.boolean_query(parts)
        return int(self.searcher.search(query, 20, count=True).count)


class Fts5:
    """SQLite's full-text index without the text."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.db = sqlite3.connect(folder / "fts.sqlite")
        self.db.execute("CREATE VIRTUAL TABLE passage USING fts5(words, part, content='')")

    def add(self, passages: Iterable[Any]) -> None:
        rows = ((passage.id, " ".join(passage.words), f"g{passage.id % GROUPS}") for passage in passages)
        self.db.executemany("INSERT INTO passage(rowid, words, part) VALUES (?, ?, ?)", rows)
        self.db.commit()

    def finish(self) -> None:
        """Every batch was committed."""

    def ask(self, question: Question) -> int:
        quoted = [f'"{word}"' for word in question.words]
        match question.kind:
            case "phrase":
                asked = f'words : "{" ".join(question.words)}"'
            case "filter":
                asked = f"part : g{question.group} AND words : {quoted[0]}"
            case _:
                asked = " AND ".join(f"words : {word}" for word in quoted)
        self.db.execute("SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 20", (asked,)).fetchall()
        counted = self.db.execute("SELECT count(*) FROM passage WHERE passage MATCH ?", (asked,))
        return int(counted.fetchone()[0])


ENGINES = {
    "corpusdoc": Corpusdoc,
    "corpusdoc on tantivy": CorpusdocTantivy,
    "whoosh, jieba's analyzer": StockJieba,
    "whoosh, words as cut": Stock,
    "tantivy": Tantivy,
    "sqlite fts5": Fts5,
}
