"""The pages on which editors keep the library: look through, import, publish, withdraw."""
