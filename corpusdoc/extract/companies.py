"""Companies by their legal form: all nominal words in front of 有限公司 are its name, known or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.extract.naming_words import (
    FRONT,
    LONGEST,
    MASKED,
    NOMINAL,
    begins,
    is_number_name,
    is_outside,
    is_suffix,
    says_no_name,
)
from corpusdoc.extract.tagging import COINED, Place, Word
from corpusdoc.extract.vocabulary import surfaces
from corpusdoc.lexicon import Lexicon

# Function words: no company's name runs over them.
_FUNCTION = ("p", "c", "u", "r", "x", "w", "m", "q", "t", "y", "d")
_COMPANY = re.compile("有限责任公司|(?:股份)?有限公司")
# 恒曜投控(600123), 澜港 (1905.HK), but no year and no hotline of a centre.
_CODE = re.compile(
    r"(?<![心线台话])[ ]?[(（](?:股票代[码号][:：])?(?!19[4-9]\d[)）]|20\d\d[)）])\d{4,6}(?:\.[A-Z]{2})?[)）]"
)
_NAMED, _LONGEST_SHORT = (COINED, "nr", "nz", "ns", "nt"), 8
# Verbs that a cut leaves in front: 编制是|深圳恒曜有限公司的责任.
_LEADING = frozenset("是为系被将向让")
_LONGEST_UNIT, _LONGEST_IN_BRACKETS = 10, 4


def find_companies(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """华兴水务有限公司: the legal form says that all nominal words in front of it are its name, known or not."""
    start = words[0][0] if words else 0
    for match in _COMPANY.finditer(text):
        last = next((i for i, word in enumerate(words) if word[1] > start + match.start()), None)
        if last is None:
            continue
        first = last
        while first and (step := _step(words, first, lexicon)):
            first -= step
        # 淮能|集团有限公司 in a line of its own: no verb, whatever the tagger takes it for.
        alone = first == 0 and not _behind(words, start + match.end()).strip()
        while first < last and (words[first][2] in _LEADING or (_acts(words[first]) and not alone)):
            first += 1
        begin = begins(words[first], lexicon)
        if says_no_name([word[2] for word in words[first : last + 1] if word[0] < start + match.start()], lexicon):
            continue
        if start + match.start() - begin >= 2 and start + match.end() - begin <= LONGEST:
            yield begin, _inner_end(words, start + match.end(), lexicon), "entity.org.company"


def _acts(word: Word) -> bool:
    return word[3].startswith(("v", "a")) and len(word[2]) > 1


def _behind(words: Sequence[Word], end: int) -> str:
    """The words behind `end` that are no part of an organisation's name."""
    return "".join(word[2] for word in words if word[0] >= end and word[2] not in ("工会", "委员会", "党委", "文件"))


def _inner_end(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Where the name of a unit inside the company ends: …有限公司|工会|委员会."""
    last = end
    for start, stop, text, tag, _ in words:
        if start < end:
            continue
        if stop - end > _LONGEST_UNIT or not tag.startswith(NOMINAL) or is_outside(text, lexicon):
            break
        if is_suffix(text, lexicon):
            last = stop
    return last


def find_listed_companies(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """恒曜投控(600123): companies by the code of their shares, where some word of the name is one of names."""
    start = words[0][0] if words else 0
    for match in _CODE.finditer(text):
        last = first = next((i for i, word in enumerate(words) if word[1] == start + match.start()), -1)
        while first > 0 and _belongs(words[first - 1], lexicon) and not _is_verb(words[first - 1]):
            first -= 1
        name = words[first : last + 1] if last >= 0 else []
        length = start + match.start() - words[first][0]
        own = "".join(word[2] for word in name) not in surfaces(lexicon, "orgs", "brand")
        if own and 2 <= length <= _LONGEST_SHORT and any(word[3].startswith(_NAMED) for word in name):
            yield begins(words[first], lexicon), start + match.start(), "entity.org.code"


def _is_verb(word: Word) -> bool:
    return word[3].startswith("v") and len(word[2]) > 1


def _step(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """How many words in front of the one at `first` belong to the name: one, or a place in brackets, or none."""
    front = [word[2] for word in words[max(0, first - 3) : first]]
    if (
        len(front) == 3
        and front[0] in ("(", "（")
        and front[2] in (")", "）")
        and len(front[1]) <= _LONGEST_IN_BRACKETS
        # （1）恒曜 is an item of a list, (甲方)恒曜 another firm's part.
        and not (front[1][-1].isdigit() or front[1][-1] in "一二三四五六七八九十方")
    ):
        return 3
    return int(_belongs(words[first - 1], lexicon))


def _belongs(word: Word, lexicon: Lexicon) -> bool:
    _, _, text, tag, _ = word
    if is_outside(text, lexicon) or text.endswith("公司") or text in FRONT or text == "起":
        return False
    named = tag == "m" and is_number_name(text)
    return bool(MASKED.fullmatch(text) or named) or not (tag.startswith(_FUNCTION) or text.isspace())
