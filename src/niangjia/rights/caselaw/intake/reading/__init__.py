"""Reading files in which cases come: one record after the other, whatever the file.

Every reader is a generator that yields a `Record` or a `Rejected` for each case it meets, and
never stops at a bad one. None holds more in memory than one record, so that a file of any length
can be read.
"""

from niangjia.rights.caselaw.intake.reading.folders import expected, read
from niangjia.rights.caselaw.intake.reading.record import Read, Record, Rejected

__all__ = ["Read", "Record", "Rejected", "expected", "read"]
