"""A report's title and the subtitle below it: its first lines, as far as they look like a title."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import HAN, pattern
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.page_lines import disclaims, is_page_line
from corpusdoc.lexicon.title_lines import (
    LONGEST,
    MANY,
    goes_on,
    is_banner,
    is_kind,
    names_issuer,
    names_kind,
    numbers_issue,
    said_again,
    year_alone,
)
from corpusdoc.model import Document, Passage, Segmentation

# Behind 标题: or on a page of a public body a title may be as long as a sentence.
_LONGEST_LABELLED = 150
_CUT_OFF = re.compile(r"(?:\.{3,}|…+)$")
_SENTENCE_END = re.compile("[。;；:：,，]$|[吧呢]$")
# 30.26亿人次 is a figure, 三是… goes on with a text that was cut off.
_NUMBERED = re.compile(
    "^(?:[(（]?[一二三四五六七八九十\\d]{1,3}(?:[)）、]|[.．](?!\\d)|是)|第[一二三四五六七八九十\\d]+[章节部])"
)
_DATED = re.compile(r"^[(（]?(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{0,2}日?")
_ADDRESSED = re.compile("各(?:部门|单位|分公司|有关)")
_EXTENSION = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|html?)$", re.IGNORECASE)
# 邮 政: a chapter of a yearbook.
_SHORT_NAME = re.compile(f"[{HAN}](?:\\s{{0,2}}[{HAN}]){{1,2}}")
# What a page says under its title: when, and from where.
_STAMPED = re.compile(r"\d{1,2}[:：]\d\d|\d[-/.]\d|来源\s?[:：]|(?:时间|日期)\s?[:：]")
_SHORT, _STAMP_BELOW = 8, 5
_DASHES = re.compile("^[—–―-]{1,4}")
_FIRST_LINES = 16
_HAN, _TWO_HAN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}]{{2}}")
_PAPER_NUMBER = re.compile(
    r"^[^\s。，,]{1,12}[〔\[［(（](?:19|20)\d\d[〕\]］)）]\s?第?[\dX×*]{1,5}\s?号(?:\s+签\s?发人.*)?$"
)
_LETTER_LINES, _SUBJECT_BELOW = 30, 5


def find_title(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Title and subtitle (——…纪实) as the text words them, each None where there is none."""
    letter = _front(document, segmentation, lexicon)
    if official := _below_number(letter, lexicon):
        return official, None
    lines = [] if _one_of_many(document, segmentation, lexicon) else letter[:_FIRST_LINES]
    again = said_again(lines, lexicon)
    if again is not None and (_is_title(lines[again], lexicon) or _SHORT_NAME.fullmatch(lines[again])):
        lines = lines[again:]
    if lines and _SHORT_NAME.fullmatch(lines[0]) and (again is not None or "".join(lines[1:2]).startswith("【")):
        return lines[0], None
    for position, line in enumerate(lines):
        labelled = _named(lexicon).match(line)
        if labelled and 4 <= len(line[labelled.end() :]) <= _LONGEST_LABELLED:
            return line[labelled.end() :].strip(), None
        if _is_title(line, lexicon):
            if _is_banner(line, lines[position + 1 :], document.text, lexicon) or _names_a_page(
                lines[position:], lexicon
            ):
                continue
            title, used = _whole(lines[position : position + 3], lexicon)
            following = lines[position + used] if position + used < len(lines) else ""
            dashed = _DASHES.match(following)
            return _EXTENSION.sub("", title), following[dashed.end() :].strip() if dashed else None
        if not _skippable(line, lexicon):
            break
    return _hinted(document, lexicon), None


