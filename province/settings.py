"""Named texts, as a port."""

from typing import Protocol


class Settings(Protocol):
    """Named texts of the whole province."""

    def get(self, name: str) -> str | None:
        """The text, None where it was never put."""

    def put(self, name: str, value: str) -> None:
        """Keep it, in place of the one before."""


def is_training(settings: Settings) -> bool:
    """Whether the province is one for practice, as told at `init`."""
    return settings.get("training") == "1"
