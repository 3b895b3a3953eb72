"""The answer to a question in plain words: what several rooms know, each with its source."""
