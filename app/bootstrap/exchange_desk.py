"""What the page Gửi – nhận is given: counted from the database, in ready words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from app.bootstrap import matter_words, reading_log, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from app.services.exchange import COMPLETE, NO_LINE, PARTIAL
from app.services.exchange_notices import certificate_words, clock_words, today_words
from app.services.exchange_watch import on_the_wire, seconds_words, size_words, weak_seconds
from app.services.resolving import resolve
from app.services.scans import unsent_words
from app.storage import counts, downstream, exchange_log, matters, scans, worklist
from app.storage.chain_store import CLOCK_DIFFERENCE, copied_until
from app.storage.exchange_log import Line
from app.storage.secrets import get_mark
from app.ui.exchange import desk as ui
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow
from app.wire.signing import ServerCertificate

MOST_ROWS, MOST_LINES = 500, 100
WEEK_DAYS, PALE_DAYS = 7, 5
ENDED = {
    COMPLETE: ("done", "đã xong"),
    PARTIAL: ("attention", "gửi dở"),
    NO_LINE: ("offline", "không có mạng"),
}
JOIN = "Ghi danh với tỉnh ở Quản trị (Ctrl+Q), từ đó máy tự gửi."
UNREAD = "{} tin của tỉnh chờ bản Một Cửa mới hơn mới đọc được."
PAUSED = "Đang tạm dừng: máy không tự gửi. P để gửi tiếp; mở lại chương trình là tự gửi lại."
NOT_ENROLLED = "Máy đứng riêng: chưa ghi danh với tỉnh nào. Hồ sơ vẫn an toàn trên máy này."


@dataclass(slots=True)
class ExchangeBridge:
    """Callables of the page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    start: Callable[[], None]
    by_stick: Callable[[], None]
    retries_at: Callable[[], datetime | None] = lambda: None
    pause: Callable[[], None] = lambda: None
    is_paused: Callable[[], bool] = lambda: False

    def desk(self) -> ui.ExchangeDesk:
        """The page's view of it."""
        return ui.ExchangeDesk(
            state=self.state,
            rows=self.rows,
            start=self.start,
            by_stick=self.by_stick,
            run=self.run,
            matters=lambda: matter_words.views(self.opened()),
            answer=self.answer,
            pause=self.pause,
        )

    def answer(self, name: str, code: str, answer: str) -> str:
        """Write the answer to a matter; what it came to."""
        opened = self.opened()
        matter = matters.one(opened.connection, name, code)
        if matter is None:
            return "Việc này đã được trả lời hoặc tỉnh đã rút lại, không cần ghi nữa."
        resolve(opened.desk, matter, answer)
        return matter_words.done(answer)

    def state(self) -> ui.State:
        """Where things stand now."""
        opened = self.opened()
        if self.frozen().standing_now.device is None:
            waiting = worklist.count_unpaired(opened.connection)
            entered = counts.paired(opened.connection)
            return ui.State(waiting, entered, oldest=NOT_ENROLLED, size=JOIN, alone=True)
        totals, unsent = counts.totals(opened.connection), counts.unsent(opened.connection)
        now = opened.desk.clock.now()
        waits = unsent.oldest_at if unsent.dossiers else None
        return ui.State(
            unsent=unsent.dossiers,
            stored=totals.dossiers - unsent.dossiers,
            disputed=unsent.needs_attention,
            oldest=_since(waits, now),
            left=_left(waits, now),
            used=0.0 if waits is None else (now - waits).total_seconds() / (WEEK_DAYS * 86_400),
            kind=_kind(waits, now),
            paused=self.is_paused(),
            size=" ".join(
                filter(
                    None,
                    (
                        said_today(opened, now),
                        _size(counts.unsent_bytes(opened.connection)),
                        _scans(opened),
                    ),
                )
            ),
            line=" ".join(
                filter(
                    None,
                    (
                        _last_contact(unsent.last_contact_at),
                        _copied(copied_until(opened.connection)),
                        PAUSED if self.is_paused() else _retries(self.retries_at()),
                        *_notices(opened, now),
                    ),
                )
            ),
        )

    def rows(self, name: str) -> tuple[TableRow, ...]:
        """The rows of a list."""
        connection = self.opened().connection
        if name == "log":
            lines = exchange_log.newest(connection, MOST_LINES)
            return tuple(_line(place, line) for place, line in enumerate(lines))
        listing = Listing.of(self.opened(), self.frozen())
        if listing.stored is None:
            waiting = worklist.unpaired(connection, MOST_ROWS)
        else:
            waiting = worklist.unsent(connection, listing.stored, MOST_ROWS)
        procedures = (card.procedure for card in waiting)
        reading_log.shown(self.opened(), listing.catalogue, "exchange", procedures)
        return tuple(listing.row(card) for card in waiting)


