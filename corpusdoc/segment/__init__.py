"""Document to Segmentation: sections, passages, sentences, words."""

from __future__ import annotations

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Segmentation, Sentence
from corpusdoc.segment.sentences import sentence_spans
from corpusdoc.segment.structure import find_passages, find_sections, find_units
from corpusdoc.segment.words import cutter, search_words, words

__all__ = ["cutter", "search_words", "segment", "words"]


def segment(document: Document, lexicon: Lexicon) -> Segmentation:
    """The document's units of text. Every character that is not white space lies in one passage and one sentence."""
    units = find_units(document, lexicon)
    sections = find_sections(document.text, units)
    passages = find_passages(document, units, sections)
    # Most words of a text stand in it many times: kept once, they take a tenth of the memory, here and on the way home.
    known: dict[str, str] = {}
    sentences = tuple(
        Sentence(span, index, tuple(map(known.setdefault, cut, cut)))
        for index, passage in enumerate(passages)
        for span in sentence_spans(document.text, passage.span)
        for cut in (words(span.of(document.text)),)
    )
    return Segmentation(sections, passages, sentences)
