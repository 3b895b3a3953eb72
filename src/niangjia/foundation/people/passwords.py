"""How long a password must be, in our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """A password of at least `min_length` characters; a Chinese character counts as one."""

    def get_error_message(self) -> str:
        """Return what is wrong with a shorter one."""
        return _("密码太短，至少要 %(most)s 个字。") % {"most": self.min_length}

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return self.get_error_message()
