"""Tables of a corpus with what explains and proves them: codebook, sources, rules, and all of it in a bundle."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from corpusdoc.catalogue import COLUMNS, Catalogue, Filters
from corpusdoc.config import VERSION, Config
from corpusdoc.export import CODEBOOK, Companion, bundle, codebook, replacing
from corpusdoc.lexicon import Lexicon
from corpusdoc.segment import cutter

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
        "pipeline": pipeline,
        "settings": {"corpus": config.corpus, "rules_off": config.rules_off},
        "rules": list(catalogue.rules()),
    }
    with replacing(target) as stream:
        return bundle.write(stream, tables, sources(), about)
