"""What the command line offers of a centre; the site hangs it in."""

from dataclasses import dataclass
from pathlib import Path

from niangjia.kernel.errors import Invalid
from niangjia.rights.centre.handling.watching import watch
from niangjia.rights.centre.models import Packet
from niangjia.rights.centre.rules.packing import Checked, check, digest_of

LARGEST = 400 * 1024 * 1024

__all__ = ["Verified", "verify_packet", "watch"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of a packet: `faults` say what was changed, `known` whether it is ours."""

    packet: str
    matter: str
    digest: str
    papers: int
    known: bool
    faults: tuple[str, ...]


def verify_packet(file: Path) -> Verified:
    """Say what was changed in a packet, or in its printed form. Raises Invalid for no such file.

    What stands in the file is compared with its own index, and both with the books of this house
    where the packet was made here.
    """
    if not file.is_file():
        raise Invalid(f"没有这个文件：{file.name}")
    if file.stat().st_size > LARGEST:
        raise Invalid("这个文件太大，不是移交包。")
    data = file.read_bytes()
    return _printed(data) if data.startswith(b"%PDF") else _packed(check(data))


def _packed(found: Checked) -> Verified:
    made = Packet.objects.filter(code=found.packet).first() if found.packet else None
    faults = list(found.faults)
    if made is not None:
        if made.digest != found.digest:
            faults.append("目录和移交时不一样。")
        if found.printed_digest and made.pdf_digest != found.printed_digest:
            faults.append("移交清单.pdf和移交时不一样。")
    known = made is not None
    return Verified(found.packet, found.matter, found.digest, found.papers, known, tuple(faults))


def _printed(data: bytes) -> Verified:
    digest = digest_of(data)
    made = Packet.objects.select_related("matter").filter(pdf_digest=digest).first()
    if made is None:
        faults = ("这份清单不是本系统做的，或者被改过。",)
        return Verified("", "", digest, 0, known=False, faults=faults)
    count = made.papers.count()
    return Verified(made.code, made.matter.number, digest, count, known=True, faults=())
