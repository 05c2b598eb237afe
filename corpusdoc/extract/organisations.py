"""Organisations by the grammar of their names: an anchor (place, brand, blot) in front, a suffix (公司, 局, 工会) last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc.extract.tagging import Word
from corpusdoc.extract.vocabulary import HAN, MASK, any_of, surfaces
from corpusdoc.lexicon import Lexicon

Place = tuple[int, int, str]  # start and end in Document.text, rule

# Parts of speech that a name is made of: nouns, names, nominal verbs (服务), attributes, letters, abbreviations.
_NOMINAL = ("n", "vn", "j", "b", "an", "eng", "l", "s", "g", "zg")
# Conjunctions that a cut leaves at the front of a name: 暨中华全国总工会.
_CONJUNCTIONS = "暨及与和由经向对在"
_MASK = re.compile(f"[{MASK}]+")
_HAN_NUMBER = re.compile("第?[一二三四五六七八九十]{1,3}[局处部院公司厂队班中小医]{0,3}")
_DEFINED = re.compile(
    "[((](?:以下)?(?:统一)?(?:简|下|统)称(?:为|:|：)?[“‘「\"']?"
    f"(?P<short>[{HAN}A-Za-z{re.escape(MASK)}]{{2,12}})[”’」\"']?(?:或[^()()]{{0,12}})?[))]"
)
LONGEST_NAME = 40


def find_organisations(words: Sequence[Word], lexicon: Lexicon) -> list[Place]:
    """Places of the organisations that a sentence names, left to right, the longest reading of each."""
    found = [place for run in _runs(words, lexicon) for place in _in_run(run, lexicon)]
    text, start = "".join(word[2] for word in words), words[0][0] if words else 0
    ends = {word[1] - start for word in words}
    # 教育部 is not in 教育部门.
    named = [m for m in _names(lexicon).finditer(text) if m.end() in ends]
    found += [(start + m.start(), start + m.end(), "entity.org.name") for m in named]
    return _longest(found)


def short_forms(text: str) -> list[tuple[int, int, str]]:
    """Short names that the text defines, (以下简称东莞联通): where the bracket opens, where it closes, the name."""
    return [(m.start(), m.end(), m["short"]) for m in _DEFINED.finditer(text)]


@cache
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(any_of(lexicon, "orgs", "name"))


def _longest(found: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in sorted(found, key=lambda p: (p[0], -p[1])):
        # A listed name inside a longer one is no mention of its own: 中国电信 in 中国电信集团工会.
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _runs(words: Sequence[Word], lexicon: Lexicon) -> Iterator[list[Word]]:
    """Stretches of words that may belong to one name; words that stand outside any name (各, 该, 所属) end one."""
    outside = surfaces(lexicon, "orgs", "outside")
    run: list[Word] = []
    for index, word in enumerate(words):
        if word[2] not in outside and (_nominal(word, bool(run), lexicon) or _bracketed(words, index)):
            run.append(word)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _nominal(word: Word, inside: bool, lexicon: Lexicon) -> bool:
    _, _, text, tag = word
    if tag.startswith(_NOMINAL) or text in surfaces(lexicon, "orgs", "suffix") or _MASK.fullmatch(text):
        return not text.isdigit()
    within = surfaces(lexicon, "orgs", "inside") | surfaces(lexicon, "orgs", "brand")
    return inside and (text in within or _HAN_NUMBER.fullmatch(text) is not None)


def _bracketed(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a bracket of 华润(集团)有限公司."""
    at = index if words[index][2] in "((" else index - 2
    if words[index][2] not in ("(", ")", "(", ")") or at < 0 or at + 3 >= len(words):
        return False
    return words[at + 1][2] in ("集团", "中国", "香港", "控股") and words[at + 2][2] in "))"


def _in_run(run: list[Word], lexicon: Lexicon) -> Iterator[Place]:
    first = next((i for i, word in enumerate(run) if _is_anchor(word, lexicon)), None)
    last = next((i for i in reversed(range(len(run))) if _is_suffix(run[i][2], lexicon)), None)
    if first is not None and last is not None and first <= last:
        start, end = run[first][0] + (run[first][2][0] in _CONJUNCTIONS), run[last][1]
        if _acceptable(run[first : last + 1], lexicon):
            yield start, end, "entity.org.suffix"
            run = run[last + 1 :]
    elif first is None and last is not None and _stands_alone(run[: last + 1]):
        yield run[0][0], run[last][1], "entity.org.company"
        run = run[last + 1 :]
    yield from _brands(run, lexicon)


def _acceptable(name: list[Word], lexicon: Lexicon) -> bool:
    text = "".join(word[2] for word in name)
    if not 3 <= len(text) <= LONGEST_NAME or text in surfaces(lexicon, "orgs", "generic"):
        return False
    if len(name) > 1:
        return True
    return (name[0][3] == "nt" or text[-1] == "局") and not _barred(text, lexicon)


def _is_anchor(word: Word, lexicon: Lexicon) -> bool:
    _, _, text, tag = word
    if tag in ("ns", "nt", "nz") or text in surfaces(lexicon, "orgs", "anchor") or _MASK.fullmatch(text):
        return True
    return len(text) >= 3 and text[-1] == "局" and not _barred(text, lexicon)


def _is_suffix(text: str, lexicon: Lexicon) -> bool:
    suffixes = surfaces(lexicon, "orgs", "suffix")
    if text in suffixes:
        return True
    if _barred(text, lexicon) or len(text) < 2:
        return False
    return any(text[-size:] in suffixes for size in range(1, min(5, len(text))))


def _barred(text: str, lexicon: Lexicon) -> bool:
    return text in surfaces(lexicon, "orgs", "not") or text in surfaces(lexicon, "orgs", "suffix")


def _stands_alone(name: list[Word]) -> bool:
    """Whether a name without an anchor is one of a company: 安利公司, 华兴水务有限公司."""
    text = "".join(word[2] for word in name)
    if not text.endswith("公司") or len(name) > 5:
        return False
    if len(name) == 2 and name[0][3] in ("nr", "nrt"):
        return True
    return len(text) >= 6 and text.endswith(("有限公司", "集团公司", "总公司"))


def _brands(run: list[Word], lexicon: Lexicon) -> Iterator[Place]:
    """Short forms, a place and a brand: 东莞联通."""
    brands, common = surfaces(lexicon, "orgs", "brand"), surfaces(lexicon, "orgs", "common")
    for index, word in enumerate(run):
        if word[3] == "nt" and len(word[2]) >= 4 and _is_suffix(word[2], lexicon):
            yield word[0], word[1], "entity.org.tag"
        elif word[2] in brands and index and (run[index - 1][3] == "ns" or _MASK.fullmatch(run[index - 1][2])):
            if word[2] in common and index + 1 < len(run):
                continue
            first = index - 1
            while first and _MASK.fullmatch(run[first - 1][2]) and _MASK.fullmatch(run[first][2]):
                first -= 1
            yield run[first][0], word[1], "entity.org.short"
