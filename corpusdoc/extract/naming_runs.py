"""Names of organisations in runs of nominal words: from an anchor (place, brand, blot) to a suffix (公司, 工会)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpusdoc.extract.naming_words import (
    BRACKET,
    DIVISIONS,
    FRONT,
    INSIDE,
    LONGEST,
    MASKED,
    NAMING,
    PART,
    begins,
    is_anchor,
    is_authority,
    is_barred,
    is_mine,
    is_place,
    is_suffix,
    named_division,
    says_no_name,
    short_form,
)
from corpusdoc.extract.tagging import COINED, Place, Word, is_listed
from corpusdoc.extract.vocabulary import surfaces
from corpusdoc.lexicon import Lexicon

# What stands in every firm: its own name is no organisation's of its own.
_EVERYWHERE = ("工会", "团委", "党委", "党组", "党支部", "妇联", "班", "队")
_ASSOCIATIONS = ("工会", "协会", "学会", "研究会", "联合会", "促进会", "基金会", "出版社", "研究院")
_BARE = frozenset(("*公司", "*子公司", "*分公司", "*母公司"))  # with the mark of a note
# No person's name is as long.
_PHRASE = 4


def find_in_runs(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Place]:
    """Places of the names in stretches of words that may belong to one."""
    for first, run in _runs(words, lexicon):
        yield from _in_run(run, _stands(words, first, run), lexicon)


def _runs(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, list[Word]]]:
    """Stretches of words that may belong to one name, one of which makes it one, with the index of the first.

    Words that stand outside any name (各, 该, 所属) end a stretch.
    """
    run: list[Word] = []
    naming = 0
    for index, word in enumerate(words):
        role = word[4]
        may = role & PART or (role & INSIDE and run) or (role & BRACKET and _bracketed(words, index))
        if may and not (run and _parts(run[-1], word, lexicon)):
            run.append(word)
            naming |= role & NAMING
        elif run:
            if naming:
                yield index - len(run), run
            run, naming = [], 0
    if naming:
        yield len(words) - len(run), run


def _parts(before: Word, word: Word, lexicon: Lexicon) -> bool:
    """Whether what ends in front is another name: 局长|周德平, 工信部|联合|中央网信办."""
    if word[3].startswith("nr"):
        return before[2] in surfaces(lexicon, "titles", "head")
    return word[2] == "联合" and bool(before[4] & NAMING)


def _bracketed(words: Sequence[Word], index: int) -> bool:
    """Whether the word is a bracket of 华润(集团)有限公司."""
    at = index if words[index][2] in ("(", "（") else index - 2
    if at < 0 or at + 3 >= len(words) or words[at + 2][2] not in (")", "）"):
        return False
    return words[at + 1][2] in ("集团", "中国", "控股") or words[at + 1][3] == "ns"


def _stands(words: Sequence[Word], first: int, run: list[Word]) -> bool:
    """Whether the run is a line of its own, or the issuer in a heading: 公用事业部办公厅关于…."""
    behind = words[first + len(run)][2] if first + len(run) < len(words) else ""
    return first == 0 and behind != "\t" and (not behind.strip() or behind in ("关于", "文件"))


def _in_run(run: list[Word], stands: bool, lexicon: Lexicon) -> Iterator[Place]:
    last = next((i for i in reversed(range(len(run))) if is_suffix(run[i][2], lexicon)), None)
    if last is None:
        yield from _brands(run, lexicon)
        return
    unknown = 0 if _is_unknown_name(run[: last + 1], lexicon) else None
    first = next((i for i, word in enumerate(run) if is_anchor(word, lexicon) and not _in_brackets(run, i)), unknown)
    # 柳溪|供电所: the tagger knows the second as an institution.
    first = unknown if first == 1 and unknown == 0 else first
    own = [word[2] for word in run[:last]]
    standing = run[last][2] in surfaces(lexicon, "orgs", "standing") and not says_no_name(own, lexicon)
    if stands and last and run[0][2] != "全国" and standing:
        yield run[0][0], run[last][1], "entity.org.line"
        run = run[last + 1 :]
    elif first is not None and first <= last:
        if _acceptable(run[first : last + 1], lexicon):
            yield _start(run, first, lexicon), _end(run, first, last), "entity.org.suffix"
            run = run[last + 1 :]
    elif first is None and _stands_alone(run[: last + 1]):
        yield run[0][0], run[last][1], "entity.org.company"
        run = run[last + 1 :]
    yield from _brands(run, lexicon)


def _in_brackets(run: list[Word], index: int) -> bool:
    """Whether a bracket opens right in front: 恒曜(香港)有限公司 does not begin with 香港."""
    return index > 0 and run[index - 1][2] in ("(", "（")


def _is_unknown_name(run: list[Word], lexicon: Lexicon) -> bool:
    """Whether a name stands in front that the tagger takes for a person's: 凌河|供电|公司.

    Or for an abbreviation, before a suffix that only institutions have: 江淮|客运段, but 通信|中心.
    """
    _, _, text, tag, _ = run[0]
    short = tag == "j" and any(len(word[2]) > 2 and is_suffix(word[2], lexicon) for word in run[1:])
    # 暖心|工会: what every firm has says little of the word in front.
    coined = tag == COINED and not run[-1][2].endswith(_EVERYWHERE)
    named = tag.startswith("nr") or coined or short
    # 红旗|煤矿, 友谊|医院: what works and streets were named after.
    if text in surfaces(lexicon, "orgs", "given"):
        return len(run) == 2 and len(run[1][2]) > 1 and not run[1][2].endswith(_EVERYWHERE)
    # 建立健全|公司: a name of four characters is a phrase.
    return named and 2 <= len(text) <= 3 and text not in surfaces(lexicon, "surnames", "word")


def _start(run: list[Word], first: int, lexicon: Lexicon) -> int:
    """Where the name begins: behind a conjunction that the cut left, before a county's first character (青|屏县)."""
    word = run[first]
    if begins(word, lexicon) > word[0]:
        return begins(word, lexicon)
    if first and word[2] in DIVISIONS:
        return run[named_division(run, first)][0]
    before = run[first - 1][2] if first else ""
    split = len(word[2]) == 2 and word[2][1] in "省市州县区" and len(before) == 1 and before not in FRONT
    return run[first - 1][0] if split else word[0]


