"""What the lines of a title look like: an issuer's name alone above it, a paper's kind at its end, its second line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Lexicon

_HAN = "\u3400-\u9fff"
# Code points: a title of several lines, a line of a couplet, an issuer's name.
LONGEST = 60
# A first line that is so short may be one heading of many.
MANY = 6
_LINE, _LONGEST_NAME, _WHOLE, _HEADING = 16, 30, 10, 4
# A coined name as an issuer's: so short, and so often in the text.
_SHORT, _OFTEN = 8, 3
# Weight of the kinds that tell: …的研究 and 基本概况 may be anything.
_TELLING = 6.0
# 年报(节录), 年报摘要, 《…通知》 end as 年报 and 通知 do.
_CLOSED = re.compile("(?:节录|摘录|摘要|节选)?(?:[(（][^()（）]{1,12}[)）])?[)）》”]?$")
_NAME = re.compile(f"[{_HAN}()（）*×X]+")
# 供电局 is one, 新格局 none; of the suffixes of one character no other tells alone.
_OFFICE = re.compile("(?<![格大布全新结破开])局$")
# 2010年第42期 below the name of a bulletin; 【金融服务】 above a title is a column.
_ISSUE = re.compile("(?:(?:19|20)\\d\\d年)?\\s?[(（]?总?第\\s?[\\d一二三四五六七八九十]{1,4}\\s?期(?![㐀-鿿])")
_COLUMN = re.compile("【[^【】]{2,8}】")
# A line with a sentence is no head of a page any more.
_PROSE, _WORDS = re.compile("。"), re.compile(f"[{_HAN}].*[{_HAN}]")
_AROUND = r"[\s\d>›»:：_|｜—–()（）\[\]【】-]"
_YEAR = re.compile(
    "(?:(?:19|20)\\d\\d|二[〇○零O][〇○零O一二三四五六七八九]{2}|1\\d\\d)年?(?:度|上半年|下半年|[一二三四]季度|第[一二三四]季度)?"
)
_SUBTITLE = re.compile("[—–―-]{1,4}[^—–―-]")
_COUPLET = re.compile(f"[{_HAN}，,、 ]+")


def names_kind(line: str, lexicon: Lexicon) -> bool:
    """Whether a line ends with what a paper is called: 通知, 年度报告, 倡议书."""
    line = line[: _CLOSED.search(line).start()]  # type: ignore[union-attr]  # the pattern always matches at the end
    return _ends(line, _kinds(lexicon))


def is_kind(line: str, lexicon: Lexicon) -> bool:
    """Whether a line is nothing but what a paper is called."""
    return line in _kinds(lexicon)


def names_issuer(line: str, lexicon: Lexicon) -> bool:
    """Whether a line is nothing but the name of an organisation."""
    if len(line) > _LONGEST_NAME or not _NAME.fullmatch(line):
        return False
    return _OFFICE.search(line) is not None or _ends(line, _suffixes(lexicon))


def is_banner(line: str, below: str, text: str, lexicon: Lexicon, *, apart: bool) -> bool:
    """Whether a line above a title names who issues it: an organisation, a bulletin, a column of a page.

    供水公司 / 年度报告 is one title, with other lines in between (`apart`) it names the issuer first, as does
    供水公司 / 把服务送到村口.
    """
    issuer = names_issuer(line, lexicon)
    if issuer and apart != names_kind(below, lexicon):
        return False
    named = issuer or (len(line) <= _SHORT and _begins_often(line, text))
    return (named and (names_kind(below, lexicon) or len(line) < len(below))) or _COLUMN.fullmatch(line) is not None


def said_again(lines: Sequence[str], lexicon: Lexicon) -> int | None:
    """The first of the lines that the page has said before it, alone or with its site, path or number around it."""
    for index, line in enumerate(lines):
        if len(line) > LONGEST or _PROSE.search(line):
            return None
        if not names_issuer(line, lexicon) and any(_says(above, line) for above in lines[:index]):
            return index
    return None


def _says(above: str, line: str) -> bool:
    if above == line:
        return _WORDS.search(line) is not None
    return len(line) >= _HEADING and re.search(f"(?:^|{_AROUND}){re.escape(line)}(?:$|{_AROUND})", above) is not None


def _begins_often(name: str, text: str) -> bool:
    return len(re.findall(rf"(?:^|[\s。,，:：])(?={re.escape(name)})", text)) >= _OFTEN


def numbers_issue(line: str) -> bool:
    """Whether a line is the number of an issue, below the name of a bulletin."""
    return _ISSUE.match(line) is not None


def year_alone(line: str) -> bool:
    """Whether a line of a cover is the year of the report that the next one names: 2020年度."""
    return _YEAR.fullmatch(line) is not None


def goes_on(first: str, second: str, third: str, lexicon: Lexicon) -> str | None:
    """The title that two lines make together, None where the first one is the whole of it.

    供水公司关于印发 / 安全生产工作方案的通知 is one; two lines of a couplet are as long as each other, or a third line
    (——在…上的讲话) tells of what both are the title.
    """
    if first == second or (
        len(first) >= _WHOLE and second.startswith("在")
    ):  # a speech's title, and where it was given
        return None
    alone = len(second) <= _HEADING and not names_issuer(first, lexicon)  # 基本概况
    if not alone and names_kind(second, lexicon) and not names_kind(first, lexicon) and len(first + second) <= LONGEST:
        return first + second
    if _SUBTITLE.match(third) and not names_issuer(first, lexicon):
        return f"{first} {second}"
    paired = len(first) == len(second) <= _LINE and _COUPLET.fullmatch(first) and _COUPLET.fullmatch(second)
    named = names_issuer(second, lexicon) and not names_issuer(first, lexicon)
    return f"{first} {second}" if paired and not named else None


def _ends(line: str, words: frozenset[str]) -> bool:
    return any(line[-size:] in words for size in range(1, min(12, len(line)) + 1))


@cache
def _kinds(lexicon: Lexicon) -> frozenset[str]:
    rows = (row for row in lexicon.rows("genres") if row["kind"] == "end")
    return frozenset(row["surface"] for row in rows if float(row["weight"] or _TELLING) >= _TELLING)


@cache
def _suffixes(lexicon: Lexicon) -> frozenset[str]:
    named = [(row, "name_end") for row in lexicon.rows("profile")] + [(row, "suffix") for row in lexicon.rows("orgs")]
    return frozenset(row["surface"] for row, kind in named if row["kind"] == kind and len(row["surface"]) > 1)
