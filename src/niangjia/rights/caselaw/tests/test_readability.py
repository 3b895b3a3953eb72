"""How easily a text reads, and how a marked one is cut up."""

import pytest

from niangjia.rights.caselaw.rules.marking import KINDS, kind_name, pieces, suggested
from niangjia.rights.caselaw.rules.marks import Mark, apply_marks
from niangjia.rights.caselaw.rules.readability import readability

PLAIN = "工厂三个月没发工资。职工催了几次，没有用。仲裁让工厂把工资付清。"
COURT = (
    "本院认为，鉴于被告未予举证证明其已足额支付原告劳动报酬，应当承担不利后果，"
    "故对其抗辩不予采信，原告诉请于法有据，应予支持，据此依照上述规定判令如下。"
)


def test_short_sentences_in_spoken_words_are_easy() -> None:
    found = readability(PLAIN)
    assert (found.level, found.average, found.longest) == ("easy", 9.3, 10)
    assert found.hard == ()
    assert found.too_long == ()


def test_the_courts_own_words_are_hard() -> None:
    found = readability(COURT)
    assert found.level == "hard"
    assert ("鉴于", "因为") in found.hard
    assert found.longest > 50
    assert len(found.too_long) == 1


@pytest.mark.parametrize("text", ["", "  \n", "。！？"])
def test_nothing_has_no_level(text: str) -> None:
    assert readability(text).level == ""


def test_pieces_give_back_both_texts() -> None:
    text = "申请人欧阳示例，电话13800000000。"
    marks = (Mark(3, 7, "person", "欧阳某"), Mark(10, 21, "phone", "×××"))
    found = pieces(text, marks)
    assert "".join(piece.words for piece in found) == text
    masked = "".join(p.words if p.number is None else p.written for p in found)
    assert masked == apply_marks(text, marks) == "申请人欧阳某，电话×××。"
    assert [p.kind_name for p in found if p.number is not None] == ["姓名", "手机号"]


def test_every_kind_has_a_name_and_something_to_write() -> None:
    assert suggested("person", "钱示例") == "钱某"
    assert kind_name("unheard_of") == "其他"
    assert all(label and suggested(kind, "甲乙") for kind, (label, _) in KINDS.items())
