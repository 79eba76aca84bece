"""What the page Gửi – nhận is given: counted from the database, in ready words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from app.domain.vietnamese import dong
from app.services.exchange import COMPLETE, NO_LINE, PARTIAL
from app.services.exchange_notices import certificate_words, clock_words, today_words
from app.storage import counts, exchange_log, worklist
from app.storage.chain_store import CLOCK_DIFFERENCE
from app.storage.exchange_log import Line
from app.storage.secrets import get_mark
from app.ui.exchange import desk as ui
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow
from app.wire.signing import ServerCertificate

MOST_ROWS, MOST_LINES = 500, 100
WEEK_DAYS, PALE_DAYS = 7, 5
SHRINKS = (
    0.1  # of the journal's bytes: weeks of 1,000 and 30 take 0.03 and 0.08 (docs/benchmarks.md)
)
WEAK_LINE = 3_000  # bytes a second of a bad 2G line
ENDED = {
    COMPLETE: ("done", "đã xong"),
    PARTIAL: ("attention", "gửi dở"),
    NO_LINE: ("offline", "không có mạng"),
}
JOIN = "Ghi danh với tỉnh ở Quản trị (Ctrl+Q), từ đó máy tự gửi."
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

    def desk(self) -> ui.ExchangeDesk:
        """The page's view of it."""
        return ui.ExchangeDesk(
            state=self.state,
            rows=self.rows,
            start=self.start,
            by_stick=self.by_stick,
            run=self.run,
        )

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
            disputed=len({card.id for card, _ in worklist.disputed(opened.connection)}),
            oldest=_since(waits, now),
            left=_left(waits, now),
            used=0.0 if waits is None else (now - waits).total_seconds() / (WEEK_DAYS * 86_400),
            kind=_kind(waits, now),
            size=" ".join(
                filter(
                    None,
                    (
                        said_today(opened, now),
                        _size(counts.unsent_bytes(opened.connection)),
                    ),
                )
            ),
            line=" ".join(
                filter(
                    None,
                    (
                        _last_contact(unsent.last_contact_at),
                        _retries(self.retries_at()),
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
        if name == ui.DISPUTED:
            return tuple(
                TableRow(card.code, (*listing.row(card).cells[:2], sentence))
                for card, sentence in worklist.disputed(connection)
            )
        if listing.stored is None:
            waiting = worklist.unpaired(connection, MOST_ROWS)
        else:
            waiting = worklist.unsent(connection, listing.stored, MOST_ROWS)
        return tuple(listing.row(card) for card in waiting)


def said_today(opened: OpenDesk, now: datetime) -> str:
    """What went and came today, empty for nothing."""
    midnight = datetime.combine(now.date(), time(), VN)
    return today_words(*exchange_log.total_since(opened.connection, midnight))


def _notices(opened: OpenDesk, now: datetime) -> tuple[str, ...]:
    """What the last exchanges taught of the server's certificate and of this machine's clock."""
    peer = opened.peer()
    if peer is None:
        return ()
    certificate = ServerCertificate.from_text(peer.server_certificate)
    difference = int(get_mark(opened.connection, CLOCK_DIFFERENCE) or 0)
    return certificate_words(certificate.last_day, now.date()), clock_words(difference)


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


def _size(journal_bytes: int) -> str:
    if not journal_bytes:
        return "Máy tự gửi khi có mạng."
    size = max(1_000, round(journal_bytes * SHRINKS))
    seconds = max(2, round(size / WEAK_LINE))
    time = f"{seconds} giây" if seconds < 90 else f"{round(seconds / 60)} phút"  # noqa: PLR2004 - read better
    return f"Khoảng {_bytes(size)}, {time} khi mạng yếu; đứt giữa chừng sẽ gửi tiếp."


def _bytes(size: int) -> str:
    if size < 1_000_000:  # noqa: PLR2004 - a million
        return f"{dong(round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _last_contact(at: datetime | None) -> str:
    if at is None:
        return "Chưa liên lạc với tỉnh lần nào."
    return f"Tỉnh trả lời lần cuối: {words.short_day(at)} {at:%H:%M}."


def _retries(at: datetime | None) -> str:
    """Bounded and visible: when the machine tries by itself again after a failure."""
    return "" if at is None else f"Tự thử lại lúc {at:%H:%M:%S}; F11 để thử ngay."


def _line(place: int, line: Line) -> TableRow:
    cells = (
        f"{words.short_day(line.at)} {line.at:%H:%M}",
        ENDED.get(line.state, ("attention", "không gửi được")),
        line.message,
        str(line.sent),
        str(line.received),
        _bytes(line.bytes) if line.bytes else "–",
    )
    return TableRow(str(place), cells)
