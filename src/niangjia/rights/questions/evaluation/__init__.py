"""How well questions are understood, on questions that people really asked."""
