"""Sentences as words with parts of speech: hints for names, never the whole evidence."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc.model import Document, Segmentation, Sentence

Word = tuple[int, int, str, str]  # start and end in Document.text, the word, its part of speech (ICTCLAS)

# Longer rows are tables or damage; no name is sought in them beyond this many characters.
LONGEST = 3000


def bearing(segmentation: Segmentation) -> Iterator[tuple[int, Sentence]]:
    """The sentences that may carry facts, with their index: all but those of noise."""
    for index, sentence in enumerate(segmentation.sentences):
        if not segmentation.passages[sentence.passage].noise:
            yield index, sentence


def tag_words(document: Document, sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence with their places and parts of speech."""
    # 0.6 s and 61 MB to load its dictionary.
    import rjieba

    start = sentence.span.start
    found: list[Word] = []
    for word, tag in rjieba.tag(document.text[start : min(sentence.span.end, start + LONGEST)]):
        found.append((start, start + len(word), word, tag))
        start += len(word)
    return tuple(found)
