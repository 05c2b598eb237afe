"""Chinese corporate reports into something one can search, tabulate and cite.

import corpusdoc
annotated = corpusdoc.analyze("…")         # or a Path: .document .segmentation .profile .facts; nothing is stored
found = corpusdoc.recognize("明天下午三点", date(2024, 5, 1))    # numbers, quantities and times of a text alone
corpus = corpusdoc.open("default")         # ingest, search, rows, export, document, status …
corpusdoc.records(corpus.search("…"))      # what it answers as records and data frames
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from corpusdoc.corpus import Corpus
    from corpusdoc.export import Table
    from corpusdoc.lexicon import Lexicon
    from corpusdoc.model import Annotated, Recognized

__all__ = ["analyze", "open", "recognize", "records"]


def analyze(source: str | Path) -> Annotated:
    """What stands in a text (str) or a file (Path): repaired, segmented, with its facts. Pure; stores nothing.

    Raises SourceError for a file that cannot be read.
    """
    # Here and below, so that `import corpusdoc` costs nothing: the rules and their dictionaries take a second.
    from corpusdoc.errors import SourceError
    from corpusdoc.load import load, load_bytes
    from corpusdoc.messages import Message
    from corpusdoc.model import Archive
    from corpusdoc.pipeline import annotate

    raw = load(source) if isinstance(source, Path) else load_bytes(source.encode("utf-8", "replace"), "text")
    if isinstance(raw, Archive):
        raise SourceError(
            "unsupported",
            Message("holds several documents: name one, as {member}", member=raw.members[0]),
            raw.source,
        )
    return annotate(raw, _lexicon())


def recognize(text: str, reference: date) -> list[Recognized]:
    """The numbers, quantities and times of a text, in order; 明天 and 上周五 are counted from `reference`, and
    两小时前 as well where that is a datetime.

    Offsets lead into `text` as given, whatever width or script it is written in.
    """
    from dataclasses import replace

    from corpusdoc.extract.recognize import recognize as recognized
    from corpusdoc.model import RawDocument, Span
    from corpusdoc.normalize import normalize
    from corpusdoc.normalize.conversion import simplified

    # What a text cannot hold is replaced one for one, so that offsets stay.
    plain = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    plain = plain.encode("utf-8", "replace").decode()
    lexicon = _lexicon()
    document = normalize(RawDocument("", "", plain, "text/plain"), lexicon)
    found = []
    # 兩成 alone is too short to show its script; a number reads the same in both.
    for each in recognized(simplified(document.text), reference, lexicon):
        raw = document.alignment.to_raw(Span(each.start, each.end))
        found.append(replace(each, start=raw.start, end=raw.end, text=raw.of(text)))
    return found


def open(name: str | None = None) -> Corpus:
    """The corpus called `name` in the workspace around the working directory; without a name the one it is set to.

    Raises MissingError without a workspace.
    """
    from corpusdoc.corpus import Corpus

    return Corpus.open(name)


def records(found: Iterable[Any]) -> Table:
    """What a corpus answers (hits, lines of kwic, collocates, keys) as a table of records.

    Walk over it, or turn it into a data frame: `.to_pandas()`, `.to_polars()`, `.to_arrow()`.
    """
    from dataclasses import asdict

    from corpusdoc.export import Table

    rows = [asdict(each) for each in found]
    return Table("records", tuple(rows[0]) if rows else (), lambda: rows)


@cache
def _lexicon() -> Lexicon:
    """The built-in lexicon, loaded once: what is compiled from it is kept with it."""
    from corpusdoc.lexicon import load_lexicon

    return load_lexicon()
