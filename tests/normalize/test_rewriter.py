from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpusdoc.model import Span
from corpusdoc.normalize.rewriter import Edit, Rewriter

TEXT = st.text(alphabet="甲乙丙丁ab(é)1 \n", max_size=40)


@st.composite
def edited(draw: st.DrawFn) -> Rewriter:
    """A rewriter after up to three passes of arbitrary edits."""
    rewriter = Rewriter(draw(TEXT))
    for _ in range(draw(st.integers(0, 3))):
        length = len(rewriter.text)
        cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
        spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        rewriter.apply([Edit(span.start, span.end, draw(TEXT), "test") for span in spans])
    return rewriter


@given(edited())
def test_raw_spans_of_runs_are_the_raw_text(rewriter: Rewriter) -> None:
    runs = rewriter.alignment().runs
    assert "".join(rewriter.raw[run.raw_start : run.raw_start + run.raw_width] for run in runs) == rewriter.raw


@given(edited())
def test_runs_cover_the_clean_text_in_order(rewriter: Rewriter) -> None:
    alignment = rewriter.alignment()
    starts = [run.clean_start for run in alignment.runs]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert alignment.clean_length == len(rewriter.text)


@given(edited(), st.data())
def test_raw_and_clean_addresses_agree(rewriter: Rewriter, data: st.DataObject) -> None:
    alignment = rewriter.alignment()
    start = data.draw(st.integers(0, len(rewriter.text)))
    span = Span(start, data.draw(st.integers(start, len(rewriter.text))))
    raw = alignment.to_raw(span)
    assert 0 <= raw.start <= raw.end <= len(rewriter.raw)
    if span.start < span.end and raw.start < raw.end:
        # Leading back covers at least what one came from: a stretch without a one-to-one reading counts as a whole.
        back = alignment.to_clean(raw)
        assert back.start <= span.start
        assert back.end >= span.end


@given(TEXT)
def test_nothing_done_is_the_identity(text: str) -> None:
    rewriter = Rewriter(text)
    rewriter.apply([])
    assert rewriter.text == text
    assert rewriter.alignment().to_raw(Span(0, len(text))) == Span(0, len(text))
    assert not rewriter.repairs


def test_a_removed_note_belongs_to_the_span_around_it() -> None:
    rewriter = Rewriter("目前達(dá)到6天")
    rewriter.apply([Edit(3, 7, "", "pinyin.note")])
    rewriter.apply([Edit(0, len(rewriter.text), "目前达到6天", "script.hant")])
    assert rewriter.text == "目前达到6天"
    alignment = rewriter.alignment()
    assert alignment.to_raw(Span(2, 6)).of(rewriter.raw) == "達(dá)到6天"
    assert alignment.to_raw(Span(2, 3)).of(rewriter.raw) == "達"
    assert alignment.to_raw(Span(3, 4)).of(rewriter.raw) == "到"
    assert alignment.to_clean(Span(4, 6)).of(rewriter.text) == ""


def test_repairs_say_where_they_stand_in_the_raw_text() -> None:
    rewriter = Rewriter("一(yī)二(èr)三")
    rewriter.apply([Edit(1, 5, "", "pinyin.note"), Edit(6, 10, "", "pinyin.note")])
    rewriter.apply([Edit(1, 2, "两", "test")])
    assert [repair.raw.of(rewriter.raw) for repair in rewriter.repairs] == ["(yī)", "(èr)", "二"]
    assert rewriter.text == "一两三"
