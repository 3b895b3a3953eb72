"""One address says where mail goes."""

import pytest

from niangjia.site.mail import Mail, read


def test_without_an_address_nothing_is_sent() -> None:
    assert read("") == Mail()
    assert not read("").configured


@pytest.mark.parametrize(
    ("url", "host", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtp://u:p%40ss@mail.example/?tls=starttls", "mail.example", 587, True, False),
        ("smtps://mail.example", "mail.example", 465, False, True),
        ("smtp://mail.example:2525/?tls=tls", "mail.example", 2525, False, True),
    ],
)
def test_an_address_is_read(url: str, host: str, port: int, starttls: bool, tls: bool) -> None:
    mail = read(url)
    assert (mail.host, mail.port, mail.starttls, mail.tls) == (host, port, starttls, tls)
    assert mail.configured


def test_user_and_password_may_hold_any_character() -> None:
    mail = read("smtp://user%40x:p%2Fss@mail.example")
    assert (mail.user, mail.password) == ("user@x", "p/ss")


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://x/?tls=maybe"])
def test_anything_else_is_refused_at_start(url: str) -> None:
    with pytest.raises(ValueError, match="NIANGJIA_MAIL_URL"):
        read(url)
