"""Giving numbers: one statement, in the transaction that uses the number.

The row of the series stays locked until that transaction ends. If it fails, the count goes back
with it: no number is lost and none is given twice.
"""

from django.db import connection

from niangjia.casework.models import Counter
from niangjia.casework.rules.numbers import Series

_TABLE = connection.ops.quote_name(Counter._meta.db_table)
_NEXT = f"""
    INSERT INTO {_TABLE} (procedure, place, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (procedure, place, year) DO UPDATE SET last = {_TABLE}.last + 1
    RETURNING last
"""  # noqa: S608 - the table's own name


def next_in(series: Series) -> int:
    """Return the next number of a series, 1 for the first. Must be called in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series.procedure, series.place, series.year])
        (last,) = cursor.fetchone()
    return int(last)
