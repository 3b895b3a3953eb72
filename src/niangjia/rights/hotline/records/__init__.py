"""Old records from Excel.

Which way an old record comes in is decided by what is true of it. What had ended was ended by the
rules of its day: nobody here can say that the asker confirmed it, or was called back, and the
engine knows no third ending. So it becomes an `OldRecord`, read-only, which "who called before"
finds, and no matter. What was still open is still owed an answer: it becomes a matter like any
other, with the day it came in, so that its clocks say honestly how late it is.
"""
