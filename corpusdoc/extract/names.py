"""What a figure measures, by the words beside it: 满意率98%, 114家营业厅, 3个工作日内装表接电."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.changes import part_of, statement_before
from corpusdoc.extract.clauses import clause_end, clause_start, label_end
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.phrases import change_words, phrase_after, phrase_before, predicate_after
from corpusdoc.extract.vocabulary import alternatives, surfaces
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Span

# Units whose figures are named by the words in front (满意率98%), not by those behind (114家营业厅).
NAMED_BEFORE = ("percent", "ratio", "point", "duration", "multiple", "score", "age")
# What these count has things of its own.
_HOLDERS = frozenset("名位人户家座条辆台所站间个")
_PARTS = ("percent", "ratio")
_SAID_OF = re.compile("(?:(?![第首占])[\u4e00-\u9fff]){2,14}(?=[,，;；。]|$)")  # 95%的客户表示满意
_PEOPLE = re.compile("的人(?=[认觉表选希感不能会知说反]|[,，;；。、]|$)")  # 有四成的人认为
_COUNTED = ("count", "people", "times", "")
_CLOSING = ("", *",，;；。、:：)）和及与或")
# 5公里缩小到3公里: what stands between two figures may be a verb.
_MOVED = re.compile(r"[\u4e00-\u9fff]{1,4}[到至为](?:(?:现在|目前|如今|当前|今天|后来)的?|了)?$")
_RECORD = re.compile(
    "(?:新的?|大)?(?:大关|关口|门槛|台阶|行列|俱乐部|阵营)|[再屡均连]?创(?:历史|下|出|新[高低])|刷新|基础上|历史|同期|最[高低]|新[高低]"
)  # 23.6万辆次的历史峰值
# 1个全国级、3个省级荣誉: the head of the second is that of the first.
_SHARED_LEVEL = re.compile(
    r"级[、和及与]\d{0,4}[^,，;；。、]{0,3}?[\u4e00-\u9fff]{1,2}级(?P<head>[\u4e00-\u9fff]{2,6})"
)
# 到达现场时限:城区45分钟,农村90分钟
# 抢修到场……………45分钟内: a list of names with leaders to their figures.
_LEADER = re.compile(r"\W{0,3}(?P<label>[^…,，;；。:：]{2,24})…{3,}")
_MEASURED = "(?:率|度|量|额|数|时限|时间|时长|标准|收入|利润|费用|价格|成本|距离|半径|占比|比例)"
_COMMON_HEAD = re.compile(rf"(?P<head>[^,，;；。：:()（）、.．\s]{{2,20}}{_MEASURED})(?:为|是|如下|情况)?[：:]")
_OWN_MEASURE = re.compile(f"{_MEASURED}$")
_AMOUNT = re.compile("[量额数]$")  # 用纸量约500张A4纸
_COMPARING = re.compile("(?<![占同环])(?:相?[比较]对?|相比)$|(?<![可得予])以$")  # 投诉量比2018年减少四成
_DIFFERING = re.compile("[多少增减][\u4e00-\u9fff]{0,2}|[高低快慢]")  # 比上年增收320万元, 较去年多投1.2亿元
_DEED = re.compile(r"[\u4e00-\u9fff]{1,12}")
# 以每年16%的速度递增, 保持99%的高水平: the noun says how, what stands in front of the figure says what.
_MANNER = re.compile(
    "(?:速度|增速|[增涨升降跌]幅|幅度|速率|增长率|比例|份额|水平|[高低]位|成绩|佳绩|势头|[记纪]录|(?:目标|任务|要求|承诺|底线|标准|控制线|红线)(?:以内|以下|以上|之内)?)$"
)
_OR_SO_CALLED = re.compile("[(（][\u4e00-\u9fff]{1,2}[)）]")
# 接到报修后45分钟内,到达现场: what must be done stands behind the comma.
_AFTERWARDS = re.compile("(?:后|起|时|之日起)$")
# 仅用五个月的时间建成大楼
_TAKEN = re.compile("(?:的?时间[,，]?[就便才]?|[,，]?[就便才])(?P<deed>[^,，;；。、\\d]{3,16})")
_USED = re.compile("(?:用|花|历经|历时|经过)了?[短仅不约近超到足过]{0,3}$")
_DEED_BEHIND = re.compile("[内里]?[,，](?P<deed>(?:(?![由把将向对为以了一二三四五六七八九十])[\u4e00-\u9fff]){2,10})")
_AGED = re.compile("(?:龄|年限|期限)[^,，;；。]{0,6}$")
# 持有甲公司12%的股份
_HOLDS = re.compile(r"(?:持有|拥有|占有|收购|受让|转让|出售|增持|减持|质押|冻结|控制)[\u4e00-\u9fff()（）]{0,12}$")
_ALTOGETHER = ("累计", "共", "共计", "已", "先后")
_RECEIVED = re.compile("被|荣?获|受[到邀]|登[上台]|入选|当选|参加|赴|代表")
_LONGEST_DOER = 12
_FARTHEST_HEAD = 120
_LONGEST_LABEL = 6
_AHEAD = "提前"
_PRONOUNS = frozenset(("我们", "咱们", "他们", "她们", "它们", "大家", "人们", "我", "他", "她", "它"))


class Name(NamedTuple):
    """What a figure measures, and the rule that read it; "" where the words beside it do not tell."""

    indicator: str = ""
    rule: str = ""
    noun: str = ""  # the part of it that stands behind the figure


def name_beside(context: Context, figures: Sequence[Figure], position: int, floor: int) -> Name:
    """What the figure measures by the words next to it behind `floor`."""
    figure, text = figures[position], context.text
    before = name_before(context, figure.span.start, floor)
    before = "" if before in _PRONOUNS else before
    if position and before and _MOVED.fullmatch(text, figures[position - 1].span.end, figure.span.start):
        before = ""  # 从8席扩充到64席
    whole = statement_before(text, figure.span.start, floor, context.lexicon)
    if whole:
        kept = before and whole[:2] not in before[:4] and before not in whole
        return Name(before if kept else whole, "before_head")
    deed = _deed(context, figure, before)
    if deed:
        return Name(deed, "before_head")
    after = _name_after(context, figures, position)
    if not after and figure.kind in _PARTS and _PEOPLE.match(text, figure.span.end):
        after = "人"
    part = part_of(text, figure, floor)
    if part and not after:
        after = phrase_after(text, context.words, part.end(), clause_end(text, part.end()), context.lexicon)
    if before.endswith("等") and not after and figure.kind == "people":
        # 授予张三等12人“服务标兵”称号: some of them are named, what they have in common follows.
        before = before if text[figure.span.end : figure.span.end + 1] in _CLOSING else ""
    following = text[figure.span.end : figure.span.end + 1]
    if before and not after:
        before = _with_doer(context, before, figure.span.start, floor)
    manner = None if figure.kind in ("count", "people") else _MANNER.search(after)
    if before.startswith("占") and after and following == "的" and figure.kind in ("percent", "ratio") and not manner:
        return Name(after + before, "after_head", after)  # 占全省15%的贷款
    if manner and not before and after in ("目标", "任务"):
        after = ""
    named = following == "的" and after and after not in change_words(context.lexicon)
    described = named and not manner and "占" not in before
    measured = _AMOUNT.search(before) and before in text[figure.span.start - len(before) - 1 : figure.span.start]
    if before and (
        not after or after[0] in "无未没" or measured or manner or (figure.kind in NAMED_BEFORE and not described)
    ):
        return Name(before, "before_head")
    if named and not before and figure.kind in _PARTS:
        said = _SAID_OF.match(text, text.find(after, figure.span.end) + len(after))
        after += said.group() if said else ""
    if after and not (manner and figure.kind in NAMED_BEFORE):
        return Name(_done_to(before, context.lexicon) + after, "after_head", after)
    counts = (
        figure.kind in _COUNTED and following not in (*_CLOSING, "的") and not text.startswith("目标", figure.span.end)
    )
    return Name(predicate_after(text, figure.span.end), "predicate") if counts else Name()


def _with_doer(context: Context, before: str, start: int, floor: int) -> str:
    """A verb that a cut would leave alone, with what it is said of: 机房累计建成12个."""
    at = context.text.rfind(before, floor, start) if before in surfaces(context.lexicon, "phrases", "verb") else -1
    if at < 0 or not context.text.endswith(_ALTOGETHER, floor, at):
        return before
    doer = name_before(context, at, floor)
    return before if doer in surfaces(context.lexicon, "phrases", "owner") else doer + before


def _done_to(before: str, lexicon: Lexicon) -> str:
    """What is done to those that are counted: 新建3个营业厅, 光纤覆盖270万户家庭; "" for no such verb."""
    verb = _transitive(lexicon).search(before) or _HOLDS.search(before)
    return "" if verb is None else before if len(before) <= _LONGEST_DOER and "、" not in before else verb.group()


@cache
def _transitive(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = surfaces(lexicon, "phrases", "verb") | surfaces(lexicon, "phrases", "deed")
    return re.compile(f"{alternatives(verbs)}$")


def name_before(context: Context, start: int, floor: int) -> str:
    """The phrase in front of what begins at `start`; a time or an organisation that stands between is no part of it.

    `floor` is where the previous figure ends.
    """
    start = max(floor, label_end(context.text, start))
    low = max(floor, clause_start(context.text, start))
    times = ((span, time) for span, time in context.times if low <= span.start and span.end <= start)
    inside = [span for span, time in times if not _is_age(context.text, span, time.type)]
    inside += [span for span, name in context.owners if name and low <= span.start and span.end <= start]
    if not inside:
        return phrase_before(context.text, context.words, start, floor, context.lexicon)
    last = max(inside)
    found = phrase_before(context.text, context.words, start, last.end, context.lexicon)
    if found and not (_DIFFERING.fullmatch(found) and context.text[last.start - 1] in "比较"):
        return found
    at = last.start
    for span in sorted(inside, reverse=True):
        # 碳排放在2030年较2016年减少三成: two times in a row.
        at = span.start if span.end <= at <= span.end + len("相比") else at
    return _COMPARING.sub("", phrase_before(context.text, context.words, at, floor, context.lexicon))


def _is_age(text: str, span: Span, kind: str) -> bool:
    """Whether a length of time tells which ones are meant: 账龄一年以内提取2%."""
    return kind == "duration" and _AGED.search(text, max(0, span.start - 10), span.start) is not None


def under_head(text: str, figure: Figure, name: str) -> str:
    """A name with what a leader leads to it from, a short one with the head that a colon puts above a list:
    到达现场时限:城区45分钟,农村90分钟.
    """
    leader = _LEADER.match(text) if "……" in text else None
    if leader and leader.end() <= figure.span.start:
        return name if leader["label"] in name else leader["label"] + name
    if len(name) > _LONGEST_LABEL or figure.kind not in NAMED_BEFORE or _OWN_MEASURE.search(name):
        return name
    head = _COMMON_HEAD.search(text, max(0, figure.span.start - _FARTHEST_HEAD), figure.span.start)
    return f"{name}{head['head']}" if head and head["head"] not in name else name


def _name_after(context: Context, figures: Sequence[Figure], position: int) -> str:
    """The noun phrase behind the figure; "" where a verb or a mark follows."""
    figure, text = figures[position], context.text
    ceiling = figures[position + 1].span.start if position + 1 < len(figures) else len(text)
    ceiling = min([ceiling, *(span.start for span, _ in context.times if span.start >= figure.span.end)])
    after = phrase_after(text, context.words, figure.span.end, ceiling, context.lexicon)
    if _RECORD.match(after) or _MOVED.fullmatch(text, figure.span.end, ceiling):
        return ""
    between = text[figure.span.end : ceiling] if position + 1 < len(figures) else "."
    if not after and (not between or _OR_SO_CALLED.fullmatch(between)):
        return _name_after(context, figures, position + 1)  # 6条110公里新线
    if "的" in after and figure.quantity.unit in _HOLDERS:
        after = _counted(after)
    shared = _SHARED_LEVEL.match(text, figure.span.end + len(after) - 1) if after.endswith("级") else None
    return after + (shared["head"] if shared else "")


def _counted(phrase: str) -> str:
    """What people, houses and lines are counted of, without what is theirs: 3200名 乘客 的问卷."""
    import rjieba

    owner, _, _ = phrase.partition("的")
    return owner if all(tag[0] == "n" for _, tag in rjieba.tag(owner)) and len(owner) > 1 else phrase


def _deed(context: Context, figure: Figure, before: str) -> str:
    """What must be done within a time, was done so much ahead or so often: 低压客户3个工作日内装表接电, 提前4天送电."""
    text = context.text
    if figure.kind == "times":
        # 他先后16次被评为先进工作者
        often = text.endswith(_ALTOGETHER, 0, figure.span.start) and _RECEIVED.match(text, figure.span.end)
        return predicate_after(text, figure.span.end) if often else ""
    if figure.kind != "duration":
        return ""
    taken = _TAKEN.match(text, figure.span.end)
    if taken and ("时间" in taken.group() or _USED.search(text, 0, figure.span.start)):
        return taken["deed"]
    match = _DEED.match(text, figure.span.end)
    end = match.end() if match else figure.span.end
    deed = text[figure.span.end : context.words[bisect_right(context.words, end) - 1]].rstrip("的") if match else ""
    if text.endswith(_AHEAD, 0, figure.span.start):
        return _AHEAD + deed
    behind = _DEED_BEHIND.match(text, figure.span.end) if _AFTERWARDS.search(before) else None
    deed = behind["deed"] if behind else deed
    stands = behind or text[figure.span.end : figure.span.end + 1] not in _CLOSING
    return before + deed if figure.quantity.bound == "<=" and stands else ""
