"""The model that the operator chose, if any."""

from functools import cache

from django.conf import settings

from niangjia.foundation.languagemodel.client import Endpoint, ModelClient
from niangjia.foundation.languagemodel.port import LanguageModel


def language_model() -> LanguageModel | None:
    """Return the operator's model, None where none was named: then nothing is ever sent."""
    endpoint: Endpoint | None = settings.NIANGJIA_MODEL
    return None if endpoint is None else _client(endpoint)


@cache
def _client(endpoint: Endpoint) -> ModelClient:
    return ModelClient(endpoint)