def said_today(opened: OpenDesk, now: datetime) -> str:
    """What went and came today, empty for nothing."""
    midnight = datetime.combine(now.date(), time(), VN)
    return today_words(*exchange_log.total_since(opened.connection, midnight))


def _notices(opened: OpenDesk, now: datetime) -> tuple[str, ...]:
    """What the last exchanges taught: of the server's certificate, the clock, newer facts."""
    peer = opened.peer()
    if peer is None:
        return ()
    certificate = ServerCertificate.from_text(peer.server_certificate)
    difference = int(get_mark(opened.connection, CLOCK_DIFFERENCE) or 0)
    unread = downstream.count_unread(opened.connection)
    return (
        certificate_words(certificate.last_day, now.date()),
        clock_words(difference),
        UNREAD.format(unread) if unread else "",
    )


def _since(waits: datetime | None, now: datetime) -> str:
    if waits is None:
        return "Tỉnh đã nhận đủ. Không có gì chờ gửi."
    days = (now - waits).days
    age = f"đã {days} ngày" if days else "hôm nay"
    return f"Cũ nhất chưa gửi: {words.short_day(waits)} {waits:%H:%M} – {age}"


def _left(waits: datetime | None, now: datetime) -> str:
    if waits is None:
        return ""
    left = WEEK_DAYS - (now - waits).days
    if left > 0:
        return f"còn {left} ngày trong hạn {WEEK_DAYS} ngày"
    return f"quá hạn {WEEK_DAYS} ngày: hãy tìm chỗ có mạng gửi hôm nay, hoặc gọi tỉnh"


def _kind(waits: datetime | None, now: datetime) -> str:
    days = 0 if waits is None else (now - waits).days
    if days >= WEEK_DAYS:
        return "late"
    return "attention" if days >= PALE_DAYS else "accent"


def _scans(opened: OpenDesk) -> str:
    """They go after the dossiers, and never hold one up."""
    many, size = scans.unsent(opened.connection)
    return unsent_words(many, size, scans.on_sticks(opened.connection))


def _size(journal_bytes: int) -> str:
    if not journal_bytes:
        return "Máy tự gửi khi có mạng."
    size = size_words(on_the_wire(journal_bytes))
    said = seconds_words(weak_seconds(journal_bytes))
    return f"Khoảng {size}, {said} khi mạng yếu; đứt giữa chừng sẽ gửi tiếp."


def _last_contact(at: datetime | None) -> str:
    if at is None:
        return "Chưa liên lạc với tỉnh lần nào."
    return f"Tỉnh trả lời lần cuối: {words.short_day(at)} {at:%H:%M}."


def _copied(until: datetime | None) -> str:
    """The province lost to fire would still have so much."""
    if until is None:
        return ""
    return f"Bản sao của tỉnh ở nơi khác có đến {words.short_day(until)} {until:%H:%M}."


def _retries(at: datetime | None) -> str:
    """Bounded and visible: when the machine tries by itself again after a failure."""
    return "" if at is None else f"Tự thử lại lúc {at:%H:%M:%S}; F11 để thử ngay."


def _what_happened(message: str) -> str:
    """The first sentence: what was to be done then is no news any more, and a row has one line."""
    first, _, _ = message.replace("; ", ". ").partition(". ")
    return first if first.endswith(".") else f"{first}."


def _line(place: int, line: Line) -> TableRow:
    cells = (
        f"{words.short_day(line.at)} {line.at:%H:%M}",
        ENDED.get(line.state, ("attention", "không gửi được")),
        _what_happened(line.message),
        str(line.sent),
        str(line.received),
        size_words(line.bytes) if line.bytes else "–",
    )
    return TableRow(str(place), cells)
