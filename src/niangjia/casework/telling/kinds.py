"""What is told of matters, as data. Titles and short texts may lie on a locked screen."""

from datetime import timedelta

from django.utils.translation import gettext_noop as _n

from niangjia.foundation.notices.declaring import Channel, Kind

BOTH = (Channel.SMS, Channel.MAIL)
NUMBER = frozenset({"number"})
ENDING = frozenset({"number", "ending"})
MINE = "/shi/wode/"
MATTER = "/desk/matters/{code}/"
OFFICE = frozenset({"number", "code"})

ASKER_RECEIVED = Kind(
    key="asker.received",
    title=_n("我们收到了"),
    short=_n("您反映的事我们收到了（尾号{ending}）。凭编号和口令可以查看进展。"),
    plain=_n("您反映的事已经收到，编号{number}。有了进展会告诉您，也可以随时来看。"),
    very_plain=_n("您说的事，我们收到了。编号是{number}。有消息就告诉您。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
)
ASKER_MOVED = Kind(
    key="asker.moved",
    title=_n("您的事有了进展"),
    short=_n("您反映的事有了进展（尾号{ending}），请登录或者凭编号和口令查看。"),
    plain=_n("您反映的事（{number}）有了进展，请看看办到哪一步了。"),
    very_plain=_n("您的事（{number}）在往前走。点开看看。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
)
ASKER_ASKED = Kind(
    key="asker.asked",
    title=_n("有一件事等您来做"),
    short=_n("您反映的事等您补充（尾号{ending}），请登录或者凭编号和口令查看。"),
    plain=_n("您反映的事（{number}）现在等您补充。补充以后才能往下办，请尽快看看要什么。"),
    very_plain=_n("您的事（{number}）还差一点东西。点开，看要什么，交上来。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
)
ASKER_TOLD = Kind(
    key="asker.told",
    title=_n("有人给您留言"),
    short=_n("您反映的事有一条给您的留言（尾号{ending}），请登录或者凭编号和口令查看。"),
    plain=_n("办理您的事（{number}）的人给您留了话，可以直接在那里回。"),
    very_plain=_n("有人给您留了话（{number}）。点开就能看，也能回。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
)
ASKER_ANSWERED = Kind(
    key="asker.answered",
    title=_n("您的事有了答复"),
    short=_n("您反映的事有了答复（尾号{ending}），请登录或者凭编号和口令查看并确认。"),
    plain=_n("您反映的事（{number}）有了答复。是这样就确认；不是，就说明原因，会重新办理。"),
    very_plain=_n("您的事（{number}）有答复了。对，就点确认。不对，就点不认可。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
    good_for=timedelta(days=7),
)
ASKER_EXPLAINED = Kind(
    key="asker.explained",
    title=_n("您的事已经办结"),
    short=_n(
        "您反映的事已经办结（尾号{ending}），不认可可以重新打开，请登录或者凭编号和口令查看。"
    ),
    plain=_n("您反映的事（{number}）已经说明原因办结。您不认可的话，可以在那里重新打开。"),
    very_plain=_n("您的事（{number}）办完了，原因写在里面。不认可，可以重新打开。"),
    channels=BOTH,
    parameters=ENDING,
    opens=MINE,
    good_for=timedelta(days=7),
)
ASKER_VIEWED = Kind(
    key="asker.viewed",
    title=_n("有人查看了您的联系方式"),
    short=_n("有人查看了您的联系方式，请登录查看原因。"),
    plain=_n("办理您的事（{number}）的人查看了您的联系方式，原因写在里面。"),
    very_plain=_n("有人看了您的电话（{number}）。为什么看，写在里面。"),
    parameters=NUMBER,
    opens=MINE,
)

STAFF_CRISIS = Kind(
    key="staff.crisis",
    title=_n("有一件急事要您马上处理"),
    short=_n("有一件急事等人马上处理，请立即登录查看。"),
    plain=_n("{number}有危险信号，可能有人要出事。请马上打开，照紧急步骤做，并记下做了什么。"),
    very_plain=_n("{number}：可能有人要出事。马上打开，照上面写的做。"),
    channels=(Channel.SMS, Channel.MAIL, Channel.CHAT),
    parameters=OFFICE,
    opens=MATTER,
    urgent=True,
    good_for=timedelta(hours=12),
)
STAFF_CRISIS_AGAIN = Kind(
    key="staff.crisis_again",
    title=_n("急事还没有人处理"),
    short=_n("一件急事还没有人处理，请立即登录查看。"),
    plain=_n("{number}的危险信号到现在还没有人处理。请马上打开，照紧急步骤做，并记下做了什么。"),
    very_plain=_n("{number}：还没有人管。马上打开，照上面写的做。"),
    channels=(Channel.SMS, Channel.MAIL, Channel.CHAT),
    parameters=OFFICE,
    opens=MATTER,
    urgent=True,
    good_for=timedelta(hours=2),
)
STAFF_CRISIS_NOBODY = Kind(
    key="staff.crisis_nobody",
    title=_n("急事没有人接"),
    short=_n("有一件急事没有人接得到，请马上安排人登录处理。"),
    plain=_n("{number}有危险信号，但{office}没有能处理的人。请马上打电话安排人登录处理。"),
    very_plain=_n("{number}：{office}没有人能处理。马上找人。"),
    channels=(Channel.SMS, Channel.MAIL, Channel.CHAT),
    parameters=frozenset({"number", "office"}),
    urgent=True,
    good_for=timedelta(hours=12),
)


def _staff(
    key: str, title: str, plain: str, very_plain: str, *channels: Channel, opens: str = MATTER
) -> Kind:
    """Return a kind for people at work, who are told by the way only that something waits."""
    return Kind(
        key=key,
        title=title,
        short=_n("您在娘家有一件待办，请登录查看。"),
        plain=plain,
        very_plain=very_plain,
        channels=channels,
        parameters=OFFICE if "{code}" in opens else NUMBER,
        opens=opens,
    )


STAFF_GIVEN = _staff(
    "staff.given", _n("有一件事交给您了"), _n("同事把{number}交给您办。"),
    _n("{number}交给您办。"), Channel.MAIL,
)  # fmt: skip
STAFF_CAME = _staff(
    "staff.came", _n("派来一件事"), _n("{number}派到了您这里，请接手。"), _n("{number}派来了。"),
)  # fmt: skip
STAFF_RETURNED = _staff(
    "staff.returned", _n("退回来一件事"), _n("{number}被退了回来，原因写在里面，请另行安排。"),
    _n("{number}退回来了，请看原因。"), Channel.MAIL,
)  # fmt: skip
STAFF_ESCALATED = _staff(
    "staff.escalated", _n("要您决定由谁办"), _n("{number}已经退回三次，请您决定由谁办理。"),
    _n("{number}退了三次。请您定谁来办。"), *BOTH,
)  # fmt: skip
STAFF_CONTESTED = _staff(
    "staff.contested", _n("答复没有得到认可"), _n("{number}的答复职工不认可，已经重新打开。"),
    _n("{number}重新打开了，职工不认可。"), Channel.MAIL,
)  # fmt: skip
STAFF_URGED = _staff(
    "staff.urged", _n("有人催办"), _n("职工催办{number}。"), _n("职工在催{number}。"), Channel.MAIL,
)  # fmt: skip
STAFF_SAID = _staff(
    "staff.said", _n("有新的补充"), _n("职工在{number}里补充了内容。"), _n("{number}有新的话。"),
)  # fmt: skip
STAFF_REPLIED = _staff(
    "staff.replied", _n("协作方有了回复"), _n("协作单位回复了{number}。"), _n("{number}有回复。"),
    Channel.MAIL,
)  # fmt: skip
STAFF_SUPERVISED = _staff(
    "staff.supervised", _n("有一件事被督办"), _n("{number}被督办，回报的日子写在里面。"),
    _n("{number}被督办了，请看哪天回报。"), Channel.MAIL,
)  # fmt: skip
STAFF_DUE_SOON = _staff(
    "staff.due_soon", _n("有一件事快到期了"), _n("{number}在下一个工作日结束以前到期，请抓紧。"),
    _n("{number}快到期了。"), Channel.MAIL,
)  # fmt: skip
STAFF_BROKEN = _staff(
    "staff.broken", _n("有一件事超期了"), _n("{number}超期了，还没有办到。"),
    _n("{number}超期了。"),
    Channel.MAIL,
)  # fmt: skip
PARTNER_ASKED = _staff(
    "partner.asked", _n("有一件事请您协助"),
    _n("有一件事请贵单位协助：{number}。请登录查看并回复。"),
    _n("{number}请你们帮忙。请登录回复。"), Channel.MAIL, opens="/desk/partner/",
)  # fmt: skip

KINDS = (
    ASKER_RECEIVED, ASKER_MOVED, ASKER_ASKED, ASKER_TOLD, ASKER_ANSWERED, ASKER_EXPLAINED,
    ASKER_VIEWED, STAFF_CRISIS, STAFF_CRISIS_AGAIN, STAFF_CRISIS_NOBODY, STAFF_GIVEN, STAFF_CAME,
    STAFF_RETURNED, STAFF_ESCALATED, STAFF_CONTESTED, STAFF_URGED, STAFF_SAID, STAFF_REPLIED,
    STAFF_SUPERVISED, STAFF_DUE_SOON, STAFF_BROKEN, PARTNER_ASKED,
)  # fmt: skip
"""Every kind, for the table NOTICES in site/wiring.py."""
