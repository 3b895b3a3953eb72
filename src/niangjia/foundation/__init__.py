"""What every room stands on: people, organisations, the ledger, search."""
