"""What the headings of a table say of the figures below: their name, unit, period, and what a change is one of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.points import Anchor
from corpusdoc.extract.quantities import find_quantities
from corpusdoc.extract.sentence_times import read_times
from corpusdoc.extract.table_rows import YEAR
from corpusdoc.extract.vocabulary import rows, surfaces, values
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Change, Quantity

_BRACKETS = re.compile(r"[(（](?P<unit>[^()（）]{1,12})[)）]")
_AFTER_MARK = re.compile(
    r"(?:[,，、]|/(?=[A-Za-zμ(（\u4e00-\u9fff]))[(（]?(?P<unit>[^,，、()（）]{1,8}(?:[(（][^()（）]{1,6}[)）])?)[)）]?$"
)
_THIS_MONTH = ("本月", "当月", "本月数", "当月数")  # the last of a table's period
# A row of headings of its own: 2023年, below it 港币百万元.
_UNIT_ALONE = re.compile(
    "(?:人民币|港币|新台币|美元)?[百千万亿]{0,2}[港美]?元|[百千万亿]{1,2}(?:人次?|户|件|吨|千瓦时|立方米)|RMB|CNY|HKD|USD"
)
# 2018年租金收入: of that year, and what it was.
_DATED = re.compile(
    r"(?:19|20)\d\d年?度?(?P<name>[\u4e00-\u9fff]{0,8}(?:收入|利润|成本|产量|销量|[电水气货客]量|人数|户数|费用|投资|产值|率|里程|面积))"
)
# What stands before a row's name.
_LEAD = re.compile(
    r"(?:其中|[加减])[:：]|\*{1,3}|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]"
)

# 一年以内, 1至2年(含2年), 90天以上: how long ago what a table is of began.
_AGE = re.compile(
    r"(?=.{0,12}?[年月天日])(?:[一二两三四五六七八九十\d]{1,3}个?[年月天日]?(?:以[上内下]|之内)?(?:[(（]含[^()（）]{1,6}[)）])?"
    r"(?:[至到~—－-]{1,2}|$)){1,2}(?:以[上内下])?(?:[(（]含[^()（）]{1,6}[)）])?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading says of the cells below it."""

    name: str  # "" where it says no more than when or how: 2023年, 数值, 同比
    unit: str = ""
    period: str | None = None
    change: Change | None = None
    target: bool = False
    part: str = ""  # of the table's year: 第一季度, 5月
    earlier: bool = False  # of the year before: 上年数, 年初数
    label: bool = False  # names what follows it in the row, as the first column does
    number: bool = False  # figures that measure nothing: 行次, 附注, 代码
    text: str = ""  # as it is written
    dated: bool = True  # whether a figure without a period is of the table's
    general: bool = False  # says nothing of what is counted: 合计, 其他, 一年以内


def read_columns(heads: Sequence[Sequence[str]], anchor: Anchor, lexicon: Lexicon) -> list[Column]:
    """The columns after the first, which names the rows. `heads` are rows of equal width, from the top."""
    heads = _unwrapped(heads)
    first = {row[0] for row in heads if row[0]}
    lower = [""] * len(heads[0])
    spread: list[list[str]] = []
    for row in reversed(heads):
        spread.append(_spread(row, lower))
        lower = [own or under for own, under in zip(row, lower, strict=True)]
    numbers = surfaces(lexicon, "columns", "number")
    for own, row in zip(reversed(heads), spread, strict=True):
        row[1:] = ["" if text in numbers and not own[at] else text for at, text in enumerate(row)][1:]
    return [
        _column([row[at] for row in reversed(spread) if row[at]], first, anchor, lexicon)
        for at in range(1, len(heads[0]))
    ]


def named(head: str, lexicon: Lexicon) -> tuple[str, str]:
    """A heading's name and unit: 收入(万元), 股东权益(不含少数股东权益)(万元), 收入,万元, 浊度/NTU, 氨氮/(mg/L)."""
    brackets = list(_BRACKETS.finditer(head))
    for found in (*reversed(brackets), _AFTER_MARK.search(head)):
        if found and whole_quantity(f"1{found['unit']}", lexicon):
            return _BRACKETS.sub("", head[: found.start()]).rstrip("/ "), found["unit"]
    if _UNIT_ALONE.fullmatch(head):
        return "", head
    if head.endswith("%"):
        return head[:-1].strip(), "%"  # 增减%
    return _BRACKETS.sub("", head).strip(), brackets[-1]["unit"] if brackets else ""


def read_label(text: str, anchor: Anchor, lexicon: Lexicon) -> Column:
    """What a row's first cell says: like a heading, but 其中: and list marks before it are no part of its name."""
    return _part(_LEAD.sub("", text, count=1) if _LEAD.match(text) else text, anchor, lexicon)


