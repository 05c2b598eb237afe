"""The table of failures: sources that could not be read, or not all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.rows import Row
from corpusdoc.messages import PARTIAL, Message, as_written
from corpusdoc.model import Failure, RawDocument, Reason

_NAMED = 20  # pages that a message names


def rows(db: Database) -> Iterator[Row]:
    """The rows by path; each message is one, so that it can be told in any language."""
    for row in db.execute("SELECT path, stage, reason, message FROM failure ORDER BY path"):
        yield dict(row) | {"message": as_written(row["message"])}


def left_out(raw: RawDocument, reason: Reason) -> Failure:
    """What of a document that was read in part could not be: its pages without text, where it has pages."""
    what = Message(PARTIAL.get(reason, PARTIAL["damaged"]))
    bounds = pairwise((*raw.page_starts, len(raw.text)))
    # A sheet may be empty; formulas without results are in others.
    counted = enumerate(bounds, 1) if reason != "no_results" else ()
    bare = [str(page) for page, (start, end) in counted if start == end]
    message = Message("read in part: {what}", what=what)
    if bare:
        pages = ", ".join(bare[:_NAMED]) + " …" * (len(bare) > _NAMED)
        message = Message("read in part, without text on pages {pages}: {what}", pages=pages, what=what)
    return Failure(raw.source, "part", reason, message)
