"""A made-up union tree with employers, to look around in."""

import tomllib
from pathlib import Path

from niangjia.foundation.organisations import actions
from niangjia.foundation.organisations.facts import EmployerFacts, OrganisationFacts
from niangjia.foundation.organisations.models import STANDING, Employer, Organisation
from niangjia.kernel.viewer import Viewer

HERE = Path(__file__).parent


def load_sample(*, viewer: Viewer) -> int:
    """Bring in what is not there yet and return how many unions and employers that was.

    Nothing is brought in beside a tree that is not the sample's own: it is somebody's real one.
    """
    unions = tomllib.loads((HERE / "tree.toml").read_text(encoding="utf-8"))["union"]
    employers = tomllib.loads((HERE / "employers.toml").read_text(encoding="utf-8"))["employer"]
    top = Organisation.objects.filter(depth=1).first()
    if top is not None and top.name != unions[0]["name"]:
        return 0
    founded = sum(_found(viewer, dict(union)) for union in unions)
    return founded + sum(_register(viewer, dict(employer)) for employer in employers)


def _found(viewer: Viewer, said: dict[str, str]) -> bool:
    under = said.pop("under", None)
    if Organisation.objects.filter(STANDING, name=said["name"]).exists():
        return False
    parent = Organisation.objects.get(STANDING, name=under).code if under else None
    actions.found_organisation(viewer=viewer, parent=parent, facts=OrganisationFacts(**said))
    return True


def _register(viewer: Viewer, said: dict[str, str]) -> bool:
    if Employer.objects.filter(credit_code=said["credit_code"]).exists():
        return False
    if name := said.get("union"):
        said["union"] = Organisation.objects.get(STANDING, name=name).code
    actions.register_employer(viewer=viewer, facts=EmployerFacts(**said))
    return True
