"""What happened to a text on its way here, and how much of it: kinds of damage and a score."""

from __future__ import annotations

import re
from collections import Counter

from corpusdoc.model import Noise, Repair

# Signs of damage in the repaired text. A mask hides a name on purpose: it is kept, and known as a placeholder.
_SIGNS = {
    "masked": re.compile(r"\*{2,}|[xX×]{2,}(?=[省市县区镇公局厂院行])|某某"),
    "mojibake": re.compile("\ufffd|锟斤拷|\\?[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6}\\)"),
    # 国企 会责任: one space inside a run of Han characters, where a character was.
    "dropped": re.compile(r"(?<=[㐀-鿿]{2})\x20(?=[㐀-鿿]{2})"),
}
_RULES = {"pinyin": "pinyin.", "mojibake": "mojibake."}

# Points that one place per thousand characters costs, and the most that a kind can cost.
_COST = {"pinyin": (0.5, 30), "mojibake": (10, 40), "masked": (0.5, 10), "dropped": (2, 20), "boilerplate": (1, 10)}


def assess(text: str, repairs: list[Repair], noise: list[Noise]) -> tuple[tuple[str, ...], int]:
    """The kinds of damage met, in a fixed order, and a score: 100 for a text without any, lower with each place."""
    places = Counter({kind: sum(1 for _ in sign.finditer(text)) for kind, sign in _SIGNS.items()})
    for kind, prefix in _RULES.items():
        places[kind] += sum(repair.rule.startswith(prefix) for repair in repairs)
    places["boilerplate"] = len(noise)
    thousands = max(len(text), 1000) / 1000
    lost = sum(min(most, 1 + each * places[kind] / thousands) for kind, (each, most) in _COST.items() if places[kind])
    return tuple(kind for kind in _COST if places[kind]), max(0, round(100 - lost))
