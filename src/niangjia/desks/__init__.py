"""Pages made of several rooms: the worker's, the officer's, the director's."""
