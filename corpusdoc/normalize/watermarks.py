"""A site's address that copies put into sentences: 全年实现收入某某范文网www.example.com十二亿元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from corpusdoc import lazy_re as re
from corpusdoc.normalize.rewriter import Edit

_ADDRESS = re.compile(
    r"[\x20(（\[【<《]{0,2}(?:https?://)?(?:www\.)?(?<![a-z0-9@./-])"
    r"(?P<site>[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){0,2}\.(?:com|cn|net|org|cc))/?[\x20)）\]】>》]{0,2}",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[㐀-鿿，、；。]")
# Where the text itself speaks of the site.
_MEANT = re.compile(
    "(?:网[址页站]|官网|域名|门户|邮箱|地址|平台|系统|访问|登[录陆]|开通|查询|报名|链接|点击|关注|公布|发布|进入|打开|[为是在于上至到与和及由从向对、:：])$"
)
_NAME_END = tuple("网站库文")
_LONGEST_NAME = 12
# An address said once may be meant.
AGAIN = 2


def watermark_edits(text: str) -> Iterator[Edit]:
    """An edit for each address of a site that stands within clauses again and again, with the site's name before it."""
    if not any(part in text for part in (".com", ".cn", ".net", ".org", "www.", ".COM", "WWW.")):
        return
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for address in _ADDRESS.finditer(text):
        start, end = address.span()
        within = start and _SENTENCE.match(text, start - 1) and _SENTENCE.match(text, end)
        if within and not _MEANT.search(text, max(0, start - 4), start):
            found[address["site"].lower()].append((start, end))
    edits = []
    for places in found.values():
        if len(places) >= AGAIN:
            name = _named([text[max(0, start - _LONGEST_NAME) : start] for start, _ in places])
            edits += [Edit(start - name, end, "", "markup.watermark", 0.9) for start, end in places]
    yield from sorted(edits)


def _named(before: list[str]) -> int:
    """How many characters of the site's name stand in front of its address, everywhere."""
    backwards = zip(*(each[::-1] for each in before), strict=False)
    alike = takewhile(lambda signs: len(set(signs)) == 1 and signs[0] not in "，。、；\n", backwards)
    length = len(list(alike))
    return length if length > 2 and before[0].endswith(_NAME_END) else 0
