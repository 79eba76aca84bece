"""The province's own kind of trouble beside those of `app.domain.errors`."""

import traceback
from pathlib import Path

from app.domain.errors import ClerkError


class WrongUsage(ClerkError):
    """The command line asks for what cannot be meant: exit status 2."""


def kind_of(error: BaseException | None) -> str:
    """What went wrong and where in the program, for the log: never the words of the error.

    A message may quote what a citizen's dossier holds.
    """
    places = traceback.extract_tb(None if error is None else error.__traceback__)
    where = f" at {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