def _end(run: list[Word], first: int, last: int) -> int:
    """Where the name ends: behind the bracket that it opened, 康达实业(集团), behind 系 of a university."""
    behind = run[last + 1] if last + 1 < len(run) else None
    if behind and run[last][2].endswith("大学") and len(behind[2]) > 2 and behind[2].endswith("系"):
        return behind[1]
    opened = any(word[2] in ("(", "（") for word in run[first:last])
    closed = any(word[2] in (")", "）") for word in run[first : last + 1])
    return run[last + 1][1] if opened and not closed and last + 1 < len(run) else run[last][1]


def _acceptable(name: list[Word], lexicon: Lexicon) -> bool:
    text = "".join(word[2] for word in name)[begins(name[0], lexicon) - name[0][0] :]
    if is_mine(text):
        return True
    if not 3 <= len(text) <= LONGEST or text in surfaces(lexicon, "orgs", "generic") | _BARE:
        return False
    # 国际顾问公司 is any.
    if len(name) > 1:
        return not (name[0][2] == "国际" and text.endswith("公司"))
    known = name[0][3] == "nt" or text[-1] == "局" or is_authority(text)
    return known and not is_barred(text, lexicon)


def _stands_alone(name: list[Word]) -> bool:
    """Whether a name without an anchor is one: 安利公司, 电信集团公司, 全国民航工会, 绿能环保研究基金会."""
    text = "".join(word[2] for word in name)
    # 建立健全|公司: no name of a person has four characters.
    if len(name) == 2 and name[0][3] in ("nr", "nrt") and len(name[0][2]) < _PHRASE and text.endswith("公司"):
        return True
    of_all = text.startswith("全国") and text.endswith(_ASSOCIATIONS)
    return of_all or (
        6 <= len(text) <= LONGEST and text.endswith(("集团公司", "股份公司", "总公司", *_ASSOCIATIONS[1:]))
    )


def _brands(run: list[Word], lexicon: Lexicon) -> Iterator[Place]:
    """Short forms, a place and a brand: 东莞联通. Brands that are common nouns close their stretch of words."""
    brands, common = surfaces(lexicon, "orgs", "brand"), surfaces(lexicon, "orgs", "common")
    generic, heads = surfaces(lexicon, "orgs", "generic"), surfaces(lexicon, "titles", "head")
    for index, (start, end, text, tag, role) in enumerate(run):
        if not (role & NAMING or tag == "nt"):
            continue
        whole = short_form(lexicon).fullmatch(text)
        if tag == "nt" and len(text) >= 4 and text not in generic and (is_suffix(text, lexicon) or text[-1] == "系"):
            yield start, end, "entity.org.tag"
        elif (whole["brand"] if whole else text) in common and index + 1 < len(run) and run[index + 1][2] not in heads:
            continue
        elif whole:
            yield start, end, "entity.org.short"
        elif text in surfaces(lexicon, "orgs", "trade") and index:
            # 海澜|电子, 大唐|物流: a trade closes the name of a firm that no dictionary has.
            known = run[index - 1][2] in brands or _is_coined(run[index - 1])
            closes = index + 1 == len(run) or run[index + 1][2] in heads
            if closes and index > 1 and _is_branch(run[index - 2], run[index - 1], lexicon):
                yield run[index - 2][0], end, "entity.org.short"
            elif known and index + 1 == len(run):
                yield _brand_start(run, index - 1, lexicon), end, "entity.org.short"
        elif text in brands and index and _bears_a_brand(run[index - 1], lexicon):
            yield _brand_start(run, index - 1, lexicon), end, "entity.org.short"


def _is_branch(firm: Word, name: Word, lexicon: Lexicon) -> bool:
    """Whether a name stands behind a firm's: 宝钢|梅山 in front of 矿业."""
    return name[3].startswith(("nr", "ns", "nz")) and firm[2] in surfaces(lexicon, "orgs", "name")


def _is_coined(word: Word) -> bool:
    """Whether no dictionary has a word of two or three characters."""
    return word[3] == COINED or (word[3].startswith("nr") and len(word[2]) == 2 and not is_listed(word[2]))


def _bears_a_brand(word: Word, lexicon: Lexicon) -> bool:
    """Whether a brand behind a word makes a firm's name: a place, a blot, a coined or a known one (新奥|燃气)."""
    _, _, text, tag, _ = word
    return (
        text in surfaces(lexicon, "orgs", "name")
        or _is_coined(word)
        or is_place(text, tag, lexicon)
        or MASKED.fullmatch(text) is not None
    )


def _brand_start(run: list[Word], first: int, lexicon: Lexicon) -> int:
    """Where the name begins: the tagger cuts ** in two, and a place may stand in front (长沙|新奥|燃气)."""
    while first and MASKED.fullmatch(run[first - 1][2]) and MASKED.fullmatch(run[first][2]):
        first -= 1
    local = (
        first
        and len(run[first][2]) < _PHRASE
        and not is_place(*run[first][2:4], lexicon)
        and is_place(*run[first - 1][2:4], lexicon)
    )
    return run[first - 1 if local else first][0]
