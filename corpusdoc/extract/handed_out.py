"""Rows of figures that share what names them: what 分别 hands out, the noun behind the last, the names all alike."""

from __future__ import annotations

from collections.abc import Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.clauses import clause_start
from corpusdoc.extract.contexts import Context
from corpusdoc.extract.figures import Figure
from corpusdoc.extract.lists import chains, labels_of, times_listed, times_of, where_handed_out
from corpusdoc.extract.phrases import phrase_before, tail_words, without_lead
from corpusdoc.extract.reading import Reading, reading_period
from corpusdoc.model import Change

_ALL_OF = re.compile("[均都]为?(?:达到?|超过|保持在|在)?$")
_ALL_OF_LENGTH = 8
_NAMES = re.compile("[、和]")
_RATES = ("率", "度", "比", "量", "数", "额")
_PART = re.compile("(?:在[^,，]{2,24}中)?所?占")
_BASES = re.compile("(同比|环比|按年)[、和与及](同比|环比)分别")
_TWO = 2
_PLACED = re.compile("[\u4e00-\u9fff]{1,8}?(?:地区|[省市县州局厂]|公司|集团|[支分]行)")
_ALSO = re.compile("^(?:而|并|且|但)(?!且)")


def share_names(context: Context, figures: Sequence[Figure], readings: dict[int, Reading]) -> list[Reading]:
    """The readings by the figures' positions, in order, each row of figures with what its words share."""
    for chain in chains(context.text, figures):
        _share_head(figures, chain, readings)
        _hand_out(context, figures, chain, readings)
    return [each for reading in readings.values() for each in _for_each(context.text, reading)]


def _for_each(text: str, reading: Reading) -> list[Reading]:
    """The reading once for each of the names that share its figure: 办结率、满意率均为100%."""
    names = _NAMES.split(reading.indicator) if _NAMES.search(reading.indicator) else ()
    number = reading.figure.number.start
    shared = names and all(name.endswith(_RATES) for name in names)
    if not shared or not _ALL_OF.search(text, max(0, number - _ALL_OF_LENGTH), number):
        return [reading]
    return [reading._replace(indicator=name) for name in names]


def _share_head(figures: Sequence[Figure], chain: range, readings: dict[int, Reading]) -> None:
    """What stands behind the last figure of a row is counted by all of them: 分别有3个和5个营业厅."""
    last = readings.get(chain[-1])
    if last is None or last.rule != "after_head" or last.figure.kind not in ("count", "people"):
        return
    for position in chain[:-1]:
        reading = readings.get(position) or Reading(figures[position], "", "")
        if reading.rule != "after_head":
            readings[position] = reading._replace(indicator=last.indicator, rule="after_head")


def _hand_out(context: Context, figures: Sequence[Figure], chain: range, readings: dict[int, Reading]) -> None:
    """Replaces the readings of a chain by what 分别 gives to each: its name, its time, or the figure it speaks of."""
    if _hand_out_bases(context.text, figures, chain, readings):
        return
    labels = labels_of(context.text, context.words, figures, chain, tail_words(context.lexicon))
    if any(position not in readings for position in chain):
        return
    times = [span for span, _ in context.times]
    dates = times_of(context.text, figures, chain, times) if times else []
    dates = dates or ([] if labels or not times else times_listed(context.text, figures, chain, times))
    if labels is None and not dates:
        _hand_on(context.text, figures, chain, readings)
        return
    sources = [readings[position] for position in range(chain.start - len(chain), chain.start) if position in readings]
    counted = _counted(context, readings[chain[0]])
    for index, position in enumerate(chain):
        reading = readings[position]
        if dates:
            reading = reading._replace(period=context.times[dates[index]][1].edtf)
        elif labels:
            name = _ALSO.sub("", without_lead(labels[index], context.lexicon))
            reading = reading._replace(indicator=name + counted if name else reading.indicator)
        elif len(sources) == len(chain) and reading.rule != "after_head":
            source = sources[index]
            reading = reading._replace(indicator=source.indicator, period=reading_period(context, source))
        readings[position] = reading._replace(rule="listed")


def _hand_out_bases(text: str, figures: Sequence[Figure], chain: range, readings: dict[int, Reading]) -> bool:
    """同比、环比分别增长7%和4%: what each is compared with. Whether that is what 分别 hands out."""
    start = figures[chain[0]].span.start
    bases = _BASES.search(text, clause_start(text, start), start)
    moved = bases and len(chain) == _TWO and all(position in readings for position in chain)
    if not bases or not moved:
        return False
    fell = readings[chain[0]].sign < 0 or readings[chain[0]].change == "decline"
    for position, base in zip(chain, bases.groups(), strict=True):
        yearly = base != "环比"
        change: Change = "yoy" if yearly else "decline" if fell else "growth"
        indicator = readings[chain[0]].indicator
        readings[position] = readings[position]._replace(
            indicator=indicator, change=change, sign=-1 if fell and yearly else 1, rule="listed"
        )
    return True


def _hand_on(text: str, figures: Sequence[Figure], chain: range, readings: dict[int, Reading]) -> None:
    """甲和乙分别增长2%和3%,占比分别上升0.4个和0.3个百分点: what is named once more is that of each of them."""
    first, start = readings[chain[0]], figures[chain[0]].span.start
    sources = [readings[position] for position in range(chain.start - len(chain), chain.start) if position in readings]
    named = len(sources) == len(chain) and all(source.rule == "listed" for source in sources)
    if not named or where_handed_out(text, clause_start(text, start), start) < 0:
        return
    names = [source.indicator for source in sources]
    part = _PART.search(first.indicator)
    if part is None:
        # 东部、西部地区网点分别达到2个、3个,员工分别达到7人、9人: the regions have both.
        placed = [_PLACED.match(name) for name in names]
        names = [match.group() for match in placed if match]
        rests = {source.indicator[len(name) :] for source, name in zip(sources, names, strict=False)}
        if first.rule != "before_head" or len(names) < len(chain) or len(rests) > 1:
            return
    own = first.indicator[part.start() if part else 0 :]
    for name, position in zip(names, chain, strict=True):
        readings[position] = readings[position]._replace(indicator=name + own, rule="listed")


def _counted(context: Context, first: Reading) -> str:
    """What 分别 hands out where its words say so: 甲、乙分别发展用户3万户和5万户; "" for a verb alone."""
    if first.rule == "after_head" and first.figure.kind in ("count", "people"):
        return first.indicator
    start = first.figure.span.start
    each = where_handed_out(context.text, 0, start) + len("分别")
    said = first.change is None and first.rule == "before_head"
    return phrase_before(context.text, context.words, start, each, context.lexicon) if said else ""
