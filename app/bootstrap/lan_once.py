"""One meeting with the relay of the office, for `motcua lan` and for "Thử nối" on the page."""

from dataclasses import dataclass, replace

from app.bootstrap import lan_topics
from app.bootstrap.lan_office import KNOWN, Revoked, identity
from app.bootstrap.opening import OpenDesk
from app.lan.guest import pack, unpack
from app.lan.known import Known, read_known, read_welcome
from app.lan.line import NetLine
from app.lan.member import Member
from app.services.exchange import COMPLETE, NO_LINE, PARTIAL, REFUSED
from app.services.lan import (
    WHO,
    Address,
    Declined,
    LanLine,
    NoRelay,
    Refused,
    Seen,
    Unanswered,
    read_address,
)
from app.settings import RELAY
from app.storage.connection import transaction
from app.storage.secrets import get_mark, put_mark

NOWHERE = (
    "Chưa có địa chỉ máy nối. Hãy ghi ở Quản trị, mục Nối các quầy, hoặc dùng --to HOST:PORT. "
    "Quầy này vẫn làm việc bình thường."
)
IS_RELAY = "Máy này là máy nối: các quầy khác nối vào nó, nó không phải nối đi đâu."


@dataclass(frozen=True, slots=True)
class Meeting:
    """How it went; `desks` are the numbers of those that are at the relay now."""

    state: str
    relay: str | None
    desk: int | None
    came: int
    went: int
    desks: tuple[int, ...]
    message: str


def meet_once(opened: OpenDesk, given: str) -> Meeting:
    """Try the given address, else what the settings say and what is remembered; Trouble alone."""
    own, trust = identity(opened)
    chosen = given or opened.settings.lan
    known = read_known(get_mark(opened.connection, KNOWN))
    if chosen == RELAY:
        return _none(REFUSED, IS_RELAY)
    places = [*([read_address(chosen)] if chosen else []), *(() if given else known.addresses)]
    if not places:
        return _none(NO_LINE, NOWHERE)
    revoked = Revoked(opened)
    try:
        return _first_of(opened, Member(own, trust, revoked), places, known)
    finally:
        revoked.close()


def try_out(opened: OpenDesk, address: Address) -> str:
    """Whether a relay of this office is there, in words; NoRelay, or Trouble alone."""
    own, trust = identity(opened)
    revoked = Revoked(opened)
    line = NetLine(address, Member(own, trust, revoked))
    try:
        welcome = read_welcome(line.connect())
        here = sorted({one.desk for one in who_is_there(line) if one.here} - {own.certificate.desk})
    finally:
        line.close()
        revoked.close()
    named = ", ".join(f"quầy {one}" for one in here)
    found = f"Thấy máy nối ở quầy {welcome.desk}."
    return f"{found} Đang có: {named}. F9 để lưu." if named else f"{found} F9 để lưu."


def who_is_there(line: LanLine) -> tuple[Seen, ...]:
    """Which desks the relay has heard; none where it does not answer."""
    try:
        said = unpack(line.call(WHO, pack({})))
        rows = said.get("seen")
        return tuple(Seen("", *row) for row in rows) if isinstance(rows, list) else ()
    except (Unanswered, OSError, TypeError):
        return ()


def _first_of(opened: OpenDesk, member: Member, places: list[Address], known: Known) -> Meeting:
    said: Meeting | None = None
    for address in places:
        line = NetLine(address, member)
        try:
            welcome = read_welcome(line.connect())
        except NoRelay as absent:
            state = REFUSED if isinstance(absent, Refused) else NO_LINE
            said = said or _none(state, absent.message)
            continue
        try:
            with transaction(opened.connection) as connection:
                put_mark(connection, KNOWN, known.met(address, welcome).to_text())
            met = Meeting(COMPLETE, str(address), welcome.desk, 0, 0, (), "")
            return _met(opened, line, met)
        finally:
            line.close()
    return said or _none(NO_LINE, NOWHERE)


def _met(opened: OpenDesk, line: NetLine, met: Meeting) -> Meeting:
    came, went, sentences, left = 0, 0, list[str](), list[str]()
    try:
        for topic in lan_topics.meetings(opened):
            try:
                told = topic.meet(line)
            except Declined as not_this:  # the relay is there for the others
                left.append(not_this.message)
                continue
            came, went = came + told.came, went + told.went
            sentences += told.sentences
        desks = tuple(sorted({one.desk for one in who_is_there(line) if one.here}))
    except NoRelay as cut:
        return replace(met, state=PARTIAL, came=came, went=went, message=cut.message)
    head = f"Đã gặp máy nối ở quầy {met.desk} ({met.relay}): nhận {came}, gửi {went}."
    said = " ".join([head, *left, *sentences])
    state = PARTIAL if left else met.state
    return replace(met, state=state, came=came, went=went, desks=desks, message=said)


def _none(state: str, message: str) -> Meeting:
    return Meeting(state, None, None, 0, 0, (), message)
