from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from niangjia.foundation.search.embedded.index import TantivyIndex
from niangjia.foundation.search.expansion import Expression, Lexicon, LexiconConcept
from niangjia.foundation.search.port import IndexSpec, SearchIndex, TextField

SPEC = IndexSpec(
    name="cases",
    text_fields=(TextField("title", 3), TextField("body")),
    keyword_fields=("region", "issue"),
    number_fields=("amount",),
    date_fields=("decided",),
)
LEXICON = Lexicon(
    concepts=(
        LexiconConcept(
            "arrears",
            "拖欠工资",
            "unpaid_wages",
            (
                Expression("欠薪"),
                Expression("不发工资", "lay"),
                Expression("工资…不给", "lay"),
                Expression("托欠工资", "misspelling"),
            ),
        ),
        LexiconConcept("overtime_pay", "加班费", "overtime", (Expression("加班工资"),)),
        LexiconConcept(
            "dismissal",
            "解除劳动合同",
            "unlawful_dismissal",
            (Expression("辞退"), Expression("炒鱿鱼", "lay"), Expression("走人", "lay", 0.3)),
        ),
        LexiconConcept("injury", "工伤认定", "work_injury", (Expression("工伤"),)),
    ),
    stops=("请问", "怎么办", "合理吗", "老板", "我们", "公司"),
)

Engine = Callable[[Path, IndexSpec, Lexicon], SearchIndex]
ENGINES: dict[str, Engine] = {"tantivy": TantivyIndex}


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture
def index(engine: Engine, tmp_path: Path) -> SearchIndex:
    return engine(tmp_path, SPEC, LEXICON)
