"""What sites hang on an article: buttons, counters, lists of further reading behind its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from corpusdoc import lazy_re as re
from corpusdoc.load.flow import Paragraph

# Shorter lines are labels, not prose.
MIN_PROSE = 25
WORD = re.compile(r"[^\W\d_]")


def without_furniture(
    article: Sequence[Paragraph], furniture: re.Pattern[str], after: re.Pattern[str], last: re.Pattern[str]
) -> tuple[Paragraph, ...]:
    """The paragraphs that are the article's own.

    Asked with fullmatch: `furniture` knows buttons and counters, `after` heads of lists that follow an article,
    `last` the line at an article's end. Nothing is cut off where more prose stands behind than before.
    """
    kept = _until(article, lambda p: bool(after.fullmatch(p.text)), last_one=False)
    kept = _until(kept, lambda p: bool(last.fullmatch(p.text)), last_one=True)
    kept = tuple(p for p in kept if p.kind == "heading" or not furniture.fullmatch(p.text))
    said = [at for at, paragraph in enumerate(kept) if WORD.search(paragraph.text)]
    # Counters and arrows at the edges; figures between paragraphs may number them.
    return kept[said[0] : said[-1] + 1] if said else tuple(article)


def _until(article: Sequence[Paragraph], ends: Callable[[Paragraph], bool], last_one: bool) -> tuple[Paragraph, ...]:
    """The paragraphs before the first that `ends` the article, or up to the last one."""
    prose = [len(p.text) if len(p.text) >= MIN_PROSE and 2 * p.linked < len(p.text) else 0 for p in article]
    before = list(accumulate(prose, initial=0))
    for at in sorted((at for at, p in enumerate(article) if ends(p)), reverse=last_one):
        if before[-1] - before[at + 1] < before[at]:
            return tuple(article[: at + 1 if last_one else at])
        if last_one:
            break
    return tuple(article)
