"""Places: provinces, cities and regions by name, counties to villages by the grammar of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.place_frames import between_places, framed_places, place_kinds
from corpusdoc.extract.scanning import Words
from corpusdoc.extract.tagging import COINED, Place, Tagged, Word, is_counted, is_listed
from corpusdoc.extract.vocabulary import HAN, alternatives, any_of, rows, surfaces
from corpusdoc.lexicon import Lexicon

_KNOWN = ("province", "city", "district", "county", "region", "country")
_NOMINAL = ("n", "zg", "g", "j", "f", "s", "b", "a", "l")
_LONGEST, _MOST_WORDS, _NAME = 24, 8, 3
_NAMED = (*_NOMINAL, "nr")
_LEFT_OVER = ("n", "nr", "nz", "g", "zg")
_LETTERS = ("nr", "nrt", "nrfg", "nz")
_DIVISIONS = ("市", "县", "镇", "乡", "村", "州", "旗")
# Roles of words, besides those in organisations' and persons' names.
PLACE, _NOUN, _DIVIDING = 64, 128, 256
# 柳溪镇上坪村: the cut may take 镇上 for a word.
_VILLAGE = re.compile("(?:[县镇乡]|街道).{2,3}(?:[镇乡村]|社区)")
_LED = "在于"
_SMALL = re.compile("[村镇乡]")
# 李集镇袁圩村, 石头河子村 behind 永安镇、
_BELOW = re.compile(
    f"(?:^|(?<=[、，,。：:在到于往赴至]))(?P<name>(?![各全本该两多等每某此这那几有我])(?P<own>[{HAN}]{{2,3}})[镇乡][{HAN}]{{2,4}}(?:村(?![委民镇支])|社区))"
)
_BESIDE_LONG = re.compile(f"(?<=[镇乡村]、)(?P<name>(?P<own>[{HAN}]{{4}})村)(?=[、,，。;；的先等]|$)")
_TWO_LEVELS = re.compile(f"[{HAN}]{{2,3}}(?:县|镇|乡|街道)[{HAN}]{{2,3}}(?:镇|乡|村|社区)(?![{HAN}]?[委民卫])")
# What a list of places is made of, opens behind and closes before.
_LISTED, _OPENS, _CLOSES = (
    "镇乡村县旗街路站屯寨湾坪堡滩区园苑",
    "在于到赴往由对向和与及的,，。:：;；（(",
    "、,，。;；等和与及的共建开均）)",
)
# 黄家沟村、李子坪村的236户, whatever the cut makes of them.
_VILLAGES = re.compile(
    f"(?:^|(?<=[、，,。：:在到于往赴至]))(?P<name>(?![各全本该两多等在每某此这那几有对为])(?P<own>[{HAN}]{{2,3}})(?<![山农渔乡城])[村镇乡])"
    "(?=[、,，。的]|村民|群众|居民|调研|检查|走访|慰问|看望|开展|采访|举行|召开|驻村|视察|蹲点|$)"
)
# 滨河路、柳园、二道沟|3家支行 are branches.
_UNITS_COUNTED = re.compile(
    f"(?P<items>[{HAN}]{{2,6}}(?:、[{HAN}]{{2,6}})+)(?:\\d+|[两二三四五六七八九十]+)[家个座](?:[支分]行|支局|分?公司|[营储]业[厅所]|供电所|信用社|派出所|门店|网点|收费站|服务区)"
)
# Determiners and numbers: 各县区, 全市, 本村, 五区.
_HAN = re.compile(f"(?![各全本该两多]|[一二三四五六七八九十][市县区镇乡村]$)[{HAN}]+")


def find_places(sentence: Tagged, taken: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """Places of the place names in a sentence that lie in no `taken` stretch (organisations, honors, documents)."""
    found = list(_one_by_one(sentence, taken, lexicon))
    yield from found
    if len(found) > 1 and "、" in sentence.text:
        spans = sorted((begin - sentence.start, end - sentence.start) for begin, end, _ in found)
        for begin, end in between_places(sentence.text, spans):
            place = sentence.start + begin, sentence.start + end, "entity.place.sibling"
            if not _overlaps(place[0], place[1], [*taken, *found]):
                yield place


def _one_by_one(sentence: Tagged, taken: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    words, divided = sentence.words, "divided" in sentence.cues
    if "framed" in sentence.cues and "、" in sentence.text:
        counted = (match.span("items") for match in _UNITS_COUNTED.finditer(sentence.text))
        taken = [*taken, *((sentence.start + a, sentence.start + b, "counted") for a, b in counted)]
    for told in _told(sentence, divided, lexicon):
        if not _overlaps(told[0], told[1], taken):
            yield told
            taken = [*taken, told]
    done, listed = 0, "place" in sentence.cues
    for index in _first_words(sentence, divided, lexicon):
        start, end, _, tag, _ = words[index]
        if start < done or _overlaps(start, end, taken) or is_counted(sentence.text, start - sentence.start):
            continue
        place = _site(words, index, lexicon) if tag == "ns" or "site" in sentence.cues else None
        place = place or (_division(words, index, lexicon) if divided else None)
        if listed and not place and words[index][2] in canonical(lexicon):
            place = start, end, "entity.place.known"
        place = place or _water_or_mountain(words, index, lexicon)
        if place and not _overlaps(place[0], place[1], taken):
            done = place[1]
            yield place
            if "、" in sentence.text:
                yield from _beside(sentence, place, taken)


def _told(sentence: Tagged, divided: bool, lexicon: Lexicon) -> Iterator[Place]:
    """Places that the text tells whatever the cut makes of it, the surest first."""
    text, start, cues = sentence.text, sentence.start, sentence.cues
    yield from _two_levels(sentence.words, text) if divided else ()
    forms = (_BELOW, _BESIDE_LONG, _VILLAGES) if divided and _SMALL.search(text) else ()
    for match in (match for form in forms for match in form.finditer(text)):
        # 贫困村 is any; no dictionary has 黄家沟.
        if not (is_listed(match["own"]) or is_listed(match["name"])):
            yield start + match.start("name"), start + match.end("name"), "entity.place.village"
    for begin, end, _ in _long_known(lexicon).find(text) if {"known", "place"} <= cues else ():
        # 位于|将军澳|之
        if begin and text[begin - 1] in _LED:
            yield start + begin, start + end, "entity.place.known"
    for begin, end in framed_places(text, cues, lexicon) if cues & {"framed", "counted", "road"} else ():
        yield start + begin, start + end, "entity.place.frame"


def _beside(sentence: Tagged, place: Place, taken: Sequence[Place]) -> Iterator[Place]:
    """中潮镇、敖市镇 beside 肇兴镇: what stands with a place in a list and ends as it does."""
    text, start = sentence.text, sentence.start
    last = text[place[1] - start - 1]
    if last not in _LISTED:
        return
    name = f"(?![各全本该两多等在于到赴往由对向和与及的])[{HAN}]{{1,4}}{last}"
    front = re.search(f"(?:^|[{_OPENS}])((?:{name}、)+)$", text[: place[0] - start])
    behind = re.match(f"((?:、{name})+)(?=[{_CLOSES}]|$)", text[place[1] - start :])
    for match, at in ((front, 0), (behind, place[1] - start)):
        for item in re.finditer("[^、]+", match[1]) if match else ():
            begin = start + at + (match.start(1) if match else 0) + item.start()
            if not _overlaps(begin, begin + len(item[0]), taken):
                yield begin, begin + len(item[0]), "entity.place.sibling"


def _first_words(sentence: Tagged, divided: bool, lexicon: Lexicon) -> Iterable[int]:
    """Indexes of the words that a place's name may begin with."""
    words, roles = sentence.words, sentence.roles
    first = {index for index, word in enumerate(words) if word[4] & PLACE} if roles & PLACE else set()
    if divided and roles & _NOUN and roles & (PLACE | _DIVIDING):
        # A county's name holds a word that is a place to the tagger, or 县.
        telling = [index for index, word in enumerate(words) if word[4] & (PLACE | _DIVIDING)]
        near = {index for last in telling for index in range(max(0, last - _MOST_WORDS + 1), last)}
        first.update(index for index in near if words[index][4] & _NOUN)
    if "site" in sentence.cues:
        first.update(index for index, word in enumerate(words) if word[3] in _LETTERS)
    return sorted(first)


