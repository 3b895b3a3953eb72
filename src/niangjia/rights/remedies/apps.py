from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """The calculators as a Django app: pages and no tables, nothing of anybody is kept."""

    name = "niangjia.rights.remedies"
    label = "remedies"
