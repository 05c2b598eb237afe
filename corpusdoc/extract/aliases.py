"""Short forms of organisations' names, each led back to the long form that the text has as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpusdoc import lazy_re as re
from corpusdoc.extract.vocabulary import HAN, MASK
from corpusdoc.model import Entity

_DEFINED = re.compile(
    "[(（](?:以下)?(?:统一)?(?:简|下|统)称(?:为|:|：)?[“‘「\"']?"
    f"(?P<short>[{HAN}A-Za-z{re.escape(MASK)}]{{2,12}})[”’」\"']?(?:或[^()（）]{{0,12}})?[)）]"
)
_LEGAL = re.compile("(?:股份|集团|控股|有限|责任|公司|总公司|\\([^()]{1,6}\\)|（[^（）]{1,6}）)+")
_LONG_ENDS = ("公司", "集团", "银行", "医院", "委员会", "联合社", "大学", "学院", "管理局", "工会")
_SHORTEST, _LONGEST = 3, 9
# Between two characters of a short form stand at most this many of the long one: 联|合网络|通.
_GAP = 12


def with_aliases(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities, short forms with the long one they stand for: as the text defines it, or by its characters."""
    names = [entity.name for entity in entities if entity.type == "org"]
    defined, long = _defined(text, names), [name for name in names if name.endswith(_LONG_ENDS)]
    forms = {name: defined.get(name) or _long_form(name, long) for name in names}
    return tuple(
        replace(entity, alias_of=forms[entity.name]) if entity.type == "org" and forms[entity.name] else entity
        for entity in entities
    )


def short_forms(text: str) -> list[tuple[int, int, str]]:
    """Short names that the text defines, (以下简称东莞联通): where the bracket opens, where it closes, the name."""
    return [(m.start(), m.end(), m["short"]) for m in _DEFINED.finditer(text)]


def _defined(text: str, names: Sequence[str]) -> dict[str, str]:
    """Short form to long form where the text says so: …有限公司(以下简称东莞联通)."""
    longest = sorted(names, key=len, reverse=True)
    found: dict[str, str] = {}
    for start, _, short in short_forms(text):
        front = text[max(0, start - 60) : start].rstrip()
        long = next((name for name in longest if front.endswith(name) and name != short), None)
        if long:
            found.setdefault(short, long)
    return found


def _long_form(short: str, names: Sequence[str]) -> str | None:
    """The longest name that has the short one's first two characters, and then the others in their order."""
    if not _SHORTEST <= len(short) <= _LONGEST:
        return None
    fitting = [name for name in names if short[:2] in name and _stands_for(short, name)]
    return max(fitting, key=len) if fitting else None


def _stands_for(short: str, long: str) -> bool:
    """Whether the long name, which has the short one's first two characters, is the same in full."""
    if len(long) < len(short) + 2:
        return False
    if long.startswith(short):
        # 恒曜燃气|有限公司 is the same, 东莞联通|志愿服务总队 a part of it.
        return _LEGAL.fullmatch(long, len(short)) is not None
    head, tail = short[:2], short[2:]
    group = short.endswith("集团") and "集团" in long  # 云溪公交集团
    if (short.endswith(_LONG_ENDS) and not group) or head.strip(MASK) != head:
        return False
    return in_order(tail, long.replace(head, "", 1))


def in_order(characters: str, text: str) -> bool:
    """Whether the characters stand in `text` in this order, the next never far behind the last."""
    last = {index for index, character in enumerate(text) if character == characters[0]}
    for wanted in characters[1:]:
        near = {at for index in last for at in range(index + 1, min(index + _GAP + 2, len(text)))}
        last = {index for index in near if text[index] == wanted}
    return bool(last)
