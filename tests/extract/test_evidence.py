"""Every figure and time leads back to the characters it was read from, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.times import find_times
from corpusdoc.model import Profile
from corpusdoc.normalize import fold
from tests.extract.reading import LEXICON, read

PIECES = st.sampled_from(
    ["2023年", "２０２３年", "民國112年", "1月至5月", "去年同期", "營收", "滿意率", "达到", "超過", "約", "３．５", "98%", "九成", "十幾", "億元", "萬戶", "個百分點", "同比增長", "分別", "、", "，", "。", "(", ")", "“", "”", "《", "》", "\n", "\n\n", "\t", "|", "第一", "全省", "位居", "其中", "計劃", "力爭", "每月一次", "連續五年", "导(dǎo)航", "(ISO9001)", "*", "单位:万元"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=25).map("".join))
def test_facts_lead_back_to_the_raw_text(body: str) -> None:
    text = ("報告\n" + body).replace("\0", "").replace("\r", "").encode("utf-8", "ignore").decode()
    document, segmentation = read(text)
    profile = Profile(date="2023-02-10")
    times = find_times(document, segmentation, profile, LEXICON)
    for fact in (*times, *find_metrics(document, segmentation, profile, times, LEXICON)):
        span = fact.mention.span
        quote = span.of(document.text)
        assert quote.strip()
        assert segmentation.sentences[fact.mention.sentence].span.contains(span)
        raw = document.alignment.to_raw(span)
        assert 0 <= raw.start < raw.end <= len(text)
        assert document.alignment.to_clean(raw).contains(span)
        # Digits stand for themselves on both sides.
        digits = [c for c in fold(quote) if c.isascii() and c.isdigit()]
        assert [c for c in fold(raw.of(text)) if c.isascii() and c.isdigit()][: len(digits)] == digits
        assert fact.mention.rule.startswith(("times.", "metrics."))
