"""The only place where text is edited: every change keeps the address of the raw characters it stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from corpusdoc.model import Alignment, Repair, Run, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A place in the rewriter's current text, and what shall stand there."""

    span: Span
    new: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Patch:
    """A stretch where current and raw text differ in length."""

    clean: Span
    raw: Span


class Rewriter:
    """A text under repair: `text` is what it reads like now, `repairs` what was done, `alignment()` the way back."""

    def __init__(self, raw: str, disabled: Collection[str] = ()) -> None:
        self.raw = raw
        self._disabled = tuple(disabled)  # rules, or groups of them: "pinyin" is all "pinyin.…"
        self.text = raw
        self.repairs: list[Repair] = []
        self._patches: list[_Patch] = []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that are in order and do not overlap. Linear in edits and text."""
        ordered = [
            edit
            for edit in edits
            if edit.span.of(self.text) != edit.new and not switched_off(edit.rule, self._disabled)
        ]
        if not ordered:
            return
        alignment = self.alignment()
        for edit in ordered:
            self.repairs.append(
                Repair(alignment.to_raw(edit.span), edit.span.of(self.text), edit.new, edit.rule, edit.confidence)
            )
        # An edit as wide as what it replaces is one character for one: the address of each stays as it is.
        resized = [edit for edit in ordered if len(edit.new) != len(edit.span)]
        if resized:
            self._patches = list(_merged(self._patches, resized))
        pieces, done = [], 0
        for edit in ordered:
            pieces += [self.text[done : edit.span.start], edit.new]
            done = edit.span.end
        self.text = "".join([*pieces, self.text[done:]])

    def alignment(self) -> Alignment:
        """Where each character of the current text was read from."""
        runs, clean, raw = [], 0, 0
        for patch in self._patches:
            if patch.clean.start > clean:
                runs.append(Run(clean, raw, patch.raw.start - raw))
            runs.append(Run(patch.clean.start, patch.raw.start, len(patch.raw)))
            clean, raw = patch.clean.end, patch.raw.end
        if len(self.text) > clean or not runs:
            runs.append(Run(clean, raw, len(self.raw) - raw))
        return Alignment(tuple(runs), len(self.text))


def _merged(patches: list[_Patch], edits: list[Edit]) -> Iterator[_Patch]:
    """Old patches and new edits as patches of the text that the edits make; what overlaps becomes one patch."""
    events = sorted(
        [(patch.clean, patch, None) for patch in patches] + [(edit.span, None, edit) for edit in edits],
        key=lambda event: (event[0].start, event[0].end, event[2] is not None),
    )
    shift = 0  # of the edited text against the current one
    drift = 0  # of the raw text against the current one
    group: list[tuple[Span, _Patch | None, Edit | None]] = []
    end = -1
    for event in [*events, None]:
        if event is not None and group and event[0].start < end:
            group.append(event)
            end = max(end, event[0].end)
            continue
        if group:
            grown = sum(len(edit.new) - len(edit.span) for _, _, edit in group if edit)
            drifted = sum(len(patch.raw) - len(patch.clean) for _, patch, _ in group if patch)
            start = group[0][0].start
            yield _Patch(Span(start + shift, end + shift + grown), Span(start + drift, end + drift + drifted))
            shift, drift = shift + grown, drift + drifted
        if event is not None:
            group, end = [event], event[0].end


def switched_off(rule: str, disabled: Collection[str]) -> bool:
    """Whether a rule or its group ("pinyin" for "pinyin.note") is among those that a user switched off."""
    return rule in disabled or rule.partition(".")[0] in disabled
