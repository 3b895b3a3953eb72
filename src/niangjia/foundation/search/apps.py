from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search as a Django app."""

    name = "niangjia.foundation.search"
    label = "search"
