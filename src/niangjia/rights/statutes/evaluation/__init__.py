"""How well lay questions find their articles, and learning from questions with known articles."""
