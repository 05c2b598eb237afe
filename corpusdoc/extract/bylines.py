"""Who wrote a report and where it appeared: bylines, datelines, the medium that a page names as its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.people import Person
from corpusdoc.extract.tagging import Place, is_listed
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, pattern, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Sentence

# What a dateline ends with: 江州日报讯 (陈志远 李文博)
_DATELINE = "[日网社报][电讯]"
# Labels that need no mark behind them end so: 通讯员, 编辑, 摄影.
_CALLED = "[者员编辑影图文生]"
_MARKS = "[:：、,，\\s\u3000]"
_PAPER = "(?:[网报台社]|客户端|在线)"
# 来源:江州晚报; 江州新闻网 > 要闻; 江州新闻网讯; 江州新闻网 记者赵明
_SOURCE = re.compile(f"(?:来源于?|稿源|转自)[:：]\\s*(?P<name>[{HAN}{re.escape(MASK)}]{{2,12}}{_PAPER})(?![{HAN}])")
# 光明网、溪岭信息网、江州日报: among media that are known.
_MEDIA = re.compile("新华[社网]|人民网|[日晚晨]报|电视台|电台|中新[社网]|央视|媒体")
_LISTED = re.compile(
    f"(?:^|[、,，:：和])(?P<name>(?:(?![了在的过是由为被与])[{HAN}]){{2,8}}(?<![电管路水气热联频])网)(?=[、,，。和等])"
)
_PORTAL = re.compile(
    f"(?:^|[\\s\u3000、>:：(（])(?P<name>[{HAN}]{{2,8}}(?:网|在线))(?=\\s*>|讯|[\\s\u3000]+记者|[{HAN}]{{0,6}}\\d{{1,2}}月\\d{{1,2}}日(?:[电讯]|消息))"
)
# 柳成川 in a line between 在…会上的讲话 and (2009年1月16日).
_SPEAKER = (2, 3, 4)
_DAY_LINE = re.compile(r"\s*[(（]?\s*(?:(?:19|20)\d\d|二[〇○零O]..)年[^\n]{2,12}日?\s*[)）]?\s*(?:\n|$)")
_SPOKEN = re.compile("(?:讲话|报告|发言|致辞|致词)[^\\n]{0,4}\\n\\s*(?:[(（]?(?:19|20|二)[^\\n]{3,14}日[)）]?\\s*)?$")
_BEFORE = 40


def byline_words(lexicon: Lexicon) -> dict[str, Collection[str]]:
    """Words without which a sentence tells of no author and no medium."""
    return {
        "byline": [*surfaces(lexicon, "titles", "byline"), "□", "日电", "日讯", "网讯", "报讯", "社讯"],
        "medium": ["来源", "稿源", "转自", "网讯", "网 ", "网　", "网、", "网和", "网等", "日消息", "在线"],
    }


def find_media(text: str, sentence: Sentence) -> Iterator[Place]:
    """Places of the media that a sentence names as a source or begins with."""
    listed = _MEDIA.search(text, sentence.span.start, sentence.span.end)
    for told in (_SOURCE, _PORTAL, _LISTED) if listed else (_SOURCE, _PORTAL):
        for match in told.finditer(text, sentence.span.start, sentence.span.end):
            yield match.start("name"), match.end("name"), "entity.org.medium"


def find_authors(text: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[Person]:
    """Persons in the bylines of a sentence of `text`; those behind a label (记者, 通讯员) share it as their title."""
    for told in (_labelled(lexicon), _dateline(lexicon)):
        for match in told.finditer(text, sentence.span.start, sentence.span.end):
            label = match.groupdict().get("label")
            for name in _name(lexicon).finditer(text, *match.span("names")):
                yield Person(*name.span(), label, None, "entity.person.byline")


def find_signers(text: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[Person]:
    """Whose speech it is, in a line of its own above or below the day, and who signs in brackets before the day."""
    start, end = sentence.span.start, sentence.span.end
    line = text[start:end].strip()
    if len(line) in _SPEAKER:
        beside = _DAY_LINE.match(text, end) or _SPOKEN.search(text[max(0, start - _BEFORE) : start])
        spoken = bool(beside) and _name(lexicon).fullmatch(line) is not None and not is_listed(line)
        begin = text.find(line, start)
        if spoken:
            yield Person(begin, begin + len(line), None, None, "entity.person.byline")
    elif text[start] in "(（":
        for match in _signed(lexicon).finditer(text, start, end):
            if is_listed(match["name"]):
                continue
            yield Person(*match.span("name"), None, None, "entity.person.byline")


@cache
def _signed(lexicon: Lexicon) -> re.Pattern[str]:
    """(澜州电信综合部 汪小川 2014年11月28日)."""
    name = f"(?P<name>{any_of(lexicon, 'surnames', 'double', 'single')}[{HAN}]{{1,2}})"
    return re.compile(
        f"(?<=[部处科室局司会队站行院厂台社办司][\\s\u3000]){name}(?=[\\s\u3000]*(?:[)）]|(?:19|20)\\d\\d))"
    )


@cache
def _name(lexicon: Lexicon) -> re.Pattern[str]:
    return pattern(lexicon, "surnames", "double", "single", then=f"[{HAN}]{{1,2}}(?![{HAN}]?[员者])")


def _names(lexicon: Lexicon) -> str:
    name = f"{any_of(lexicon, 'surnames', 'double', 'single')}[{HAN}]{{1,2}}"
    return f"(?P<names>{name}(?:{_MARKS}{{1,2}}{name}){{0,5}})"


@cache
def _labelled(lexicon: Lexicon) -> re.Pattern[str]:
    label = any_of(lexicon, "titles", "byline")
    end = f"(?=[\\s\u3000]*(?:[)）】\\]]|报道|摄|$|\n|通讯员|[文图][/ ]|[,，、]?记者|{label}[:：/]))"
    # 记者赵明, but 审核:赵明
    mark = f"(?:[\\s\u3000]?[:：/][\\s\u3000]?|(?<={_CALLED})[\\s\u3000]{{0,2}})"
    return re.compile(f"(?P<label>{label}){mark}{_names(lexicon)}{end}")


@cache
def _dateline(lexicon: Lexicon) -> re.Pattern[str]:
    """Names in the brackets of a dateline, between it and a label, or behind a square in a line of their own."""
    end = f"(?:[)）]|(?={_MARKS}?(?:记者|通讯员|报道))|\\s*(?:$|\n))"
    return re.compile(f"(?:{_DATELINE}\\s*[(（]|[电讯][\\s\u3000]+|□\\s*){_names(lexicon)}{end}")
