"""The engine's own pages: the officer's queue and matter, the asker's, the partner bodies'.

A service's page calls `receipt_given` once it has received a matter.
"""

from niangjia.casework.pages.given import receipt_given

__all__ = ["receipt_given"]
