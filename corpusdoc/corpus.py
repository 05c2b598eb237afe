"""The front door: one class for all that can be done with a corpus. The command line only knocks on it."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, Literal, Self

from corpusdoc import plugins
from corpusdoc.analysis import Collocate, Key, collocates, keyness
from corpusdoc.catalogue import (
    COLUMNS,
    FACT_TABLES,
    LONG,
    NAMED,
    OWN,
    Action,
    Catalogue,
    Correction,
    Filters,
    Outcome,
    Row,
    SourceStat,
    StoredDocument,
    agreement,
    decide,
    fact_rows,
    read_decisions,
    read_sheet,
    save_search,
    saved_searches,
    sheet_columns,
    sheet_rows,
    wide_panel,
    writing,
)
from corpusdoc.config import VERSION, Config, load_config
from corpusdoc.errors import LockedError, UsageError
from corpusdoc.executors import EXECUTORS, Execute
from corpusdoc.export import CODEBOOK, Companion, ExportOptions, Table, codebook, find_format, replacing
from corpusdoc.index import ENGINES, Engine
from corpusdoc.lexicon import Lexicon, load_lexicon
from corpusdoc.load import load_bytes
from corpusdoc.load.walk import file_of, find_files
from corpusdoc.model import (
    Annotated,
    Answer,
    Archive,
    Condition,
    Failure,
    Hit,
    IndexBatch,
    IndexedPassage,
    Ingested,
    IngestReport,
)
from corpusdoc.normalize import fold
from corpusdoc.pipeline import Reader, annotate
from corpusdoc.search import Sort, find_ids, search
from corpusdoc.search.concordance import Line, Order, concordance
from corpusdoc.search.thesaurus import thesaurus
from corpusdoc.segment import cutter, search_words, words

# One commit for so many documents or seconds: a commit waits for the disk, an interrupt loses what is not committed.
BATCH = 64
BATCH_SECONDS = 2.0
# Passages that an engine gets at once: segments made of few are merged again and again.
INDEXED_AT_ONCE = 5000
# Seconds to wait for another run that is writing before giving up.
PATIENCE = 5.0

_SENTENCE = re.compile(r"[。！？｡!?\n\r]+")
_LETTER = re.compile(r"[^\W_]")

Progress = Callable[[int, int], None]  # sources done, sources in all


class Corpus:
    """A workspace's corpus: its catalogue, the index that follows it, and the pipeline that fills both."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.folder = config.root / "corpora" / config.corpus
        self.index_folder = config.root / "indexes" / config.corpus / config.engine

    @classmethod
    def open(cls, name: str | None = None, start: Path | None = None, **options: Any) -> Self:
        """The corpus called `name` of the workspace around `start`, or the one that the settings name.

        Raises MissingError without a workspace. The corpus itself need not exist before the first ingest.
        """
        return cls(load_config(start or Path.cwd(), corpus=name, **options))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the catalogue and the index; they are opened again when needed."""
        for name in ("engine", "catalogue"):
            if part := self.__dict__.pop(name, None):
                part.close()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists, with the workspace's own rows."""
        return load_lexicon(self.config.root / "lexicon")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The store. Raises MissingError before the first ingest."""
        catalogue = Catalogue.open(self.folder)
        if not catalogue.is_laid_over():
            with suppress(LockedError, UsageError), writing(self.folder, timeout=0):
                catalogue.lay_over()
        return catalogue

    @cached_property
    def engine(self) -> Engine:
        """The index."""
        make = plugins.find("engines", self.config.engine, ENGINES)
        # An index belongs to one catalogue and to one way of cutting words.
        engine: Engine = make(self.index_folder, f"{self.catalogue.identity} {cutter()}")
        return engine

    @property
    def pipeline(self) -> str:
        """What reads documents now: facts that another pipeline read are stale."""
        return "+".join((VERSION, self.lexicon.fingerprint, *sorted(self.config.rules_off)))

    # ------------------------------------------------------------------------------------------------- reading files

    def ingest(
        self,
        sources: Iterable[str | Path],
        stale: bool = False,
        retry_failed: bool = False,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Read files and folders into the corpus, those that are new or changed; index what was read.

        `stale` reads again what other rules or word lists read, `retry_failed` what could not be read. One bad file
        never stops the others: it becomes a Failure. Raises LockedError while another run is writing.
        """
        with writing(self.folder, PATIENCE):
            self.close()
            self.catalogue = Catalogue.open(self.folder, create=True)
            again = {
                *(self.catalogue.stale(self.pipeline) if stale else ()),
                *(self.catalogue.failed() if retry_failed else ()),
            }
            found = dict.fromkeys(chain(self._names(sources), sorted(again)))
            due = [name for name in found if name in again or not self._is_known(name, self._stat(name))]
            read, failures = self._read(due, progress)
            self._follow()
        return IngestReport(tuple(read), len(found) - len(due), tuple(failures))

    def ingest_bytes(self, data: bytes) -> IngestReport:
        """Read one document that is no file, as standard input is, into the corpus. Raises SourceError, LockedError."""
        annotated = self.annotate_bytes(data)
        with writing(self.folder, PATIENCE):
            self.close()
            self.catalogue = Catalogue.open(self.folder, create=True)
            outcome = self.catalogue.put(annotated, None, self.pipeline)
            self._follow()
        return IngestReport((_line(annotated, outcome),), 0, ())

    def annotate_bytes(self, data: bytes) -> Annotated:
        """What stands in one document that is no file. Raises SourceError."""
        raw = load_bytes(data, f"stdin-{hashlib.sha256(data).hexdigest()[:12]}")
        return annotate(raw, self.lexicon, self.config.rules_off)

    def annotate(self, sources: Iterable[str | Path]) -> Iterator[Annotated | Failure]:
        """What stands in files and folders, in their order, without storing anything."""
        names = dict.fromkeys(str(path) for source in sources for path in find_files(Path(source).absolute()))
        for _, item in self._execute(list(names), []):
            yield item

    def _names(self, sources: Iterable[str | Path]) -> Iterator[str]:
        """Sources by the names that they are stored under: relative to the workspace inside it, else absolute."""
        root = self.config.root
        own = {root / name for name in ("indexes", "corrections", "lexicon", "corpusdoc.toml")}
        for source in sources:
            for path in find_files(Path(source).absolute(), own):
                if not _is_store(path, root):
                    yield str(path.relative_to(root) if path.is_relative_to(root) else path)

    def _is_known(self, name: str, stat: SourceStat | None) -> bool:
        known = self.catalogue.known(name)
        return known is not None and known.stat == stat

    def _stat(self, name: str) -> SourceStat | None:
        """How the file of a source is now: a member's is its archive's."""
        return _stat(file_of(self.config.root / name)[0])

    def _execute(self, names: Sequence[str], archives: list[Archive]) -> Generator[tuple[str, Annotated | Failure]]:
        """Results in the order of `names`, so that the same files give the same corpus whoever finishes first.

        Archives go to `archives`; the sources in them are read in another round.
        """
        done: set[str] = set()
        counts = Counter[Path]()  # members by the file that they lie in, archives in it included
        while names:
            held: list[str] = []
            with closing(self._round(names)) as results:
                for name, item in results:
                    if not isinstance(item, Archive):
                        yield name, item
                        continue
                    file, _ = file_of(self.config.root / name)
                    counts[file] += len(item.members)
                    if counts[file] > self.config.max_members:
                        message = (
                            f"{name}: over {self.config.max_members} members in all: split it, or raise max_members"
                        )
                        yield name, Failure(name, "load", "too_big", message)
                        continue
                    archives.append(item)
                    held += item.members
            done.update(names)
            names = [name for name in dict.fromkeys(held) if name not in done]

    def _round(self, names: Sequence[str]) -> Generator[tuple[str, Annotated | Archive | Failure]]:
        execute: Execute = plugins.find("executors", self.config.executor, EXECUTORS)
        reader = Reader(self.lexicon, self.config.root, self.config.limits, self.config.rules_off)
        jobs = min(self.config.jobs or os.cpu_count() or 1, max(1, len(names)))
        arrived: dict[str, Annotated | Archive | Failure] = {}
        with closing(execute(reader, names, jobs, self.config.timeout, self.config.max_memory)) as results:
            for name in names:
                while name not in arrived:
                    arrived.update([next(results)])
                yield name, arrived.pop(name)

    def _read(self, due: Sequence[str], progress: Progress | None) -> tuple[list[Ingested], list[Failure]]:
        read: list[Ingested] = []
        failures: list[Failure] = []
        archives: list[Archive] = []
        with closing(self._execute(due, archives)) as results:
            for batch in _batches(results):
                with self.catalogue.transaction():
                    for name, item in batch:
                        outcome = self.catalogue.put(item, self._stat(name), self.pipeline)
                        if isinstance(item, Failure):
                            failures.append(item)
                        else:
                            read.append(_line(item, outcome))
                if progress:
                    progress(len(read) + len(failures), len(due) + sum(len(each.members) for each in archives))
        # Archives count as read when all in them is: a run that is cut short reads them again.
        with self.catalogue.transaction():
            for archive in archives:
                self.catalogue.note(archive.source, self._stat(archive.source))
        return read, failures

    # ------------------------------------------------------------------------------------------------- the index

    def follow(self) -> None:
        """Bring the index up to the catalogue. While another run writes, the index stays as it is."""
        if self.engine.position() == self.catalogue.position():
            return
        try:
            with writing(self.folder, timeout=0):
                if self.engine.position() > self.catalogue.position():
                    # An older catalogue was put back in place.
                    self._drop_index()
                self._follow()
        except (LockedError, UsageError):
            # Another run is at it, or nobody may write here: what is indexed can be searched all the same.
            return

    def _follow(self) -> None:
        for batch in self.catalogue.changes(self.engine.position(), INDEXED_AT_ONCE):
            self.engine.apply(_folded(batch))

    def reindex(self) -> int:
        """Throw the index away and make it anew from the catalogue. Returns the number of passages."""
        with writing(self.folder, PATIENCE):
            self._drop_index()
            self._follow()
            return self.catalogue.status()["passages"]

    def _drop_index(self) -> None:
        if engine := self.__dict__.pop("engine", None):
            engine.close()
        shutil.rmtree(self.index_folder, ignore_errors=True)

    # ------------------------------------------------------------------------------------------------- asking

    def search(
        self,
        question: str,
        limit: int = 10,
        offset: int = 0,
        filters: Filters | None = None,
        sort: Sort = "score",
        facets: bool = False,
        explain: bool = False,
    ) -> Answer:
        """Passages that answer a question in corpusdoc's query language, best first. Raises QueryError.

        `sort` is score, date (latest first) or org; `facets` counts passages by organisation, year, genre, script and
        category; `explain` says what the question was read as and why each hit stands where it does.
        """
        self.follow()
        conditions = _conditions(filters or Filters())
        return search(
            question, self.catalogue, self.engine, self.lexicon, limit, offset, conditions, sort, facets, explain
        )

    def kwic(self, term: str, width: int = 30, order: Order = "doc", filters: Filters | None = None) -> list[Line]:
        """Every place of a term with `width` columns of context on each side. Raises QueryError."""
        self.follow()
        return concordance(term, self.catalogue, self.engine, _conditions(filters or Filters()), width, order)

    def collocates(self, term: str, window: int = 5, filters: Filters | None = None) -> list[Collocate]:
        """Words within `window` words of a term more often than by chance, the strongest first."""
        conditions = _conditions(filters or Filters())
        return collocates(self._sentences(conditions), _content(fold(term)), window)

    def keyness(self, first: str, second: str) -> list[Key]:
        """Words that differ most between the passages of two questions or conditions, as genre:讲话 and genre:论文.

        Raises QueryError.
        """
        self.follow()
        one, other = (
            self._words_of(sorted(find_ids(question, self.catalogue, self.engine))) for question in (first, second)
        )
        return keyness(one, other)

    def _sentences(self, conditions: Sequence[Condition]) -> Iterator[list[str]]:
        return self._words_of(sorted(self.catalogue.find_passages(conditions)))

    def _words_of(self, ids: Sequence[int]) -> Iterator[list[str]]:
        """The words of each sentence of these passages, without words that only join others."""
        joining = thesaurus(self.lexicon).function
        for first in range(0, len(ids), 1000):
            for text, _ in self.catalogue.texts(ids[first : first + 1000]).values():
                for sentence in _SENTENCE.split(fold(text)):
                    yield [word for word in _content(sentence) if word not in joining]

    def saved_searches(self) -> dict[str, str]:
        """The query of each saved search, by its name."""
        return saved_searches(self.folder)

    def save_search(self, name: str, question: str) -> None:
        """Keep a query under a name. Raises QueryError for one that cannot be read, UsageError."""
        self.search(question, limit=1)
        with writing(self.folder, PATIENCE):
            save_search(self.folder, name, question)

    def news(self, report: IngestReport) -> Iterator[tuple[str, Hit]]:
        """(name, hit) for the best passage of each newly read document that answers a saved search."""
        for name, question in self.saved_searches().items():
            for each in report.read:
                if each.outcome != "same":
                    yield from ((name, hit) for hit in self.search(question, 1, filters=Filters(doc=each.doc)).hits)

    def document(self, name: str) -> StoredDocument:
        """The document that `name` stands for: its id, the start of its id, or its path."""
        return self.catalogue.document(self.catalogue.resolve(name))

    def rows(self, table: str, filters: Filters | None = None) -> Iterator[Row]:
        """A table's rows, streamed; the columns are those of `COLUMNS[table]`."""
        return self.catalogue.rows(table, filters or Filters())

    def export(
        self,
        table: str,
        stream: BinaryIO,
        format_: str,
        filters: Filters | None = None,
        options: ExportOptions | None = None,
    ) -> int:
        """Write a table to a stream and return the number of its rows."""
        options = options or ExportOptions(title=table, table=table, companions=self.companions(table, COLUMNS[table]))
        return find_format(format_)(self.rows(table, filters), COLUMNS[table], stream, options)

    def panel(
        self, indicators: Sequence[str], wide: bool = False, filters: Filters | None = None
    ) -> tuple[tuple[str, ...], Iterable[Row]]:
        """Columns and rows of organisation × year for these indicators; see catalogue/panel.py. Raises UsageError."""
        rows = self.catalogue.panel(indicators, filters or Filters(), self.lexicon)
        return wide_panel(rows) if wide else (LONG, rows)

    def table(self, name: str, wide: bool = False, indicators: Sequence[str] = (), **filters: Any) -> Table:
        """A table to walk over, or to turn into a data frame: `.to_pandas()`, `.to_polars()`, `.to_arrow()`.

        `name` is one of COLUMNS, with the filters of `export`, or "panel", with `indicators`. Raises UsageError.
        """
        chosen = Filters(**filters)
        if name != "panel":
            return Table(name, COLUMNS.get(name, ()), partial(self.rows, name, chosen))
        columns, rows = self.panel(indicators, wide, chosen)
        every = list(rows)
        return Table(name, columns, lambda: every)

    def companions(self, table: str, columns: Sequence[str]) -> tuple[Companion, ...]:
        """What explains a table: its columns, the sources, the rules with their versions."""
        sources = ("doc", "title", "org", "date", "genre", "sha256", "path", "media_type", "score")
        versions = [
            {"table": "corpusdoc", "rule": VERSION},
            {"table": "lexicon", "rule": self.lexicon.fingerprint},
            {"table": "words", "rule": cutter()},
            {"table": "pipeline", "rule": self.pipeline},
        ]
        return (
            Companion("codebook", CODEBOOK, codebook(table, columns)),
            Companion("sources", sources, self.rows("documents")),
            Companion("rules", ("table", "rule", "facts"), chain(versions, self.catalogue.rules())),
        )

    def bundle(self, target: Path, with_sources: bool = True) -> int:
        """Write all that is needed to check and to cite the corpus into one ZIP file; returns the number of its files.

        Raises UsageError where it cannot be written.
        """
        from corpusdoc.export import bundle

        def sources() -> Iterator[bundle.Source]:
            for row in self.rows("documents"):
                stored = self.catalogue.document(str(row["doc"])).document
                path = self.config.root / stored.raw.source if with_sources else None
                yield bundle.Source(row, stored.text, stored.raw.text, path)

        tables = [bundle.Table(name, COLUMNS[name], partial(self.rows, name)) for name in COLUMNS]
        about = {
            "corpusdoc": VERSION,
            "python": platform.python_version(),
            "words": cutter(),
            "lexicon": self.lexicon.fingerprint,
            "pipeline": self.pipeline,
            "settings": {"corpus": self.config.corpus, "rules_off": self.config.rules_off},
            "rules": list(self.catalogue.rules()),
        }
        with replacing(target) as stream:
            return bundle.write(stream, tables, sources(), about)

    # ------------------------------------------------------------------------------------------------- reviewing

    def undecided(self, table: str, by: str) -> Iterator[Row]:
        """Facts of a table on which `by` has not decided; `_fields` names the columns that can be mended."""
        kind, hashes = FACT_TABLES[table], self._hashes()
        # A fact whose name was mended is known by both names.
        mine = {
            (*each.key[:4], name)
            for each in self.catalogue.decisions
            if each.by == by and each.kind == kind
            for name in (each.name, each.fields[NAMED[kind]])
        }
        for row in self.rows(table):
            if (hashes[str(row["doc"])], kind, row["quote"], row["raw_start"], row[NAMED[kind]]) not in mine:
                yield row | {"_fields": OWN[kind]}

    def decide(self, action: Action, by: str, row: Row, fields: Row) -> None:
        """Store a decision on a fact, for ever, and lay it over the facts. Raises LockedError, UsageError."""
        self._decide([decide(action, by, self._hashes()[str(row["doc"])], row, fields)])

    def review_sheet(self, table: str) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Columns and rows of a sheet in which people decide on the facts of a table."""
        return sheet_columns(FACT_TABLES[table]), sheet_rows(self.rows(table), self._hashes())

    def import_review(self, table: str, path: Path, by: str) -> int:
        """Store what a sheet decides; returns the number of decisions, none of them where one is wrong. UsageError."""
        decisions = list(read_decisions(read_sheet(path), self.rows(table), self._hashes(), by))
        self._decide(decisions)
        return len(decisions)

    def agreement(self) -> Iterator[Row]:
        """For every two reviewers how often they decided alike, with Cohen's κ."""
        return agreement(self.catalogue.decisions)

    def _decide(self, decisions: Sequence[Correction]) -> None:
        with writing(self.folder, PATIENCE):
            self.catalogue.decide(decisions)

    def _hashes(self) -> dict[str, str]:
        return {str(row["doc"]): str(row["sha256"]) for row in self.rows("documents")}

    def status(self) -> dict[str, object]:
        """What there is, and how far the index has read."""
        return {
            "corpus": self.config.corpus,
            "catalogue": str(self.folder),
            **self.catalogue.status(),
            "stale": len(self.catalogue.stale(self.pipeline)),
            "position": self.catalogue.position(),
            "indexed": self.engine.position(),
        }

    def check(self) -> list[tuple[str, bool, str]]:
        """(what, whether it is well, detail) of the installation, the catalogue and the index."""
        catalogue, engine = self.catalogue.position(), self.engine.position()
        stale, failed = len(self.catalogue.stale(self.pipeline)), len(self.catalogue.failed())
        return [
            ("version", True, f"corpusdoc {VERSION}, Python {platform.python_version()}, {cutter()}"),
            ("catalogue", self.catalogue.is_sound(), str(self.folder)),
            ("index", engine == catalogue, f"{self.config.engine}: {engine} / {catalogue}"),
            ("rules", True, self.pipeline),
            ("read by older rules", not stale, str(stale)),
            ("failed sources", not failed, str(failed)),
        ]

    def remove(self, names: Sequence[str]) -> list[str]:
        """Take documents out of the catalogue and the index; their files stay where they are. Returns their ids."""
        with writing(self.folder, PATIENCE):
            ids = [self.catalogue.resolve(name) for name in names]
            with self.catalogue.transaction():
                for document_id in ids:
                    self.catalogue.forget(document_id)
            self._follow()
        return ids


