"""The unions a viewer reaches, by number and by name, for reading a file of many rows."""

from collections import defaultdict

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.facts import OrganisationFacts
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.queries import readable
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import PATH_STEP, Viewer


class Directory:
    """Finds unions the way people write them: register number, name, or names joined by "/"."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self.reload()

    def reload(self) -> None:
        """Read the tree again, after something moved."""
        self._by_path: dict[str, Organisation] = {}
        self._by_number: dict[str, Organisation] = {}
        self._by_name: dict[str, dict[str, Organisation]] = defaultdict(dict)
        for one in readable(self._viewer).order_by("path"):
            self.add(one)

    def add(self, one: Organisation) -> None:
        """Take in a union that was founded or changed."""
        if before := self._by_path.get(one.path):
            self._by_name[before.name].pop(one.path, None)
            self._by_number.pop(before.register_number or "", None)
        self._by_path[one.path] = one
        self._by_name[one.name][one.path] = one
        if one.register_number:
            self._by_number[one.register_number] = one

    def named(self, text: str) -> list[Organisation]:
        """Return every union that `text` may mean."""
        if found := self._by_number.get(text):
            return [found]
        names = [name.strip() for name in text.replace("／", "/").split("/") if name.strip()]
        if not names:
            return []
        ends = self._by_name.get(names[-1], {}).values()
        return [one for one in ends if self._way_ends_with(one, names)]

    def only(self, text: str) -> Organisation | None:
        """Return the one union that `text` means, None for "". Raises Invalid."""
        if not text:
            return None
        found = self.named(text)
        if len(found) > 1:
            raise Invalid(_("有多个工会都叫这个名字，请写登记号或完整路径。"))
        if not found:
            raise Invalid(_("没有找到写明的工会，或者不在您的范围内。"))
        return found[0]

    def known(self, facts: OrganisationFacts, parent: Organisation | None) -> Organisation | None:
        """Return the union that a row speaks of, where it is there already."""
        if facts.register_number in self._by_number:
            return self._by_number[facts.register_number]
        found = self._by_name.get(facts.name, {}).values()
        if parent:
            return next((one for one in found if self.stands_under(one, parent)), None)
        if len(found) > 1:
            raise Invalid(_("有多个工会都叫这个名字，请写明上级工会或登记号。"))
        return next(iter(found), None)

    def stands_under(self, one: Organisation, parent: Organisation) -> bool:
        """Whether one union stands right below another."""
        return bool(one.path[:-PATH_STEP] == parent.path)

    def _way_ends_with(self, one: Organisation, names: list[str]) -> bool:
        path = one.path
        for name in reversed(names):
            here = self._by_path.get(path)
            if here is None or here.name != name:
                return False
            path = path[:-PATH_STEP]
        return True
