"""Tables of a corpus with what explains and proves them: codebook, sources, rules, and all of it in a bundle."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from corpusdoc.catalogue import COLUMNS, Catalogue, Filters
from corpusdoc.config import VERSION, Config
from corpusdoc.export import CODEBOOK, Companion, bundle, codebook, replacing
from corpusdoc.export.options import Row
from corpusdoc.lexicon import Lexicon
from corpusdoc.load.walk import file_of
from corpusdoc.segment import cutter

# What means something else in a URL than in a file's name.
_RESERVED = re.compile(r"""[\s%#?"<>\[\]^`{}|\\]""")

SOURCES = ("doc", "title", "org", "date", "genre", "sha256", "path", "media_type", "score")


def companions(
    table: str, columns: Sequence[str], catalogue: Catalogue, lexicon: Lexicon, pipeline: str
) -> tuple[Companion, ...]:
    """What explains a table: its columns, the sources, the rules with their versions."""
    versions = [
        {"table": "corpusdoc", "rule": VERSION},
        {"table": "lexicon", "rule": lexicon.fingerprint},
        {"table": "words", "rule": cutter()},
        {"table": "pipeline", "rule": pipeline},
    ]
    return (
        Companion("codebook", CODEBOOK, codebook(table, columns)),
        Companion("sources", SOURCES, catalogue.rows("documents", Filters())),
        Companion("rules", ("table", "rule", "facts"), chain(versions, catalogue.rules())),
    )


def source_links(catalogue: Catalogue, root: Path) -> Callable[[Row], str | None]:
    """What gives the URL of the file, and of its page in a PDF, that a row of a table was read from.

    A row that lists its sources, as a panel's does, leads to the first; None where no such file lies on this machine.
    """
    files: dict[object, tuple[Path, bool] | None] = {}

    def link(row: Row) -> str | None:
        sources = row.get("sources")
        place = sources[0] if isinstance(sources, list) and sources else row
        doc = place.get("doc")
        if doc not in files:
            files[doc] = _file(catalogue, root, str(doc)) if doc else None
        found = files[doc]
        if found is None:
            return None
        path, pdf = found
        page = place.get("page")
        return file_url(path) + (f"#page={page}" if pdf and page else "")

    return link


def file_url(path: Path) -> str:
    """The URL of a file with its Chinese as it is, as spreadsheets write it: not all of them read %E4%B8%AD."""
    named = path.as_posix().lstrip("/")
    # XlsxWriter turns file:// into paths of Windows, wherever they lead; schemes know no case.
    return "FILE:///" + _RESERVED.sub(lambda found: quote(found[0]), named)


def _file(catalogue: Catalogue, root: Path, doc: str) -> tuple[Path, bool] | None:
    raw = catalogue.source(doc)
    path = file_of(root / raw[0])[0].resolve()
    return (path, raw[1] == "application/pdf") if os.path.isfile(path) else None  # noqa: PTH113  # Path.is_file raises where a folder forbids to look


def write_bundle(
    target: Path, catalogue: Catalogue, config: Config, lexicon: Lexicon, pipeline: str, with_sources: bool = True
) -> int:
    """Write all that is needed to check and to cite the corpus into one ZIP file; returns the number of its files.

    Raises UsageError where it cannot be written.
    """

    def sources() -> Iterator[bundle.Source]:
        for row in catalogue.rows("documents", Filters()):
            stored = catalogue.document(str(row["doc"])).document
            path = config.root / stored.raw.source if with_sources else None
            yield bundle.Source(row, stored.text, stored.raw.text, path)

    tables = [bundle.Table(name, COLUMNS[name], partial(catalogue.rows, name, Filters())) for name in COLUMNS]
    about = {
        "corpusdoc": VERSION,
        "python": platform.python_version(),
        "words": cutter(),
        "lexicon": lexicon.fingerprint,
        "own_words": [{"table": table, **row} for table, row in lexicon.own],
        "pipeline": pipeline,
        "settings": {"corpus": config.corpus, "rules_off": config.rules_off},
        "rules": list(catalogue.rules()),
    }
    with replacing(target) as stream:
        return bundle.write(stream, tables, sources(), about)
