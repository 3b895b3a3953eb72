"""One index port, and the engines behind it.

The database is the truth and the index follows it. A room declares what it wants found, hands
over documents, and asks; which engine answers is the operator's choice and shows nowhere else.
Nothing about a question is logged or kept.

    port        what an index can do: IndexSpec, Document, SearchRequest, SearchResponse
    query       `parse`: a reader's words become a ParsedQuery (asking, correction, expansion)
    passages    why a document was found, marked in its text as written
    verify      `drift`: where index and database differ
    resuming    a rebuild that goes on where an earlier one stopped
    opening     `open_index`: the engine the operator chose, embedded or a cluster (opensearch)
"""
