"""Files and folders into the catalogue: which are due, read by the executor, stored batch by batch."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from time import monotonic

from corpusdoc import plugins
from corpusdoc.catalogue import Catalogue, Outcome, SourceStat
from corpusdoc.config import Config
from corpusdoc.executors import EXECUTORS, Execute
from corpusdoc.lexicon import Lexicon
from corpusdoc.load.walk import file_of, find_files
from corpusdoc.messages import Message
from corpusdoc.model import Annotated, Archive, Failure, Ingested, IngestReport
from corpusdoc.pipeline import Reader

# One commit for so many documents or seconds: a commit waits for the disk, an interrupt loses what is not committed.
BATCH = 64
BATCH_SECONDS = 2.0

Progress = Callable[[int, int], None]  # sources done, sources in all
Result = tuple[str, Annotated | Failure]


def ingest(
    sources: Iterable[str | Path],
    catalogue: Catalogue,
    config: Config,
    lexicon: Lexicon,
    pipeline: str,
    again: Iterable[str] = (),
    progress: Progress | None = None,
) -> IngestReport:
    """Read the sources that are new or changed, and those named in `again`, into the catalogue.

    One bad file never stops the others: it becomes a Failure.
    """
    again = set(again)
    found = dict.fromkeys(chain(_names(sources, config.root), sorted(again)))
    files = _Files(config.root)
    due = [name for name in found if not files.is_known(name, catalogue) or name in again]
    read: list[Ingested] = []
    failures: list[Failure] = []
    archives: list[Archive] = []
    with closing(read_sources(due, config, lexicon, archives)) as results:
        for batch in _batches(results):
            with catalogue.transaction():
                for name, item in batch:
                    outcome = catalogue.put(item, files.stat(name), pipeline)
                    if isinstance(item, Failure):
                        failures.append(item)
                    else:
                        read.append(_ingested(item, outcome))
            if progress:
                done = len(read) + len(failures)
                progress(done, max(done, len(due) + sum(len(each.members) for each in archives)))
    # Archives count as read when all in them is: a run that is cut short reads them again.
    with catalogue.transaction():
        for archive in archives:
            catalogue.note(archive.source, files.stat(archive.source))
    skipped = found.keys() - due
    unread = sum(path in skipped or path.partition("!/")[0] in skipped for path in catalogue.failed())
    return IngestReport(tuple(read), len(skipped), tuple(failures), unread)


def read_sources(
    names: Sequence[str], config: Config, lexicon: Lexicon, archives: list[Archive] | None = None
) -> Generator[Result]:
    """Results in the order of `names`, so that the same files give the same corpus whoever finishes first.

    Archives go to `archives`; the sources in them are read in another round.
    """
    archives = [] if archives is None else archives
    done: set[str] = set()
    counts = Counter[Path]()  # members by the file that they lie in, archives in it included
    while names:
        held: list[str] = []
        with closing(_round(names, config, lexicon)) as results:
            for name, item in results:
                if not isinstance(item, Archive):
                    yield name, item
                    continue
                file, _ = file_of(config.root / name)
                counts[file] += len(item.members)
                if counts[file] > config.max_members:
                    message = Message(
                        "over {most} members in all: split it, or raise max_members", most=config.max_members
                    )
                    yield name, Failure(name, "load", "too_big", message)
                    continue
                held += item.members
                if item.damage is None:
                    archives.append(item)
                else:
                    yield name, Failure(name, "load", "damaged", _cut_short(item))
        done.update(names)
        names = [name for name in dict.fromkeys(held) if name not in done]


def _cut_short(archive: Archive) -> str:
    return Message(
        "damaged ({detail}), only the {found} members in front could be found: get the file again for the rest",
        detail=archive.damage,
        found=len(archive.members),
    )


def _round(
    names: Sequence[str], config: Config, lexicon: Lexicon
) -> Generator[tuple[str, Annotated | Archive | Failure]]:
    execute: Execute = plugins.find("executors", config.executor, EXECUTORS)
    reader = Reader(lexicon, config.root, config.limits, config.rules_off)
    jobs = min(config.jobs or os.cpu_count() or 1, max(1, len(names)))
    arrived: dict[str, Annotated | Archive | Failure] = {}
    with closing(execute(reader, names, jobs, config.timeout, config.max_memory)) as results:
        for name in names:
            while name not in arrived:
                arrived.update([next(results)])
            yield name, arrived.pop(name)


def _batches(results: Iterator[Result]) -> Iterator[list[Result]]:
    batch: list[Result] = []
    since = monotonic()
    for result in results:
        batch.append(result)
        if len(batch) >= BATCH or monotonic() - since > BATCH_SECONDS:
            yield batch
            batch, since = [], monotonic()
    if batch:
        yield batch


def _ingested(item: Annotated, outcome: Outcome) -> Ingested:
    """What a report says of a document that was read."""
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


def _names(sources: Iterable[str | Path], root: Path) -> Iterator[str]:
    """Sources by the names that they are stored under: relative to the workspace inside it, else absolute."""
    own = {root / name for name in ("indexes", "corrections", "lexicon", "corpusdoc.toml")}
    for source in sources:
        for path in find_files(Path(source).absolute(), own):
            if not _is_store(path, root):
                yield str(path.relative_to(root) if path.is_relative_to(root) else path)


def _is_store(path: Path, root: Path) -> bool:
    """Whether a file is a corpus's own: its catalogue, with SQLite's files beside it, or its lock."""
    corpora = root / "corpora"
    parts = path.relative_to(corpora).parts if path.is_relative_to(corpora) else ()
    return len(parts) > 1 and parts[1].startswith(tuple(Catalogue.FILES))


class _Files:
    """How files were before they were read: one that changes while it is read is due again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stats: dict[str, SourceStat | None] = {}

    def is_known(self, name: str, catalogue: Catalogue) -> bool:
        """Whether the catalogue has a source as it is now."""
        stat, known = self.stat(name), catalogue.known(name)
        return known is not None and known.stat == stat

    def stat(self, name: str) -> SourceStat | None:
        """How the file of a source was when it was first asked for: a member's is its archive's."""
        file = str(file_of(self._root / name)[0])
        if file not in self._stats:
            self._stats[file] = _stat(file)
        return self._stats[file]


def _stat(file: str) -> SourceStat | None:
    try:
        found = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return SourceStat(found.st_size, found.st_mtime_ns)
