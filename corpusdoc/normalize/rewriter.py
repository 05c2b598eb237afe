"""The only place where text is edited: every change keeps the address of the raw characters it stands for."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from corpusdoc.model import Alignment, Repair, Run, Span
from corpusdoc.normalize.look import Look


class Edit(NamedTuple):
    """A place in the rewriter's current text, and what shall stand there."""

    start: int
    end: int
    new: str
    rule: str
    confidence: float = 1.0


_repair = partial(tuple.__new__, Repair)

# A stretch where current and raw text differ in length: its start and end in the one and in the other.
_Patch = tuple[int, int, int, int]


class Rewriter:
    """A text under repair: `text` is what it reads like now, `repairs` what was done, `alignment()` the way back."""

    def __init__(self, raw: str, disabled: Collection[str] = ()) -> None:
        self.raw = raw
        self._disabled = tuple(disabled)  # rules, or groups of them: "pinyin" is all "pinyin.…"
        self.text = raw
        self.repairs: list[Repair] = []
        self._patches: list[_Patch] = []
        self._look: Look | None = None

    @property
    def look(self) -> Look:
        """What characters the text holds now."""
        if self._look is None:
            self._look = Look(self.text)
        return self._look

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that are in order and do not overlap. Linear in edits and text."""
        text, done = self.text, 0
        pieces: list[str] = []
        ordered: list[Edit] = []
        for edit in edits:
            start, end, new, rule, _ = edit
            if text[start:end] == new or (self._disabled and switched_off(rule, self._disabled)):
                continue
            ordered.append(edit)
            pieces += (text[done:start], new)
            done = end
        if not ordered:
            return
        raws = self._raw_spans(ordered)
        starts, ends, news, rules, confidences = zip(*ordered, strict=True)
        olds = map(text.__getitem__, map(slice, starts, ends))
        # A damaged page makes thousands, and this takes half the time of calling the class.
        self.repairs += map(_repair, zip(raws, olds, news, rules, confidences, strict=True))
        # An edit as wide as what it replaces is one character for one: the address of each stays as it is.
        if resized := [edit for edit in ordered if len(edit[2]) != edit[1] - edit[0]]:
            self._patches = list(_merged(self._patches, resized))
        self.text = "".join((*pieces, text[done:]))
        self._look = None

    def _raw_spans(self, edits: list[Edit]) -> Iterator[Span]:
        """What `alignment().to_raw` says of each edit's span, in one walk along patches and edits."""
        patches, count = self._patches, len(self._patches)
        at = drift = 0  # the first patch that does not end before the edit; raw against current text in front of it
        for start, end, *_ in edits:
            while at < count and patches[at][1] <= start:
                drift = patches[at][3] - patches[at][1]
                at += 1
            if at == count or patches[at][0] >= end:
                yield Span(start + drift, end + drift)
                continue
            # A stretch that corresponds as a whole counts as a whole, and so does what was removed inside the span.
            first = patches[at][2] if patches[at][0] < start else start + drift
            inner, shift = at, drift
            while inner < count and patches[inner][1] < end:
                shift = patches[inner][3] - patches[inner][1]
                inner += 1
            last = patches[inner][3] if inner < count and patches[inner][0] < end else end + shift
            yield Span(first, max(first, last))

    def alignment(self) -> Alignment:
        """Where each character of the current text was read from."""
        runs, clean, raw = [], 0, 0
        for clean_start, clean_end, raw_start, raw_end in self._patches:
            if clean_start > clean:
                runs.append(Run(clean, raw, raw_start - raw))
            runs.append(Run(clean_start, raw_start, raw_end - raw_start))
            clean, raw = clean_end, raw_end
        if len(self.text) > clean or not runs:
            runs.append(Run(clean, raw, len(self.raw) - raw))
        return Alignment(tuple(runs), len(self.text))


def _merged(patches: list[_Patch], edits: list[Edit]) -> Iterator[_Patch]:
    """Old patches and new edits as patches of the text that the edits make; what overlaps becomes one patch."""
    # (start, end, growth of the text by an edit, growth of the raw text by a patch) in the current text
    changes = [(start, end, 0, (raw_end - raw_start) - (end - start)) for start, end, raw_start, raw_end in patches]
    changes += [(start, end, len(new) - (end - start), 0) for start, end, new, _, _ in edits]
    changes.sort(key=itemgetter(0, 1))
    shift = drift = 0  # of the edited and of the raw text against the current one
    first, last, grown, drifted = -1, -1, 0, 0  # the stretch that is being put together
    for start, end, growth, raw_growth in [*changes, (sys.maxsize, 0, 0, 0)]:
        if start < last:
            last, grown, drifted = max(last, end), grown + growth, drifted + raw_growth
            continue
        if first >= 0 and grown != drifted:
            yield first + shift, last + shift + grown, first + drift, last + drift + drifted
        shift, drift = shift + grown, drift + drifted
        first, last, grown, drifted = start, end, growth, raw_growth


def switched_off(rule: str, disabled: Collection[str]) -> bool:
    """Whether a rule or its group ("pinyin" for "pinyin.note") is among those that a user switched off."""
    return rule in disabled or rule.partition(".")[0] in disabled
