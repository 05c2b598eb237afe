"""Where the name of a person may stand: a surname and what the cut and the tagger leave behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.posts import title_after
from corpusdoc.extract.tagging import COINED, Word, is_listed, part_of_speech
from corpusdoc.extract.vocabulary import HAN, MASK, alternatives, pattern, surfaces
from corpusdoc.lexicon import Lexicon

# The role of words that a name may begin with.
PERSON = 16
_IS_HAN = re.compile(f"[{HAN}]")
_NOT_GIVEN = frozenset(
    "的了在和与及等是为说讲率带到来去同向对把被将有个各作做赴曾还又也就不听拿赢捧打找走跑给让叫请帮这那你我他她它们、。,"
)
_NAMES = ("nr", "nz")
_CLAUSE_MARK = re.compile("[,，。;；]")
_TOLD_OF = re.compile("先生|女士|[,，][男女]")
# What is longer than a surname and two characters is no name of one.
_FULL, _GIVEN = 3, 2
_FUNCTION = ("p", "c", "u", "r", "m", "d")
# 赵XX, 孙某某: names that were blotted out.
_BLOT = re.compile(f"[{re.escape(MASK)}]{{1,2}}")
_NOT_BEHIND = frozenset("从用让给是于以经由因所如能可会要应须且并而则即若其")
_OTHERS = re.compile("\\d{1,4}[名位人个]")


def person_role(text: str, tag: str, lexicon: Lexicon) -> int:
    """Whether a name may begin with a word: nine in ten need no second look. 荣获 is a name to the tagger alone."""
    if text in surnames_of_persons(lexicon) or tag.startswith("nr"):
        begins = text not in surfaces(lexicon, "surnames", "word")
    else:
        # 谭仁浩 is coined to the tagger.
        unknown = (tag == "n" and len(text) == 2) or (tag == COINED and len(text) == _FULL)
        begins = unknown and has_surname(text, lexicon)
    return PERSON if begins else 0


def name_at(words: Sequence[Word], index: int, text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a name may stand that begins with this word: 李卫东, 王|永生, 李 明, 赵XX, 调试工韦|长青.

    Without the 副 or 等 that the cut leaves with it: 刘敏|副书记, 赵强|等8人.
    """
    place = _uncut_name(words, index, text, lexicon)
    if place is None:
        return None
    start, end = place
    last = text[end - 1]
    if end - start > 2 and last in "副等":
        end -= bool((title_after(lexicon) if last == "副" else _OTHERS).match(text, end))
    return None if text[start:end] in surfaces(lexicon, "surnames", "word") else (start, end)


