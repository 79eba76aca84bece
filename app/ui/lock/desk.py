"""What the lock page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run

BOXES = 6


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may work here. `digits` is the length of the PIN, None for a pass-phrase.

    `opens_at_once`: the sixth digit of a six-digit PIN opens without Enter. `has_code`: a one-time
    code waits for him, with which he sets his PIN; `has_pin`: he has one on this machine.
    """

    user: str
    name: str
    role: str = ""
    digits: int | None = BOXES
    opens_at_once: bool = True
    has_pin: bool = True
    has_code: bool = False


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
    is quick; `recent` names who worked here last and the other one before him; `office` and
    `counter` are names. `set_pin` (user, one-time code, PIN, PIN again) raises like `unlock`; it
    runs through `run`, too.
    """

    users: Callable[[], Sequence[User]]
    unlock: Callable[[str, str], None]
    waits_s: Callable[[str], int]
    status: Callable[[], LockStatus]
    run: Run
    office: str = ""
    counter: str = ""
    recent: Callable[[], tuple[str, ...]] = tuple
    set_pin: Callable[[str, str, str, str], None] | None = None
