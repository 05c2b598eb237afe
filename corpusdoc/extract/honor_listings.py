"""Lists of honors that no lexicon knows: lines below a heading that says 荣誉, names with the number of holders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.honor_names import Named
from corpusdoc.extract.levels import is_firm, level_of
from corpusdoc.extract.vocabulary import HAN, any_of, pattern
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Segmentation

_LONGEST_LINE, _LONGEST_ITEM, _LONGEST_LABEL = 120, 60, 12
# (潍坊) behind a name, and what an item of a list is made of.
_REMARK = re.compile("[(（][^()（）]{1,12}[)）]$")
_PLAIN = re.compile(f"[{HAN}A-Za-z\\d·]{{5,25}}(?<![项名个])")
# 关于表彰…的决定, 获奖名单: what stands below are those who get it.
_GIVING = re.compile("关于|名单|(?:通知|决定|通报|公告|公示|办法)$")
_COUNTED = re.compile(f"[出了,，、和及]?(?P<name>[{HAN}“”]{{4,16}}?)\\d{{1,4}}[余多]?[名个户家人位对支]")
_BODY = re.compile("(?:政府|委员会|工会|协会|学会|联合会|商会|党委|省委|市委|[部厅局署])$")
_BULLETS = ".．·•●◆▪■※*‧- \u3000"
# ISO 45001 and 10002 客诉 are in one cell, as those write who set blanks between Chinese and other characters.
_CELL = re.compile(
    f"(?:[^ \\t\\u3000\\xa0]| (?<=[A-Z] )(?=\\d)| (?<=[A-Z\\d] )(?<!年 )(?=[{HAN}])| (?<=[{HAN}] )(?=[A-Z\\d]))+"
)


def listing_lines(text: str, segmentation: Segmentation, lexicon: Lexicon) -> set[int]:
    """Indexes of the sentences that such lines are made of."""
    below = _under_headings(text, segmentation, lexicon) | _under_labels(text, segmentation, lexicon)
    if not below:
        return set()
    sentences = enumerate(segmentation.sentences)
    return {index for index, line in sentences if line.passage in below and len(line.span) <= _LONGEST_LINE}


def cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What spaces and tabs part on such a line: 江西省文明单位 全国工人先锋号."""
    start += len(text[start:end]) - len(text[start:end].lstrip(_BULLETS))
    return ((start + match.start(), start + match.end()) for match in _CELL.finditer(text[start:end]))


def counted_names(text: str, start: int, end: int) -> Iterator[Named]:
    """评选出平安宿舍19个,幸福家庭20户: what text[start:end] begins with, each with how many get it."""
    while counted := _COUNTED.match(text, start, end):
        yield Named(counted.start("name"), counted.end("name"), counted["name"], "", None, False)
        start = counted.end()


def plain_name(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Named, ...]:
    """What text[start:end] names if it is an honor that nobody knows, which its grade or place shows."""
    name = _REMARK.sub("", text[start:end]).rstrip("。")
    # Beside an honor stands who gives it.
    giver = pattern(lexicon, "levels", "authority", then="$").search(name) or is_firm(name) or _BODY.search(name)
    if giver or not (_PLAIN.fullmatch(name) and level_of(name, lexicon)):
        return ()
    return (Named(start, start + len(name), name, "", None, False),)


def _under_headings(text: str, segmentation: Segmentation, lexicon: Lexicon) -> set[int]:
    """Passages of sections with 荣誉 or 获奖 in their heading."""
    heads = pattern(lexicon, "honor_cues", "heading")
    headings = ((n, section.heading.of(text)) for n, section in enumerate(segmentation.sections))
    sections = {n for n, heading in headings if heads.search(heading) and not _GIVING.search(heading)}
    passages = enumerate(segmentation.passages) if sections else ()
    return {n for n, passage in passages if passage.section in sections and passage.kind != "heading"}


def _under_labels(text: str, segmentation: Segmentation, lexicon: Lexicon) -> set[int]:
    """Short lines below one that says 企业荣誉, as far as they go."""
    found: set[int] = set()
    labelled = False
    for n, passage in enumerate(segmentation.passages):
        length = len(passage.span)
        if passage.kind == "heading" or length > _LONGEST_ITEM:
            labelled = False
        elif length <= _LONGEST_LABEL and _label(lexicon).fullmatch(passage.span.of(text).strip()):
            labelled = True
        elif labelled and "。" not in passage.span.of(text):
            found.add(n)
        else:
            labelled = False
    return found


@cache
def _label(lexicon: Lexicon) -> re.Pattern[str]:
    heading = any_of(lexicon, "honor_cues", "heading")
    behind = "(?:[情状]况|证书|称号|展示|介绍|一览|榜单?|墙)?(?:[(（][^()（）]{1,12}[)）])?[:：]?"
    return re.compile(f".{{0,6}}{heading}{behind}")
