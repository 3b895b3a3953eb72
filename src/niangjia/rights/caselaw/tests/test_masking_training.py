"""What masking weighs by: its files, and the papers they are fitted to."""

from importlib.resources import files
from pathlib import Path
from random import Random

import numpy as np
import pytest

from niangjia.rights.caselaw.evaluation.masking_papers import Label, LabelledPaper, papers
from niangjia.rights.caselaw.rules.masking import mask, tagger
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.training.invented import firm, person
from niangjia.rights.caselaw.training.masking import write_weights
from niangjia.rights.caselaw.training.masking_material import widened
from niangjia.rights.caselaw.training.masking_tagger import Corpus, Net


def test_the_weights_are_small_and_fit_together() -> None:
    file = files("niangjia.rights.caselaw.rules.masking").joinpath("tagger.npz")
    assert len(file.read_bytes()) <= 1_000_000
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        weights = {name: stored[name] for name in stored.files}
    for name, size in tagger.SIZES.items():
        assert weights[name].shape == (size, tagger.WIDTHS[name])
    assert weights["last"].shape == (tagger.CHANNELS, len(tagger.CLASSES))
    assert {weight.dtype for weight in weights.values()} == {np.dtype(np.float16)}


def test_every_character_has_one_number_for_each_way_to_tell_it() -> None:
    page = Page("原告：张建国，男。\n\n经理\u3000李 梅 abc𠮷12")
    told = tagger.told(page)
    assert {len(numbers) for numbers in told.values()} == {len(page.text)}
    assert all(
        0 <= told[name].min() <= told[name].max() < size for name, size in tagger.SIZES.items()
    )
    assert tagger.scores(Page("")).shape == (0, len(tagger.CLASSES) - 1)


def test_the_slopes_are_those_of_the_loss() -> None:
    paper = LabelledPaper(
        "经理王建国通知李秀英加班。", (Label(2, 5, "person"), Label(7, 10, "person"))
    )
    corpus = Corpus([(paper, True)])
    net = Net(np.random.default_rng(1))
    part = slice(0, len(corpus.told))
    before = _loss(net, corpus, part)
    for step in range(1, 30):
        net.step(corpus, part, corpus.sure, 3e-3, step)
    assert _loss(net, corpus, part) < before / 4


def _loss(net: Net, corpus: Corpus, part: slice) -> float:
    chances = net.chances(corpus, part)
    return float(-np.log(chances[np.arange(len(chances)), corpus.told[part]])[:10].mean())


def test_the_same_weights_are_the_same_bytes(tmp_path: Path) -> None:
    weights = {"b": np.ones(3, np.float16), "a": np.zeros(2, np.float16)}
    for name in ("one", "two"):
        write_weights(tmp_path / name, weights)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with np.load(tmp_path / "one", allow_pickle=False) as stored:
        assert stored["b"].tolist() == [1, 1, 1]


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
