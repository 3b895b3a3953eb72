"""Illnesses that are a person's own affair, told in general words.

Only an illness that no labour right hangs on by its name is made general: infections, the mind,
growths, heredity, reproduction. Injuries, occupational diseases and pregnancy stay, because the
decision cannot be understood without them; where a diagnosis is quoted, `combinations` points to it.
"""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.spans import Replacement

_GROUPS = {
    "某传染性疾病": ("艾滋病毒感染", "艾滋病", "HIV阳性", "HIV感染", "梅毒", "淋病", "尖锐湿疣", "乙型病毒性肝炎", "慢性乙型肝炎",
               "乙型肝炎", "丙型肝炎", "乙肝病毒携带者", "乙肝大三阳", "乙肝小三阳", "乙肝", "丙肝", "肺结核"),
    "某精神疾病": ("重度抑郁症", "中度抑郁发作", "重度抑郁发作", "抑郁状态", "抑郁症", "双相情感障碍", "躁狂症", "焦虑症", "焦虑状态",
              "精神分裂症", "强迫症", "惊恐障碍"),
    "某肿瘤疾病": ("甲状腺乳头状癌", "甲状腺癌", "乳腺癌", "宫颈癌", "卵巢癌", "前列腺癌", "直肠癌", "结肠癌", "胃癌", "肝癌",
              "食管癌", "鼻咽癌", "淋巴瘤", "白血病", "脑膜瘤", "胶质瘤"),
    "某慢性疾病": ("系统性红斑狼疮", "尿毒症", "癫痫", "糖尿病", "帕金森病", "类风湿性关节炎", "强直性脊柱炎"),
    "某生殖系统疾病": ("不孕症", "不育症", "子宫肌瘤", "多囊卵巢综合征", "子宫内膜异位症", "阴道炎", "盆腔炎"),
}  # fmt: skip
_GENERAL = {name: general for general, names in _GROUPS.items() for name in names}
_NAMES = re.compile("|".join(sorted(map(re.escape, _GENERAL), key=len, reverse=True)))


def health(text: str) -> Iterator[Replacement]:
    """Yield every illness that is told in general words."""
    for found in _NAMES.finditer(text):
        yield Replacement(found.start(), found.end(), "health", _GENERAL[found[0]])
