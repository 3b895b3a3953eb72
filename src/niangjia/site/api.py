"""The JSON interface of the house, with its OpenAPI document and a page to read it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI

from niangjia import __version__
from niangjia.casework.api import router as matters
from niangjia.desks.api import asking_router as asking
from niangjia.desks.api import router as desks
from niangjia.foundation.search.port import IndexBusy, IndexMissing
from niangjia.kernel.errors import (
    Conflict,
    Invalid,
    Missing,
    NiangjiaError,
    Refused,
    Unavailable,
)
from niangjia.rights.caselaw.api import router as caselaw
from niangjia.rights.caselaw.api import statistics_router as statistics
from niangjia.rights.caselaw.queries import Merged, Withdrawn
from niangjia.rights.hotline.api import router as hotline
from niangjia.rights.legal_aid.api import router as legal_aid
from niangjia.rights.statutes.api import router as statutes

STATUS: tuple[tuple[type[NiangjiaError], int], ...] = (
    (Withdrawn, 410),
    (Missing, 404),
    (Refused, 403),
    (Conflict, 409),
    (Invalid, 422),
    (Unavailable, 503),
)

api = NinjaAPI(
    title="Niangjia 娘家",
    version=__version__,
    description=(
        "案例和法规的 JSON 接口。读取不需要账号，也不留下任何记录。"
        "金额以元为单位，日期按 ISO 8601，地区为 GB/T 2260 行政区划代码。"
    ),
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/cases", caselaw)
api.add_router("/statistics", statistics)
api.add_router("/legal-aid", legal_aid)
api.add_router("/statutes", statutes)
api.add_router("/statutes", desks)
api.add_router("/ask", asking)
api.add_router("/matters", matters)
api.add_router("/hotline", hotline)


@api.exception_handler(NiangjiaError)
def say_what_went_wrong(request: HttpRequest, error: NiangjiaError) -> HttpResponse:
    """Answer an error meant for people with its status and its words."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 400)
    return api.create_response(request, {"detail": error.message}, status=status)


@api.exception_handler(Merged)
def say_where_it_went(request: HttpRequest, error: Merged) -> HttpResponse:
    """Send on to the case that another was merged into."""
    response = api.create_response(request, {"detail": error.message}, status=301)
    response.headers["Location"] = reverse("api:read_case", args=[error.code])
    return response


@api.exception_handler(IndexMissing)
@api.exception_handler(IndexBusy)
def say_not_now(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001 - ninja's form
    """Answer while the index is not there."""
    return api.create_response(request, {"detail": "检索暂时不可用，请稍后再试。"}, status=503)
