"""The fixed cast that every room's tests are played with, and where their files go.

Every person is a `Viewer` with an account behind it; staff have a second factor. All names and
places of work are made up.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings

from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import viewer_of
from niangjia.kernel.viewer import STRANGER, Role, Viewer

PASSWORD = "一个足够长的测试密码"  # noqa: S105 - made up
TOTP_KEY = "JBSWY3DPEHPK3PXP"
SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"


# No example has to be quick: a machine may have other things to do. What everybody's change has to
# pass tries the same examples every time; whoever runs the tests at home tries new ones.
settings.register_profile("home", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("everybody", settings.get_profile("home"), derandomize=True)
settings.load_profile("everybody" if os.environ.get("CI") else "home")


def pytest_configure(config: pytest.Config) -> None:
    """Hash passwords fast, ask for no collected static files, keep SQLite's database in a file.

    In a file it has its write-ahead log, as it has when in use.
    """
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    folder = tempfile.mkdtemp(prefix="niangjia-test-")
    config.add_cleanup(partial(shutil.rmtree, folder, ignore_errors=True))
    django_settings.STATIC_ROOT = folder
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(Path(folder) / "niangjia.db")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that only that is tested again on another kind of it."""
    for item in items:
        opens = "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")
        if opens or item.path.parent.name == "reliability":
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    """Give every test its own indexes and uploads, and a house that is no demonstration."""
    settings.NIANGJIA_INDEXES = tmp_path / "indexes"
    settings.NIANGJIA_SEARCH = ""
    settings.NIANGJIA_UPLOADS = tmp_path / "uploads"
    settings.NIANGJIA_FILES = tmp_path / "files"
    settings.NIANGJIA_MODELS = tmp_path / "models"
    settings.NIANGJIA_DEMO = False
    cache.clear()


@dataclass(frozen=True, slots=True)
class Unions:
    """A small tree: here is Qingdao, elsewhere is Hangzhou. `own` is the employer's own union."""

    national: Organisation
    province: Organisation
    city: Organisation
    county: Organisation
    township: Organisation
    own: Organisation
    industry: Organisation
    elsewhere_province: Organisation
    elsewhere: Organisation


@pytest.fixture
def unions(db: None) -> Unions:  # noqa: ARG001 - opens the database
    """Return the union tree of the cast."""

    def under(
        parent: Organisation | None, name: str, level: str, region: str, industry: str = ""
    ) -> Organisation:
        fields = {"name": name, "level": level, "region_code": region, "industry": industry}
        if parent is None:
            union: Organisation = Organisation.objects.add_root(create_kwargs=fields)
        else:
            parent.refresh_from_db()
            union = Organisation.objects.add_child(parent, create_kwargs=fields)
        return union

    national = under(None, "全国总工会（示例）", "national", "")
    province = under(national, "山东省总工会（示例）", "province", "370000")
    city = under(province, "青岛市总工会（示例）", "city", "370200")
    county = under(city, "市南区总工会（示例）", "county", "370202")
    township = under(county, "海风街道总工会（示例）", "township", "370202001")
    own = under(township, "浪花食品厂工会（示例）", "grassroots", "370202001", "C")
    industry = under(city, "青岛市建筑工会（示例）", "industry", "370200", "E")
    elsewhere_province = under(national, "浙江省总工会（示例）", "province", "330000")
    elsewhere = under(elsewhere_province, "杭州市总工会（示例）", "city", "330100")
    tree = Unions(
        national, province, city, county, township, own, industry, elsewhere_province, elsewhere
    )
    for name in Unions.__slots__:
        getattr(tree, name).refresh_from_db()
    return tree


@pytest.fixture
def employer(unions: Unions) -> Employer:
    """Return the employer where the worker and the colleague work, with a union of its own."""
    return Employer.objects.create(
        credit_code="91370202MA0EXAMPTB",
        name="青岛浪花食品厂（示例）",
        region_code="370202001",
        industry="C",
        union=unions.own,
    )


@pytest.fixture
def person(db: None) -> Callable[..., Viewer]:  # noqa: ARG001 - opens the database
    """Return a maker of viewers: person("示例姓名", (Role.OFFICER, organisation), ...)."""

    def make(name: str, *held: tuple[Role, Organisation], factor: bool = True) -> Viewer:
        number = Account.objects.count() + 1
        account = Account(name=name, email=f"cast{number}@niangjia.example")
        account.phone = f"+86138000{number:05d}"
        account.phone_verified = True
        account.set_password(PASSWORD)
        account.save()
        EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
        for role, organisation in held:
            Appointment.objects.create(
                account=account,
                organisation=organisation,
                role=role,
                valid_from=date(2000, 1, 1),
            )
        if factor and any(role is not Role.WORKER for role, _ in held):
            TOTP.activate(account, TOTP_KEY)
        return viewer_of(account)

    return make


@pytest.fixture
def worker(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """A worker of the employer."""
    return person("示例职工", (Role.WORKER, unions.own))


@pytest.fixture
def colleague(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """Another worker of the same employer."""
    return person("示例同事", (Role.WORKER, unions.own))


@pytest.fixture
def own_union_officer(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """An officer of the employer's own union."""
    return person("示例厂工会干部", (Role.OFFICER, unions.own))


@pytest.fixture
def officer(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """An officer of the county union here."""
    return person("示例办事员", (Role.OFFICER, unions.county))


@pytest.fixture
def officer_elsewhere(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """An officer of a city union in another province."""
    return person("示例外地办事员", (Role.OFFICER, unions.elsewhere))


@pytest.fixture
def lawyer(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """A lawyer who works for the city union here."""
    return person("示例律师", (Role.LAWYER, unions.city))


@pytest.fixture
def editor(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """An editor of the city union here."""
    return person("示例编辑", (Role.EDITOR, unions.city))


@pytest.fixture
def chief_editor(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """An editor of the top organisation."""
    return person("示例总编辑", (Role.EDITOR, unions.national))


@pytest.fixture
def administrator(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """The administrator of the city union here, and of everything below it."""
    return person("示例管理员", (Role.ADMINISTRATOR, unions.city))


@pytest.fixture
def house_administrator(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """The administrator of the top organisation."""
    return person("示例总管理员", (Role.ADMINISTRATOR, unions.national))


@pytest.fixture
def supervisor(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """A supervisor of the city union here."""
    return person("示例督导员", (Role.SUPERVISOR, unions.city))


@pytest.fixture
def auditor(person: Callable[..., Viewer], unions: Unions) -> Viewer:
    """The auditor of the top organisation."""
    return person("示例审计员", (Role.AUDITOR, unions.national))


@pytest.fixture
def stranger() -> Viewer:
    """Nobody known."""
    return STRANGER


@pytest.fixture
def operator() -> Viewer:
    """Whoever runs the machine, at the command line."""
    return Viewer(operator="示例运维")


@pytest.fixture
def client_of() -> Callable[[Viewer], Client]:
    """Return a maker of browsers signed in as a viewer; a stranger's carries no cookie."""

    def make(viewer: Viewer) -> Client:
        client = Client()
        if viewer.account is not None:
            client.force_login(Account.objects.get(pk=viewer.account), backend=SIGNS_IN)
        return client

    return make
