"""What the command line offers of the calculators."""

from niangjia.rights.remedies.answers import (
    double_pay_as_json,
    due_as_json,
    rule_as_json,
    steps_as_json,
    steps_as_lines,
    worth_as_json,
    worth_as_lines,
)
from niangjia.rights.remedies.rules.compensation import Ending, compensation, kind_of
from niangjia.rights.remedies.rules.double_pay import Unsigned, double_pay
from niangjia.rights.remedies.rules.due import due, rules
from niangjia.rights.remedies.rules.injury import Injury, injury_grant
from niangjia.rights.remedies.rules.leave import Leave, unused_leave
from niangjia.rights.remedies.rules.maternity import birth, loss
from niangjia.rights.remedies.rules.overtime import Overtime, overtime
from niangjia.rights.remedies.rules.working import Worth

__all__ = [
    "Ending",
    "Injury",
    "Leave",
    "Overtime",
    "Unsigned",
    "Worth",
    "birth",
    "compensation",
    "double_pay",
    "double_pay_as_json",
    "due",
    "due_as_json",
    "injury_grant",
    "kind_of",
    "loss",
    "overtime",
    "rule_as_json",
    "rules",
    "steps_as_json",
    "steps_as_lines",
    "unused_leave",
    "worth_as_json",
    "worth_as_lines",
]
