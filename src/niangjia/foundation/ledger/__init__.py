"""The ledger: what was done, by whom, and what follows from it.

Two books kept in the same transaction as the change they tell of:

- the *audit trail*: an append-only chain of entries, each sealed with a hash over itself and
  the one before, so that a flipped, deleted, inserted or reordered entry is found;
- the *outbox*: events that other rooms listen to. A *delivery* is one event for one listener;
  it is retried until it succeeds and, when it keeps failing, is shown to a person. Listeners
  are bound in `niangjia.site.wiring`, and nowhere else.
"""
