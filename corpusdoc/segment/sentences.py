"""Passages into sentences."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.model import Span

# A sentence ends at 。！？!? or ……, with the quotes and brackets that close after it. Not at ；: a list whose parts
# share a subject and a period stays one sentence. Nor at the leader between a name and its figure: 抢修……………45分钟.
_SENTENCE = re.compile(r"(?:[^\n。！？!?…]++|…{3,}(?=[^\s…”’\"』」）)】》]))*+(?:[。！？!?…]+[”’\"』」）)】》]*|\n|\Z)")


def sentence_spans(text: str, passage: Span) -> Iterator[Span]:
    """The sentences of a passage in order, without the white space around them; a table's rows each count as one."""
    for match in _SENTENCE.finditer(text, passage.start, passage.end):
        start, end = match.span()
        if start == end:
            continue
        found = Span(start, end)
        if text[start].isspace() or text[end - 1].isspace():
            found = trimmed(text, found)
        if found.end > found.start:
            yield found


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at either end."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - len(piece) + len(piece.rstrip())))
