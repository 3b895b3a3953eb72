"""Brands: the names over the door and of platforms, which lead to a firm as its own name does."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement, places_of
from niangjia.rights.caselaw.rules.masking.trades import FORMS, HOUSES, TRADE

_NAME = r"[\u4e00-\u9fffA-Za-z0-9]{2,8}"
_SIGN = re.compile(
    rf"(?:招牌|店招|门头|店名|店叫|厂叫|取名|起名|名为|字号|品牌|商标|商号|牌匾)[^“”，。；\n]{{0,8}}[“‘「\"](?P<it>{_NAME})[”’」\"]"
    rf"|[“‘「\"](?P<it2>{_NAME})[”’」\"](?:平台|品牌|门店|直播间|旗舰店|商标|字号|连锁|[\u4e00-\u9fff]{{0,2}}(?:小程序|软件)|App|APP|公众号)"
    rf"|(?:印有|印着|喷有|绣有|标有)[“‘「\"](?P<it3>{_NAME})[”’」\"]字样"
    r"|(?:^|[，。；\n])(?P<it4>[\u4e00-\u9fff]{2,6}?)(?:加盟店|旗舰店|直营店)"
)
_PLATFORM = re.compile(
    r"(?:登录|登陆|登入|注册|下载|使用|加盟|入驻|成为|是|系|为|作为|担任|通过|打开)(?P<it>[\u4e00-\u9fff]{2,6}?)"
    r"(?:平台|APP|App|app|骑手|外卖员|加盟店|直播平台)"
    r"|(?:[在于从用由]|通过)(?P<it2>[\u4e00-\u9fff]{2,6}?)上?(?:接单|跑单|派单|送餐|送外卖|从事(?:外卖|跑腿|代驾|直播|网约车)|开店|直播|下单|抢单)"
    r"|(?:^|[，。；\n])(?P<it3>[\u4e00-\u9fff]{2,6}?)(?:平台|客服|加盟店|骑手|旗舰店|站点|配送站|直营店)"
)
_GENERAL = re.compile(
    r"法院|诉讼|调解|仲裁|政府|政务|人社|监管|信息|教育|学习|办公|打卡|考勤|招聘|培训|支付|交易|购物|医疗|预约|电子|"
    r"[的该其本各某]|平台|公司|软件|系统|网络|外卖|众包|专送|兼职|全职|同城|配送|直播|第三方|电商|线上|线下|一名|名|众|社交|接单|手机|短视频|服务|管理|微信|支付宝|钉钉|QQ"
)


def brands(page: Page) -> Iterator[Replacement]:
    """Yield every place a brand stands that the paper shows to be one."""
    for name in sorted(_named(page), key=len, reverse=True):
        for start, end in places_of(name, page.text):
            yield Replacement(start, end, "firm", "某品牌")


def _named(page: Page) -> set[str]:
    found = set()
    for match in _SIGN.finditer(page.text):
        name = match["it"] or match["it2"] or match["it3"] or match["it4"]
        if _is_brand(name):
            found.add(name)
    for match in _PLATFORM.finditer(page.text):
        name = match["it"] or match["it2"] or match["it3"]
        if _is_brand(name) and not has_word(name) and page.text.count(name) > 1:
            found.add(name)
    return found


def _is_brand(name: str) -> bool:
    plain = not MASKED.search(name) and not _GENERAL.search(name) and not TRADE.fullmatch(name)
    return plain and name not in FORMS and name not in HOUSES and not name.isdigit()
