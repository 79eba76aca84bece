"""What the lock page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run

BOXES = 6
CODE, PHRASE, SHORT = "code", "phrase", "short"  # what a new secret is for


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may work here. `digits` is the length of his PIN, None for a pass-phrase.

    Who has come in by a phrase comes in again by his short PIN, so `digits` is that one's then.
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
    is wrong; it runs through `run`, for deriving a key takes its time. PhraseWanted: the PIN is
    right, and the office asks for a pass-phrase before it opens. True: open, and the clerk may
    choose a short PIN (`choose_short`: PIN, PIN again) for the rest of the run.

    `waits_s` tells for how many seconds a user must wait before the next try, 0 for none; `status`
    is quick; `recent` names who worked here last and the other one before him; `office` and
    `counter` are names. `set_pin` (user, one-time code, secret, secret again) and `set_phrase`
    (user, PIN, phrase, phrase again) raise like `unlock`; they run through `run`, too. `phrases`
    tells whether the office opens by pass-phrases.
    """

    users: Callable[[], Sequence[User]]
    unlock: Callable[[str, str], bool]
    waits_s: Callable[[str], int]
    status: Callable[[], LockStatus]
    run: Run
    office: str = ""
    counter: str = ""
    recent: Callable[[], tuple[str, ...]] = tuple
    set_pin: Callable[[str, str, str, str], None] | None = None
    set_phrase: Callable[[str, str, str, str], None] | None = None
    choose_short: Callable[[str, str], None] | None = None
    phrases: Callable[[], bool] = bool
