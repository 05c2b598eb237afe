"""Where the words of the lexicons stand: one scan of a whole text for all of them.

Most sentences hold no word that a rule needs, and looking for a thousand words at once takes as long as for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from corpusdoc.model import Segmentation


class Words:
    """Looks for words as a pattern of them would: left to right, none inside another, of several the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and word of each."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end, self._words[word]) for word, start, end in found]


class Scanner:
    """Looks for the words of several topics at once."""

    def __init__(self, topics: Mapping[str, Iterable[str]]) -> None:
        words: dict[str, list[str]] = {}
        for topic, listed in topics.items():
            for word in set(listed):
                words.setdefault(word, []).append(topic)
        self._topics, self._words = tuple(topics), tuple(words)
        self._topics_of = list(words.values())
        self._automaton = AhoCorasick(list(words), store_patterns=False)

    def sentences(self, text: str, segmentation: Segmentation) -> dict[str, set[int]]:
        """Indexes of the sentences that hold a word of a topic, for each topic. `text` is the document's."""
        found: dict[str, set[int]] = {topic: set() for topic in self._topics}
        ends = [sentence.span.end for sentence in segmentation.sentences]
        index = 0
        for word, _, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            while index < len(ends) and ends[index] < end:
                index += 1
            for topic in self._topics_of[word]:
                found[topic].add(index)
        return found

    def words(self, text: str) -> list[str]:
        """The words that `text` holds, those inside others as well."""
        return [self._words[word] for word, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)]
