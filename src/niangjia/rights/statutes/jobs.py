"""Background entry points of the laws, bound to events in `niangjia.site.wiring`."""

from niangjia.rights.statutes.indexing import follow_in_index

__all__ = ["follow_in_index"]
