"""A step of signing in that is ours."""

from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponse


class MailProofStage(EmailVerificationStage):  # type: ignore[misc]  # allauth carries no types
    """Proof of the mail address, skipped by whoever lives by phone alone.

    An account with a proven phone has been reached already; without a mail address there is
    nothing to prove.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Return the page that asks for the code, or nothing where none is needed."""
        account = self.login.user
        if account is None and not self.login.email:
            return None, True
        if account is not None and (not account.email or account.phone_verified):
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer
