from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.caselaw.glossary import Block, Reader, words


def plain(blocks: tuple[Block, ...]) -> str:
    return "".join(run.text for block in blocks for line in block.lines for run in line)


def test_there_are_enough_words_and_none_twice() -> None:
    forms = list(chain.from_iterable((word.term, *word.also) for word in words()))
    assert len(words()) >= 40
    assert len(forms) == len(set(forms))
    assert all(word.plain.endswith("。") for word in words())


def test_a_word_is_marked_where_it_is_met_first() -> None:
    reader = Reader()
    reader.read("他申请了劳动仲裁。")
    again = reader.read("劳动仲裁不收费，经济补偿另算。")
    marked = [run.text for run in again[0].lines[0] if run.word]
    assert marked == ["经济补偿"]
    assert [word.term for word in reader.met] == ["劳动仲裁", "经济补偿"]


def test_the_longer_word_is_meant() -> None:
    line = Reader().line("劳动争议仲裁委员会受理")
    assert line[0].text == "劳动争议仲裁委员会"
    assert line[0].word is not None
    assert line[0].word.term == "劳动争议仲裁委员会"


def test_lines_with_a_dash_are_a_list() -> None:
    blocks = Reader().read("先说一句\n- 甲\n- 乙\n\n再说一句")
    assert [block.is_list for block in blocks] == [False, True, False]
    assert len(blocks[1].lines) == 2


@given(st.text("仲裁劳动争议委员会经济补偿金的了，。甲乙", max_size=80))
def test_nothing_is_lost_or_added(text: str) -> None:
    assert plain(Reader().read(text)) == text
