"""The front door: one class for all that can be done with a corpus. The command line only knocks on it."""

from __future__ import annotations

import hashlib
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from corpusdoc import plugins
from corpusdoc.analysis import Collocate, Key, collocates, keyness
from corpusdoc.catalogue import (
    COLUMNS,
    LONG,
    Action,
    Catalogue,
    Correction,
    Filters,
    Row,
    StoredDocument,
    agreement,
    decide,
    fact_rows,
    forget_search,
    save_search,
    saved_searches,
    wide_panel,
    writing,
)
from corpusdoc.config import VERSION, Config, load_config
from corpusdoc.errors import LockedError, UsageError
from corpusdoc.index import ENGINES, Engine
from corpusdoc.lexicon import Lexicon, load_lexicon
from corpusdoc.model import (
    Annotated,
    Answer,
    Failure,
    Hit,
    IngestReport,
)
from corpusdoc.search import Sort, find_ids, search
from corpusdoc.search.concordance import Line, Order, concordance
from corpusdoc.search.thesaurus import thesaurus
from corpusdoc.segment import cutter
from corpusdoc.wording import content_words, folded, sentences

if TYPE_CHECKING:
    from corpusdoc.export import Companion, ExportOptions, Table
    from corpusdoc.ingest import Progress

# Passages that an engine gets at once: segments made of few are merged again and again.
INDEXED_AT_ONCE = 5000
# Seconds to wait for another run that is writing before giving up.
PATIENCE = 5.0


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
        return self._pipeline(self.lexicon.fingerprint)

    def _pipeline(self, words: str) -> str:
        return "+".join((VERSION, words, *sorted(self.config.rules_off)))

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
        # Here and below: what reads documents takes 0.2 s to import, which a search has no use for.
        from corpusdoc.ingest import ingest

        with self._storing():
            again = {
                *(self.catalogue.stale(self.pipeline) if stale else ()),
                *(self.catalogue.failed() if retry_failed else ()),
            }
            report = ingest(sources, self.catalogue, self.config, self.lexicon, self.pipeline, again, progress)
            self._follow()
        return report

    def keep(self, data: bytes) -> Path:
        """Write what is no file, as standard input is, into the corpus's folder, so that it can be read, and again.

        Returns the file. Raises UsageError where it cannot be written.
        """
        from corpusdoc.export.files import replacing

        target = self.folder / "stdin" / _name_of(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as stream:
            stream.write(data)
        return target

    def annotate_bytes(self, data: bytes) -> Annotated:
        """What stands in one document that is no file. Raises SourceError."""
        from corpusdoc.load import load_bytes
        from corpusdoc.pipeline import annotate

        raw = load_bytes(data, _name_of(data))
        return annotate(raw, self.lexicon, self.config.rules_off)

    def rows_of(self, item: Annotated) -> Iterator[Row]:
        """The document's own row and one for each of its facts, as `extract` prints them."""
        return fact_rows(item, self.pipeline)

    def annotate(self, sources: Iterable[str | Path]) -> Iterator[Annotated | Failure]:
        """What stands in files and folders, in their order, without storing anything."""
        from corpusdoc.ingest import read_sources
        from corpusdoc.load.walk import find_files

        names = dict.fromkeys(str(path) for source in sources for path in find_files(Path(source).absolute()))
        for _, item in read_sources(list(names), self.config, self.lexicon):
            yield item

    @contextmanager
    def _storing(self) -> Iterator[None]:
        """The catalogue, made if need be, for this run alone to write to."""
        with writing(self.folder, PATIENCE):
            self.close()
            self.catalogue = Catalogue.open(self.folder, create=True)
            if not self.catalogue.is_laid_over():
                self.catalogue.lay_over()
            self.catalogue.settle(self.pipeline, self._pipeline(self.lexicon.base), self.lexicon)
            yield

    # ------------------------------------------------------------------------------------------------- own words

    def add_word(self, table: str, values: Mapping[str, str], progress: Progress | None = None) -> IngestReport:
        """Add a row to a word list of the workspace, and read again the documents that hold its word.

        Raises UsageError for a row that cannot be used, LockedError while another run is writing.
        """
        from corpusdoc.lexicon.own import add_row

        add_row(self.config.root / "lexicon", table, values)
        return self._reread(progress)

    def remove_word(self, table: str, surface: str, progress: Progress | None = None) -> tuple[int, IngestReport]:
        """Remove own rows of a word, and read again the documents that hold it; (rows removed, what was read)."""
        from corpusdoc.lexicon.own import remove_row

        removed = remove_row(self.config.root / "lexicon", table, surface)
        return removed, self._reread(progress)

    def _reread(self, progress: Progress | None) -> IngestReport:
        """Read again what changed words can matter to; what other rules read waits for `ingest` with `stale`."""
        from corpusdoc.ingest import ingest

        self.__dict__.pop("lexicon", None)
        if not Catalogue.exists(self.folder):
            return IngestReport((), 0, ())
        with self._storing():
            again = self.catalogue.stale(self.pipeline, self._pipeline(self.lexicon.base))
            report = ingest((), self.catalogue, self.config, self.lexicon, self.pipeline, again, progress)
            self._follow()
        return report

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
            self.engine.apply(folded(batch))

    def reindex(self) -> int:
        """Throw the index away and make it anew from the catalogue. Returns the number of passages."""
        with writing(self.folder, PATIENCE):
            self._drop_index()
            self._follow()
            return self.catalogue.status()["passages"]

    def _drop_index(self) -> None:
        if engine := self.__dict__.pop("engine", None):
            engine.close()
        try:
            shutil.rmtree(self.index_folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise UsageError("cannot write to {folder}: {error}", folder=self.index_folder, error=error) from error

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
        conditions = (filters or Filters()).conditions()
        return search(
            question, self.catalogue, self.engine, self.lexicon, limit, offset, conditions, sort, facets, explain
        )

    def kwic(self, term: str, width: int = 30, order: Order = "doc", filters: Filters | None = None) -> list[Line]:
        """Every place of a term with `width` columns of context on each side. Raises QueryError."""
        self.follow()
        return concordance(term, self.catalogue, self.engine, (filters or Filters()).conditions(), width, order)

    def collocates(self, term: str, window: int = 5, filters: Filters | None = None) -> list[Collocate]:
        """Words within `window` words of a term more often than by chance, the strongest first."""
        ids = sorted(self.catalogue.find_passages((filters or Filters()).conditions()))
        return collocates(self._sentences(ids), content_words(term), window)

    def keyness(self, first: str, second: str) -> list[Key]:
        """Words that differ most between the passages of two questions or conditions, as genre:讲话 and genre:论文.

        Raises QueryError.
        """
        self.follow()
        one, other = (
            self._sentences(sorted(find_ids(question, self.catalogue, self.engine))) for question in (first, second)
        )
        return keyness(one, other)

    def _sentences(self, ids: Sequence[int]) -> Iterator[list[str]]:
        return sentences(self.catalogue, ids, thesaurus(self.lexicon).function)

    def saved_searches(self) -> dict[str, str]:
        """The query of each saved search, by its name."""
        return saved_searches(self.folder)

    def save_search(self, name: str, question: str, filters: Filters | None = None) -> None:
        """Keep a query with its filters under a name. Raises QueryError for one that cannot be read, UsageError."""
        if conditions := (filters or Filters()).conditions():
            told = (f'{each.field}{each.operator}"{each.value}"' for each in conditions)
            question = f"({question}) {' '.join(told)}"
        self.search(question, limit=1)
        with writing(self.folder, PATIENCE):
            save_search(self.folder, name, question)

    def forget_search(self, name: str) -> bool:
        """Drop a saved search; False where there is none of that name."""
        with writing(self.folder, PATIENCE):
            return forget_search(self.folder, name)

    def news(self, report: IngestReport) -> Iterator[tuple[str, Hit]]:
        """(name, hit) for the best passage of each newly read document that answers a saved search."""
        for name, question in self.saved_searches().items():
            for each in report.read:
                if each.outcome != "same":
                    yield from ((name, hit) for hit in self.search(question, 1, filters=Filters(doc=each.doc)).hits)

    def tag(self, name: str, documents: Sequence[str], add: bool = True) -> int:
        """Give documents a tag, for ever, or take it from them without `add`; returns how many that changed.

        Raises UsageError for a name that is none, MissingError for an unknown document, LockedError.
        """
        with writing(self.folder, PATIENCE):
            return self.catalogue.tag(name, [self.catalogue.resolve(each) for each in documents], add)

    def tags(self) -> Iterator[Row]:
        """Each tag that documents have, with their ids."""
        return self.catalogue.tags()

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
        from corpusdoc.export import find_format

        options = options or self.explained(table, COLUMNS[table])
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
        from corpusdoc.export import Table

        chosen = Filters(**filters)
        if name != "panel":
            return Table(name, COLUMNS.get(name, ()), partial(self.rows, name, chosen))
        columns, rows = self.panel(indicators, wide, chosen)
        every = list(rows)
        return Table(name, columns, lambda: every)

    def explained(self, table: str, columns: Sequence[str], language: str = "en") -> ExportOptions:
        """Options for formats with room for more than a table: what explains it, and links to the sources."""
        from corpusdoc.export import ExportOptions
        from corpusdoc.publish import source_links

        return ExportOptions(
            title=table,
            table=table,
            language=language,
            companions=self.companions(table, columns),
            link=source_links(self.catalogue, self.config.root),
            linked="sources" if table == "panel" else "path" if table == "documents" else "quote",
        )

    def companions(self, table: str, columns: Sequence[str]) -> tuple[Companion, ...]:
        """What explains a table: its columns, the sources, the rules with their versions."""
        from corpusdoc.publish import companions

        return companions(table, columns, self.catalogue, self.lexicon, self.pipeline)

    def bundle(self, target: Path, with_sources: bool = True) -> int:
        """Write all that is needed to check and to cite the corpus into one ZIP file; returns the number of its files.

        Raises UsageError where it cannot be written.
        """
        from corpusdoc.publish import write_bundle

        return write_bundle(target, self.catalogue, self.config, self.lexicon, self.pipeline, with_sources)

    # ------------------------------------------------------------------------------------------------- reviewing

    def undecided(self, table: str, by: str, filters: Filters | None = None) -> Iterator[Row]:
        """Facts of a table on which `by` has not decided; `_fields` names the columns that can be mended."""
        from corpusdoc import reviewing

        return reviewing.undecided(self.catalogue, table, by, filters or Filters())

    def decide(self, action: Action, by: str, row: Row, fields: Row) -> None:
        """Store a decision on a fact, for ever, and lay it over the facts. Raises LockedError, UsageError."""
        from corpusdoc import reviewing

        self._decide([decide(action, by, reviewing.hashes_of(self.catalogue)[str(row["doc"])], row, fields)])

    def add_fact(self, table: str, doc: str, quote: str, fields: Mapping[str, object], by: str) -> None:
        """Store a fact that rules missed, for ever; `quote` stands in the document's repaired text.

        Raises UsageError for a quote that does not and for a field that the fact lacks, MissingError, LockedError.
        """
        from corpusdoc import reviewing

        self._decide([reviewing.added(self.catalogue, table, doc, quote, fields, by)])

    def review_sheet(self, table: str, filters: Filters | None = None) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Columns and rows of a sheet in which people decide on the facts of a table."""
        from corpusdoc import reviewing

        return reviewing.sheet(self.catalogue, table, filters or Filters())

    def import_review(self, table: str, path: Path, by: str) -> int:
        """Store what a sheet decides; returns the number of decisions, none of them where one is wrong. UsageError."""
        from corpusdoc import reviewing

        decisions = reviewing.decisions_of(self.catalogue, table, path, by)
        self._decide(decisions)
        return len(decisions)

    def agreement(self) -> Iterator[Row]:
        """For every two reviewers how often they decided alike, with Cohen's κ."""
        return agreement(self.catalogue.decisions)

    def scores(self) -> Iterator[Row]:
        """How well rules read what people decided on: a row for each kind of fact and each rule."""
        return self.catalogue.scores()

    def _decide(self, decisions: Sequence[Correction]) -> None:
        with writing(self.folder, PATIENCE):
            self.catalogue.decide(decisions)

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
            (
                "index",
                engine == catalogue,
                self.config.engine if engine == catalogue else f"{self.config.engine}: {engine} / {catalogue}",
            ),
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


def _name_of(data: bytes) -> str:
    return f"stdin-{hashlib.sha256(data).hexdigest()[:12]}"
