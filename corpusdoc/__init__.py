"""Chinese corporate reports into something one can search, tabulate and cite.

import corpusdoc
annotated = corpusdoc.analyze("…")         # or a Path: .document .segmentation .profile .facts; nothing is stored
corpus = corpusdoc.open("default")         # ingest, search, rows, export, document, status …
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpusdoc.corpus import Corpus
    from corpusdoc.model import Annotated

__all__ = ["analyze", "open"]


def analyze(source: str | Path) -> Annotated:
    """What stands in a text (str) or a file (Path): repaired, segmented, with its facts. Pure; stores nothing.

    Raises SourceError for a file that cannot be read.
    """
    # Here and below, so that `import corpusdoc` costs nothing: the rules and their dictionaries take a second.
    from corpusdoc.lexicon import load_lexicon
    from corpusdoc.load import load, load_bytes
    from corpusdoc.pipeline import annotate

    raw = load(source) if isinstance(source, Path) else load_bytes(source.encode("utf-8", "replace"), "text")
    return annotate(raw, load_lexicon())


def open(name: str | None = None) -> Corpus:
    """The corpus called `name` in the workspace around the working directory; without a name the one it is set to.

    Raises MissingError without a workspace.
    """
    from corpusdoc.corpus import Corpus

    return Corpus.open(name)