def implied_unit(name: str, lexicon: Lexicon) -> str:
    """The unit in which all that is called so is measured: 年龄 in 岁, 持股比例 in %; "" where the name tells none."""
    units = values(lexicon, "columns", "unit", "value")
    return next((unit for surface, unit in units.items() if name.endswith(surface)), "")


def whole_quantity(text: str, lexicon: Lexicon) -> Quantity | None:
    """The figure that is the whole text."""
    found = find_quantities(text, lexicon)
    return found[0][1] if len(found) == 1 and len(found[0][0]) == len(text) else None


def period_within(part: str, around: str | None, lexicon: Lexicon) -> str | None:
    """The period of a year that a heading names, 第一季度 or 5月, in the year of the period `around`; EDTF."""
    if around is None:
        return None
    if part in _THIS_MONTH:
        last = around.split("/")[-1]
        return last[: len("2023-09")] if len(last) > len("2023") else None
    times, _ = read_times(part, Anchor(today=f"{around[:4]}-12-31"), lexicon)
    return next((time.edtf for time in times), None)


def _unwrapped(heads: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows of headings without those that only hold the first and the last line of some, as pages print them:
    占总额 above and 比例 below the row of 账龄, 金额 and 坏账准备.
    """
    found = [list(row) for row in heads]
    at = 0
    while at + 2 < len(found):
        above, middle, below = found[at : at + 3]
        wrapped = [bool(text) for text in above]
        if wrapped == [bool(text) for text in below] and [not text for text in middle[1:]] == wrapped[1:]:
            found[at : at + 3] = [["".join(lines) for lines in zip(above, middle, below, strict=True)]]
        at += 1
    return found


def _spread(row: Sequence[str], lower: Sequence[str]) -> list[str]:
    """A row of headings with each of those that are merged over several columns above all of them.

    It stands above the first of its columns, or in their middle: where the row below says the same again and again,
    each time is one heading's.
    """
    names = [at for at in range(1, len(row)) if row[at]]
    below = [at for at in range(1, len(row)) if lower[at]]
    size, odd = divmod(len(below), len(names)) if names else (0, 1)
    blocks = [tuple(lower[at] for at in below[first : first + size]) for first in range(0, len(below), size or 1)]
    if not odd and size > 1 and len(names) > 1 and len(set(blocks)) == 1:
        owners = {at: row[names[place // size]] for place, at in enumerate(below)}
        return [row[0], *(owners.get(at, "") for at in range(1, len(row)))]
    left = [next((text for text in reversed(row[1 : at + 1]) if text), "") for at in range(len(row))]
    return [row[0], *(row[at] or (left[at] if lower[at] else "") for at in range(1, len(row)))]


def _column(parts: Sequence[str], first: set[str], anchor: Anchor, lexicon: Lexicon) -> Column:
    read = [_part(part, anchor, lexicon) for part in parts]
    whole = "".join(parts)
    return Column(
        name="".join(part.name for part in read),
        unit=next((part.unit for part in reversed(read) if part.unit), ""),
        period=next((part.period for part in read if part.period), None),
        change=next((part.change for part in read if part.change), None),
        target=any(part.target for part in read),
        part=next((part.part for part in read if part.part), ""),
        earlier=any(part.earlier for part in read),
        label=whole in first or whole in surfaces(lexicon, "columns", "label"),
        number=whole in surfaces(lexicon, "columns", "number"),
    )


@lru_cache(maxsize=4096)
def _part(head: str, anchor: Anchor, lexicon: Lexicon) -> Column:
    name, unit = named(head, lexicon)
    times, _ = read_times(head + "年" if YEAR.fullmatch(head) else head, anchor, lexicon)
    # 一年以内 in a table of ages is a length of time, and the name of its row.
    times = [time for time in times if time.type != "duration"]
    period = next((time.edtf for time in times if time.explicit), None)
    change = _change(name, "change", lexicon) or (_change(name, "difference", lexicon) if unit else None)
    earlier = name in surfaces(lexicon, "columns", "earlier")
    whole = times and not (period or earlier) and len(times[0].span) == len(head)
    part = head if whole or head in _THIS_MONTH else ""
    plain = change or period or part or earlier or name in surfaces(lexicon, "columns", "plain")
    target = any(word in name for word in surfaces(lexicon, "columns", "target"))
    dated = _DATED.fullmatch(name) if period and not (change or target or earlier) else None
    unit = unit or ("%" if change in ("yoy", "growth", "share", "completion") else "")
    general = not period and bool(_AGE.fullmatch(head) or name in surfaces(lexicon, "columns", "general"))
    own = dated["name"] if dated else "" if plain else name
    return Column(own, unit, period, change, target, part, earlier, text=name, general=general)


def _change(heading: str, kind: str, lexicon: Lexicon) -> Change | None:
    """The kind of change that a heading states: 同比, 增幅, 占比, 完成率; 增减 is one only with its unit."""
    found = (row["value"] for row in rows(lexicon, "columns", kind) if row["surface"] in heading)
    return next(found, None)  # type: ignore[arg-type]
