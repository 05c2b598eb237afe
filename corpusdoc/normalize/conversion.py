"""Traditional to Simplified characters, one for one."""

from __future__ import annotations

from functools import cache
from typing import Any

from corpusdoc import lazy_re as re


@cache
def _converter() -> Any:
    # 0.1 s to import and load. tw2s holds no entry that changes length; the *sp* configurations do, and they change
    # meaning as well (指标 becomes 指针).
    import opencc

    return opencc.OpenCC("tw2s")


# What Hong Kong writes and tw2s does not know.
_HONG_KONG = tuple(zip("衞敍枱粧糭", "卫叙台妆粽", strict=True))


def simplified(text: str) -> str:
    """The text in Simplified characters, as long as before."""
    # OpenCC drops everything after a NUL.
    converted: str = _converter().convert(text.replace("\0", " "))
    for old, new in _HONG_KONG:
        converted = converted.replace(old, new)
    if len(converted) != len(text):
        # No entry of the dictionary does this today; one character at a time can never do it.
        converted = "".join(one if len(one := _converter().convert(char)) == 1 else char for char in text)
    return converted


@cache
def convertible() -> re.Pattern[str]:
    """A character that converting changes, alone or in a word; 30 ms to make."""
    block = "".join(map(chr, range(0x3400, 0xA000)))
    return re.compile("[" + "".join(old for old, new in zip(block, simplified(block), strict=True) if old != new) + "]")
