"""The same small house in every process: one service, one office, its people."""

from datetime import date, time

import django

WORKERS = 20


def open_house() -> None:
    """Load the house and declare the made-up service in place of the real ones."""
    django.setup()
    from niangjia.casework.declaring import book  # noqa: PLC0415 - after django.setup()
    from niangjia.casework.tests.desk import AID, DESK  # noqa: PLC0415 - after django.setup()

    book.bind((DESK, AID))


def furnish() -> None:
    """Make the union, its people, and wishes by which nobody minds being told at night."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - after django.setup()

    from niangjia.foundation.notices.models import Preference  # noqa: PLC0415 - after django.setup()
    from niangjia.foundation.organisations.models import Organisation  # noqa: PLC0415 - after django.setup()
    from niangjia.foundation.people.models import Account, Appointment  # noqa: PLC0415 - after django.setup()
    from niangjia.kernel.viewer import Role  # noqa: PLC0415 - after django.setup()

    union = Organisation.objects.add_root(
        create_kwargs={"name": "示例县总工会", "level": "county", "region_code": "370202"}
    )
    posts = [Role.OFFICER, Role.OFFICER, Role.SUPERVISOR] + [None] * WORKERS
    for number, role in enumerate(posts):
        account = Account.objects.create(
            name=f"示例{number}", email=f"{number}@example.org", phone=f"+86138100{number:05d}",
            phone_verified=True,
        )  # fmt: skip
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        Preference.objects.create(account=account, quiet_since=time(0), quiet_until=time(0))
        if role:
            Appointment.objects.create(
                account=account, organisation=union, role=role, valid_from=date(2000, 1, 1)
            )


if __name__ == "__main__":
    open_house()
    furnish()
