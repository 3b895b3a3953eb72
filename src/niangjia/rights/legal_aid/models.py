"""Applications, the register of lawyers, who was appointed, what was reported and paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.models import Account
from niangjia.kernel.identifiers import public_code
from niangjia.rights.legal_aid.rules.conflicts import Tie
from niangjia.rights.legal_aid.rules.means import Group, Outcome


class Form(models.TextChoices):
    """What is asked for (法律援助法 art. 22)."""

    ADVICE = "advice", _("法律咨询")
    DRAFTING = "drafting", _("代写法律文书")
    MEDIATION = "mediation", _("调解代理")
    ARBITRATION = "arbitration", _("仲裁代理")
    SUIT = "suit", _("诉讼代理")
    ENFORCEMENT = "enforcement", _("申请执行")


class Application(models.Model):
    """What only legal aid knows of a matter.

    `last_day` is the nearest day on which a period of law ends. What the household has, who the
    parties are and what is told of them is sealed; parties are known again by `PartyMark`.
    `written_by` is who wrote an oral application down, and it was read back.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="legal_aid")
    form = models.CharField(max_length=12, choices=Form.choices)
    oral = models.BooleanField(default=False)
    written_by = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=12)
    language = models.CharField(max_length=30, blank=True)
    last_day = models.DateField(null=True)
    preserve = models.BooleanField(default=False)
    sealed_facts = models.BinaryField()
    outcome = models.CharField(max_length=10)
    article = models.CharField(max_length=60)
    threshold = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    threshold_source = models.CharField(max_length=200, blank=True)
    papers_asked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    granted = models.BooleanField(null=True)
    ground = models.CharField(max_length=12, blank=True)
    change_asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="aid_form_known"),
            models.CheckConstraint(
                condition=Q(group__in=[one.value for one in Group])
                & Q(outcome__in=[one.value for one in Outcome]),
                name="aid_means_known",
            ),
            models.CheckConstraint(
                condition=Q(oral=False) | ~Q(written_by=""), name="aid_oral_has_a_writer"
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(decided_at__isnull=False),
                name="aid_decision_has_a_time",
            ),
        ]


class Side(models.TextChoices):
    """On which side somebody stands."""

    APPLICANT = "applicant"
    OPPOSITE = "opposite"


class PartyMark(models.Model):
    """A fingerprint of a party's name or credit code: the whole, or what near names share."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    side = models.CharField(max_length=10, choices=Side.choices)
    exact = models.BooleanField()
    mark = models.CharField(max_length=32)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mark", "side"], name="aid_party_mark")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "side", "exact", "mark"], name="aid_party_mark_once"
            ),
        ]


class Lawyer(models.Model):
    """A lawyer in the register of an office; who has left stays in the books with `left_on`."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="aid_lawyer")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="aid_lawyers")
    firm = models.CharField(max_length=120)
    place = models.CharField(max_length=9)
    most_open = models.PositiveSmallIntegerField()
    left_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "office"],
                condition=Q(left_on__isnull=True),
                name="aid_lawyer_once_at_an_office",
            ),
            models.CheckConstraint(condition=Q(most_open__gte=1), name="aid_lawyer_takes_one"),
        ]


class Skill(models.Model):
    """A field of law (an issue) that a lawyer knows, or a language that a lawyer speaks."""

    class Kind(models.TextChoices):
        """What it is."""

        ISSUE = "issue"
        LANGUAGE = "language"

    lawyer = models.ForeignKey(Lawyer, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=30)

    class Meta:
        ordering: ClassVar = ["kind", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lawyer", "kind", "name"], name="aid_skill_once"),
        ]


class Away(models.Model):
    """Days, both counted in, on which a lawyer takes nothing on."""

    lawyer = models.ForeignKey(Lawyer, on_delete=models.CASCADE, related_name="away")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering: ClassVar = ["first", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first")), name="aid_away_ends_after_it_begins"
            ),
        ]


class Interest(models.Model):
    """What binds a lawyer to somebody, declared by the lawyer; the name itself is sealed."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    lawyer = models.ForeignKey(Lawyer, on_delete=models.PROTECT, related_name="interests")
    tie = models.CharField(max_length=16)
    sealed_name = models.BinaryField()
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(tie__in=[tie.value for tie in Tie]), name="aid_tie_known"
            ),
        ]


class InterestMark(models.Model):
    """A fingerprint of a name that an interest is about."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="marks")
    exact = models.BooleanField()
    mark = models.CharField(max_length=32, db_index=True)


class Stand(models.TextChoices):
    """How an appointment stands."""

    OFFERED = "offered", _("等答复")
    ACCEPTED = "accepted", _("承办中")
    DECLINED = "declined", _("推辞")
    TAKEN_BACK = "taken_back", _("收回")
    DONE = "done", _("办结")


STANDING = (Stand.OFFERED, Stand.ACCEPTED)


class Appointment(models.Model):
    """A lawyer appointed for an application. `why` is what the choice was explained with."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="appointments"
    )
    lawyer = models.ForeignKey(Lawyer, on_delete=models.PROTECT, related_name="appointments")
    state = models.CharField(max_length=10, choices=Stand.choices, default=Stand.OFFERED)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=80)
    why = models.CharField(max_length=400)
    ties = models.CharField(max_length=400, blank=True)
    override = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=STANDING),
                name="aid_one_lawyer_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=Stand.ACCEPTED) | Q(answered_at__isnull=False),
                name="aid_accepted_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["lawyer", "state"],
                name="aid_in_hand",
                condition=Q(state__in=STANDING),
            ),
        ]


class Report(models.Model):
    """What a lawyer did: minutes of work, words sealed, and with `result` how it came out."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="reports")
    day = models.DateField()
    minutes = models.PositiveIntegerField()
    sealed_words = models.BinaryField()
    result = models.CharField(max_length=30, blank=True)
    recovered = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recovered__isnull=True) | Q(recovered__gte=0),
                name="aid_report_recovered_not_negative",
            ),
        ]


class LocalAmount(models.Model):
    """An amount that a place has set: the means test's threshold, or the subsidy of a form of aid.

    It holds at the office and below it from `valid_from` until a later one takes its place.
    `kind` is "means" or "subsidy:" and a form; amounts are in yuan.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="aid_amounts")
    kind = models.CharField(max_length=24)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    entered_by = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_amount_is_positive"),
        ]


class Pay(models.TextChoices):
    """How a subsidy stands."""

    PROPOSED = "proposed", _("待审核")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("没有批准")


class Subsidy(models.Model):
    """What is paid to a lawyer for an appointment (法律援助法 art. 52), by the local table."""

    appointment = models.OneToOneField(
        Appointment, on_delete=models.PROTECT, related_name="subsidy"
    )
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=Pay.choices, default=Pay.PROPOSED)
    reason = models.CharField(max_length=400, blank=True)
    proposed_by = models.CharField(max_length=80)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_subsidy_is_positive"),
            models.CheckConstraint(
                condition=Q(state=Pay.PROPOSED) | ~Q(decided_by=models.F("proposed_by")),
                name="aid_subsidy_by_other_eyes",
            ),
        ]


class Elsewhere(models.Model):
    """Aid accepted by one office and carried out by another, as in another province.

    The office that accepted stays responsible to the applicant; this one appoints the lawyer.
    """

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="elsewhere"
    )
    office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="aid_for_others"
    )
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    agreed_at = models.DateTimeField(null=True)