def _one_of_many(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> bool:
    """Whether the text begins with the first of headings of one level, with no title above: 机构设置, 荣誉称号."""
    sections = segmentation.sections
    first = sections[0] if sections else None
    if first is None or len(first.heading) > MANY or document.text[: first.heading.start].strip():
        return False
    if names_issuer(first.heading.of(document.text), lexicon):
        return False
    return sum(section.level == first.level for section in sections) > 1


def _below_number(lines: list[str], lexicon: Lexicon) -> str | None:
    """What an official paper is about, by the lines below its number: 澜水发〔2021〕8号 / 关于 / …的通知."""
    number = next((index for index, line in enumerate(lines) if _PAPER_NUMBER.search(line)), None)
    below = lines[number + 1 :][:_SUBJECT_BELOW] if number is not None else []
    first = next((index for index, line in enumerate(below) if line.startswith("关于")), None)
    if first is None or any(_SENTENCE_END.search(line) for line in below[:first]):
        return None
    for last in range(first + 1, len(below) + 1):
        title = "".join(below[first:last])
        if names_kind(title, lexicon):
            return title if len(title) <= _LONGEST_LABELLED else None
    return None


def _front(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> list[str]:
    lines: list[str] = []
    for passage in segmentation.passages:
        found = [line.strip("•·●■◆| \u3000\t") for line in passage.span.of(document.text).split("\n")]
        if passage.noise and not _titled(passage):
            # Of the page's frame, when and from where it is tells that the title stands above.
            lines += [line for line in found if _STAMPED.search(line) and _skippable(line, lexicon)]
            continue
        # The same in English below a Chinese name is no line of the title.
        lines += [line for line in found if _HAN.search(line) or _STAMPED.search(line)]
        if len(lines) >= _LETTER_LINES:
            break
    return lines[:_LETTER_LINES]


def _titled(passage: Passage) -> bool:
    return passage.kind == "heading"


@cache
def _named(lexicon: Lexicon) -> re.Pattern[str]:
    """标题:…, 主旨　…: forms name their title."""
    return pattern(lexicon, "profile", "title_label", then="(?:\\s*[:：]\\s*|\\s{1,8}(?=\\S{6}))")


@cache
def _labels(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "profile", "not_title", "org_label", "date_label", then=f"(?:$|[^{HAN}]|\\s)")


def _is_title(line: str, lexicon: Lexicon) -> bool:
    if is_kind(line, lexicon):
        return not is_page_line(line, lexicon)
    # Nor is a row of a table.
    if not 4 <= len(line) <= LONGEST or not _TWO_HAN.search(line) or "\t" in line:
        return False
    if _CUT_OFF.search(line) or _SENTENCE_END.search(line) or line.count("。"):
        return False
    if numbers_issue(line):
        return False
    other = (_NUMBERED, _DATED, _ADDRESSED, _labels(lexicon))
    return not (any(pattern.match(line) for pattern in other) or is_page_line(line, lexicon))


def _skippable(line: str, lexicon: Lexicon) -> bool:
    """Whether a title may still follow: labels, dates, numbers and a page's frame stand above it, text does not."""
    if _ADDRESSED.match(line):
        return False
    if len(line) > _LONGEST_LABELLED:
        return disclaims(line[:_LONGEST_LABELLED], lexicon)
    above = (
        _labels(lexicon).match(line)
        or _DATED.match(line)
        or numbers_issue(line)
        or (len(line) < 4 and "。" not in line)
    )
    return bool(above) or is_page_line(line, lexicon)


def _is_banner(line: str, below: list[str], text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the issuer alone, the name of a bulletin or a column, with the title below."""
    if below and numbers_issue(below[0]):
        return True
    following = next((other for other in below[:4] if not _skippable(other, lexicon)), "")
    may = _is_title(following, lexicon)
    return may and is_banner(line, following, text, lexicon, apart=below[0] != following)


def _names_a_page(lines: list[str], lexicon: Lexicon) -> bool:
    """Whether the first line is a page's name above its title: a few words, a longer line, then hour or source."""
    if len(lines[0]) >= _SHORT or names_kind(lines[0], lexicon):
        return False
    for line in lines[1:_STAMP_BELOW]:
        if _is_title(line, lexicon) and len(line) > _SHORT and not _DASHES.match(line):
            below = lines[lines.index(line) + 1 :][:2]
            return any(_STAMPED.search(other) and _skippable(other, lexicon) for other in below)
    return False


def _whole(lines: list[str], lexicon: Lexicon) -> tuple[str, int]:
    """The title that begins with the first line, and how many lines it takes."""
    second = lines[1] if len(lines) > 1 else ""
    if len(lines) > 2 and year_alone(second) and names_kind(lines[2], lexicon):
        return (both, 3) if (both := goes_on(lines[0], second + lines[2], "", lexicon)) else (lines[0], 1)
    may = second and _is_title(second, lexicon) and not _DASHES.match(second)
    both = goes_on(lines[0], second, lines[2] if len(lines) > 2 else "", lexicon) if may else None
    return (both, 2) if both else (lines[0], 1)


def _hinted(document: Document, lexicon: Lexicon) -> str | None:
    """The file's own title, if the text begins with it."""
    hint = (document.raw.hints.title or "").strip()
    return hint if hint and hint in document.text[:600] and _is_title(hint, lexicon) else None
