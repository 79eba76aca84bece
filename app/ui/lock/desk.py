"""What the lock page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run

BOXES = 6


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may work here. `digits` is the length of the PIN, None for a pass-phrase.

    `opens_at_once`: the sixth digit of a six-digit PIN opens without Enter.
    """

    user: str
    name: str
    role: str = ""
    digits: int | None = BOXES
    opens_at_once: bool = True


@dataclass(frozen=True, slots=True)
class LockStatus:
    """The line under the sheet: network, what waits, the time; ready words."""

    online: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LockDesk:
    """The callables.

    `unlock` (user, secret) raises ClerkError or Trouble with the sentence of what
    is wrong; it runs through `run`, for deriving a key takes its time.

    `waits_s` tells for how many seconds a user must wait before the next try, 0 for none; `status`
    is quick; `last_user` is marked at first; `office` and `counter` are names.
    """

    users: Callable[[], Sequence[User]]
    unlock: Callable[[str, str], None]
    waits_s: Callable[[str], int]
    status: Callable[[], LockStatus]
    run: Run
    office: str = ""
    counter: str = ""
    last_user: str = ""
