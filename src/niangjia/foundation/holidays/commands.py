"""What the command line offers of this room; the site hangs it in."""

from niangjia.foundation.holidays.actions import Notice, enter_year
from niangjia.kernel.viewer import Viewer


def enter(*, viewer: Viewer, year: int, off: str, worked: str, source: str) -> str:
    """Enter a year's holidays and say so. Raises as `enter_year`."""
    made = enter_year(viewer=viewer, notice=Notice(year, off, worked, source))
    return f"已录入{made.year}年的放假安排，共{made.days.count()}天不同于平常的周一到周五。"
