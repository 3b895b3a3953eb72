"""Shingles: what two copies share, however they are laid out."""

import numpy as np

from niangjia.rights.caselaw.likeness.candidates import COMMON, pairs
from niangjia.rights.caselaw.likeness.judging import containment
from niangjia.rights.caselaw.likeness.pairing import SIGNED_AT_ONCE, alike, sign
from niangjia.rights.caselaw.likeness.shingles import LENGTH, all_shingles, samples, shared

_TEXT = "申请人于二零二一年三月入职被申请人处，担任焊工，双方未签订书面劳动合同，月工资六千五百元。"


def _long(seed: int, length: int = 1200) -> str:
    rng = np.random.Generator(np.random.PCG64(seed))
    return "".join(chr(0x4E00 + int(at)) for at in rng.integers(0, 3000, size=length))


def test_layout_wide_forms_and_masks_do_not_matter() -> None:
    other = "　申请人于二零二一年\n三月入职被申请人处,担任焊工。双方未签订书面劳动合同；月６千５"
    same = "申请人于二零二一年三月入职被申请人处担任焊工双方未签订书面劳动合同月6千5"
    assert np.array_equal(all_shingles(other), all_shingles(same))
    assert np.array_equal(all_shingles("张某某诉某公司一案"), all_shingles("张××诉公司一案"))


def test_a_part_is_contained_in_its_whole_and_a_stranger_is_not() -> None:
    whole, part = all_shingles(_long(1)), all_shingles(_long(1)[300:700])
    assert containment(part, whole) == 1.0
    assert containment(all_shingles(_long(2)), whole) < 0.01


def test_one_other_character_touches_as_many_shingles_as_it_stands_in() -> None:
    before, after = all_shingles(_TEXT), all_shingles(_TEXT.replace("焊工", "焊士"))
    assert len(before) - shared(before, after) == LENGTH


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert len(all_shingles("")) == len(all_shingles("某公司，")) == 0
    assert [len(sample) for sample in samples(["", "短"])] == [0, 0]


def test_texts_signed_together_do_not_touch_each_other() -> None:
    texts = [_long(seed, 400) for seed in range(5)] + ["", "𠮷野家" + _long(9)]
    together = samples(texts)
    for text, sample in zip(texts, together, strict=True):
        assert np.array_equal(sample, samples([text])[0])


def test_a_sample_is_the_lowest_part_of_all_shingles() -> None:
    everything, sample = all_shingles(_long(3, 5000)), samples([_long(3, 5000)])[0]
    assert np.array_equal(sample, everything[: len(sample)])
    assert 0.7 < 16 * len(sample) / len(everything) < 1.3


def test_many_texts_are_signed_in_their_order() -> None:
    texts = [_long(seed, 300) for seed in range(SIGNED_AT_ONCE + 3)]
    assert np.array_equal(sign(texts)[-1], samples([texts[-1]])[0])


def test_pairs_share_keys_that_are_not_common() -> None:
    keys = [np.array([1, 7], np.uint32), np.array([2, 7], np.uint32), np.array([2], np.uint32)]
    assert pairs(keys).tolist() == [[0, 1], [1, 2]]
    assert pairs(keys, new_from=2).tolist() == [[1, 2]]
    assert pairs(keys, at_least=2).tolist() == []
    common = [np.array([5], np.uint32)] * (COMMON + 1)
    assert pairs(common).tolist() == []
    assert len(pairs(common[:-1])) == COMMON * (COMMON - 1) // 2
    assert pairs([]).tolist() == [] == pairs([np.empty(0, np.uint32)]).tolist()


def test_a_copy_is_a_candidate_and_strangers_are_not() -> None:
    texts = [_long(1), _long(2), _long(1)[200:900], _long(3)]
    assert alike(sign(texts)).tolist() == [[0, 2]]
    assert alike(sign(texts), new_from=3).tolist() == []
