"""Characters that text recognition read for others, where only the other can be meant: 3月5曰, 3干米, 第—."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.normalize.look import ALIKE, TELLING, Look
from corpusdoc.normalize.rewriter import Edit


class _Reading(NamedTuple):
    """What a character stands for behind `before` and in front of `after`."""

    new: str
    before: re.Pattern[str]
    after: re.Pattern[str]


_REACH = 5  # characters that tell, on either side
_READINGS = {
    "曰": (
        _Reading("日", re.compile(r"月(?:[12]?\d|3[01]|[一二三四五六七八九十廿]{1,3})$"), re.compile("")),
        _Reading("日", re.compile("[生节今昨明近即次当每假]$"), re.compile("(?![：:“「,，])")),
    ),
    "干": (
        _Reading("千", re.compile("[0-9二两三四五六七八九几数]$"), re.compile("[万元克米瓦伏卡吨余多]")),
        _Reading("千", re.compile(r"\d$"), re.compile("[人户个]")),
    ),
    "入": (
        # 5舍6入 and 3进3入 are none.
        _Reading("人", re.compile(r"(?<![出进舍])\d[十百千万]?[余多]?$"), re.compile("次|[，。、；）)]|\n|$")),
    ),
    "—": (
        _Reading("一", re.compile(r"(?:^|\n)[\x20\t\u3000]*[(（]?$"), re.compile("[、)）]")),
        _Reading("一", re.compile("第$"), re.compile("[㐀-鿿]")),
        _Reading("一", re.compile(r"(?:^|[。；;：:，,\n])$"), re.compile("是[^。\n]{1,200}?[；;。，,]二是")),
    ),
}  # fmt: skip


def lookalike_edits(look: Look) -> Iterator[Edit]:
    """An edit for each character that makes no sense where it stands and does as the one it looks like."""
    text = look.text
    for at in look.places(ALIKE, behind=TELLING):
        before = text[max(0, at - _REACH) : at]
        for reading in _READINGS[text[at]]:
            if reading.after.match(text, at + 1) and reading.before.search(before):
                yield Edit(at, at + 1, reading.new, "misread.lookalike", 0.8)
                break
