"""The calculators at the command line: `niangjia calc NAME`."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from niangjia.kernel import calendar, clock
from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies import commands as remedies
from niangjia.site.cli.output import print_json

calc = typer.Typer(no_args_is_help=True, help="算一算：能要多少钱，到哪一天为止。")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("日期写成 2024-03-05 这样") from None


def _yuan(text: str | Decimal) -> Decimal:
    try:
        amount = Decimal(str(text).replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise typer.BadParameter("写成数字，例如 8000 或 8,000.50") from None
    if not amount.is_finite():
        raise typer.BadParameter("写成数字，例如 8000 或 8,000.50")
    return amount


Json = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")]
Joined = Annotated[date, typer.Option(parser=_day, help="入职（用工）那天", metavar="日期")]
Wage = Annotated[Decimal, typer.Option(parser=_yuan, help="月工资，元", metavar="元")]
MaybeDay = Annotated[date | None, typer.Option(parser=_day, metavar="日期")]
MaybeYuan = Annotated[Decimal | None, typer.Option(parser=_yuan, metavar="元")]
Count = Annotated[Decimal, typer.Option(parser=_yuan, metavar="数")]


@calc.command()
def compensation(
    joined: Joined,
    left: Annotated[date, typer.Option(parser=_day, help="离职那天", metavar="日期")],
    wage: Annotated[
        Decimal, typer.Option(parser=_yuan, help="离职前12个月的平均工资，元", metavar="元")
    ],
    kind: Annotated[str, typer.Option(help="n 经济补偿，n+1 加代通知金，2n 赔偿金")] = "n",
    last_month_wage: MaybeYuan = None,
    local_average: MaybeYuan = None,
    minimum_wage: MaybeYuan = None,
    json: Json = False,
) -> None:
    """离职能拿多少：经济补偿、代通知金、赔偿金。"""
    ending = remedies.Ending(joined, left, wage, last_month_wage, local_average, minimum_wage)
    _say(remedies.compensation(ending, remedies.kind_of(kind)), json=json)


@calc.command()
def overtime(
    monthly_wage: Wage,
    workday_hours: Count = Decimal(0),
    restday_days: Count = Decimal(0),
    holiday_days: Count = Decimal(0),
    json: Json = False,
) -> None:
    """加班费：工作日的小时数，休息日和法定休假日的天数。"""
    worked = remedies.Overtime(monthly_wage, workday_hours, restday_days, holiday_days)
    _say(remedies.overtime(worked), json=json)


@calc.command("double-pay")
def double_pay(
    joined: Joined,
    monthly_wage: Wage,
    signed: MaybeDay = None,
    left: MaybeDay = None,
    json: Json = False,
) -> None:
    """没签书面合同的第二倍工资。"""
    told = remedies.Unsigned(joined, monthly_wage, signed, left)
    found = remedies.double_pay(told, calendar.published(), clock.today())
    if json:
        print_json(remedies.double_pay_as_json(found))
    else:
        _lines(remedies.worth_as_lines(found.worth))


@calc.command()
def leave(
    wage: Wage,
    working_years: Annotated[int, typer.Option(help="累计工作满几年，在哪里工作都算")],
    first: Annotated[date, typer.Option(parser=_day, help="这一年在职的第一天", metavar="日期")],
    last: Annotated[date, typer.Option(parser=_day, help="这一年在职的最后一天", metavar="日期")],
    taken: Count = Decimal(0),
    json: Json = False,
) -> None:
    """没休的年休假，还要补多少。"""
    _say(remedies.unused_leave(remedies.Leave(wage, working_years, first, last, taken)), json=json)


@calc.command()
def injury(
    grade: Annotated[int, typer.Option(help="伤残等级，1到10")],
    insured_wage: Annotated[
        Decimal, typer.Option(parser=_yuan, help="受伤前12个月平均月缴费工资，元", metavar="元")
    ],
    local_average: MaybeYuan = None,
    json: Json = False,
) -> None:
    """工伤的一次性伤残补助金。"""
    _say(remedies.injury_grant(remedies.Injury(grade, insured_wage, local_average)), json=json)


@calc.command()
def maternity(
    babies: Annotated[int, typer.Option(help="生育几个孩子")] = 1,
    difficult: Annotated[bool, typer.Option("--difficult", help="难产")] = False,
    loss: Annotated[str, typer.Option(help="流产：early 未满4个月，late 满4个月")] = "",
    json: Json = False,
) -> None:
    """国家规定的产假天数。"""
    if loss not in {"", "early", "late"}:
        raise Invalid("流产写 early（未满4个月）或 late（满4个月）。", {"loss": "early 或 late"})
    found = (
        remedies.loss(four_months=loss == "late")
        if loss
        else remedies.birth(babies=babies, difficult=difficult)
    )
    if json:
        print_json({"days": found.days, "steps": remedies.steps_as_json(found.steps)})
        return
    _lines(remedies.steps_as_lines(found.steps))
    typer.echo(f"合计：{found.days}天")


@calc.command()
def due(
    rule: Annotated[str, typer.Option(help="哪一个期限，见 --list")] = "",
    start: Annotated[
        date | None, typer.Option("--from", parser=_day, help="从哪天算起", metavar="日期")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出所有期限")] = False,
    json: Json = False,
) -> None:
    """到哪一天为止。"""
    if listed:
        _list(json=json)
        return
    if not rule or start is None:
        raise Invalid("要说明哪一个期限、从哪天算起：--rule 代码 --from 日期；代码见 --list。")
    found = remedies.due(rule, start, calendar.published())
    if json:
        print_json(remedies.due_as_json(found))
        return
    typer.echo(f"{found.rule.name}：{found.day.isoformat()}")
    cited = "、".join(one.name for one in found.rule.articles)
    _lines(line for line in (found.counting, cited, found.rule.note, found.rule.unverified) if line)


def _list(*, json: bool) -> None:
    known = remedies.rules().values()
    if json:
        print_json({"rules": [remedies.rule_as_json(rule) for rule in known]})
        return
    _lines(f"{rule.code}\t{rule.name}（从{rule.starts}算起）" for rule in known)


def _say(worth: remedies.Worth, *, json: bool) -> None:
    if json:
        print_json(remedies.worth_as_json(worth))
    else:
        _lines(remedies.worth_as_lines(worth))


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
