"""Places: provinces, cities and regions by name, counties to villages by the grammar of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpusdoc.extract.organisations import Place
from corpusdoc.extract.tagging import Word
from corpusdoc.extract.vocabulary import HAN, alternatives, any_of, rows, surfaces
from corpusdoc.lexicon import Lexicon

_KNOWN = ("province", "city", "district", "region", "country")
_NOMINAL = ("n", "zg", "g", "j", "f", "s", "b", "a")
_LONGEST = 14
# Determiners: 各县区, 全市, 本村.
_HAN = re.compile(f"(?![各全本该两多])[{HAN}]+")


def find_places(words: Sequence[Word], taken: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """Places of the place names in a sentence that lie in no `taken` stretch (organisations, honors, documents)."""
    text, start = "".join(word[2] for word in words), words[0][0] if words else 0
    ends = {word[1] for word in words}
    begins = {word[0] for word in words}
    done = start
    for index, word in enumerate(words):
        if word[0] < done or any(a < word[1] and word[0] < b for a, b, _ in taken):
            continue
        place = _division(words, index, lexicon) or _site(words, index, lexicon)
        known = None if place else _known(lexicon).match(text, word[0] - start)
        if known and start + known.end() in ends and word[0] in begins:
            place = (word[0], start + known.end(), "entity.place.known")
        if place and not any(a < place[1] and place[0] < b for a, b, _ in taken):
            done = place[1]
            yield place


@cache
def _known(lexicon: Lexicon) -> re.Pattern[str]:
    known = [row for kind in _KNOWN for row in rows(lexicon, "places", kind)]
    return re.compile(alternatives(row[column] for row in known for column in ("surface", "full")))


@cache
def canonical(lexicon: Lexicon) -> dict[str, str]:
    """Both forms of a place's name to one: 东莞 and 东莞市 are the same place."""
    known = [row for kind in _KNOWN for row in rows(lexicon, "places", kind)]
    return {row[column]: row["full"] for row in known for column in ("surface", "full")}


def _division(words: Sequence[Word], index: int, lexicon: Lexicon) -> Place | None:
    """茶山镇孙屋村, 丰县: nominal words whose last ends like a county, town or village."""
    stops = surfaces(lexicon, "places", "stop")
    text, named, best = "", False, None
    for _, end, word, tag in words[index : index + 6]:
        # 村 alone is no place, but the last word of one.
        if not tag.startswith(_NOMINAL) or (word in stops and (not text or len(word) > 1)) or not _HAN.fullmatch(word):
            break
        text, named = text + word, named or tag == "ns"
        if len(text) > _LONGEST:
            break
        whole = tag == "ns" or (named and _levels(text) > 1)
        if whole and not text.endswith(("地区", "城区")) and _ends_like_division(lexicon).search(text):
            best = (words[index][0], end, "entity.place.division")
    return best


@cache
def _ends_like_division(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{any_of(lexicon, 'places', 'division')}$")


def _levels(text: str) -> int:
    """How many levels of administration a name shows: 茶山镇孙屋村 has two."""
    return len(re.findall(f"[{HAN}]{{1,5}}?[省市州盟旗县区镇乡村](?=[{HAN}]{{2}}|$)", text))


def _site(words: Sequence[Word], index: int, lexicon: Lexicon) -> Place | None:
    """广州新白云国际机场: a place's name, then a site's."""
    if words[index][3] != "ns" or words[index][2] in surfaces(lexicon, "places", "stop"):
        return None
    text, best = "", None
    for _, end, word, tag in words[index : index + 6]:
        if not tag.startswith((*_NOMINAL, "v")) or word in ("建设", "开展"):
            break
        text += word
        if len(text) > _LONGEST:
            break
        if text.endswith(tuple(surfaces(lexicon, "places", "site"))):
            best = (words[index][0], end, "entity.place.site")
    return best
