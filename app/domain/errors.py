"""The two kinds of trouble that a clerk may meet; everything else is a bug.

    MotCuaError
    ├── ClerkError   the clerk can mend it: shown at the field, exit status 3
    └── Trouble      the world: disk, key, wrong PIN, line, damaged file; exit status 4
        └── PhraseWanted   the office's policy: the window asks for a pass-phrase at once

Messages are whole Vietnamese sentences: what is wrong, what is safe, what to do. They are shown as
they stand and never hold another person's data.
"""


class MotCuaError(Exception):
    """Root of everything that is told to a person in words."""

    def __init__(self, message: str) -> None:
        """Keep the sentence that the person reads."""
        super().__init__(message)
        self.message = message


class ClerkError(MotCuaError):
    """What was typed cannot be taken; `field` is the dotted path of the place to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        """Keep the sentence and the place."""
        super().__init__(message)
        self.field = field


class Trouble(MotCuaError):
    """The world does not play along: nothing that was stored is lost."""


class PhraseWanted(Trouble):
    """The office opens by pass-phrases: what was typed is right, or would do, but is none."""
