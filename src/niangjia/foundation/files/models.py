"""Files that are kept: what they are, whose, until when; their content lies outside."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.foundation.files.rules.kinds import Kind
from niangjia.kernel.identifiers import public_code


class KeptFile(models.Model):
    """One file. `sealed_name` is what it was called; `size` is of what is kept, in bytes.

    A deleted file leaves its row, without a name, so that it can be told that it was there.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    owner = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=8)
    sealed_name = models.BinaryField()
    size = models.PositiveIntegerField()
    kept_by = models.CharField(max_length=80)
    kept_at = models.DateTimeField()
    keep_until = models.DateField(null=True, db_index=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="kept_file_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(sealed_name=b""),
                name="deleted_file_has_no_name",
            ),
        ]
