"""Illnesses that are a person's own affair, told in general words.

Only an illness that no labour right hangs on by its name is made general: infections, the mind,
growths, heredity, reproduction. Injuries, occupational diseases and pregnancy stay, because the
decision cannot be understood without them; where a diagnosis is quoted, `combinations` points to it.
"""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from niangjia.rights.caselaw.rules.masking.spans import Replacement

_GROUPS = {
    "某传染性疾病": ("艾滋病毒感染", "艾滋病", "HIV阳性", "HIV感染", "梅毒", "淋病", "尖锐湿疣", "乙型病毒性肝炎", "慢性乙型肝炎",
               "乙型肝炎", "丙型肝炎", "乙肝病毒携带者", "乙肝大三阳", "乙肝小三阳", "乙肝", "丙肝", "肺结核", "大三阳", "小三阳", "生殖器疱疹", "人乳头瘤病毒", "HPV阳性", "性病", "HIV抗体阳性", "HPV感染", "丙型病毒性肝炎", "甲型肝炎", "戊型肝炎", "甲肝", "戊肝", "病毒性肝炎", "结核性胸膜炎", "结核病", "乙肝表面抗原阳性", "乙肝病毒感染", "麻风病"),
    "某精神疾病": ("重度抑郁症", "中度抑郁发作", "重度抑郁发作", "抑郁状态", "抑郁症", "双相情感障碍", "躁狂症", "焦虑症", "焦虑状态",
              "精神分裂症", "强迫症", "惊恐障碍", "双相障碍", "躁郁症", "抑郁发作", "精神障碍", "精神分裂", "精神病", "焦虑抑郁状态", "创伤后应激障碍", "应激障碍", "躯体形式障碍", "妄想症", "分离转换障碍", "神经症", "自闭症", "厌食症", "酒精依赖", "阿尔茨海默病", "阿尔茨海默症", "阿尔茨海默", "产后抑郁症", "产后抑郁", "抑郁障碍", "焦虑障碍", "广泛性焦虑障碍", "妄想性障碍", "偏执性精神障碍", "癔症", "多动症", "抽动症", "孤独症", "贪食症", "老年痴呆", "精神分裂样障碍", "适应障碍", "睡眠障碍", "智力发育障碍", "恐惧症", "社交恐惧症"),
    "某肿瘤疾病": ("甲状腺乳头状癌", "甲状腺癌", "乳腺癌", "宫颈癌", "卵巢癌", "前列腺癌", "直肠癌", "结肠癌", "胃癌", "肝癌",
              "食管癌", "鼻咽癌", "淋巴瘤", "白血病", "脑膜瘤", "胶质瘤", "恶性肿瘤", "骨肉瘤", "多发性骨髓瘤", "黑色素瘤", "垂体瘤", "肺癌", "膀胱癌", "胰腺癌", "胆囊癌", "胆管癌", "喉癌", "舌癌", "口腔癌", "皮肤癌", "子宫内膜癌", "肾癌", "肾细胞癌", "肠癌", "骨癌", "脑癌", "血癌", "淋巴癌", "睾丸癌", "大肠癌"),
    "某慢性疾病": ("系统性红斑狼疮", "尿毒症", "癫痫", "糖尿病", "帕金森病", "类风湿性关节炎", "强直性脊柱炎", "红斑狼疮", "肾衰竭", "肾功能衰竭", "慢性肾衰竭", "肝硬化", "重症肌无力", "多发性硬化", "渐冻症", "白癜风", "银屑病", "牛皮癣", "甲状腺功能亢进", "甲亢", "血友病", "地中海贫血", "帕金森综合征", "1型糖尿病", "2型糖尿病", "再生障碍性贫血", "血小板减少性紫癜", "过敏性紫癜", "克罗恩病", "溃疡性结肠炎", "干燥综合征", "先天性心脏病", "多囊肾", "红绿色盲", "脊髓小脑共济失调", "亨廷顿病", "肌营养不良", "痛风", "唐氏综合征"),
    "某生殖系统疾病": ("不孕症", "不育症", "子宫肌瘤", "多囊卵巢综合征", "子宫内膜异位症", "阴道炎", "盆腔炎", "卵巢囊肿", "卵巢早衰", "宫颈炎", "子宫腺肌症", "输卵管堵塞", "前列腺炎", "前列腺增生", "性功能障碍", "勃起功能障碍", "精索静脉曲张", "乳腺增生", "习惯性流产", "无精症", "弱精症", "输卵管阻塞", "子宫脱垂", "月经不调", "乳腺结节", "子宫内膜息肉", "宫颈糜烂", "不孕不育"),
    "某疾病": ("痔疮", "肛瘘", "肛周脓肿", "尿失禁", "疝气"),
}  # fmt: skip
_GENERAL = {name: general for general, names in _GROUPS.items() for name in names}
_QUICK = AhoCorasick(sorted(_GENERAL))
_HOW = "(?:轻度|中度|重度|轻型|重型|急性|慢性|早期|中期|晚期|复发性|继发性|原发性)?"
_NAMES = re.compile(
    _HOW + "(?P<it>" + "|".join(sorted(map(re.escape, _GENERAL), key=len, reverse=True)) + ")"
)


def health(text: str) -> Iterator[Replacement]:
    """Yield every illness that is told in general words."""
    if _QUICK.find_matches_as_indexes(text):
        for found in _NAMES.finditer(text):
            yield Replacement(found.start(), found.end(), "health", _GENERAL[found["it"]])
    for found in _GROWTHS.finditer(text) if "癌" in text or "瘤" in text else ():
        yield Replacement(found.start(), found.end(), "health", "某肿瘤疾病")


_GROWTHS = re.compile(
    "(?:[左右双]侧?)?(?:肺|肝|胃|肾|胆|胰|脑|骨|血|肠|乳|乳腺|甲状腺|宫颈|卵巢|子宫|前列腺|食管|食道|鼻咽|口腔|喉|舌|膀胱|直肠|结肠|淋巴|皮肤|睾丸"
    "|软组织|神经|颅内|纵隔|胸腺|输尿管|胆管|十二指肠|小细胞|非小细胞|腺|鳞|血管)+(?:细胞|乳头状|母细胞|腺)?(?:癌|肉瘤|恶性肿瘤|瘤)"
)
