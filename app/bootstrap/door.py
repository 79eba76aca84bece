"""Unlocking and locking: who is in, by which clock, the session's end signed by his key."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.bootstrap import opening, staff, wall
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.devices.clock import SystemClock
from app.domain import events as e
from app.domain.errors import ClerkError, Trouble
from app.domain.times import VN, weekday
from app.services.desk import BEHIND
from app.services.promise import Promise
from app.storage import keys, short_pins
from app.storage.connection import transaction
from app.storage.journal import LAST, Session
from app.storage.secrets import get_secret
from app.storage.short_pins import ShortPin
from app.wire.signing import sign

MOST_DAYS_AWAY = 3
UNSIGNED = "Chưa ký gì. Gõ lại, hoặc Esc rồi ký giấy."


@dataclass(frozen=True, slots=True)
class _Again:
    """Who came in by a pass-phrase in this run: the length of his short PIN, his signing key."""

    digits: int
    own_key: bytes | None


@dataclass(slots=True)
class Door:
    """The desk that is open, if one is. Everything runs on the work thread."""

    profile: str | None
    opened: OpenDesk | None = None
    frozen: Frozen | None = None
    last_user: str = ""
    _own_key: bytes | None = field(default=None, repr=False)
    _again: dict[str, _Again] = field(default_factory=dict, repr=False)
    _pin_cost: keys.Cost = field(default_factory=keys.Cost)

    def now_open(self) -> OpenDesk:
        """The open desk; pages are shown only while there is one."""
        if self.opened is None:
            raise LookupError("locked")
        return self.opened

    def now_frozen(self) -> Frozen:
        """Standing and catalogue as they were when the desk was opened or last exchanged."""
        if self.frozen is None:
            raise LookupError("locked")
        return self.frozen

    def unlock(self, user: str, secret: str) -> bool:
        """Open for a user; Trouble with the sentence where it may not be.

        True where the office opens by pass-phrases and he has no short PIN to come in again.
        """
        short = self._short_of(user) if keys.is_pin(secret) else None
        if short is not None:
            self._come_again(user, short, secret)
        elif self.opened is None:
            self.opened = opening.open_desk(self.profile, user, secret)
            self._take_own_key(user, secret)
        else:
            self._take_over(self.opened, user, secret)
        self.last_user = user
        self.refresh()
        return self.now_frozen().phrases and user not in self._again

    def prove(self, user: str, secret: str, undone: str = UNSIGNED) -> None:
        """Trouble unless it is this person's secret: a signature; who is in stays in.

        `undone` is said of what has not been done for want of it.
        """
        short, now = self._short_of(user) if keys.is_pin(secret) else None, SystemClock().now()
        paths = self.now_open().paths
        try:
            if short is not None:
                keys.check_again(paths, user, short.verifier, secret, now)
            else:
                keys.open_key(paths, user, secret, now)
        except Trouble as fault:
            raise Trouble(f"{fault.message} {undone}") from fault

    def choose_short(self, pin: str, again: str) -> None:
        """The short PIN of who has just come in by a phrase; ClerkError where it may be none."""
        staff.check_same(pin, again)
        with transaction(self.now_open().connection) as connection:
            short_pins.keep(connection, self.last_user, pin, self._pin_cost)
        self._again[self.last_user] = _Again(len(pin), self._own_key)

    def short_digits(self) -> dict[str, int]:
        """Who comes in again by a short PIN, and how many digits it has."""
        return {user: one.digits for user, one in self._again.copy().items()}

    def refresh(self) -> None:
        """Read standing and catalogue anew: after unlocking, and when something came down."""
        opened = self.now_open()
        now = opened.desk.clock.now()
        self.frozen = Frozen(
            opened.standing,
            opened.catalogues.covering(now.date()),
            tuple(opened.journal.users()),
        )
        wall.write(opened, self.last_user)

    def lock(self) -> None:
        """End the session: its last event is signed by the clerk's own key."""
        opened = self.opened
        if opened is None or not opened.journal.session.opened:
            return
        head = opened.connection.execute(LAST).fetchone()[1]
        signature = sign(self._own_key, head).hex() if self._own_key else ""
        with opened.journal.transaction() as writes:
            writes.append(e.Locked(head.hex(), signature), at=opened.desk.clock.now())
        opened.journal.session = Session(opened.desk.user)

    def close(self) -> None:
        """Lock and let the file go."""
        self.lock()
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    # --- the clock -------------------------------------------------------------------------------

    def clock_is_doubtful(self) -> bool:
        """Before the last event, or more than three working days after it (model of times)."""
        opened = self.now_open()
        last, now = opened.journal.last_recorded_at(), opened.desk.clock.now()
        if last is None:
            return False
        if last - now > BEHIND:
            return True
        frozen = self.now_frozen()
        calendar = Promise.of(frozen.catalogue_now, frozen.standing_now.office).calendar
        return calendar.working_days_between(last.date(), now.date()) > MOST_DAYS_AWAY

    def clock_words(self) -> str:
        """The question."""
        now = self.now_open().desk.clock.now()
        return f"Hôm nay là {weekday(now.date())} {now:%d/%m/%Y}, {now:%H:%M} – đúng không?"

    def confirm_clock(self, typed: str) -> None:
        """Take the answer: empty is yes; a time becomes an offset. Kept as an event."""
        opened = self.now_open()
        clock = opened.desk.clock
        if typed and isinstance(clock, SystemClock):
            clock.offset += _typed_moment(typed) - clock.now()
        opening.confirm_clock(opened)

    def _short_of(self, user: str) -> ShortPin | None:
        """The short PIN of who came in by his phrase, unless it was dropped since."""
        known = self.opened is not None and user in self._again
        return short_pins.read(self.now_open().connection, user) if known else None

    def _come_again(self, user: str, short: ShortPin, pin: str) -> None:
        opened = self.now_open()
        keys.check_again(opened.paths, user, short.verifier, pin, SystemClock().now())
        self._change_to(opened, user)
        self._own_key = self._again[user].own_key

    def _take_over(self, opened: OpenDesk, user: str, secret: str) -> None:
        keys.open_key(opened.paths, user, secret, SystemClock().now())
        opening.require_phrase(opened.standing.office, user, secret)
        self._change_to(opened, user)
        self._take_own_key(user, secret)

    def _change_to(self, opened: OpenDesk, user: str) -> None:
        opening.check_user(opened.journal, user)
        opened.journal.session = Session(user)
        opened.desk = replace(opened.desk, user=user)

    def _take_own_key(self, user: str, secret: str) -> None:
        connection = self.now_open().connection
        sealed = get_secret(connection, f"clerk/{user}")
        self._own_key = keys.unseal_own(secret, sealed, self._pin_cost) if sealed else None
        short = short_pins.read(connection, user)
        if short is None:
            self._again.pop(user, None)
        else:
            self._again[user] = _Again(short.digits, self._own_key)


def _typed_moment(typed: str) -> datetime:
    for form in ("%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%d-%m-%Y %H:%M"):
        try:
            return datetime.strptime(typed, form).replace(tzinfo=VN)
        except ValueError:
            continue
    raise ClerkError("Chưa đọc được ngày giờ. Ví dụ: 23/11/2026 07:12.", "clock")
