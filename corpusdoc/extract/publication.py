"""When a document was published, as its page or its last lines say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.extract.english_dates import find_english
from corpusdoc.extract.vocabulary import HAN, alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Segmentation

_SMALL = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0}
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][〇○零O一二三四五六七八九]{3})"
_MONTHS = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = rf"{_MONTHS}\s?[-./年月]\s?(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_DATE = f"{_YEAR}\\s?[-./年]\\s?{_DAY}(?:\\s?日)?"
_MONTH = rf"{_YEAR}\s?年\s?{_MONTHS}\s?月"
# 民国 109年5月6日: the year 1 is 1912.
_HAN_DIGITS = "〇○零一二三四五六七八九十百"
_MINGUO_MONTH = (
    f"民国\\s?(?P<minguo>\\d{{2,3}}|[{_HAN_DIGITS}]{{2,5}})\\s?年\\s?(?P<month>\\d{{1,2}}|[{_HAN_DIGITS}]{{1,2}})\\s?月"
)
_MINGUO_DAY = f"\\s?(?P<day>\\d{{1,2}}|[{_HAN_DIGITS}]{{1,3}})\\s?日"
_MINGUO = f"{_MINGUO_MONTH}{_MINGUO_DAY}"
# Behind a label 110-04-06 can mean nothing else.
_MINGUO_FIGURES = r"(?P<minguo>1[0-2]\d)[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})(?!\d)"
_ALONE = re.compile(
    f"^[(（]?(?:[^\\d\\n]{{0,30}}?[\\s,，])?(?:中华)?(?:{_DATE})(?:\\s?\\d\\d:\\d\\d(?::\\d\\d)?)?(?:印发|发布|\\s?第\\s?[A-Z]?\\d{{1,3}}\\s?版)?[)）]?$"
)
_ALONE_MINGUO = re.compile(f"^[(（]?(?:中华)?{_MINGUO_MONTH}(?:{_MINGUO_DAY})?[)）]?$")
_UNDER_TITLE = re.compile(f"^[(（【]?{_DATE}(?:日)?(?=[\\s)）】/|来])")
_SOURCE = re.compile(r"(?:来源|作者|编辑)\s?[:：]")
# (客运集团工会供稿 2024年3月) at the end
_ALONE_MONTH = re.compile(f"^(?:[(（]|[(（][^\\d\\n]{{2,30}}[\\s,，])?{_MONTH}[)）]?$")
# 《北国水务》 2022年6月 第38卷第3期, 《梅江日报》A3版 2022年03月16日: the head or foot of what it was printed in.
_PRINTED_FRONT = re.compile(f"^《[^《》]{{2,20}}》\\s*(?:第?\\s?[A-Z]?\\d{{0,3}}\\s?版)?\\s*{_DATE}")
_PRINTED_BEHIND = re.compile(f"^[(（]{_DATE}\\s*《[^《》]{{2,20}}》[^。]{{0,12}}[)）]$")
_PRINTED_MONTH = re.compile(f"^《[^《》]{{2,20}}》\\s*{_MONTH}.{{0,12}}[期卷]")
_PRINTED_PAPER = re.compile(f"^[{HAN}]{{2,10}}[报刊]\\s+{_DATE}")  # 江海晚报 2022年03月16日 第A05版
# 第A7版:综合新闻 2022年3月16日, 返回目录 2022年3月16日 星期三: the head of a page of a paper's.
_PRINTED_PAGE = re.compile(f"^第\\s?[A-Z]?\\d{{1,3}}\\s?版\\s?[:：]?[^。，,\\d]{{0,20}}{_DATE}")
_PRINTED_WEEKDAY = re.compile(f"^[^。，,\\d]{{0,24}}{_DATE}\\s+星期[一二三四五六日天](?:\\s|$)")
# 您的位置：江海日报数字报 > 2023年07月04日 > 第03版
_PRINTED_PATH = re.compile(f"^[^。，,>»\\d]{{0,20}}[报刊网][^。，,>»\\d]{{0,8}}[>»]\\s?{_DATE}\\s?[>»]")
_PRINTED = (
    _PRINTED_PATH,
    _PRINTED_FRONT,
    _PRINTED_PAPER,
    _PRINTED_BEHIND,
    _PRINTED_MONTH,
    _PRINTED_PAGE,
    _PRINTED_WEEKDAY,
)
# (原载2024年12月20日《西南铁道》第3版), (原载《燃气安全》2021年第5期): of an issue only the year is known.
_REPRINT = re.compile(
    "^[(（]?(?:原?[载刊]于?|摘自|转自|选自)(?:于)?(?:《[^《》]{1,30}》)?[,， ]?(?:《[^《》]{1,30}》)?"
    f"(?:{_DATE}|(?P<issue>(?:19|20)\\d\\d)\\s?年?第?\\s?[\\d一二三四五六七八九十]{{1,3}}\\s?[期卷])"
)
# 2023-07-12 14:22, 2025 12/17 12:15, date 2025-12-15: a day in figures alone.
_STAMP = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s?[-/.]\s?|\s)(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?!\d)"
)
# (香港,2016年10月27日) begins a press release.
_PLACED = re.compile(f"^[(（][{HAN}]{{2,6}}[,，\\s—–-]*{_DATE}")
# 本报江州1月9日讯, 江海网1月9日电.
_DATELINE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯|消息)")
_NAMED_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:\s?(?P<month>\d{1,2})月(?:份?[-—–~至到](?P<last>\d{1,2})月)?)?"
    r"(?P<over>全年|底|年底|末|年末|[,，]|度(?!.{0,8}(?:会议|工作会|目标|计划|重点|安排)))?"
)
# 到2025年建成, 力争2025年: years that are still to come.
_TO_COME = re.compile("(?:(?<!截)[到至]|(?:力争|计划|预计|拟|将于|将在|确保)[^,，。;；]{0,6})$")
_PLANNED = re.compile("[^。;；]{0,24}(?:将|要|计划|力争|预计|目标)")
_LAST_YEAR, _SPRING = "去年", 3
_ISSUER = re.compile(
    f"[{HAN}*×X()（）]{{2,40}}(?:公司|集团|银行|医院|委员会|工会|总局|局|厅|部|办公室|政府|大学|学院|中心|领导小组)"
)
# 二〇一七年元旦 below a greeting.
_NEW_YEAR = re.compile(f"(?:^|\\s){_YEAR}年元旦$")
# 江海水务报 第15期 2006年7月20日 第一版: the head of a paper of one's own.
_MASTHEAD = re.compile(f"第\\s?[\\d一二三四五六七八九十]{{1,4}}\\s?期.{{0,20}}?{_DATE}")
# The page's own lines stand within this many characters of its edges.
_EDGE = 1500
_TOP = 8
_LONGEST, _LONGEST_SIGNATURE = 80, 60
_DATE_ENDS = frozenset("日月旦发布版)）0123456789〇零一二三四五六七八九十")


def find_date(document: Document, segmentation: Segmentation, lexicon: Lexicon) -> str | None:
    """The day (or month) of publication in EDTF: after a label, under the title, as signature; the file's word last."""
    lines = list(_lines(document, segmentation))
    # 成文日期 is the day of signing, 发布日期 that of the page.
    labelled = sorted((found for line in lines for found in _labelled(line, lexicon)), key=lambda found: found[0])
    # 2019年3月18日 来源:…, 2019-03-18 09:20 江海网: the line of a newspaper or page above or under its title.
    top = [date for line in lines[:_TOP] if (date := _under_title(line) or _stamped(line))]
    lone = [date for line in lines if (date := _lone(line))]
    # The issuer and a day: the paper's own date goes before that of the page that shows it.
    if signed := _signed(lines):
        return signed
    reprint = [date for line in lines if (date := _reprint(line))]
    if labelled or top or lone or reprint:
        return ([date for _, date in labelled] or top or lone[-1:] or reprint)[0]
    if sent := _sent(document.text):
        return sent
    hint = document.raw.hints.date
    # A file's date is often that of a copy: it counts where the text speaks of that year.
    return hint if hint and hint[:4] in document.text else None


