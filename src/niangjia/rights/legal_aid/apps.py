from django.apps import AppConfig


class LegalAidConfig(AppConfig):
    """Legal aid as a Django app."""

    name = "niangjia.rights.legal_aid"
    label = "legal_aid"
    default_auto_field = "django.db.models.BigAutoField"