def _uncut_name(words: Sequence[Word], index: int, text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name as the cut gives it."""
    word = words[index][2]
    if word in surnames_of_persons(lexicon):
        return _given(words, index, lexicon) if _is_surname(words, index, lexicon) else None
    return _tagged(words, index, text, lexicon)


def _tagged(words: Sequence[Word], index: int, text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """A name that the tagger knows for one, or a word of two characters that a third one makes a name."""
    start, end, word, tag, _ = words[index]
    if tag == COINED and len(word) == _FULL and is_whole_name(text, start, end, lexicon):
        return start, end
    if tag.startswith("nr") and 2 <= len(word) <= 4 and word[-2:] not in surfaces(lexicon, "titles", "address"):
        if has_surname(word, lexicon):
            return start, _to_third(words, index, lexicon) if len(word) == 2 else start + _length(word, lexicon)
        before = words[index - 1][2] if index else ""
        if len(word) == 2 and before[-1:] in surfaces(lexicon, "surnames", "single"):
            return start - 1, end
    if len(word) == 2 and tag == "n" and has_surname(word, lexicon):
        # 程志|强: no word of two characters is a name, but with a third one left over it may be.
        third = _to_third(words, index, lexicon)
        return (start, third) if third > end else None
    return None


def _length(word: str, lexicon: Lexicon) -> int:
    """How much of a word that the tagger takes for a name is one: 单晓彤|作 and 何伟|到 are cut as one word."""
    double = word[:2] in surfaces(lexicon, "surnames", "double")
    length = len(word) if double else min(len(word), _FULL)
    return length - (length > 2 and word[length - 1] in _NOT_GIVEN)


def _is_surname(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a surname stands for one: 和, 于 and 高 are words as well.

    The tagger knows when, or a title in front tells (书记|高|树林), or a label (联系人:|许|文静).
    """
    _, _, word, tag, _ = words[index]
    if word in surfaces(lexicon, "surnames", "common") and not tag.startswith("nr"):
        return tag == "a" and _appointed(words, index, lexicon)
    return not tag.startswith(_FUNCTION) or labelled(words, index, lexicon)


def _to_third(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Where a name of two characters ends: the cut leaves the third alone, 李明|华, 沈知|微, 李德|夫|院长."""
    end = words[index][1]
    if len(words[index][2]) != 2 or index + 1 == len(words):
        return end
    _, stop, part, tag, _ = words[index + 1]
    if part[1:] in surfaces(lexicon, "titles", "address"):
        return end + 1  # 朱胜|康先生
    third = len(part) == 1 and _IS_HAN.fullmatch(part) and part not in _NOT_GIVEN
    if not third or tag.startswith(("nr", "zg", "g")) or index + 2 == len(words):
        return stop if third else end
    _, _, behind, kind, _ = words[index + 2]
    # 蒋定|之|的: behind 之 stands a noun where it is a particle.
    closes = kind.startswith(("x", "w", "v")) or behind.isspace() or (part == "之" and behind == "的")
    called = behind in surfaces(lexicon, "titles", "address") or behind in surfaces(lexicon, "titles", "head")
    return stop if closes or called else end


def _given(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A surname with the given name in the words behind it."""
    start, end, _, _, _ = words[index]
    given = ""
    for position, (_, stop, part, tag, _) in enumerate(words[index + 1 : index + 4]):
        if part.isspace() and position == 0 and len(part) == 1:
            continue
        if _BLOT.fullmatch(part) and not given:
            return start, stop
        if part in surfaces(lexicon, "titles", "address"):
            break
        if not re.fullmatch(f"[{HAN}]{{1,2}}", part) or len(given + part) > 2:
            break
        # 孙|向阳: a noun is no grammar.
        if set(part) & _NOT_GIVEN and not (len(part) == _GIVEN and tag.startswith(("n", "nz"))):
            break
        given, end = given + part, stop
    return (start, end) if given else None


def _appointed(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a title stands in front of a name of three characters, and what somebody is or does behind it."""
    if not index or index + 2 >= len(words) or len(words[index + 1][2]) != 2:
        return False
    behind = words[index + 2]
    closes = behind[2] in ("担任", "任", "兼任", "主持", "出席") or behind[3].startswith(("x", "w"))
    return closes and words[index - 1][2] in surfaces(lexicon, "titles", "head")


def labelled(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Whether a label and a colon stand in front: 联系人:|许|文静."""
    front = "".join(word[2] for word in words[max(0, index - 4) : index])
    return bool(label_before(lexicon).search(front))


@cache
def label_before(lexicon: Lexicon) -> re.Pattern[str]:
    """What calls for a name behind it: 联系人:."""
    return pattern(lexicon, "titles", "head", "label", then="[:：]\\s?$")


@cache
def surnames_of_persons(lexicon: Lexicon) -> frozenset[str]:
    """Surnames of one character and of two."""
    return surfaces(lexicon, "surnames", "single") | surfaces(lexicon, "surnames", "double")


def has_surname(word: str, lexicon: Lexicon) -> bool:
    """Whether a word begins with a surname."""
    return word[0] in surnames_of_persons(lexicon) or word[:2] in surnames_of_persons(lexicon)


def is_whole_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the three characters at `start` are a surname and what is given; text[start:end] may say what follows.

    Not where the third one begins another word (何伟|到会), the first two are one (严格) or the first ends one (队|伍).
    """
    first, given, across = text[start : start + 2], text[start + 1 : start + _FULL], text[start + 2 : end]
    if given[:1] == "一" and is_listed(given) and part_of_speech(given) == "m":
        return False  # 律师费|一案
    barred = surfaces(lexicon, "surnames", "word") | surfaces(lexicon, "titles", "head")  # 任|组长
    if text[start] == "任" and title_after(lexicon).match(text, start + 1):
        return False  # 任|理事长
    if first in barred or given in barred or _NOT_GIVEN & set(given) or len(given) < _FULL - 1:
        return False
    # 孙家|亮, 张连|钢: the dictionary has names as well.
    named = is_listed(first) and part_of_speech(first).startswith("nr") and given[1] not in _NOT_BEHIND
    words = ("" if named else first, text[max(0, start - 1) : start + 1].replace("长孙", ""), across[:2])
    return not any(len(word) > 1 and is_listed(word) for word in words)


# What most sentences with 是 do not hold.
_IS_ONE = re.compile(
    f"是(?:[^,，。;；\n]{{0,24}}一[名位]"
    f"|[^,，。;；\n]{{2,24}}的[{HAN}]{{0,6}}(?:[员师工长]|书记|经理|主任|教授|医生|护士|工人|司机)[,，。;；])"
)


def names_of_lives(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a short life begins with its name, whatever the cut: 郑|长山,男,1954年出生; 郑|长山是水厂的一名钳工."""
    is_one = text.find("是", start, end) >= 0 and _IS_ONE.search(text, start, end)
    if not (is_one or _TOLD_OF.search(text, start, end)):
        return
    life = _life(lexicon)
    # Tried where a clause begins only: at every character it takes ten times as long.
    for at in (start, *(mark.end() for mark in _CLAUSE_MARK.finditer(text, start, end))):
        match = life.match(text, at, end)
        if match:
            yield match.span("name")


@cache
def _life(lexicon: Lexicon) -> re.Pattern[str]:
    surname = alternatives(surnames_of_persons(lexicon))
    return re.compile(
        f"\\s*(?P<name>{surname}[{HAN}]{{1,2}})"
        f"(?:(?:先生|女士)?[,，][男女](?![{HAN}])|(?:先生|女士)[,，:：]|{_IS_ONE.pattern})"
    )
