"""What a language model is to the house."""

from typing import Protocol


class ModelFailed(Exception):
    """The model did not answer; `why` is a word for the log, never what was said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class LanguageModel(Protocol):
    """Anything that answers instructions about a content with text."""

    @property
    def name(self) -> str:
        """Which model answers: answers of another one are other answers."""

    def answer(self, *, instructions: str, content: str) -> str:
        """Return what the model says, unchecked. Raises ModelFailed."""
