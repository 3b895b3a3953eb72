"""Whole papers are spelt and cut exactly as single words are."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from niangjia.kernel.chinese.bulk import spelt_and_cut
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams

MIXED = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="老闆板薪資工资 　\n\r\tＡ１½㈱ﬁé\u0301\u200b\ufeff…，,。㍿_", max_size=120),
    st.text(alphabet="元1２,3a，年_ \n", max_size=60),
)


@settings(deadline=None)  # the first character of all loads tables
@given(st.lists(MIXED, min_size=1, max_size=4))
@example([""])
@example(["\n", "一\n"])
@example(["一\n \n二 三\n四 a\nb"])
@example(["…\u200b…", "\u0301", "老闆"])
@example(["\ud800一"])
@example(["\U00020001\U00030001x"])
@example(["18,000元,12,345,678,9", "12,345a,67"])
@example(["1,2345,678", "a1,000,"])
@example(["1,234", ",567年", "12,345,年"])
@example(["㈱", "(株)"])
@example(["\uffff一\uffff", "\ufffe"])
def test_papers_are_spelt_and_cut_as_words_are(papers: list[str]) -> None:
    done = spelt_and_cut(papers)
    assert len(done) == len(papers)
    for paper, (even, pieces) in zip(papers, done, strict=True):
        assert even.strip() == normalise(paper).replace("\uffff", "\ufffe").strip()
        assert pieces.split() == bigrams(normalise(paper))
