"""How an exchange went, in the words of a clerk: what failed, what is left, what to know."""

from app.domain.times import from_millis, spoken
from app.services.exchange import COMPLETE, NO_LINE, PARTIAL, ChainStore
from app.services.exchange_notices import certificate_words, clock_words, exchanged_words
from app.sync.engine import Engine
from app.sync.transport import (
    CONNECTIONS,
    LONGEST_SECONDS,
    MOST_CONNECTIONS,
    PATIENCE,
    STALL_SECONDS,
    TIME,
    Denied,
    Early,
    Expired,
    Fault,
    NoLine,
    Older,
    Page,
    Portal,
    Spent,
    Stranger,
    TooBig,
    Wait,
)
from app.sync.watched import HALTED
from app.wire.errors import CertificateEnded, OtherKey, UnknownKind, WireError

SET_BACK = (
    "Máy chủ tỉnh đã quay về một bản cũ hơn; máy này đã gửi lại những gì tỉnh thiếu, hồ sơ không "
    "mất."
)
CUT = "Đường truyền bị ngắt giữa chừng."
NOT_BELIEVED = (
    "Câu trả lời không phải của máy chủ tỉnh (có thể là trang đăng nhập mạng), nên không tin."
)
DENIED = (
    "Có máy trả lời nhưng không nhận gói gửi: mạng này đòi đăng nhập hoặc chặn, hoặc tỉnh chưa ghi "
    "danh máy này. Hãy thử mạng khác; nếu vẫn vậy, hãy gọi tỉnh."
)
PORTAL = (
    "Mạng này đòi đăng nhập (trang chào của mạng trả lời thay máy chủ tỉnh), nên không tin. Hãy "
    "đăng nhập mạng hoặc đổi mạng khác; nếu vẫn vậy, hãy gọi tỉnh."
)
FAULT = "Máy chủ của tỉnh trả lời là đang gặp lỗi, không phải lỗi của máy này."
OLDER = (
    "Chương trình của tỉnh cũ hơn máy này nên chưa đọc được gói gửi. Hãy báo tỉnh cập nhật chương "
    "trình máy chủ."
)
NEWER = (
    "Chương trình của tỉnh mới hơn máy này nên máy chưa đọc được trả lời. Hãy cập nhật Một Cửa ở "
    "máy này."
)
OTHER_KEY = (
    "Máy trả lời không mang chữ ký của máy chủ tỉnh đã ghi danh, nên không tin và chưa ghi nhận "
    "gì. Hãy gọi tỉnh hỏi địa chỉ máy chủ và xin tệp ghi danh mới nếu tỉnh đã đổi khoá."
)
SAID_SECONDS = 30
SPENT = {
    CONNECTIONS: f"Lần này đã nối {MOST_CONNECTIONS} lần tới tỉnh.",
    TIME: f"Đã gửi nhận {LONGEST_SECONDS // 3600} giờ mà chưa xong vì đường truyền rất chậm.",
    HALTED: "Đã tạm dừng gửi.",
    PATIENCE: f"Đã {STALL_SECONDS} giây không nhận thêm được gì.",
}
TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (TooBig, "Tỉnh yêu cầu gửi từng phần nhỏ hơn."),
    (Fault, FAULT),
    (Wait, "Máy chủ của tỉnh đang bận."),
    (Older, OLDER),
    (NoLine, "Không có mạng tới máy chủ của tỉnh."),
    (Portal, PORTAL),
    (Page, PORTAL),
    (Denied, DENIED),
    (Stranger, NOT_BELIEVED),
    (OtherKey, OTHER_KEY),
    (UnknownKind, NEWER),
    (WireError, NOT_BELIEVED),
)


def trouble_words(error: Exception, engine: Engine, now_ms: int) -> str:
    """What went wrong."""
    now = from_millis(now_ms)
    if isinstance(error, CertificateEnded):
        return certificate_words(engine.certificate.last_day, now.date())
    if isinstance(error, Early):
        return (
            f"Chứng thư mạng của máy chủ tỉnh chưa tới ngày hiệu lực theo đồng hồ máy này "
            f"({spoken(now)}): đồng hồ máy có lẽ sai. Hãy sửa đồng hồ rồi gửi lại."
        )
    if isinstance(error, Expired):
        return (
            f"Chứng thư mạng của máy chủ tỉnh đã hết hạn theo đồng hồ máy này ({spoken(now)}). "
            "Nếu máy sai ngày, hãy sửa đồng hồ; nếu đúng, hãy gọi tỉnh gia hạn."
        )
    if isinstance(error, Spent):
        return SPENT[str(error)]
    return next((words for kind, words in TROUBLES if isinstance(error, kind)), CUT)


def wait_words(seconds: float | None, now_ms: int) -> str:
    """When the server may be asked again, where it said so for longer than a moment."""
    if seconds is None or seconds < SAID_SECONDS:
        return ""
    return f"Máy chủ hẹn thử lại từ {from_millis(now_ms + round(seconds * 1000)):%H:%M}."


def said_by_province(engine: Engine, store: ChainStore) -> tuple[str, ...]:
    """What came down just now for the office, beside all that dossiers show."""
    return () if engine.new_behind is None else store.down_words(engine.new_behind)


def told(notices: tuple[str, ...]) -> tuple[str, ...]:
    """The same as a part of a message."""
    return tuple(f"Tỉnh nhắn: {notice}" for notice in notices)


def outcome_words(engine: Engine, store: ChainStore, state: str, trouble: str, now_ms: int) -> str:
    """The sentence at the end."""
    if state == COMPLETE:
        return " ".join(filter(None, (_done(engine), *_notices(engine, now_ms))))
    safe = "Hồ sơ vẫn an toàn trên máy này; lần sau gửi tiếp từ chỗ dừng."
    if state == NO_LINE:
        return f"{trouble} {safe}"
    if state == PARTIAL:
        return f"{trouble} {_left(engine, store)} {safe}"
    own = f"{trouble} Hồ sơ vẫn an toàn trên máy này." if trouble else ""
    return engine.message or own or "Tỉnh không nhận máy này. Hãy gọi tỉnh."


def _done(engine: Engine) -> str:
    if not engine.sent_events and not engine.received_events:
        return "Không có gì mới để gửi hay nhận; tỉnh đã nhận đủ."
    return exchanged_words(engine.sent_events, engine.received_events)


def _left(engine: Engine, store: ChainStore) -> str:
    events = store.head()[0] - store.stored_depth()
    contents = len(store.wanted_blobs())
    parts = [f"Lần này đã gửi {engine.sent_events} việc"]
    if events > 0:
        parts.append(f"còn {events} việc chưa gửi")
    if contents:
        parts.append(f"còn {contents} bản danh mục chưa nhận đủ")
    return ", ".join(parts) + "."


def _notices(engine: Engine, now_ms: int) -> tuple[str, ...]:
    return (
        SET_BACK if engine.set_back else "",
        certificate_words(engine.certificate.last_day, from_millis(now_ms).date()),
        clock_words(engine.clock_difference_ms),
    )
