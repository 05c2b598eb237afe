"""The store: one SQLite file that is the truth about a corpus, and a log of changes for those who follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from corpusdoc.catalogue import (
    conditions,
    corrections,
    database,
    facets,
    lock,
    log,
    names,
    overlay,
    panel,
    saved,
    score,
    stale,
    store,
    stored,
    tables,
    tags,
)
from corpusdoc.catalogue.corrections import NAMED, REQUIRED, Action, Correction, agreement, decide
from corpusdoc.catalogue.database import Database, open_database
from corpusdoc.catalogue.lock import writing
from corpusdoc.catalogue.panel import LONG, wide_panel
from corpusdoc.catalogue.review import (
    choices_of,
    field_value,
    parse_sheet,
    read_decisions,
    sheet_columns,
    sheet_rows,
)
from corpusdoc.catalogue.rows import COLUMNS, FACT_TABLES, OWN, Row, as_path, fact_rows, storable
from corpusdoc.catalogue.saved import forget_search, save_search, saved_searches
from corpusdoc.catalogue.score import COLUMNS as SCORES
from corpusdoc.catalogue.store import Outcome, SourceStat
from corpusdoc.catalogue.stored import StoredDocument, StoredPassage
from corpusdoc.catalogue.tables import Filters, applicable
from corpusdoc.errors import MissingError, UsageError
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Annotated, Condition, Failure, IndexBatch

__all__ = [
    "COLUMNS",
    "FACT_TABLES",
    "LONG",
    "NAMED",
    "OWN",
    "REQUIRED",
    "SCORES",
    "Action",
    "Catalogue",
    "Correction",
    "Filters",
    "Known",
    "Outcome",
    "Row",
    "SourceStat",
    "StoredDocument",
    "StoredPassage",
    "agreement",
    "applicable",
    "choices_of",
    "decide",
    "fact_rows",
    "field_value",
    "forget_search",
    "parse_sheet",
    "read_decisions",
    "save_search",
    "saved_searches",
    "sheet_columns",
    "sheet_rows",
    "wide_panel",
    "writing",
]

_ALL = Filters()


@dataclass(frozen=True, slots=True)
class Known:
    """How a source was when it was last read."""

    stat: SourceStat | None
    pipeline: str  # that read it, or failed to
    failed: bool


class Catalogue:
    """An open catalogue. Writers hold `writing(folder)`; readers need nothing and always see a committed state."""

    # What the names of its files and folders start with, SQLite's own beside them included.
    FILES = (database.FILE, lock.FILE, corrections.FOLDER, saved.FILE, tags.FILE)

    def __init__(self, db: Database, folder: Path) -> None:
        self._db = db
        self._folder = folder

    @classmethod
    def open(cls, folder: Path, create: bool = False, read_only: bool = False) -> Self:
        """The catalogue in `folder`; with `create` an empty one where there is none.

        Raises MissingError without one, VersionError for one of another version or a damaged one, and, as every
        method, LockedError or UsageError where the file cannot be used just now.
        """
        return cls(open_database(folder, create, read_only), folder)

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether there is a catalogue in `folder`."""
        return (folder / database.FILE).is_file()

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------ writing

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written in the block becomes visible and durable at its end, or none of it."""
        return self._db.transaction()

    def put(self, item: Annotated | Failure, stat: SourceStat | None, pipeline: str) -> Outcome:
        """Stores what `pipeline` read from a source, in place of what was read there before.

        The same bytes are one document, wherever they lie; read by the same pipeline they change nothing. A changed
        file keeps its document's id. A failure is kept beside an earlier reading until the source is read again.
        """
        with self._db.transaction():
            outcome = store.put(self._db, item, stat, pipeline)
            if isinstance(item, Annotated) and outcome != "same":
                self._lay_over(item.document.raw.sha256)
            return outcome

    def note(self, source: str, stat: SourceStat | None) -> None:
        """Remembers an archive, whose members are sources of their own, so that it is known while unchanged."""
        with self._db.transaction():
            store.note(self._db, source, stat)

    def forget(self, document_id: str) -> None:
        """Removes a document with its facts and sources; nothing happens where there is none."""
        with self._db.transaction():
            store.forget(self._db, document_id)

    # ------------------------------------------------------------------------------------------------ corrections

    def decide(self, decisions: Sequence[Correction]) -> None:
        """Stores what people decided of facts, for ever, and lays it over them.

        Raises UsageError, before anything is stored, for an added fact that cannot be one: without the fields that it
        needs, or whose quote does not stand in its document.
        """
        for each in decisions:
            if each.action == "add":
                self._check_added(each)
        earlier = corrections.latest(self.decisions)
        corrections.append(self._folder, [corrections.grounded(each, earlier) for each in decisions])
        self.lay_over()

    def _check_added(self, each: Correction) -> None:
        missing = [name for name in corrections.REQUIRED[each.kind] if each.fields.get(name) in (None, "")]
        if missing:
            raise UsageError("an added {kind} needs: {fields}", kind=each.kind, fields=", ".join(missing))
        rows = self._db.execute("SELECT id, text FROM document WHERE sha256 = ?", (each.sha256,))
        if not each.quote or not any(each.quote in row["text"] for row in rows):
            raise UsageError("the quote does not stand in the document: {quote}", quote=each.quote)

    @cached_property
    def decisions(self) -> list[Correction]:
        """All that people decided, in order, as it was when first asked for."""
        return corrections.read(self._folder)

    def is_laid_over(self) -> bool:
        """Whether the facts show all that people decided: another machine's or an earlier, broken-off run's, too."""
        row = next(self._db.execute("SELECT files FROM laid"), None)
        return (row["files"] if row else "") == self._state()

    def lay_over(self) -> None:
        """Brings all facts to what rules read and people decided, and tags to what people gave."""
        self.__dict__.pop("decisions", None)
        state = self._state()
        with self._db.transaction():
            tags.lay_over(self._db, self._folder)
            laid = {
                row[0]
                for row in self._db.execute("SELECT sha256 FROM document WHERE key IN (SELECT document FROM overlay)")
            }
            for sha256 in sorted(laid | {each.sha256 for each in self.decisions}):
                self._lay_over(sha256)
            self._db.execute("DELETE FROM laid")
            self._db.execute("INSERT INTO laid VALUES (?)", (state,))

    def _state(self) -> str:
        return " ".join(filter(None, (corrections.state(self._folder), tags.state(self._folder))))

    def _lay_over(self, sha256: str) -> None:
        key = next(self._db.execute("SELECT key FROM document WHERE sha256 = ?", (sha256,)), None)
        if key is not None:
            found = corrections.latest(each for each in self.decisions if each.sha256 == sha256)
            overlay.lay_over(self._db, key[0], list(found.values()))

    def scores(self) -> Iterator[Row]:
        """How well rules read what people decided on, by kind and by rule, with the columns of score.COLUMNS."""
        return score.scores(self._db)

    def tag(self, name: str, document_ids: Sequence[str], add: bool = True) -> int:
        """Gives documents a tag or, without `add`, takes it from them; returns how many that changed. UsageError."""
        hashes = [self.document(document_id).document.raw.sha256 for document_id in document_ids]
        count = tags.changed(self._folder, name, hashes, add)
        self.lay_over()
        return count

    def tags(self) -> Iterator[Row]:
        """Each tag that documents have, with their ids."""
        return tags.tags(self._db)

    def conflicts(self) -> Iterator[Row]:
        """Decisions that could not simply be followed, and why."""
        return overlay.conflicts(self._db)

    # ------------------------------------------------------------------------------------------------ sources

    def known(self, path: str) -> Known | None:
        """How the source was when it was last read; None for one that never was."""
        row = next(
            self._db.execute(
                "SELECT size, mtime_ns, coalesce(f.pipeline, d.pipeline) AS pipeline, f.path IS NOT NULL AS failed"
                " FROM source AS s LEFT JOIN document AS d ON d.key = s.document LEFT JOIN failure AS f USING (path)"
                " WHERE s.path = ?",
                (storable(path),),
            ),
            None,
        )
        if row is None:
            return None
        stat = None if row["size"] is None else SourceStat(row["size"], row["mtime_ns"])
        return Known(stat, row["pipeline"], bool(row["failed"]))

    def failed(self) -> list[str]:
        """The paths of sources whose last reading failed."""
        return [as_path(row[0]) for row in self._db.execute("SELECT path FROM failure ORDER BY path")]

    def stale(self, pipeline: str, base: str | None = None) -> list[str]:
        """The paths of sources that another pipeline read, or failed to; with `base` those of other own words only."""
        return stale.stale(self._db, pipeline, base)

    def settle(self, pipeline: str, base: str, lexicon: Lexicon) -> int:
        """Takes out of `stale` what differs by own words only that stand nowhere in it; returns how many documents.

        `base` names the pipeline without own words.
        """
        with self._db.transaction():
            return stale.settle(self._db, pipeline, base, lexicon)

    # ------------------------------------------------------------------------------------------------ reading

    def resolve(self, name: str) -> str:
        """The id of the document that `name` stands for: its id, path, start of its id or end of its path.

        Raises MissingError where there is none, naming the nearest; UsageError where there are several.
        """
        return names.resolve(self._db, name)

    def document(self, document_id: str) -> StoredDocument:
        """A document as it was stored. Raises MissingError where there is none with this very id."""
        found = stored.document(self._db, document_id)
        if found is None:
            raise _missing(document_id)
        return found

    def source(self, document_id: str) -> tuple[str, str]:
        """The path that a document was read from, and its media type. Raises MissingError where there is none."""
        query = "SELECT path, media_type FROM document WHERE id = ?"
        for row in self._db.execute(query, (document_id,)):
            return as_path(row["path"]), row["media_type"]
        raise _missing(document_id)

    def facts(self, document_id: str) -> list[Row]:
        """All facts of a document in the order of its text, with the columns of their tables."""
        found = (row for table in FACT_TABLES for row in tables.rows(self._db, table, Filters(doc=document_id)))
        return sorted(found, key=lambda row: (row["start"], row["end"]))

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """The passages with these ids, in this order, without those that are no more."""
        return stored.passages(self._db, ids)

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Of each passage its text, and its title and headings in one."""
        return stored.texts(self._db, ids)

    def sorted_by(self, ids: Sequence[int], key: Literal["date", "org"]) -> list[int]:
        """The ids by their documents' date (latest first) or organisation; those without one last."""
        return facets.sorted_by(self._db, ids, key)

    def facets(self, ids: Sequence[int]) -> dict[str, tuple[tuple[str, int], ...]]:
        """For org, year (of facts), genre, script and category (of measures) the values with passages of each."""
        return facets.facets(self._db, ids)

    def facts_in(self, ids: Iterable[int]) -> dict[int, list[Row]]:
        """For each passage that states facts, these in short: kind, indicator or name, value, unit, place."""
        return stored.facts_in(self._db, ids)

    def rows(self, table: str, filters: Filters = _ALL) -> Iterator[Row]:
        """A table's rows by document and place, one after the other, each with the columns of COLUMNS[table].

        `filters.doc` is any name that `resolve` knows. Raises UsageError for an unknown table, for a filter that the
        table does not have and for one that cannot be read.
        """
        if filters.doc is not None:
            filters = replace(filters, doc=self.resolve(filters.doc))
        return tables.rows(self._db, table, filters)

    def panel(self, indicators: Sequence[str], filters: Filters, lexicon: Lexicon) -> Iterator[Row]:
        """Organisation × period: a row for each value of each cell, with the columns of LONG.

        Raises UsageError for an indicator that no report mentions, and as `rows` does.
        """
        if filters.doc is not None:
            filters = replace(filters, doc=self.resolve(filters.doc))
        return panel.long_panel(self._db, indicators, filters, lexicon)

    def rules(self) -> Iterator[Row]:
        """Each rule that read facts, with the kind of fact and their number."""
        for table, kind in FACT_TABLES.items():
            query = f"SELECT rule, count(*) AS facts FROM {kind} GROUP BY rule ORDER BY rule"  # noqa: S608  # ours
            for row in self._db.execute(query):
                yield {"table": table, "rule": row["rule"], "facts": row["facts"]}

    def count_documents(self, ids: Iterable[int]) -> int:
        """How many documents these passages belong to."""
        return stored.count_documents(self._db, ids)

    def find_passages(self, given: Condition | Sequence[Condition]) -> frozenset[int]:
        """The searchable passages for which all conditions hold, those on facts for one and the same fact.

        Raises QueryError for an unknown field, operator or value; its position counts within the condition.
        """
        return conditions.find_passages(self._db, [given] if isinstance(given, Condition) else given)

    def terms_like(self, text: str, limit: int = 5) -> list[str]:
        """Indicators, honours, measures and titles that exist and are like `text`, nearest first."""
        return names.terms_like(self._db, text, limit)

    def names(self) -> list[str]:
        """Titles, organisations, measures and honours, each once."""
        return names.names(self._db)

    def is_sound(self) -> bool:
        """Whether SQLite finds no fault in the file. Reads all of it."""
        return bool(next(self._db.execute("PRAGMA integrity_check"))[0] == "ok")

    def status(self) -> dict[str, int]:
        """How many documents, passages, facts of each table, failures and sources there are."""
        counted = {"documents": "document", "passages": "passage", **FACT_TABLES}
        counted |= {"failures": "failure", "sources": "source"}
        with self._db.snapshot():
            return {name: self._count(table) for name, table in counted.items()}

    def _count(self, table: str) -> int:
        return int(next(self._db.execute(f"SELECT count(*) FROM {table}"))[0])  # noqa: S608  # a name of ours

    # ------------------------------------------------------------------------------------------------- the log

    @property
    def identity(self) -> str:
        """What tells this catalogue from every other, one made anew in its place included."""
        return str(next(self._db.execute("SELECT identity FROM catalogue"))[0])

    def position(self) -> int:
        """The number of the last change; 0 for an empty catalogue."""
        return log.position(self._db)

    def changes(self, since: int, size: int = 500) -> Iterator[IndexBatch]:
        """What changed after position `since`, in batches of about `size` passages that can each be committed alone.

        Passages come without words; `context` is the title and the headings above them, in full. Noise is left out.
        """
        return log.changes(self._db, since, size)


def _missing(document_id: str) -> MissingError:
    return MissingError("no document '{name}': corpusdoc export documents lists them", name=document_id)
