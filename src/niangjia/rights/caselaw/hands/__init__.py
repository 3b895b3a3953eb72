"""Many hands for the papers of an import: other processes here, or a Dask cluster.

`chunks` is what is handed out and what comes back, `reading` what a hand does with it, without
Django and without the database; `foreman` hands out, keeps the order and sees to it that a hand
that dies costs nothing but time; `alone`, `processes` and `cluster` are the crews; `edition`
tells whether everybody reads by the same rules.
"""
