"""Keeping out of what people write about a case the words that its masking takes out."""

from django.utils.translation import gettext as _

from niangjia.rights.caselaw.models import Case, Digest, Original
from niangjia.rights.caselaw.models.work import RevisionKind
from niangjia.rights.caselaw.originals import open_sealed
from niangjia.rights.caselaw.rules.digests import PARTS
from niangjia.rights.caselaw.rules.marks import hidden_words, stored_marks, without
from niangjia.rights.caselaw.workflow.revisions import keep_revision


def hidden_in(case: Case) -> dict[str, str]:
    """Return the words that the masking takes out of a case, each with what stands there instead.

    None where the case has no original. Raises Unavailable where its key is not here.
    """
    original = Original.objects.select_related("case").filter(case=case).first()
    if original is None:
        return {}
    title, text = open_sealed(original)
    hidden = hidden_words(title, stored_marks(original.title_marks))
    return hidden | hidden_words(text, stored_marks(original.marks))


def hide_in_digest(case: Case, *, by: str) -> bool:
    """Take out of the interpretation what the masking now takes out; return whether it was there.

    An interpretation may have been handed in while a name still stood in the paper.
    """
    digest = Digest.objects.filter(case=case).first()
    if digest is None:
        return False
    hidden = hidden_in(case)
    words = {part.name: str(getattr(digest, part.name)) for part in PARTS}
    masked = {name: without(text, hidden) for name, text in words.items()}
    if masked == words:
        return False
    Digest.objects.filter(pk=digest.pk).update(**masked)
    articles = [list(pair) for pair in case.citations.values_list("law", "article")]
    form = {**masked, "articles": articles}
    keep_revision(case, RevisionKind.DIGEST, form, by=by, note=_("和文书一起遮住"))
    return True
