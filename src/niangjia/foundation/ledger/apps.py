from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger as a Django app."""

    name = "niangjia.foundation.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
