"""Chinese surnames, and which of them are words of every day as well."""

import re

COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯", "东方", "端木",
    "公孙", "轩辕", "宇文", "长孙", "独孤", "南宫", "西门", "百里", "呼延", "澹台", "申屠", "万俟",
    "闻人", "赫连", "钟离", "太史", "淳于", "公冶", "濮阳", "拓跋", "完颜", "司空", "第五", "左丘",
    "宗政", "单于", "太叔", "仲孙", "鲜于", "闾丘", "亓官", "司寇", "颛孙", "巫马", "公西", "漆雕",
    "乐正", "壤驷", "公良", "夹谷", "宰父", "谷梁", "段干", "东郭", "南门", "羊舌", "微生", "梁丘",
    "东门", "南荣", "归海", "叶赫", "纳兰",
)  # fmt: skip
SINGLE = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严"
    "牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童甄曲游阳裴席卫查屈鲍位"
    "覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边闫肖佟戚臧佘欧麦邝冼农蓝蒙滕竺应褚巩简佀明仇尚扈闻党宫米慕楚栾"
    "练晏敖尧丛苟鄢郎窦郜仝娄桑苑宗缪靖星晁危罕冀储杭满郦路代付惠吉铁古饶宿沙荣木连衣艾巴池习占全郁和虞支昝经裘嵇"
    "滑计伏成宓茅湛井岑卓蔺胥苍双莘翟贡劳逄姬冒刁步都蒲国符岩涂展来揭斯官寇燕尉迟商郁况母冷修植占蓬仵咸籍戎幸漆花"
)
RARE = frozenset(
    "宣郗班暴鄂鬱雍濮相腾种凡英佴折晋闾宛雒肇么逮谌喻云奚酆廉邬皮卞穆禹狄贝谈骆干贲诸钮荀羊於家封芮羿汲邴糜松富巫乌弓牧隗山仰秋伊厉祖束韶蓟印怀邰索屠阴能扶堵宰郤璩寿通郏浦别瞿充茹宦鱼容"
    "慎戈庾终暨居衡弘匡广禄阙东殳沃利蔚越夔隆厍勾融訾阚毋乜养鞠须丰巢蒯荆红权逯盖益桓帅缑亢原栗初慈綦门信海候粟银鲜招楼麻昌钭墨亓矫"
    "逯凤水洛才青力玉清春德战布孛尕海昂苟操撒撖候户斗化开良米随曲腊者普刀岳线鹿虢渠巨智绳佐郇鄞邸郄麦禤蔄亶呙阿尼旦拉扎才让达吾买木热依"
    "琴侍郐辜揣仉尢蹇濯矣迮钦虎芈亥柒哈恩岱朴丘豆冶檀盘宾仓苌闭茆敬庹玄忽"
)
"""Surnames so rare, or so often words, that everything around must speak for a name."""
UNUSUAL = frozenset("区那但奉由公员延保呼从空后底颉脱闪仁坚格吐努玛肉亚库奈昔操丹森藏")
"""Surnames hardly met with, and so often words that the tagger is not told of them."""
RISKY = frozenset(
    "于向应方何时和高金万程安经明管关常季温全单包计白车连成解任易支强简章文武申查施左项都来国展步双占母修商官冷花师席"
    "位党满代付路古吉铁木衣米巴池习农华麦游阳边房石段万黄马牛毛龙江林叶田康乐谷甘平时尚位星景盛洪党司沙荣滑伏湛井滕储"
    "仇危宗曾任涂宿宫闻仲伍元路费贡劳幸咸植岩覃"
)
"""Surnames that begin so many words that a name needs more than itself as evidence."""
SAFE = SINGLE - RISKY
ALL = SINGLE | RISKY | RARE
SURNAME = re.compile("|".join(COMPOUND) + f"|[{''.join(sorted(ALL | UNUSUAL))}]")


def surname_of(name: str) -> str:
    """Return the surname a name begins with, or ""."""
    found = SURNAME.match(name)
    return found[0] if found and len(found[0]) < len(name) else ""
