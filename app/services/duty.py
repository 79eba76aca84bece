"""Who is on duty, and notes from clerk to clerk: stored like everything else, no line needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.authority import LEADERS
from app.domain.duty import ON, STATES, DutySet, NoteLeft, NoteTaken
from app.domain.errors import ClerkError
from app.domain.times import read_day
from app.services.claim import read_key
from app.services.desk import Desk, require_clerk, unlocked
from app.services.fields import LINE, NAME, Fields, printable
from app.services.incidents import impersonal
from app.services.people import MANAGERS, known_user

DUTY_KEYS = frozenset("user first last state words by".split())
NOTE_KEYS = frozenset("key to words by".split())
NOTE_MOST = 600  # letters: it is read at the desk, standing up
MOST_DAYS = 366
PLANNERS = MANAGERS | LEADERS


@dataclass(frozen=True, slots=True)
class Left:
    """A note that is stored: for whom (None: whoever comes next), `again` if it was before."""

    to: str | None
    again: bool = False


def set_duty(desk: Desk, values: Mapping[str, Any]) -> str:
    """Say what a person does on some days; today alone where none are given. The person's id.

    Leaders and administrators say it of anybody, everybody of himself.
    """
    require_clerk(desk)
    line, today = Fields.of(values, "", DUTY_KEYS), desk.clock.now().date()
    user = line.text("user", NAME) or desk.user
    state = line.one_of("state", tuple(STATES), ON) or ON
    first, last = _days(line, today)
    words = impersonal(line, "words", LINE)
    with desk.store.transaction() as writes:
        known = known_user(writes.users(), user)
        _require_planner(desk, known.id)
        fact = DutySet(known.id, first.isoformat(), last.isoformat(), state, words)
        writes.append(fact, at=desk.clock.now(), by=line.text("by", NAME))
    return known.id


def leave_note(desk: Desk, values: Mapping[str, Any], known: Mapping[str, str]) -> Left:
    """Leave words for a person, or for whoever comes next; once under a key.

    `known` is what the program counted by itself.
    """
    require_clerk(desk)
    line = Fields.of(values, "", NOTE_KEYS)
    key = read_key(line)
    words = impersonal(line, "words", NOTE_MOST)
    if words is None:
        raise ClerkError("Chưa có lời bàn giao. Chưa lưu gì; hãy ghi vài chữ.", "words")
    to = line.text("to", NAME)
    with desk.store.transaction() as writes:
        before = None if key is None else writes.note_with_key(key)
        if before is not None:
            return Left(before.to, again=True)
        if to is not None:
            to = known_user(writes.users(), to).id
        fact = NoteLeft(to, words, tuple(known.items()), key)
        writes.append(fact, at=desk.clock.now(), by=line.text("by", NAME))
    return Left(to)


def take_note(desk: Desk, identity: str) -> str:
    """Say that the one at the desk has read a note; its whole identity.

    Who left it may take it back the same way. ClerkError where it is somebody else's by name.
    """
    require_clerk(desk)
    with desk.store.transaction() as writes:
        note = writes.shift_note(identity)
        if note is None:
            raise ClerkError(
                f"Không có lời bàn giao “{printable(identity)}” trên máy này. Chưa ghi gì; hãy xem "
                "lại danh sách.",
                "note",
            )
        if note.taken:
            raise ClerkError("Lời bàn giao này đã có người nhận. Chưa ghi thêm gì.", "note")
        if note.to not in (None, desk.user) and note.actor != desk.user:
            raise ClerkError(
                "Lời bàn giao này gửi đích danh người khác. Chưa ghi gì; để người ấy nhận.", "note"
            )
        writes.append(NoteTaken(note.identity), at=desk.clock.now())
    return note.identity


def may_plan(desk: Desk) -> bool:
    """Whether who is at the desk says it of others, too."""
    who = unlocked(desk)
    return who is not None and bool(PLANNERS & set(who.roles))


def _require_planner(desk: Desk, user: str) -> None:
    if user != desk.user and not may_plan(desk):
        raise ClerkError(
            "Chỉ lãnh đạo hoặc người Quản trị xếp việc cho người khác; mỗi người tự ghi của mình. "
            "Chưa đổi gì.",
            "user",
        )


def _days(line: Fields, today: date) -> tuple[date, date]:
    first = _day(line, "first", today) or today
    last = _day(line, "last", today) or first
    if last < first:
        raise ClerkError(
            f"Ngày cuối {last:%d/%m/%Y} trước ngày đầu {first:%d/%m/%Y}. Chưa lưu gì; hãy xem lại.",
            "last",
        )
    if last < today:
        raise ClerkError(f"Ngày {last:%d/%m/%Y} đã qua. Chưa lưu gì; hãy ghi từ hôm nay.", "last")
    if last - first > timedelta(days=MOST_DAYS):
        raise ClerkError(
            "Chỉ xếp được tới một năm. Chưa lưu gì; hãy chọn ngày cuối gần hơn.", "last"
        )
    return first, last


def _day(line: Fields, name: str, today: date) -> date | None:
    typed = line.text(name)
    if typed is None:
        return None
    day = read_day(typed, today)
    if day is None:
        raise ClerkError(
            f"“{printable(typed)}” không phải ngày. Chưa lưu gì; hãy ghi như 30/11.", name
        )
    return day
