"""Documents that a report names: 《…》, and numbers such as 国发〔2015〕5号."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.tagging import Place
from corpusdoc.extract.vocabulary import HAN, MASK, any_of
from corpusdoc.lexicon import Lexicon

_TITLED = re.compile(r"《([^《》\n]{1,100})》")
# Taiwan's papers put names of awards in such marks, too: 获《供应链管理奖》.
_AWARD = re.compile("(?:奖|奖状|奖章|奖牌|称号)$")
_NUMBERED = re.compile(
    f"[{HAN}{re.escape(MASK)}]{{1,20}}[〔\\[［(（【]\\s?(?:19|20)\\d\\d\\s?[〕\\]］)）】]\\s?第?\\s?\\d{{1,5}}\\s?号"
)
# What stands in front of a number and is no part of it.
_LEAD = re.compile(
    ".{0,19}(?:收到了?|[了的到]|根据|按照|依据|依照|参照|遵照|转发|印发|下发|落实|执行|贯彻|文件|通知(?!书)|以|见|和|及|与)|日"
)
# National, of a trade (电力, 通信, 邮政, 水利 …), of a firm, of an association, of a province.
_STANDARDS = (
    "GB|GBJ|GBZ|JJG|JJF|TSG|DL|NB|SY|MT|AQ|YD|YZ|SL|CJ|CJJ|JG|JGJ|JR|JT|JTG|JTJ|JTS|TB|MH|HJ|HG|SH|YB|YS|JB|JC|QB|FZ|"
    "LY|NY|SB|WB|WS|WW|YY|YC|GA|XF|LB|LD|MZ|DA|CH|DZ|DB|SJ|GY|RB|T|Q"
)
_STANDARD = re.compile(
    rf"(?<![A-Za-z])(?:{_STANDARDS})(?:\d\d|[A-Z])?(?:/[A-Z]{{1,4}})? ?"
    r"\d{1,5}(?:\.\d{1,3})*[-—–](?:19|20)\d\d(?!\d)"
)


def document_words() -> dict[str, Collection[str]]:
    """Words without which a sentence names no document of a kind."""
    return {
        "title": ["《"],
        "number": ["号"],
        "standard": [f"{dash}{century}" for dash in "-—–" for century in (19, 20)],
    }


def find_documents(text: str, start: int, end: int, cues: Collection[str], lexicon: Lexicon) -> Iterator[Place]:
    """Places of the documents that text[start:end] names; of a title, what stands inside its marks.

    `cues` are the topics of document_words() that it has words of.
    """
    if "title" in cues:
        for match in _TITLED.finditer(text, start, end):
            if _AWARD.search(match[1]):
                continue
            yield match.start(1), match.end(1), "entity.document.title"
        for match in _unclosed(lexicon).finditer(text, start, end):
            yield match.start(1), match.end(1), "entity.document.unclosed"
    for match in _NUMBERED.finditer(text, start, end) if "number" in cues else ():
        lead = _LEAD.match(text, match.start(), match.end())
        yield lead.end() if lead else match.start(), match.end(), "entity.document.number"
    for match in _STANDARD.finditer(text, start, end) if "standard" in cues else ():
        yield match.start(), match.end(), "entity.document.standard"


@cache
def _unclosed(lexicon: Lexicon) -> re.Pattern[str]:
    """A title whose closing mark was lost; it ends with the first kind of document that something else follows."""
    kind = any_of(lexicon, "document_kinds", "kind")
    return re.compile(f"《([^《》\n]{{2,40}}?{kind})(?=[和与及、,，。的下]|印发)(?=[^《》\n]{{0,80}}(?:《|\n|$))")
