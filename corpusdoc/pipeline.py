"""One source through load, normalize, segment and extract."""

from __future__ import annotations

import traceback
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from corpusdoc.config import Limits
from corpusdoc.errors import SourceError
from corpusdoc.extract import extract
from corpusdoc.lexicon import Lexicon
from corpusdoc.load import load
from corpusdoc.messages import Message
from corpusdoc.model import Annotated, Archive, Failure, RawDocument, Stage
from corpusdoc.normalize import normalize
from corpusdoc.segment import segment


def annotate(raw: RawDocument, lexicon: Lexicon, disabled: Collection[str] = ()) -> Annotated:
    """RawDocument to Annotated. Pure: same input, same output. `disabled` names repairs to leave out."""
    document = normalize(raw, lexicon, disabled)
    segmentation = segment(document, lexicon)
    profile, facts = extract(document, segmentation, lexicon)
    return Annotated(document, segmentation, profile, facts)


@dataclass(frozen=True, slots=True)
class Reader:
    """What workers run: from a source's name to what stands in it. Never raises; pickles small."""

    lexicon: Lexicon
    base: Path  # sources are named relative to it
    limits: Limits
    disabled: tuple[str, ...] = ()  # repairs to leave out

    def __call__(self, source: str) -> Annotated | Archive | Failure:
        """The source, annotated, the sources that it holds, or why it could not be read."""
        try:
            found = load(self.base / source, self.limits)
            if isinstance(found, Archive):
                behind = len(str(self.base / source))
                members = tuple(source + member[behind:] for member in found.members)
                return replace(found, source=source, members=members)
            raw = replace(found, source=source)
        except SourceError as error:
            # Named as the corpus names it, not by where the workspace lies on this machine.
            return Failure(source, "load", error.reason, error.message)
        except Exception as error:
            return _bug(source, "load", error)
        try:
            return annotate(raw, self.lexicon, self.disabled)
        except Exception as error:
            return _bug(source, "annotate", error)


def _bug(source: str, stage: Stage, error: Exception) -> Failure:
    """A bug costs the file that brought it out, never the batch; the message says where it stands."""
    if isinstance(error, MemoryError):
        return Failure(
            source,
            stage,
            "too_big",
            Message("reading it needs more memory than is allowed: split it, or raise max_memory"),
        )
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    message = Message(
        "a fault of corpusdoc ({error}, {where}): please report it with the file", error=said, where=where
    )
    return Failure(source, stage, "error", message)
