"""The same paper twice, and different papers of one dispute: recognised, never merged silently."""
