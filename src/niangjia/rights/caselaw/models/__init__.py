"""The tables of the library, by what they are about."""

from niangjia.rights.caselaw.models.cases import Case, CaseState, Citation, Digest
from niangjia.rights.caselaw.models.imports import ImportReject, ImportRun, RunState
from niangjia.rights.caselaw.models.kinship import Kinship, KinshipKind, KinshipState, Signature
from niangjia.rights.caselaw.models.originals import Opening, Original
from niangjia.rights.caselaw.models.readings import ChainLink, Claim, Party
from niangjia.rights.caselaw.models.removals import RemovalRequest, RequestState, RequestWish
from niangjia.rights.caselaw.models.statistics import Tabulated
from niangjia.rights.caselaw.models.work import Comment, Draft, MediationConsent, Revision

__all__ = [
    "Case",
    "CaseState",
    "ChainLink",
    "Citation",
    "Claim",
    "Comment",
    "Digest",
    "Draft",
    "ImportReject",
    "ImportRun",
    "Kinship",
    "KinshipKind",
    "KinshipState",
    "MediationConsent",
    "Opening",
    "Original",
    "Party",
    "RemovalRequest",
    "RequestState",
    "RequestWish",
    "Revision",
    "RunState",
    "Signature",
    "Tabulated",
]
