"""The index on this machine: tantivy behind the port, one folder per generation."""
