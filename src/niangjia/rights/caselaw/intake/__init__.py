"""The way of a paper from a file into the library.

`reading` opens files of every kind and gives records one by one; `examining` says what cannot come
in and what a record is known by; `sorting` tells new from known; `batches` takes them in, each
batch one transaction; `runs` keeps the account; `uploads` holds what came through the web until it
was read; `samples` is the library's own made-up cases on the same way.
"""
