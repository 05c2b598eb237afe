"""Where the words of the lexicons stand: one scan of a whole text for all of them.

Most sentences hold no word that a rule needs, and looking for a thousand words at once takes as long as for one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from corpusdoc.model import Segmentation


def ends_of(word: str, text: str) -> Iterator[int]:
    """Where each mention of one word ends: a pattern made for it is compiled for a hundred times as long."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + len(word))


class Words:
    """Looks for words as a pattern of them would: left to right, none inside another, of several the longest.

    For one text alone (`once`) they are not made into tables, which takes longer than to look for them.
    """

    def __init__(self, words: Iterable[str], once: bool = False) -> None:
        self._words = tuple(words)
        self._automaton = AhoCorasick(
            self._words,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=Implementation.NoncontiguousNFA if once else None,
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and word of each."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, self._words[word]) for word, start, end in found]


class Scanner:
    """Looks for the words of several topics at once."""

    def __init__(self, topics: Mapping[str, Iterable[str]]) -> None:
        words: defaultdict[str, list[str]] = defaultdict(list)
        for topic, listed in topics.items():
            for word in set(listed):
                words[word].append(topic)
        self._words, self._topics = tuple(words), tuple(map(frozenset, words.values()))
        self._automaton = AhoCorasick(list(words), store_patterns=False)

    def cues(self, text: str, segmentation: Segmentation) -> defaultdict[int, set[str]]:
        """The topics that a sentence has words of, by its index. `text` is the document's."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        ends = [sentence.span.end for sentence in segmentation.sentences]
        index, last, topics = 0, -1, self._topics
        held: set[str] = set()
        for word, _, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end > last:
                index = bisect_left(ends, end, index)
                last = ends[index] if index < len(ends) else len(text)
                held = found[index]
            held |= topics[word]
        return found

    def words(self, text: str) -> list[str]:
        """The words that `text` holds, those inside others as well."""
        return [self._words[word] for word, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)]
