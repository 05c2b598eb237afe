"""RawDocument to Document: repaired, Simplified, half-width, with every character's raw address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from operator import attrgetter
from pathlib import PurePath

from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.undecoded import readable
from corpusdoc.model import Alignment, Block, Document, Doubt, RawDocument, Script, Span
from corpusdoc.normalize.boilerplate import find_noise
from corpusdoc.normalize.cells import cell_edits
from corpusdoc.normalize.characters import bullet_edits, find_doubts, invisible_edits, variant_edits
from corpusdoc.normalize.conversion import simplified
from corpusdoc.normalize.damage import assess
from corpusdoc.normalize.doubled import doubled_edits
from corpusdoc.normalize.dropped import dropped_edits, find_lost
from corpusdoc.normalize.escapes import escape_edits
from corpusdoc.normalize.figures import figure_edits, find_misread, point_edits, year_edits
from corpusdoc.normalize.look import (
    ALIKE,
    ASKING,
    BLANK,
    CONVERTIBLE,
    ESCAPED,
    LETTER,
    LOST,
    MARKUP,
    ODD,
    PAIRED,
    QUOTE,
    REPLACED,
    ROUND,
    WESTERN,
    Look,
)
from corpusdoc.normalize.lookalikes import lookalike_edits
from corpusdoc.normalize.markup import code_edits, ruler_edits, tag_edits
from corpusdoc.normalize.misprints import misprint_edits
from corpusdoc.normalize.mojibake import mojibake_edits, sign_edits
from corpusdoc.normalize.pages import page_edits
from corpusdoc.normalize.pairs import pair_edits, straight_edits
from corpusdoc.normalize.pinyin import note_edits
from corpusdoc.normalize.rewriter import Edit, Rewriter, switched_off
from corpusdoc.normalize.script import script_edits
from corpusdoc.normalize.shifted import find_split, shifted_edits
from corpusdoc.normalize.spaces import ocr_edits
from corpusdoc.normalize.watermarks import watermark_edits
from corpusdoc.normalize.width import half_width, width_edits
from corpusdoc.normalize.wraps import joined_edits, wrap_edits

__all__ = ["fold", "normalize"]

# A repair that is less sure leaves a doubt behind.
SURE = 0.75
PLAIN = "text/plain"  # its blocks are its lines


def normalize(raw: RawDocument, lexicon: Lexicon, disabled: Collection[str] = ()) -> Document:
    """The document as it was written, in Simplified Chinese. Pure.

    `disabled` names rules ("pinyin.note") or groups of them ("pinyin") that are left out.
    """
    rewriter = Rewriter(raw.text, disabled)
    _repair(rewriter, lexicon, broken=not raw.blocks or raw.media_type == PLAIN)
    text, alignment = rewriter.text, rewriter.alignment()
    noise = tuple(found for found in find_noise(text, lexicon) if not switched_off(found.rule, disabled))
    doubts = _doubts(rewriter, alignment)
    damage, score = assess(rewriter.look, rewriter.repairs, noise, doubts)
    return Document(
        id=readable(PurePath(raw.source).stem),
        raw=raw,
        text=text,
        alignment=alignment,
        repairs=tuple(sorted(rewriter.repairs, key=attrgetter("raw.start", "raw.end"))),
        script=_script(rewriter),
        damage=damage,
        score=score,
        blocks=_blocks(raw, text, alignment),
        noise=noise,
        doubts=doubts,
    )


def fold(text: str) -> str:
    """The text as it is compared: half width, Simplified, lower case; as long as before, so that places agree."""
    folded = simplified(half_width(text))
    lower = folded.lower()
    return lower if len(lower) == len(folded) else "".join(one if len(one := c.lower()) == 1 else c for c in folded)


def _blocks(raw: RawDocument, text: str, alignment: Alignment) -> tuple[Block, ...]:
    # Most texts lose and gain no character: their blocks lie where they lay.
    if alignment.clean_length == len(raw.text) and len(alignment.runs) == 1:
        return raw.blocks
    spans = alignment.all_to_clean(block.span for block in raw.blocks)
    blocks: list[Block] = []
    for block, span in zip(raw.blocks, spans, strict=True):
        # Lines of a plain text that were put together are one paragraph.
        plain = blocks and blocks[-1].kind == block.kind == "paragraph"
        if plain and "\n" not in text[blocks[-1].span.start : span.end]:
            blocks[-1] = block._replace(span=Span(blocks[-1].span.start, span.end))
        else:
            blocks.append(block._replace(span=span))
    return tuple(blocks)


# What must stand in a text for a rule to find anything (0: anything may), whether the rule is for texts whose line ends
# may be a program's, and the rule. In this order:
_RULES: tuple[tuple[int, bool, Callable[[Look, Lexicon], Iterable[Edit]]], ...] = (
    # Escapes hide what the characters are, and what was decoded wrongly says nothing true of anything below.
    (ESCAPED, False, lambda look, _: escape_edits(look.text)),
    (ODD, False, lambda look, _: mojibake_edits(look)),
    (WESTERN, False, lambda look, _: sign_edits(look.text)),
    (MARKUP, True, lambda look, _: tag_edits(look.text)),
    (MARKUP, True, lambda look, _: code_edits(look.text)),
    (MARKUP, True, lambda look, _: ruler_edits(look.text)),
    (LETTER, False, lambda look, _: watermark_edits(look.text)),
    (0, False, lambda look, _: doubled_edits(look)),
    # Runs out of step before notes: read in step, they end in characters that have a note of their own. Both before
    # width and script: they live on the very bytes, and the readings are those of the Traditional characters.
    (ASKING, False, lambda look, _: shifted_edits(look.text)),
    (LETTER, False, lambda look, _: note_edits(look)),
    (LOST, False, lambda look, _: bullet_edits(look.text)),
    (REPLACED, False, lambda look, _: invisible_edits(look.text)),
    (REPLACED, False, lambda look, lexicon: variant_edits(look.text, lexicon)),
    (REPLACED, False, lambda look, _: width_edits(look.text)),
    # Blanks before line ends: spaced lines are wider. Both before words are looked for.
    (BLANK, False, lambda look, _: ocr_edits(look)),
    (MARKUP, True, lambda look, _: cell_edits(look.text)),
    (0, True, lambda look, _: page_edits(look.text)),
    (0, True, lambda look, _: wrap_edits(look.text)),
    (BLANK, True, lambda look, _: joined_edits(look)),
    (CONVERTIBLE, False, script_edits),
    (BLANK, False, lambda look, _: figure_edits(look)),
    (ROUND, False, lambda look, _: year_edits(look)),
    (0, False, lambda look, _: point_edits(look.text)),
    (BLANK, False, lambda look, _: dropped_edits(look)),
    (QUOTE, False, lambda look, _: straight_edits(look.text)),
    (PAIRED, False, pair_edits),
    (ALIKE, False, lambda look, _: lookalike_edits(look)),
    (0, False, lambda look, lexicon: misprint_edits(look.text, lexicon)),
)


def _repair(rewriter: Rewriter, lexicon: Lexicon, broken: bool) -> None:
    """All repairs in their order; `broken` where line ends may be a program's."""
    look = rewriter.look
    for kinds, layout, rule in _RULES:
        if (broken or not layout) and (not kinds or look.held & kinds):
            rewriter.apply(rule(look, lexicon))
            look = rewriter.look


def _doubts(rewriter: Rewriter, alignment: Alignment) -> tuple[Doubt, ...]:
    if not (rewriter.repairs or rewriter.look.holds(LOST | ASKING | BLANK | ROUND)):
        return ()
    filled = any(repair.rule == "dropped.filled" for repair in rewriter.repairs)
    found = [*find_doubts(rewriter.look), *find_split(rewriter.text), *find_lost(rewriter.look, filled)]
    found += [Doubt(span, "unsure.figure") for span in find_misread(rewriter.look)]
    found += [
        Doubt(alignment.to_clean(repair.raw), f"unsure.{repair.rule.partition('.')[0]}")
        for repair in rewriter.repairs
        if repair.confidence < SURE
    ]
    return tuple(sorted(set(found), key=lambda doubt: (doubt.span, doubt.rule)))


def _script(rewriter: Rewriter) -> Script:
    if not rewriter.repairs:
        return "hans"
    traditional = sum(len(repair.raw) for repair in rewriter.repairs if repair.rule == "script.hant")
    return "hant" if 2 * traditional > len(rewriter.raw) else "hans"
