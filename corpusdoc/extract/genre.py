"""What kind of text a report is, by scored cues: how its title ends, how it opens, the turns it uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from corpusdoc import lazy_re as re
from corpusdoc.extract.scanning import Scanner
from corpusdoc.extract.vocabulary import known_end, rows, surfaces
from corpusdoc.lexicon import Lexicon, Row
from corpusdoc.model import Genre

# 年报（节录） is an 年报.
_REMARK = re.compile(r"[(（][^()（）]{1,12}[)）]$")
_DASH = re.compile("[—–―-]+")
_OPENING = 600
# Of a user's cue that says none.
_WEIGHT = 3.0
# A text of less tells nothing by its shape.
_LEAST = 60
_HEADING = 24
# Less is said by words that any text may use: 女儿, 下一步.
_LEAST_POINTS = 2.0
# 1月24日,供水公司… begins news. A chapter's or a firm's name above text of no day tells what they are.
_DAY = re.compile(r"(?:^|\n)\s*(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?=[^\n)）]{20})")
_ANY_DAY = re.compile(r"月\d{1,2}日|[昨今]日|日前|近日")
_NEWS, _NAME = 4.0, 6
_NUMBERED = re.compile("[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
# 供水公司发布社会责任报告 tells of a report and is none; 关于发布…的通知 is one.
_ANNOUNCED = re.compile("^(?!.*关于).{2,}(?:发布|公布|出台|披露|解读)(?=.)")


def genre_of(title: str | None, subtitle: str | None, text: str, lexicon: Lexicon) -> Genre | None:
    """The genre with most points; None where nothing tells."""
    points: defaultdict[str, float] = defaultdict(float)
    for row in _met(title or "", subtitle or "", text, lexicon):
        points[row["genre"]] += float(row["weight"] or _WEIGHT)
    if _DAY.search(text[:_OPENING]):
        points["报道"] += _NEWS
    best = max(points, key=lambda genre: points[genre], default=None)
    return cast(Genre, best) if best and points[best] >= _LEAST_POINTS else None


def likely_genre(text: str, title: str | None, about: str | None, headings: Sequence[str]) -> Genre | None:
    """The genre of a text without any cue but what it is `about`: with numbered `headings` work done, else news."""
    if not (about or title) or len(text) < _LEAST:
        return None
    if any(_NUMBERED.match(heading) for heading in headings):
        return "总结"
    # Figures without a sentence are a page of a report, and so is what stands under a name alone.
    named = (len(title) <= _NAME or title == about) if title else len(headings) > 1
    return "报告" if "。" not in text or (named and not _ANY_DAY.search(text)) else "报道"


def _met(title: str, subtitle: str, text: str, lexicon: Lexicon) -> Iterator[Row]:
    plain, opening = text.replace("：", ":").replace("，", ","), text[:_OPENING].replace("：", ":")
    title, subtitle = (_REMARK.sub("", line) for line in (title, subtitle))
    ends = [line.strip('()（） 》"”') for line in (title, subtitle) if line]
    # Of 报告 and 工作总结报告 only the longest end counts.
    known = surfaces(lexicon, "genres", "end")
    last = max((known_end(end, known) or "" for end in ends), key=len, default="")
    announced = _ANNOUNCED.match(title) is not None
    if not announced:
        yield from [row for row in rows(lexicon, "genres", "end") if row["surface"] == last][:1]
    # 情满小站——记江海客运段, 春风十里 / 写在澜州水厂投产之际: what a part of the title begins with.
    parts = [*_DASH.split(title)[1:], subtitle]
    yield from (
        row for row in rows(lexicon, "genres", "begin") if any(part.startswith(row["surface"]) for part in parts)
    )
    # Parts of a plan are named in its headings; in running text 工作要求 is a word like others.
    heads = "\n".join(line for line in plain.split("\n") if len(line) <= _HEADING)
    # Of the whole text one scan for all words is quicker than to look for each; elsewhere it is not.
    said = set(_scanner(lexicon).words(plain))
    places = (
        ("title", "" if announced else title + subtitle),
        ("opening", opening),
        ("text", said),
        ("heading", heads),
    )
    for kind, where in places:
        yield from (row for row in rows(lexicon, "genres", kind) if row["surface"] in where)


@cache
def _scanner(lexicon: Lexicon) -> Scanner:
    return Scanner({"text": surfaces(lexicon, "genres", "text")})
