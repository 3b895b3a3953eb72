from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People as a Django app."""

    name = "niangjia.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand beside the unions: show who holds what, and keep one from being dissolved."""
        from niangjia.foundation.organisations import neighbours  # noqa: PLC0415 - models exist only now
        from niangjia.foundation.people import beside  # noqa: PLC0415 - models exist only now

        neighbours.bind(beside.NEIGHBOUR)
