"""Sentences as words with parts of speech: hints for names, never the whole evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpusdoc.model import Document, Segmentation, Sentence, Span

Word = tuple[int, int, str, str]  # start and end in Document.text, the word, its part of speech (ICTCLAS)

# Longer ones are tables or damage; nothing is sought in them beyond this many characters.
_LONGEST = 3000


def bearing(segmentation: Segmentation) -> Iterator[tuple[int, Sentence]]:
    """The sentences that may carry facts, with their index: all but those of noise, long ones cut off."""
    for index, sentence in enumerate(segmentation.sentences):
        if segmentation.passages[sentence.passage].noise:
            continue
        if len(sentence.span) > _LONGEST:
            start = sentence.span.start
            yield index, replace(sentence, span=Span(start, start + _LONGEST))
        else:
            yield index, sentence


def tag_words(document: Document, sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence with their places and parts of speech."""
    # 0.6 s and 61 MB to load its dictionary.
    import rjieba

    start = sentence.span.start
    found: list[Word] = []
    for word, tag in rjieba.tag(sentence.span.of(document.text)):
        if word == "任何" and found and found[-1][2] == "主":
            # 主|任何|广田: the commonest title in front of a surname that makes another word with its end.
            found[-1:] = [(start - 1, start + 1, "主任", "n"), (start + 1, start + 2, "何", "nr")]
        else:
            found.append((start, start + len(word), word, tag))
        start += len(word)
    return tuple(found)
