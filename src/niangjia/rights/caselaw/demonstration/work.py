"""Some made-up cases on every step of the way, walked there by the demonstration's people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from django.db import transaction

from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import viewer_of
from niangjia.foundation.people.rules.demonstration import DOMAIN
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.demonstration.telling import telling
from niangjia.rights.caselaw.demonstration.volume import record_of
from niangjia.rights.caselaw.evaluation.masking_papers import papers
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.intake import runs
from niangjia.rights.caselaw.intake.reading import Record
from niangjia.rights.caselaw.models import Case, CaseState, RequestWish, RunState
from niangjia.rights.caselaw.removal.asking import Wish, request_removal
from niangjia.rights.caselaw.workflow.interpreting import check, hand_in, save_draft, send_back
from niangjia.rights.caselaw.workflow.masking import confirm_masking, open_original
from niangjia.rights.caselaw.workflow.publishing import (
    publish_cases,
    set_embargo,
    withdraw_case,
)
from niangjia.rights.caselaw.workflow.talking import comment
from niangjia.rights.caselaw.workflow.tasks import assign, take

CITY = "青岛市总工会（示例）"
SOURCE = "示例待办案例（程序生成）"
CASES, SEED = 32, 2027
WAIT_FOR_MASKING = 9
WAIT_FOR_TELLING = 7
WAIT_FOR_CHECKING = 6
EMBARGO = timedelta(days=30)


def load_work(*, viewer: Viewer) -> int:
    """Bring in cases that carry made-up names and walk most of them on; return how many came in.

    Nothing is done where this was done before, or where the demonstration's people or their
    union are missing.
    """
    city = Organisation.objects.filter(STANDING, name=CITY).first()
    people = [_person(box) for box in ("editor", "lawyer", "checker")]
    done = Case.objects.filter(run__sources=[SOURCE]).exclude(state=CaseState.IMPORTED).exists()
    if city is None or done or any(person is None for person in people):
        return 0
    with transaction.atomic():
        run = runs.begin(
            actor=viewer.actor,
            sources=[SOURCE],
            publish=False,
            held_by=city,
            state=RunState.RUNNING,
            expected=CASES + 1,
        )
    came_in = runs.carry_out(run, _records()).imported
    mine = Case.objects.filter(run__sources=[SOURCE]).order_by("-mediated", "pk")
    editor, lawyer, checker = (person for person in people if person is not None)
    _walk(list(mine.values_list("code", flat=True)), editor, lawyer, checker)
    return came_in


@transaction.atomic
def _walk(codes: Sequence[str], editor: Viewer, lawyer: Viewer, checker: Viewer) -> None:
    """Leave the first, settlements among them, where they are and take the others on."""
    rest = iter(codes)
    waiting = list(islice(rest, WAIT_FOR_MASKING))
    onward = list(rest)
    assign(viewer=editor, codes=waiting[:2], to=editor.actor)
    comment(viewer=editor, code=waiting[0], text="这份里有村名，公开前再看一遍。", about="masking")
    open_original(viewer=editor, code=onward[0], reason="核对脱敏：与原文逐处比对")
    confirm_masking(viewer=editor, codes=onward)
    to_tell, told = onward[:WAIT_FOR_TELLING], onward[WAIT_FOR_TELLING:]
    take(viewer=lawyer, code=to_tell[0])
    half = {"facts": telling(_case(to_tell[0]))["facts"]}
    save_draft(viewer=lawyer, code=to_tell[0], version=0, content=half)
    for code in told:
        hand_in(viewer=lawyer, code=code, content=telling(_case(code)))
    sent_back, to_check, checked = told[0], told[1:WAIT_FOR_CHECKING], told[WAIT_FOR_CHECKING:]
    send_back(viewer=checker, code=sent_back, reason="结果里请写明钱是哪几项、各是多少。")
    take(viewer=checker, code=to_check[0])
    check(viewer=checker, codes=checked)
    set_embargo(viewer=editor, codes=checked[:1], until=clock.today() + EMBARGO)
    publish_cases(viewer=editor, codes=checked[3:])
    withdraw_case(viewer=editor, code=checked[-1], reason="当事人认为能认出自己（演示）")
    _ask(checked[3], "文书里写了村名和我的岗位，村里人一看就知道是我。请先收起来。", hide=True)
    _ask(checked[4], "被告的门店名字还能看出来，请再隐去一些。", hide=False)


def _ask(code: str, text: str, *, hide: bool) -> None:
    """Ask, as somebody unknown would, that a case be masked further."""
    asked = Wish(wish=RequestWish.MASK_MORE, recognisable=hide, text=text)
    request_removal(code=code, nonce=f"demonstration-{code}", asked=asked)


def _case(code: str) -> Case:
    return Case.objects.get(code=code)


def _person(box: str) -> Viewer | None:
    account = Account.objects.filter(email=f"{box}@{DOMAIN}").first()
    return viewer_of(account) if account else None


def _records() -> Iterator[Record]:
    """Yield generated cases whose people carry whole, made-up names, so that there is work.

    The last comes again as from another hand: without its head and with slips, so that it seems
    to be the same paper twice.
    """
    named = islice(papers(documents=2 * CASES, seed=SEED), 0, None, 2)
    cases = generate(count=CASES, seed=SEED)
    records = [record_of(case, paper.text) for case, paper in zip(cases, named, strict=True)]
    yield from records
    yield _again(records[-1])


def _again(record: Record) -> Record:
    said, *rest = record.text.splitlines()
    text = "\n".join([said, *rest[3:]]).replace("。", "．", 3)
    return replace(record, key=f"{record.key}-again", text=text, case_no="")
