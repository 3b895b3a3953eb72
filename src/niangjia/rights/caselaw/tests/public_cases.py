"""Public cases for the tests of what is public and what is not."""

import hashlib
import json
from datetime import date
from typing import Any

from django.test import Client

from niangjia.kernel import clock
from niangjia.rights.caselaw.models import Case, CaseState


def public_case(text: str, **fields: Any) -> Case:
    """Return a case that anybody may read, with this text."""
    given: dict[str, Any] = {
        "title": "某公司劳动争议案",
        "text": text,
        "text_hash": hashlib.sha256(text.encode()).hexdigest(),
        "source_key": text[:40],
        "region_code": "370202",
        "date": date(2024, 5, 6),
        "body": "basic_court",
        "issue": "unpaid_wages",
        "state": CaseState.PUBLISHED,
        "published_at": clock.now(),
        "masked_by": "account:0",
        "published_by": "account:0",
    }
    return Case.objects.create(**given | fields)


def mark_in(client: Client, address: str) -> str:
    """Return the mark of the form on this page."""
    page = client.get(address).content.decode()
    return page.split('name="mark" value="')[1].split('"')[0]


def said(answer: Any) -> str:
    """Return what an answer says, the characters of JSON written out."""
    if answer.headers["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    text: str = answer.content.decode()
    return text
