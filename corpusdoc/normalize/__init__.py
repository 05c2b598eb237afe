"""RawDocument to Document: repaired, Simplified, half-width, with every character's raw address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, RawDocument, Script, Span
from corpusdoc.normalize.boilerplate import find_noise
from corpusdoc.normalize.damage import assess
from corpusdoc.normalize.pinyin import note_edits
from corpusdoc.normalize.rewriter import Edit, Rewriter
from corpusdoc.normalize.script import script_edits, simplified
from corpusdoc.normalize.shifted import shifted_edits
from corpusdoc.normalize.width import half_width, width_edits

# Zero-width characters, soft hyphens and direction marks: nobody sees them, and they cut words in two.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def normalize(raw: RawDocument, lexicon: Lexicon) -> Document:
    """The document as it was written, in Simplified Chinese. Pure."""
    rewriter = Rewriter(raw.text)
    # Runs out of step before notes: read in step, they end in characters that have a note of their own. Notes before
    # script: the readings are those of the Traditional characters.
    rewriter.apply(shifted_edits(rewriter.text))
    rewriter.apply(note_edits(rewriter.text))
    rewriter.apply(_invisible_edits(rewriter.text))
    rewriter.apply(width_edits(rewriter.text))
    rewriter.apply(script_edits(rewriter.text, lexicon))
    alignment = rewriter.alignment()
    noise = list(find_noise(rewriter.text, lexicon))
    damage, score = assess(rewriter.text, rewriter.repairs, noise)
    traditional = sum(len(repair.raw) for repair in rewriter.repairs if repair.rule == "script.hant")
    script: Script = "hant" if 2 * traditional > len(raw.text) else "hans"
    return Document(
        id=PurePath(raw.source).stem,
        raw=raw,
        text=rewriter.text,
        alignment=alignment,
        repairs=tuple(sorted(rewriter.repairs, key=lambda repair: repair.raw)),
        script=script,
        damage=damage,
        score=score,
        blocks=tuple(replace(block, span=alignment.to_clean(block.span)) for block in raw.blocks),
        noise=tuple(noise),
    )


def fold(text: str) -> str:
    """The text as it is compared: half width, Simplified, lower case; as long as before, so that places agree."""
    folded = simplified(half_width(text))
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(one if len(one := c.lower()) == 1 else c for c in folded)


def _invisible_edits(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        yield Edit(Span(*match.span()), "", "space.invisible")
