"""A report's title and the subtitle below it: its first lines, as far as they look like a title."""

from __future__ import annotations

import re
from functools import cache

from corpusdoc.extract.vocabulary import HAN, any_of
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Passage, Segmentation

_LONGEST = 60
_CUT_OFF = re.compile(r"(?:\.{3,}|…+)$")
_SENTENCE_END = re.compile("[。;；:：,，]$")
_NUMBERED = re.compile("^(?:[(（]?[一二三四五六七八九十\\d]{1,3}[)）、..]|第[一二三四五六七八九十\\d]+[章节部])")
_DATED = re.compile(r"^[(（]?(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{0,2}日?")
_FILE_NUMBER = re.compile(r"[〔\[［(（](?:19|20)\d\d[〕\]］)）]\s?第?\d{1,5}\s?号$")
# 澜州市水务集团有限公司文件: the head of a paper that goes out under a number.
_LETTERHEAD = re.compile(f"^[{HAN}*×X]{{4,30}}(?:文件|公报|简报|会议纪要)$")
# The running head of a journal: 《北国水务》 2022年6月 第38卷第3期.
_JOURNAL = re.compile("^《[^《》]{2,20}》.{0,30}第\\s?[\\d一二三四五六七八九十]{1,4}\\s?[期卷版]")
_DASHES = re.compile("^[—–―-]{1,4}")
_FIRST_LINES = 8


def find_title(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Title and subtitle (——…纪实) as the text words them, each None where there is none."""
    lines = _front(document, segmentation)
    for position, line in enumerate(lines):
        if _is_title(line, lexicon):
            title, used = _whole(lines[position : position + 3], lexicon)
            following = lines[position + used] if position + used < len(lines) else ""
            dashed = _DASHES.match(following)
            return title, following[dashed.end() :].strip() if dashed else None
        if not _skippable(line, lexicon):
            break
    return _hinted(document, lexicon), None


def _front(document: Document, segmentation: Segmentation) -> list[str]:
    lines: list[str] = []
    for passage in segmentation.passages:
        if passage.noise and not _titled(passage):
            continue
        # The same in English below a Chinese name is no line of the title.
        lines += [line.strip() for line in passage.span.of(document.text).split("\n") if re.search(f"[{HAN}]", line)]
        if len(lines) >= _FIRST_LINES:
            break
    return lines[:_FIRST_LINES]


def _titled(passage: Passage) -> bool:
    return passage.kind == "heading"


@cache
def _labels(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'profile', 'not_title')}(?:$|[^{HAN}]|\\s)|各(?:部门|单位|分公司|有关)")


def _is_title(line: str, lexicon: Lexicon) -> bool:
    if not 4 <= len(line) <= _LONGEST or not re.search(f"[{HAN}]{{2}}", line):
        return False
    if _CUT_OFF.search(line) or _SENTENCE_END.search(line) or line.count("。"):
        return False
    other = (_JOURNAL, _NUMBERED, _DATED, _LETTERHEAD, _labels(lexicon))
    return not (any(pattern.match(line) for pattern in other) or _FILE_NUMBER.search(line))


def _skippable(line: str, lexicon: Lexicon) -> bool:
    """Whether a title may still follow: labels, dates and numbers stand above it, text does not."""
    return bool(
        _JOURNAL.match(line)
        or _labels(lexicon).match(line)
        or _DATED.match(line)
        or _FILE_NUMBER.search(line)
        or (len(line) < 4 and "。" not in line)
        or _LETTERHEAD.search(line)
    ) and not re.match("各(?:部门|单位|分公司|有关)", line)


@cache
def _kinds(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{any_of(lexicon, 'profile', 'title_end')}(?:[(（].{{1,12}}[)）])?[)）》”]?$")


def _whole(lines: list[str], lexicon: Lexicon) -> tuple[str, int]:
    """The title that begins with the first line, and how many lines it takes."""
    first, second = lines[0], lines[1] if len(lines) > 1 else ""
    if not second or not _is_title(second, lexicon) or _DASHES.match(second) or second == first:
        return first, 1
    if _kinds(lexicon).search(second) and not _kinds(lexicon).search(first) and len(first + second) <= _LONGEST:
        # 供水公司关于印发 / 安全生产工作方案的通知, 长江港务股份有限公司 / 2012年年度报告.
        return first + second, 2
    # Two lines of a couplet are as long as each other: 担当彰显初心 / 实干践行使命.
    if len(first) == len(second) <= 16 and not re.search(f"[^{HAN} ]", first + second):
        return f"{first} {second}", 2
    return first, 1


def _hinted(document: Document, lexicon: Lexicon) -> str | None:
    """The file's own title, if the text begins with it."""
    hint = (document.raw.hints.title or "").strip()
    return hint if hint and hint in document.text[:600] and _is_title(hint, lexicon) else None
