"""Ca trực: who does what today and notes from clerk to clerk, out of the journals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.waiting_work import counted_words, known_now
from app.domain.duty import AWAY, CALL, ON, STATES, Duty, Note, on_day
from app.domain.role import ROLES
from app.services import duty as service
from app.services.ports import User
from app.storage import duty
from app.ui.duty import desk as ui
from app.ui.tasks import Run

LOOKS = {ON: "ok", CALL: "soon", AWAY: "paused"}
MOST_NAMES = 3


@dataclass(slots=True)
class DutyBridge:
    """Callables over the unlocked desk; `saved_at` hears when something was stored."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    saved_at: Callable[[datetime], None]

    def desk(self) -> ui.DutyDesk:
        """The page's view of it."""
        return ui.DutyDesk(
            states=tuple(STATES.items()),
            people=self.people,
            notes=self.notes,
            counted=self.counted,
            plan=self.plan,
            leave=self.leave,
            take=self.take,
            run=self.run,
        )

    def people(self) -> tuple[ui.Person, ...]:
        """Who works here, those on duty first."""
        opened = self.opened()
        now = opened.desk.clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        said = duty.since(opened.connection.execute, now.date())
        today, last = on_day(said, now.date()), duty.deeds(opened.connection.execute, midnight)
        users = [one for one in opened.journal.users() if not one.ended]
        names, order = words.people(users), list(STATES)
        found = [_person(one, names, today.get(one.id), said, last) for one in users]
        return tuple(sorted(found, key=lambda one: _place(order, today.get(one.user))))

    def notes(self) -> tuple[ui.Shown, ...]:
        """The newest first; those that wait for who is here go before."""
        opened = self.opened()
        names, user = words.people(opened.journal.users()), opened.desk.user
        found = duty.newest(opened.connection.execute)
        found.sort(key=lambda note: not note.waits_for(user))
        return tuple(shown(note, names, user) for note in found)

    def waiting(self) -> tuple[ui.Shown, ...]:
        """What the one who just came in has to read."""
        opened = self.opened()
        names, user = words.people(opened.journal.users()), opened.desk.user
        found = duty.waiting(opened.connection.execute, user)
        return tuple(shown(note, names, user) for note in found)

    def line(self) -> str:
        """Who is on duty today, for Hôm nay; empty where one person is the whole office."""
        opened = self.opened()
        now = opened.desk.clock.now()
        today = on_day(duty.since(opened.connection.execute, now.date()), now.date())
        users = [one for one in opened.journal.users() if not one.ended]
        names = words.people(users)
        if len(users) == 1 or not today:
            return "" if len(users) == 1 else "Ca trực, lời bàn giao"
        here = [names[one.id] for one in users if one.id in today and today[one.id].state == ON]
        if not here:
            return "Hôm nay chưa có ai trực"
        more = f" và {len(here) - MOST_NAMES} người" if len(here) > MOST_NAMES else ""
        return f"Trực: {', '.join(here[:MOST_NAMES])}{more}"

    def counted(self) -> str:
        """What goes along with a note, in words."""
        said = counted_words(self._counted().items())
        return f"Máy ghi kèm: {said}." if said else "Máy ghi kèm: không có việc nào dở dang."

    def plan(self, asked: ui.Planned) -> None:
        """What somebody does; ClerkError at its field."""
        line = {
            "user": asked.user, "state": asked.state, "first": asked.first or None,
            "last": asked.last or None, "words": asked.words or None,
        }  # fmt: skip
        service.set_duty(self.opened().desk, line)
        self._saved()

    def leave(self, to: str, said: str) -> None:
        """A note, with what is counted now."""
        line = {"to": to or None, "words": said}
        service.leave_note(self.opened().desk, line, self._counted())
        self._saved()

    def take(self, key: str) -> None:
        """Who is here has read a note."""
        service.take_note(self.opened().desk, key)
        self._saved()

    def _saved(self) -> None:
        self.saved_at(self.opened().desk.clock.now())

    def _counted(self) -> dict[str, str]:
        return known_now(self.opened(), self.frozen())


def shown(note: Note, names: Mapping[str, str], user: str) -> ui.Shown:
    """A note as the page and the banner have it."""
    actor = note.by or names.get(note.actor, note.actor)
    to = "ai vào sau" if note.to is None else names.get(note.to, note.to)
    moment = words.short_moment(note.at)
    read = [(f"{names.get(who, who)}", words.short_moment(when)) for when, who in note.taken]
    mine = not note.taken and (note.waits_for(user) or note.actor == user)
    state = ("done", "đã nhận") if note.taken else ("attention", "chưa nhận")
    facts = (
        ("Của", actor),
        ("Cho", to),
        ("Lúc", moment),
        ("Lời", note.words),
        ("Lúc ấy", counted_words(note.known)),
        ("Đã nhận", "; ".join(f"{who}, {when}" for who, when in read)),
    )
    told = tuple(one for one in facts if one[1])
    at, own = f"{note.at:%H:%M %d/%m}", note.actor == user
    return ui.Shown(note.identity, actor, note.words, at, state, told, mine, own)


def _person(
    user: User,
    names: Mapping[str, str],
    today: Duty | None,
    said: Iterable[Duty],
    last: Mapping[str, datetime],
) -> ui.Person:
    roles = ", ".join(ROLES[role] for role in user.roles[:2])
    if len(user.roles) == len(ROLES):
        roles = "Mọi vai trò"
    state = None if today is None else (LOOKS.get(today.state, ""), today.said)
    at = last.get(user.id)
    plan = tuple((_days(one), _said(one)) for one in said if one.user == user.id)
    note = "" if today is None else today.words or ""
    return ui.Person(user.id, names[user.id], roles, state, note, f"{at:%H:%M}" if at else "", plan)


def _days(one: Duty) -> str:
    if one.first == one.last:
        return f"{one.first:%d/%m}"
    return f"{one.first:%d/%m} – {one.last:%d/%m}"


def _said(one: Duty) -> str:
    return f"{one.said}, {one.words}" if one.words else one.said


def _place(order: list[str], one: Duty | None) -> int:
    """On duty, at call, nothing said, away."""
    if one is None or one.state not in order:
        return len(order) - 1
    place = order.index(one.state)
    return place if one.state != AWAY else len(order)
