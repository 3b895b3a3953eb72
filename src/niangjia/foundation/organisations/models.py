"""Unions in their tree, and employers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import PATH_STEP


class Level(models.TextChoices):
    """The level of a union, as the Trade Union Law orders them (工会法 art. 10 to 12)."""

    NATIONAL = "national", _("全国")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇、街道、园区")
    GRASSROOTS = "grassroots", _("基层")
    INDUSTRY = "industry", _("产业")


class Industry(models.TextChoices):
    """The sections of the national classification of economic activities, GB/T 4754-2017."""

    A = "A", _("农、林、牧、渔业")
    B = "B", _("采矿业")
    C = "C", _("制造业")
    D = "D", _("电力、热力、燃气及水生产和供应业")
    E = "E", _("建筑业")
    F = "F", _("批发和零售业")
    G = "G", _("交通运输、仓储和邮政业")
    H = "H", _("住宿和餐饮业")
    I = "I", _("信息传输、软件和信息技术服务业")  # noqa: E741 - the section's own letter
    J = "J", _("金融业")
    K = "K", _("房地产业")
    L = "L", _("租赁和商务服务业")
    M = "M", _("科学研究和技术服务业")
    N = "N", _("水利、环境和公共设施管理业")
    O = "O", _("居民服务、修理和其他服务业")  # noqa: E741 - the section's own letter
    P = "P", _("教育")
    Q = "Q", _("卫生和社会工作")
    R = "R", _("文化、体育和娱乐业")
    S = "S", _("公共管理、社会保障和社会组织")
    T = "T", _("国际组织")


TERRITORIAL = (Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
"""The levels that answer for a place."""

STANDING = Q(dissolved_on__isnull=True)


class Organisation(MP_Node):  # type: ignore[misc]  # treebeard carries no types
    """A union. Its place in the tree is its `path`; everything below it begins with that path.

    `region_code` has six digits (GB/T 2260), or nine where it is a township's, and is "" for the
    whole country. A dissolved union stays in the books, because cases and appointments of its
    time point to it. `version` grows with every change, so that nobody overwrites unseen.
    """

    steplen = PATH_STEP
    node_order_by: ClassVar[list[str]] = []

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    register_number = models.CharField(max_length=40, unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=Level.choices)
    region_code = models.CharField(max_length=9, blank=True, db_index=True)
    industry = models.CharField(max_length=1, choices=Industry.choices, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    dissolved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="organisation_level_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(industry__in=["", *Industry.values]),
                name="organisation_industry_known",
            ),
            models.CheckConstraint(
                condition=~Q(level=Level.INDUSTRY) | ~Q(industry=""),
                name="industry_union_has_industry",
            ),
            models.CheckConstraint(
                condition=~Q(region_code="") | Q(level__in=[Level.NATIONAL, Level.INDUSTRY]),
                name="organisation_has_a_place",
            ),
            models.CheckConstraint(
                condition=~Q(register_number=""), name="organisation_register_number_not_empty"
            ),
            models.UniqueConstraint(
                fields=["depth"], condition=Q(depth=1), name="one_top_organisation"
            ),
            models.UniqueConstraint(
                Substr("path", 1, Length("path") - PATH_STEP),
                F("name"),
                condition=STANDING,
                name="organisation_name_once_under_parent",
            ),
            models.UniqueConstraint(
                fields=["level", "region_code"],
                condition=STANDING
                & Q(level__in=[Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY]),
                name="one_union_answers_for_a_place",
            ),
        ]


class Employer(models.Model):
    """Whom workers work for, with the place and trade that decide which union is responsible.

    `union` is its own grassroots union, where it has one.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    credit_code = models.CharField(max_length=18, unique=True, null=True, blank=True)
    name = models.CharField(max_length=120)
    region_code = models.CharField(max_length=9, db_index=True)
    industry = models.CharField(max_length=1, choices=Industry.choices, blank=True)
    address = models.CharField(max_length=200, blank=True)
    union = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="employers"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="employer_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="employer_has_a_name"),
            models.CheckConstraint(condition=~Q(region_code=""), name="employer_has_a_place"),
            models.CheckConstraint(
                condition=Q(industry__in=["", *Industry.values]), name="employer_industry_known"
            ),
            models.CheckConstraint(
                condition=~Q(credit_code=""), name="employer_credit_code_not_empty"
            ),
        ]
