from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The house itself; binds listeners once every room is there."""

    name = "niangjia.site"
    label = "niangjia_site"

    def ready(self) -> None:
        """Bind the events of the house to those who listen."""
        from niangjia.site import wiring  # noqa: PLC0415 - rooms exist only from here on

        wiring.bind_all()
