"""Traditional to Simplified, one character for one, and only in paragraphs that are Traditional."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon
from corpusdoc.normalize.conversion import simplified
from corpusdoc.normalize.lines import runs_of
from corpusdoc.normalize.look import CONVERTIBLE, Look, codes
from corpusdoc.normalize.rewriter import Edit

# A Simplified text that quotes a Traditional name stays below both, measured on the five seed reports.
SHARE = 0.05
COUNT = 2
# A line this short says too little of itself and takes the document's script.
SHORT = 40

_HAN = runs_of("㐀-鿿")


def script_edits(look: Look, lexicon: Lexicon) -> Iterator[Edit]:
    """An edit for each Traditional paragraph."""
    # Most lines of a Simplified text hold no character that converting could change.
    text = look.text
    # At most every other character that changes does so in certain words only (瞭解): the rest shows by itself.
    lines = [span for span, count in look.lines(CONVERTIBLE) if _is_share(2 * count, span.of(text))]
    if not lines:
        return
    olds = [span.of(text) for span in lines]
    old_text = "\n".join(olds)
    new_text = _with_exceptions(old_text, simplified(old_text), lexicon)
    changed = _changes(old_text, new_text)
    traditional = _is_traditional(sum(changed), text)
    for span, old, new, count in zip(lines, olds, new_text.split("\n"), changed, strict=True):
        if count and (_is_traditional(count, old) or (traditional and len(old) < SHORT)):
            yield Edit(span.start, span.end, new, "script.hant")


def _is_traditional(changed: int, text: str) -> bool:
    """Whether so many changed characters make `text` Traditional."""
    return changed >= COUNT and _is_share(changed, text)


def _is_share(count: int, text: str) -> bool:
    """Whether so many characters are enough of a text's Han characters."""
    # The length of a text is quicker to have than the number of its Han characters, and mostly enough.
    return count >= SHARE * len(text) or count >= SHARE * sum(map(len, _HAN.findall(text)))


def _changes(old: str, new: str) -> list[int]:
    """How many characters of each line differ."""
    import numpy as np

    before = codes(old)
    starts = np.concatenate(([0], np.flatnonzero(before == ord("\n")) + 1))
    # The last line may be empty, but then it is behind the last character.
    different = np.append(before != codes(new), False)
    counts: list[int] = np.add.reduceat(different, starts, dtype=np.int64).tolist()
    return counts


def _with_exceptions(text: str, converted: str, lexicon: Lexicon) -> str:
    pattern, readings = _exceptions(lexicon)
    pieces, done = [], 0
    for match in pattern.finditer(text):
        pieces += [converted[done : match.start()], readings[match.group()]]
        done = match.end()
    return "".join([*pieces, converted[done:]])


@cache
def _exceptions(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    readings = {row["traditional"]: row["simplified"] for row in lexicon.rows("script")}
    return re.compile("|".join(map(re.escape, sorted(readings, key=len, reverse=True)))), readings