def _lines(document: Document, segmentation: Segmentation) -> Iterator[str]:
    """The lines near the beginning and the end, those of the page's frame included."""
    length = len(document.text)
    for passage in segmentation.passages:
        if passage.span.start < _EDGE or passage.span.end > length - _EDGE:
            yield from (line.strip() for line in passage.span.of(document.text).split("\n") if line.strip())


@cache
def _label(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    labels = surfaces(lexicon, "profile", "date_label")
    # 江海网发布时间:… is one line, 会议时间:… another thing.
    long, short = (alternatives(one for one in labels if (len(one) > 2) == want) for want in (True, False))
    label = f"(?P<label>{long}|(?:^|(?<=[^\\w])){short})\\s?[:：]\\s?[A-Za-z]?\\d{{0,2}}\\s?[(（]?"
    return (
        re.compile(f"{label}{_DATE}"),
        re.compile(f"{label}(?:中华)?{_MINGUO}"),
        re.compile(f"{label}{_MINGUO_FIGURES}"),
    )


def _labelled(line: str, lexicon: Lexicon) -> Iterator[tuple[bool, str]]:
    """Whether a label is one of signing, and its date."""
    holds = len(line) < 200 and (":" in line or "：" in line)
    match = next((found for form in _label(lexicon) if (found := form.search(line))), None) if holds else None
    date = _edtf(match) if match else None
    if match and date:
        yield "发布" not in match["label"], date


def _signed(lines: list[str]) -> str | None:
    """The day below a line that is an issuer's name alone."""
    for above, line in reversed(list(pairwise(lines))):
        if (date := _lone(line)) and _ISSUER.fullmatch(above):
            return date
    return None


# ——2021年3月在全市工会工作会议上的讲话
_SPOKEN = re.compile(
    f"^[-—–(（]{{0,3}}{_YEAR}年{_MONTHS}月(?:(?P<day>\\d{{1,2}})日)?[)）]?在[^。]{{2,40}}上的?(?:讲话|报告|发言|致辞|交流|汇报|典型|经验)"
)
# 江海网 2006年7月18日 11:10 电力报
_CLOCKED = re.compile(f"{_DATE}\\s?\\d{{1,2}}[:：]\\d\\d")


def _stamped(line: str) -> str | None:
    if placed := _PLACED.match(line):
        return _edtf(placed)
    if len(line) > _LONGEST or line[-1] in "。!！?？":
        return None
    match = _STAMP.search(line) or _CLOCKED.search(line) or _SPOKEN.match(line)
    return _edtf(match) if match else find_english(line)


def _sent(text: str) -> str | None:
    """The day of a news item that names its day alone, 江海网1月9日电, in the latest year that its first words name.

    In spring the latest year may be 去年, of which it tells as a whole; a month behind its own is the year before's.
    """
    front = text[:_EDGE]
    match = _DATELINE.search(front)
    years = [
        each
        for each in _NAMED_YEAR.finditer(front)
        if not _TO_COME.search(front, max(0, each.start() - 10), each.start())
    ]
    if match is None or not years:
        return None
    last, month = max(int(each["year"]) for each in years), int(match["month"])
    named = [each for each in years if int(each["year"]) == last]
    months = [int(each["last"] or each["month"]) for each in named if each["month"]]
    whole = [each for each in named if each["over"] and not _PLANNED.match(front, each.end())]
    over = max(months) > month if months else month <= _SPRING and (_LAST_YEAR in front or bool(whole))
    return _edtf_of(last + over, month, int(match["day"]))


def _under_title(line: str) -> str | None:
    match = _UNDER_TITLE.match(line) if len(line) <= 80 or _SOURCE.search(line[:40]) else None
    return _edtf(match) if match else None


def _reprint(line: str) -> str | None:
    """Where it was first printed: the day, or the year of the issue."""
    if len(line) > _LONGEST:
        return None
    printed = next((found for form in _PRINTED if (found := form.match(line))), None) or _MASTHEAD.search(line)
    if printed:
        return _edtf(printed)
    match = _REPRINT.match(line)
    return match and (match["issue"] or _edtf(match))


def _lone(line: str) -> str | None:
    """A line that is nothing but a date, with the signature in front of it at most."""
    if len(line) > _LONGEST_SIGNATURE or line[-1] not in _DATE_ENDS:
        return None
    if year := _NEW_YEAR.search(line):
        return _edtf_of(_year(year["year"]), 1, 1)
    match = _ALONE.match(line) or _ALONE_MINGUO.match(line) or _ALONE_MONTH.match(line)
    return _edtf(match) if match else None


def _edtf(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = _minguo(parts["minguo"]) + 1911 if parts.get("minguo") else _year(parts["year"])
    return _edtf_of(year, _small(parts["month"]), _small(parts["day"]) if parts.get("day") else None)


def _edtf_of(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def _year(written: str) -> int:
    return int("".join(str(_SMALL.get(c, c)) for c in written))


def _minguo(written: str) -> int:
    """104, 一○四, 一百零四 or 九十七."""
    if written.isdigit():
        return int(written)
    hundreds, _, rest = written.rpartition("百")
    if hundreds or "十" in written:
        return (100 if hundreds else 0) + (_small(rest.lstrip("〇○零")) if rest else 0)
    return _year(written)


def _small(written: str) -> int:
    """7, 十二 or 二十八."""
    if written.isdigit():
        return int(written)
    tens, _, ones = written.rpartition("十")
    return (_SMALL.get(tens, 1) * 10 if "十" in written else 0) + _SMALL.get(ones, 0)