def rows_of(item: Annotated) -> Iterator[Row]:
    """The document's own row and one for each of its facts, as `extract` prints them."""
    return fact_rows(item)


def _conditions(filters: Filters) -> list[Condition]:
    """Filters of tables as conditions of a query."""
    conditions = [
        Condition(name, ":", value)
        for name in ("org", "indicator", "level", "category", "kind", "doc")
        if (value := getattr(filters, name)) is not None
    ]
    bounds: tuple[tuple[str | None, Literal[">=", "<="]], ...] = ((filters.since, ">="), (filters.until, "<="))
    return conditions + [Condition("year", operator, value) for value, operator in bounds if value is not None]


def _content(text: str) -> list[str]:
    return [word for word in words(text) if _LETTER.search(word)]


def _folded(batch: IndexBatch) -> IndexBatch:
    return replace(batch, passages=tuple(map(_with_words, batch.passages)))


def _with_words(passage: IndexedPassage) -> IndexedPassage:
    text = fold(passage.text)
    context = tuple(word for part in passage.context for word in search_words(fold(part)))
    return replace(passage, text=text, words=search_words(text), context=context)


def _batches(results: Iterator[tuple[str, Annotated | Failure]]) -> Iterator[list[tuple[str, Annotated | Failure]]]:
    batch: list[tuple[str, Annotated | Failure]] = []
    since = monotonic()
    for result in results:
        batch.append(result)
        if len(batch) >= BATCH or monotonic() - since > BATCH_SECONDS:
            yield batch
            batch, since = [], monotonic()
    if batch:
        yield batch


def _line(item: Annotated, outcome: Outcome) -> Ingested:
    document = item.document
    assert outcome != "failed"
    return Ingested(
        doc=document.id,
        source=document.raw.source,
        outcome=outcome,
        characters=len(document.text),
        script=document.script,
        damage=document.damage,
        score=document.score,
        facts=len(item.facts),
        partial=document.raw.partial,
    )


def _stat(path: Path) -> SourceStat | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return SourceStat(found.st_size, found.st_mtime_ns)


def _is_store(path: Path, root: Path) -> bool:
    """Whether a file is a corpus's own: its catalogue, with SQLite's files beside it, or its lock."""
    corpora = root / "corpora"
    parts = path.relative_to(corpora).parts if path.is_relative_to(corpora) else ()
    return len(parts) > 1 and parts[1].startswith(tuple(Catalogue.FILES))
