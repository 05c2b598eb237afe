"""A Word document's tree as its reader sees it: changes accepted, boxes behind their paragraphs, runs of text only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.wordml import MC, W, attribute, child

if TYPE_CHECKING:
    from lxml.etree import _Element

ROW, PARAGRAPH, RUN, BOX = W + "tr", W + "p", W + "r", W + "txbxContent"
DELETED, HIDDEN = (W + "del", W + "moveFrom"), W + "vanish"
CONTROL, UNANSWERED = W + "sdt", W + "showingPlcHdr"
ALTERNATIVES, CHOICE = MC + "AlternateContent", MC + "Choice"
# Field codes, phonetic guides, settings of controls, drawings once their boxes are out.
SILENT = tuple(
    W + name for name in ("delText", "instrText", "delInstrText", "fldData", "rt", "sdtPr", "drawing", "pict", "object")
)
WRAPPERS = tuple(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# Boxes that forms have for answers, in fonts of pictures (Wingdings); other fonts' signs are characters.
SIGN = W + "sym"
BOXES = {0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒", 0xF054: "☒", 0xF0FC: "√", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□"}
CODE, SURROGATES = re.compile("[0-9A-Fa-f]{4}"), 0xD800
RARE = (ALTERNATIVES, BOX, HIDDEN, UNANSWERED, SIGN, *DELETED, *SILENT, *WRAPPERS, *BREAKS)


def accept(root: _Element) -> None:
    """Changes the tree so that all characters in a paragraph are its text, and paragraphs hold no others.

    One walk of lxml's finds what is to change, which is next to nothing in most documents: a walk of ours takes
    several times as long as parsing.
    """
    # lxml: 60 ms
    from lxml import etree

    found: dict[object, list[_Element]] = {}
    for element in root.iter(*RARE):
        found.setdefault(element.tag, []).append(element)
    for element in found.get(ALTERNATIVES, ()):
        _choose(element)
    for name in DELETED:
        for element in found.get(name, ()):
            _delete(element)
    for box in reversed(found.get(BOX, [])):
        _move_out(box)
    for name, change in CHANGES:
        for element in found.get(name, ()):
            change(element)
    for name, text in BREAKS.items():
        for element in found.get(name, ()):
            if _is(element.getparent(), RUN):
                element.text = text
    if any(name in found for name in WRAPPERS):
        etree.strip_tags(root, *WRAPPERS)


def _is(element: _Element | None, tag: str) -> bool:
    return element is not None and element.tag == tag


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _spell(sign: _Element) -> None:
    """Writes out a sign that is named by its number in a font."""
    stated = attribute(sign, "char")
    if CODE.fullmatch(stated):
        code = int(stated, 16)
        sign.text = BOXES.get(code, chr(code) if ord(" ") < code < SURROGATES else "")


def _empty(mark: _Element) -> None:
    """Takes away what a form says where nobody has filled it in yet."""
    control = next(mark.iterancestors(CONTROL), None)
    for run in list(control.iter(RUN)) if control is not None else ():
        _remove(run)


def _choose(alternatives: _Element) -> None:
    """Leaves the first choice: the others say the same again for other readers."""
    chosen = next(alternatives.iterchildren(CHOICE), None)
    for element in list(alternatives) if chosen is not None else ():
        if element is not chosen:
            alternatives.remove(element)


def _delete(element: _Element) -> None:
    """Takes away deleted text, or the row or paragraph end that a mark in its properties says is deleted."""
    parent = element.getparent()
    if parent is None:
        return
    owner = parent.getparent()
    if parent.tag == W + "trPr" and _is(owner, ROW):
        _remove(owner)  # type: ignore[arg-type]  # None is no row
    elif parent.tag == W + "rPr" and _is(owner, W + "pPr"):
        _join_next(owner.getparent())  # type: ignore[union-attr]  # None is no paragraph's
    else:
        parent.remove(element)


def _join_next(paragraph: _Element | None) -> None:
    """What is left of a paragraph whose end is deleted begins the next one."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or following.tag != PARAGRAPH:
        return
    at = 0 if child(following, "pPr") is None else 1
    for place, element in enumerate(list(paragraph.iterchildren(f"{W}r", f"{W}ins", f"{W}hyperlink")), at):
        following.insert(place, element)
    _remove(paragraph)


def _move_out(box: _Element) -> None:
    host = next(box.iterancestors(PARAGRAPH), None)
    for element in reversed(box) if host is not None else ():
        host.addnext(element)  # type: ignore[union-attr]  # None has no elements


def _hide(mark: _Element) -> None:
    run = parent.getparent() if (parent := mark.getparent()) is not None else None
    if run is not None and run.tag == RUN and attribute(mark, "val") not in ("0", "false", "off"):
        _remove(run)


# In this order: hidden text, forms that nobody filled in, signs, what is no text.
CHANGES = ((HIDDEN, _hide), (UNANSWERED, _empty), (SIGN, _spell), *((name, _remove) for name in SILENT))
