"""A query's tree over postings: which records hold it, and what each scores.

Only words score by their rarity (BM25, k1 1.2, b 0.75) and phrases by their weight; everything else says yes or no.
Figures count live records only, so that an index grown in any order ranks as one made at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from math import log

from corpusdoc.errors import UsageError
from corpusdoc.index.grams import END, Block, phrase, phrase_grams, wildcard_blocks
from corpusdoc.index.whoosh.postings import Places, Postings
from corpusdoc.model import Among, And, Near, Not, Or, Phrase, Query, Term, Wildcard

K1 = 1.2
B = 0.75
MOST_WORDS = 1000  # that a prefix may stand for: each is a posting list to be read

Scores = dict[int, float]


def evaluate(query: Query, postings: Postings, within: AbstractSet[int] | None = None) -> Scores:
    """The records that hold `query`, with scores; only those of `within` if it is given."""
    within = postings.all if within is None else within
    match query:
        case Term():
            scores = _term(query.word, postings, within)
        case And():
            scores = _all(query.parts, postings, within)
        case Or():
            scores = _total([evaluate(part, postings, within) for part in query.parts])
        case Phrase():
            scores = dict.fromkeys(_phrase(query.text, postings, within), query.weight)
        case _:
            scores = dict.fromkeys(_holding(query, postings, within), 0.0)
    return scores


def _holding(query: Query, postings: Postings, within: AbstractSet[int]) -> AbstractSet[int]:
    match query:
        case Near():
            return _near(query, postings, within)
        case Wildcard():
            return _wildcard(query.pattern, postings, within)
        case Among():
            return {docnum for docnum in map(postings.docnum, query.ids) if docnum is not None} & within
        case Not():
            return within - evaluate(query.part, postings, within).keys()
        case _:
            raise AssertionError("conditions are the catalogue's: they come as Among")


def _all(parts: Sequence[Query], postings: Postings, within: AbstractSet[int]) -> Scores:
    found: dict[int, Scores] = {}
    # The cheap and narrow first; the order of the sum stays the query's, so that equal passages score equally.
    for index in sorted(range(len(parts)), key=lambda index: _cost(parts[index])):
        found[index] = evaluate(parts[index], postings, within)
        within = found[index].keys()
    return {docnum: sum(found[index][docnum] for index in range(len(parts))) for docnum in within}


def _cost(query: Query) -> int:
    order = (Among, Term, Phrase, And, Or, Near, Wildcard, Not)
    return order.index(type(query)) if type(query) in order else len(order)


def _total(answers: Sequence[Scores]) -> Scores:
    total: Scores = {}
    for scores in answers:
        for docnum, score in scores.items():
            total[docnum] = total.get(docnum, 0.0) + score
    return total


def _term(word: str, postings: Postings, within: AbstractSet[int]) -> Scores:
    counts = postings.counts(word)
    rarity = log(1 + (len(postings.all) - len(counts) + 0.5) / (len(counts) + 0.5))
    scores: Scores = {}
    for docnum in counts.keys() & within:
        longer = 1 - B + B * postings.lengths[docnum] / (postings.average or 1)
        scores[docnum] = rarity * counts[docnum] * (K1 + 1) / (counts[docnum] + K1 * longer)
    return scores


def _phrase(text: str, postings: Postings, within: AbstractSet[int]) -> AbstractSet[int]:
    block = phrase(text)
    return _places(block, postings, within).keys() if block else frozenset()


def _places(block: Block, postings: Postings, within: AbstractSet[int]) -> Places:
    """Where the units of `block` stand in a row: the position of the first one, below 0 where a ? finds none."""
    last = block[-1]
    completing = last is not None and last.endswith("*")
    tokens = phrase_grams(block[:-1] if completing else block)
    found: Places | None = None
    for token, offset in sorted(tokens, key=lambda item: postings.frequency(item[0])):
        found = _joined(found, postings.places(token, within), offset)
        within = found.keys()
    if completing:
        found = _joined(found, _prefix_places(str(last)[:-1], postings, within), len(block) - 1)
    return found or {}


def _joined(found: Places | None, places: Places, offset: int) -> Places:
    shifted: Places = {docnum: [position - offset for position in positions] for docnum, positions in places.items()}
    if found is None:
        return shifted
    both = {docnum: sorted(set(shifted[docnum]).intersection(found[docnum])) for docnum in shifted.keys() & found}
    return {docnum: positions for docnum, positions in both.items() if positions}


def _prefix_places(prefix: str, postings: Postings, within: AbstractSet[int]) -> Places:
    words = list(islice(postings.units_from(prefix), MOST_WORDS + 1))
    if len(words) > MOST_WORDS:
        raise UsageError(
            "more than {most} words begin with '{prefix}': write more of it", most=MOST_WORDS, prefix=prefix
        )
    found: dict[int, list[int]] = {}
    for word in words:
        for docnum, positions in postings.places(word, within).items():
            found.setdefault(docnum, []).extend(positions)
    return {docnum: sorted(positions) for docnum, positions in found.items()}


def _near(query: Near, postings: Postings, within: AbstractSet[int]) -> set[int]:
    left, right = phrase(query.left), phrase(query.right)
    if not left or not right:
        return set()
    lefts = _places(left, postings, within)
    rights = _places(right, postings, lefts.keys())
    return {
        docnum
        for docnum, starts in rights.items()
        if _follows(lefts[docnum], len(left), starts, query.distance)
        or _follows(starts, len(right), lefts[docnum], query.distance)
    }


def _follows(firsts: Sequence[int], width: int, seconds: Sequence[int], distance: int) -> bool:
    for first in firsts:
        index = bisect_left(seconds, first + width)
        if index < len(seconds) and seconds[index] - first - width <= distance:
            return True
    return False


def _wildcard(pattern: str, postings: Postings, within: AbstractSet[int]) -> set[int]:
    blocks = wildcard_blocks(pattern)
    assert blocks, "a pattern without a literal is refused when the query is read"
    found: list[Places] = []
    for block in blocks:
        found.append(_places(block, postings, within))
        within = found[-1].keys()
    ends = postings.places(END, within)
    return {docnum for docnum in within if _in_order(blocks, [places[docnum] for places in found], ends[docnum])}


def _in_order(blocks: Sequence[Block], places: Sequence[Sequence[int]], ends: Sequence[int]) -> bool:
    """Whether the blocks follow one another within a sentence."""
    starts = [
        [start for start in found if _inside(start, len(block), ends) or END in block]
        for block, found in zip(blocks, places, strict=True)
    ]
    return any(_chained(blocks, starts, first, ends) for first in starts[0])


def _inside(start: int, width: int, ends: Sequence[int]) -> bool:
    """Whether `width` units from `start` stand in one sentence: `ends` are the positions that close sentences."""
    index = bisect_left(ends, start)
    return start >= 0 and index < len(ends) and start + width <= ends[index]


def _chained(blocks: Sequence[Block], starts: Sequence[Sequence[int]], first: int, ends: Sequence[int]) -> bool:
    # The nearest place of each block leaves the most room for the next, so there is nothing to try twice.
    behind = first + len(blocks[0])
    for block, found in zip(blocks[1:], starts[1:], strict=True):
        index = bisect_left(found, behind)
        if index == len(found) or not _inside(behind - 1, found[index] - behind + 1, ends):
            return False
        behind = found[index] + len(block)
    return True
