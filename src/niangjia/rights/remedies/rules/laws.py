"""The laws the rules rest on, by title, with the day from which they read as they are used."""

from datetime import date

from niangjia.rights.remedies.rules.working import Article

CONTRACT = "中华人民共和国劳动合同法"
CONTRACT_RULES = "中华人民共和国劳动合同法实施条例"
LABOUR = "中华人民共和国劳动法"
ARBITRATION = "中华人民共和国劳动争议调解仲裁法"
PROCEDURE = "中华人民共和国民事诉讼法"
CIVIL_CODE = "中华人民共和国民法典"
INJURY = "工伤保险条例"
LEAVE = "职工带薪年休假条例"
LEAVE_RULES = "企业职工带薪年休假实施办法"
WAGES = "工资支付暂行规定"
WOMEN = "女职工劳动保护特别规定"
INSPECTION = "劳动保障监察条例"

_SINCE = {
    CONTRACT: date(2008, 1, 1),
    CONTRACT_RULES: date(2008, 9, 18),
    LABOUR: date(1995, 1, 1),
    ARBITRATION: date(2008, 5, 1),
    PROCEDURE: date(2024, 1, 1),
    CIVIL_CODE: date(2021, 1, 1),
    INJURY: date(2011, 1, 1),
    LEAVE: date(2008, 1, 1),
    LEAVE_RULES: date(2008, 9, 18),
    WAGES: date(1995, 1, 1),
    WOMEN: date(2012, 4, 28),
    INSPECTION: date(2004, 12, 1),
}


def article(law: str, number: int) -> Article:
    """Return an article as the rules cite it. Raises KeyError for a law not listed here."""
    return Article(law, number, _SINCE[law])
