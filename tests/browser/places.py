"""Every page there is to see, by name."""

from tests.browser.counter import Counter
from tests.browser.house import House

LAY_QUESTION = "老板拖欠三个月工资不给怎么办"


def public_pages(house: House) -> dict[str, str]:
    """Return the pages that anybody may see, faults and empty ones among them."""
    return {
        "home": "/",
        "results": f"/anli/?q={LAY_QUESTION}",
        "results-no-labour": "/anli/?q=老公要跟我离婚，孩子归谁",
        "asking": "/wen/",
        "narrowed": "/anli/?q=拖欠工次&issue=unpaid_wages&from=1万",
        "everything": "/anli/?page=2",
        "nothing": "/anli/?q=火星移民&region=650000",
        "case": f"/anli/{house.told}/",
        "case-untold": f"/anli/{house.untold}/",
        "case-withdrawn": f"/anli/{house.withdrawn}/",
        "case-missing": "/anli/000000000000/",
        "laws": "/fagui/",
        "laws-asked": "/fagui/?q=示例茶歇&on=2024-01-01",
        "law": f"/fagui/{house.law}/",
        "law-then": f"/fagui/{house.law}/?on=2015-01-01",
        "law-article": f"/fagui/{house.law}/2/",
        "law-compared": f"/fagui/{house.law}/compare/?all=1",
        "law-article-cases": f"/fagui/{house.law}/2/anli/",
        "statistics": "/tongji/",
        "statistics-of-an-issue": "/tongji/?issue=unpaid_wages",
        "statistics-too-fine": "/tongji/?issue=unpaid_wages&region=370000&year=2024",
        "asking-the-union": "/zhao-gonghui/",
        "calculators": "/suan/",
        "calculator": "/suan/compensation/",
        "calculator-missing": "/suan/nothing/",
        "law-missing": "/fagui/000000000000/",
        "legal-aid": "/falvyuanzhu/",
        "about": "/about/",
        "privacy": "/privacy/",
        "accessibility": "/accessibility/",
        "interface": "/api/v1/docs",
        "centres": "/zhongxin/",
        "centre-missing": "/zhongxin/000000000000/",
        "dispute-mine": "/zhongxin/an/",
        "sign-in": "/account/login/",
        "receipt": "/shi/",
    }


def matter_pages(counter: Counter) -> dict[str, tuple[str, str]]:
    """Return the pages of matters, each with who looks at it."""
    bench = f"/desk/matters/{counter.matter}/"
    return {
        "matters": ("officer", "/desk/matters/?view=waiting"),
        "matters-none": ("officer", "/desk/matters/?number=没有这个编号"),
        "matters-supervised": ("supervisor", "/desk/matters/"),
        "matter": ("officer", bench),
        "matter-in-crisis": ("officer", f"/desk/matters/{counter.crisis}/"),
        "matter-answer": ("officer", f"{bench}answer/"),
        "matter-dispatch": ("officer", f"{bench}dispatch/"),
        "matter-group": ("officer", f"{bench}group/"),
        "my-matters": ("worker", "/shi/wode/"),
        "my-matter": ("worker", f"/shi/wode/{counter.asked}/"),
        "partner-matters": ("partner", "/desk/partner/"),
        "partner-matter": ("partner", f"/desk/partner/{counter.matter}/"),
        "casework-settings": ("administrator", "/desk/casework/"),
    }


def staff_pages(house: House) -> dict[str, str]:
    """Return the pages of the desks."""
    bench = "/desk/library/cases/"
    return {
        "desk": "/desk/",
        "queues": "/desk/library/queues/",
        "queue": "/desk/library/queues/masking/",
        "queue-none": "/desk/library/queues/checking/?issue=women",
        "opening": f"{bench}{house.waiting}/masking/",
        "masking": f"{bench}{house.masking}/masking/",
        "interpretation": f"{bench}{house.writing}/interpretation/",
        "check": f"{bench}{house.checking}/check/",
        "check-again": f"{bench}{house.ready}/check/",
        "publication": f"{bench}{house.ready}/publication/",
        "publication-withdrawn": f"{bench}{house.withdrawn}/publication/",
        "history": f"{bench}{house.ready}/history/?older=1&newer=2",
        "comments": f"{bench}{house.writing}/comments/",
        "stuck": "/desk/stuck/",
        "legal-aid-lawyers": "/desk/legal-aid/lawyers/",
        "legal-aid-amounts": "/desk/legal-aid/amounts/",
        "board": "/desk/board/",
        "cases": "/desk/library/",
        "cases-none": "/desk/library/?text=没有这样的标题",
        "preview": f"/desk/library/cases/{house.waiting}/",
        "import": "/desk/library/import/",
        "runs": "/desk/library/runs/",
        "run": f"/desk/library/runs/{house.run}/",
        "centre-none": "/desk/centre/",
        "centre-find": "/desk/centre/find/?number=化解",
        "duty-mine": "/desk/centre/duty/",
        "unions": "/organisations/",
        "employers": "/organisations/employers/",
        "factors": "/account/factors/",
        "inbox": "/xiaoxi/",
        "wishes": "/account/notices/",
        "unsent": "/desk/notices/",
    }
