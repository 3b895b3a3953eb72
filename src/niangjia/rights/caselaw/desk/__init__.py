"""The pages on which editors and lawyers work: queues, a case's workbench, imports, all cases."""
