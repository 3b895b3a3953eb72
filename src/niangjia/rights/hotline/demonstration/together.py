"""Twenty-three of one factory who want the same: a group with two who speak for it."""

from decimal import Decimal

from niangjia.casework import actions as casework
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.hotline import intake
from niangjia.rights.hotline.demonstration.cast import Cast
from niangjia.rights.hotline.demonstration.ways import COUNTY

SIZE, REPRESENTATIVES = 23, 2
EMPLOYER = "青岛浪花食品厂（示例）"


def group_of_23(cast: Cast, days: float) -> None:
    """Each writes in on one evening; the next day an officer makes a group of them."""
    employer = Employer.objects.filter(name=EMPLOYER).values_list("code", flat=True).first()
    codes = []
    for number in range(SIZE):
        told = intake.Told(
            story=f"示例：厂里拖了两个月工资，我是二车间的第{number + 1}个工人。",
            item="petition_wages",
            name=f"示例工友{number + 1}",
            phone=f"1390002{number:04d}",
            region_code=COUNTY,
            employer=employer or "",
            employer_said=EMPLOYER,
            claimed=Decimal(8000 + 100 * number),
            behalf="many",
        )
        with cast.ago(days - number / 10_000):
            key = f"demonstration-group-{number}"
            codes.append(intake.write_in(viewer=STRANGER, told=told, key=key).code)
    with cast.ago(6):
        lead = casework.form_group(
            viewer=cast.officer, codes=codes, representatives=codes[:REPRESENTATIVES],
            claim="示例：二车间二十三人要求补发九月、十月工资。",
        )  # fmt: skip
        casework.take(viewer=cast.officer, code=lead.code)
    with cast.ago(5):
        filled = {"how": "visit", "said": "示例：到厂里找了副厂长，答应分两次补发。"}
        casework.move(viewer=cast.officer, code=lead.code, step="approach", filled=filled)