def place_words(lexicon: Lexicon) -> dict[str, Collection[str]]:
    """Words without which a sentence names no place that is known, or no county, town or village."""
    sites = [site for site in surfaces(lexicon, "places", "site") if len(site) > 1]
    return {
        "place": canonical(lexicon),
        "divided": [*"市县区镇乡村岛州旗", "街道"],
        "site": sites,
        **place_kinds(lexicon),
    }


def place_role(text: str, tag: str, lexicon: Lexicon) -> int:
    """What a word may be to a place's name: its first word, the first noun of a county's, 县."""
    dividing = _DIVIDING if text in _DIVISIONS else 0
    if tag == "ns" or text in canonical(lexicon):
        return dividing | PLACE
    return dividing | (_NOUN if tag.startswith(_NAMED) else 0)


def _two_levels(words: Sequence[Word], text: str) -> Iterator[Place]:
    """柳溪镇上坪村, whatever the cut makes of it (镇上|坪): a name first, then two levels of administration."""
    if not _VILLAGE.search(text):
        return
    for index, (start, _, word, tag, _) in enumerate(words):
        if len(word) > 1 and tag in (*_LETTERS, "s", "ns"):
            match = _TWO_LEVELS.match(text, start - words[0][0])
            if match:
                above = next((i for i in range(index, 0, -1) if words[i - 1][3] != "ns"), 0)
                yield words[above][0], start + len(match[0]), "entity.place.division"
                return


