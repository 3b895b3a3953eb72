"""What masking weighs by: its files, and the papers they are fitted to."""

from importlib.resources import files
from random import Random

import numpy as np
import pytest

from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper, papers
from niangjia.rights.caselaw.rules.masking import mask, tagger
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.training.invented import firm, person
from niangjia.rights.caselaw.training.masking_material import widened


def test_the_table_is_small_and_of_whole_numbers() -> None:
    file = files("niangjia.rights.caselaw.rules.masking").joinpath("tagger.npy")
    data = file.read_bytes()
    assert len(data) <= 2_200_000
    with file.open("rb") as opened:
        table = np.load(opened)
    assert table.dtype == np.int8
    assert table.shape == (tagger.ROWS + 1, len(tagger.LABELS))


def test_every_character_has_one_row_for_each_way_to_tell_it() -> None:
    page = Page("原告：张建国，男。\n\n经理\u3000李 梅 abc𠮷12")
    told = tagger.features(page)
    assert {len(rows) for rows in told} == {len(page.text)}
    assert all(rows.min() >= 0 and rows.max() < tagger.ROWS for rows in told)
    assert tagger.scores(Page("")).shape == (0, len(tagger.LABELS))


def test_the_tagger_tells_a_name_from_the_words_around() -> None:
    page = Page("经理王建国通知李秀英、赵德明加班。")
    begins = tagger.scores(page)[:, 0] > 0
    assert [n for n, yes in enumerate(begins) if yes] == [2, 7, 11]


def test_other_names_stand_where_the_labels_say() -> None:
    paper = next(papers(documents=2, seed=4, template_set="developed"))
    other = widened(paper, Random(1))
    assert len(other.labels) > 5
    assert other == widened(paper, Random(1))
    assert _plain(other) == _plain(paper)


def _plain(paper: LabelledPaper) -> str:
    gone = {at for label in paper.labels for at in range(label.start, label.end)}
    return "".join(c for at, c in enumerate(paper.text) if at not in gone)


def test_invented_names_are_many() -> None:
    rng = Random(2)
    assert len({person(rng) for _ in range(500)}) > 480
    assert len({firm(rng, ("阳光", "远航"))[0] for _ in range(300)}) > 290


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("明细：1.潘东方800元；2.周方900元；3.江西700元；4.白玉兰600元。",
         "明细：1.潘某800元；2.周某900元；3.江某700元；4.白某600元。"),
        ("被告：淄博经济技术开发区尚恩软件有限公司。尚恩软件辩称，",
         "被告：淄博市某软件有限公司。某公司辩称，"),
        ("被告：淄博市尚恩软件股份有限公司（简称尚恩股份）。尚恩股份辩称，",
         "被告：淄博市某软件股份有限公司（简称某股份）。某股份辩称，"),
        ("被告：北京橙子陶瓷有限责任公司。橙子公司辩称。", "被告：北京市某陶瓷有限责任公司。某公司辩称。"),
        ("原审第三人：买买提·艾力，男。经理说买买提已经还了。", "原审第三人：买某某，男。经理说买某某已经还了。"),
    ],
)  # fmt: skip
def test_lists_zones_trades_and_first_parts(text: str, masked: str) -> None:
    assert mask(text).text == masked
