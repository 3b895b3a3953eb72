"""The articles by which aid is given, each looked up in the text of the law named.

Unions give legal aid by the same rules as far as they fit (art. 68). The Act is in force since
1 January 2022 (art. 71).
"""

from dataclasses import dataclass
from datetime import date

ACT = "法律援助法"
SINCE = date(2022, 1, 1)
BY_ANALOGY = "工会参照适用，第六十八条"


@dataclass(frozen=True, slots=True)
class Article:
    """A place in the Act, as people write it; `place` such as 第四十三条第一款."""

    place: str
    law: str = ACT

    def __str__(self) -> str:
        return f"《{self.law}》{self.place}"


FORMS = Article("第二十二条")
SCOPE = Article("第三十一条")
WITHOUT_MEANS_TEST = Article("第三十二条")
THRESHOLD = Article("第三十四条")
OWN_WORD = Article("第四十一条")
NOT_CHECKED = Article("第四十二条")
DECIDE = Article("第四十三条第一款")
PAPERS_ONCE = Article("第四十三条第二款")
ACT_FIRST = Article("第四十四条")
NO_REFUSAL = Article("第四十六条第一款")
KEEP_TOLD = Article("第四十六条第二款")
TERMINATE = Article("第四十八条")
OBJECT = Article("第四十九条")
REPORT = Article("第五十条")
SUBSIDY = Article("第五十二条")
CHANGE_LAWYER = Article("第五十五条")
ACROSS_REGIONS = Article("第十八条")