def _overlaps(start: int, end: int, taken: Sequence[Place]) -> bool:
    for a, b, _ in taken:  # noqa: SIM110 - asked of every word, and a generator takes twice as long
        if a < end and start < b:
            return True
    return False


@cache
def _long_known(lexicon: Lexicon) -> Words:
    return Words(name for name in canonical(lexicon) if len(name) >= _NAME)


@cache
def canonical(lexicon: Lexicon) -> dict[str, str]:
    """Both forms of a place's name to one: 东莞 and 东莞市 are the same place."""
    known = [row for kind in _KNOWN for row in rows(lexicon, "places", kind)]
    return {row[column]: row["full"] for row in known for column in ("surface", "full")}


def _division(words: Sequence[Word], index: int, lexicon: Lexicon) -> Place | None:
    """龙门镇石桥村, 丰县: nominal words whose last ends like a county, town or village."""
    stops = surfaces(lexicon, "places", "stop")
    text, named, best = "", False, None
    for _, end, word, tag, _ in words[index : index + _MOST_WORDS]:
        # 村, 山村 and 街道 alone are no places, but the last words of some.
        last = word in surfaces(lexicon, "places", "division") or word.endswith("村")
        stopped = word in stops and not (text and last)
        if not tag.startswith(_NOMINAL) or stopped or not _HAN.fullmatch(word):
            break
        # 政府|新市镇: a noun in front of a place's name is no part of it.
        if tag == "ns" and len(text) > 1 and not named and text[-1] not in _DIVISIONS:
            break
        # 凌河|市, 兴华|乡: names that the tagger takes for a person's.
        unknown = not text and tag in _LETTERS and 2 <= len(word) <= 3
        if unknown and word not in surfaces(lexicon, "surnames", "word") and _divides(words, index + 1):
            named = True
        # 湘西|州, 正蓝旗 behind 内蒙古.
        closing = named and (len(word) == 1 or len(word) > 2)
        text, named = text + word, named or tag == "ns"
        if len(text) > _LONGEST:
            break
        # 马埂村 is one word to it.
        village = not text[len(word) :] and tag in (*_LETTERS, COINED) and len(word) > 2 and word[-1] in "村镇乡"
        whole = tag == "ns" or closing or village or (named and _levels(text) > 1)
        if whole and not text.endswith(("地区", "城区")) and _ends_like_division(lexicon).search(text):
            best = (words[index][0], end, "entity.place.division")
    return best


def _divides(words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index` is 市, 县, 镇 or their like, and no longer word goes on with it."""
    return index < len(words) and words[index][2] in _DIVISIONS


@cache
def _ends_like_division(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{any_of(lexicon, 'places', 'division')}$")


def _levels(text: str) -> int:
    """How many levels of administration a name shows: 龙门镇石桥村 has two."""
    return len(re.findall(f"[{HAN}]{{1,5}}?[省市州盟旗县区镇乡村](?=[{HAN}]{{2}}|$)", text))


def _site(words: Sequence[Word], index: int, lexicon: Lexicon) -> Place | None:
    """广州新白云国际机场, 刘辛庄停车场, 湖北|路: a name, then a site's."""
    _, _, first, first_tag, _ = words[index]
    named = first in canonical(lexicon) or first_tag in ("ns", *_LETTERS)
    if not named or first in surfaces(lexicon, "places", "stop") or first in surfaces(lexicon, "surnames", "word"):
        return None
    text, best = "", None
    near = words[index : index + _MOST_WORDS]
    for (_, end, word, tag, _), behind in zip(near, [*near[1:], None], strict=True):
        # 打通|榴桐寨隧道: a verb in front of another name is none of this one's.
        alone = len(word) == 1 and word not in surfaces(lexicon, "places", "site")
        acts = tag.startswith("v") and (alone or (behind and behind[3] in (*_LETTERS, COINED, "ns")))
        if acts or not tag.startswith((*_NOMINAL, "v")) or word in ("建设", "开展"):
            break
        text += word
        if len(text) > _LONGEST:
            break
        # 江苏|思路 is no 路.
        short = (len(word) == 1 or tag == "ns") and word[-1] in surfaces(lexicon, "places", "site")
        if (short and len(text) > 2) or (
            (text != first or len(text) > _NAME) and _ends_like_site(lexicon).search(text)
        ):
            best = (words[index][0], end, "entity.place.site")
    return best


@cache
def _ends_like_site(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"{alternatives(site for site in surfaces(lexicon, 'places', 'site') if len(site) > 1)}$")


def _water_or_mountain(words: Sequence[Word], index: int, lexicon: Lexicon) -> Place | None:
    """祁连山, 长江: what the tagger knows for a place that ends so."""
    start, end, text, tag, _ = words[index]
    ends = (
        tag == "ns" and len(text) > 1 and text[-1] in "山江河湖峡洲" and text not in surfaces(lexicon, "places", "stop")
    )
    return (start, end, "entity.place.nature") if ends and is_listed(text) else None
