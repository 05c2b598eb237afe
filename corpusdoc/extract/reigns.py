"""Reigns of the Qing, in whose years the histories of old firms begin: 光绪三十年 is 1904."""

from __future__ import annotations

# The first year of each.
FIRST_YEARS = {
    "康熙": 1662, "雍正": 1723, "乾隆": 1736, "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862, "光绪": 1875,
    "宣统": 1909,
}  # fmt: skip
REIGNS = "|".join(FIRST_YEARS)
REIGN_FIRST = "".join(reign[0] for reign in FIRST_YEARS)
