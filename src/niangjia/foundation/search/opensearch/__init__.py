"""The index on a cluster of machines: OpenSearch behind the port."""
