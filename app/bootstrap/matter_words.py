"""What wants a decision, in a clerk's words: what happened here, what elsewhere, what follows."""

from dataclasses import dataclass

from app.bootstrap import words
from app.bootstrap.change_words import changed
from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.answers import (
    ANSWERS_DIFFER,
    ASK,
    CONTRADICTION,
    MINE,
    PROVINCE,
    SAME_CODE,
    SAME_NUMBER,
    Resolved,
)
from app.domain.dossier import Change
from app.domain.effects import ANSWERED, DETAILS
from app.domain.lifecycle import BY_FACT
from app.domain.times import from_seconds
from app.services.resolving import choices
from app.storage import matters, worklist
from app.storage.folding import opening
from app.storage.matters import Fact, Sides
from app.ui.exchange.matter import Choice, MatterView, Side

ABOUT = {
    CONTRADICTION: "hai máy ghi khác nhau",
    ANSWERS_DIFFER: "hai máy trả lời khác nhau",
    SAME_NUMBER: "một số phiếu ở hai hồ sơ",
    SAME_CODE: "một mã của tỉnh ở hai hồ sơ",
    "forbidden_step": "bước không có hiệu lực",
    "ahead": "giờ khai muộn hơn giờ ghi",
    "procedure": "mã thủ tục không có trong danh mục",
    "unfoldable": "giá trị không thể có",
    "lone": "bước không gắn với hồ sơ nào",
    "reference": "bước gắn nhầm chỗ",
    "unreadable": "sự việc tỉnh không đọc được",
}
HERE, ELSEWHERE = "Ở máy này", "Ở máy khác, tỉnh chuyển về"
THEIRS = {
    SAME_NUMBER: ("Hồ sơ khác mang cùng số phiếu", "Hồ sơ ấy ở máy khác, không đổi số"),
    SAME_CODE: ("Hồ sơ khác ghi cùng mã", "Một trong hai nơi ghi nhầm"),
    "forbidden_step": ("Bước này không có hiệu lực", "Vẫn nằm trong lịch sử hồ sơ"),
    "ahead": ("Giờ khai không thể đúng", "Bước vẫn được giữ và vẫn tính"),
    "procedure": ("Không có mã thủ tục này trong danh mục", "Hồ sơ vẫn được giữ và vẫn tính"),
}
UNCOUNTED = ("Tỉnh giữ nguyên dữ liệu gốc", "Chưa tính vào hồ sơ nào")
WAITS = ("Lỗi chương trình của tỉnh", "Tỉnh sẽ xét lại; quầy không phải làm lại")
LEADS = {
    (SAME_NUMBER, MINE): "Hồ sơ này giữ số phiếu đã in; tỉnh thôi nhắc.",
    (SAME_NUMBER, PROVINCE): "Hồ sơ này là bản thừa: huỷ, số không dùng lại.",
    (SAME_CODE, MINE): "Mã là của hồ sơ này; tỉnh thôi nhắc ở đây.",
    (SAME_CODE, PROVINCE): "Bỏ mã khỏi hồ sơ này; nó chỉ còn trong lịch sử.",
    (CONTRADICTION, MINE): "{mine} có hiệu lực; {theirs} chỉ còn trong lịch sử, ở mọi máy.",
    (CONTRADICTION, PROVINCE): "{theirs} có hiệu lực; {mine} chỉ còn trong lịch sử, ở mọi máy.",
    (ANSWERS_DIFFER, MINE): "Theo câu trả lời của máy này, ở mọi máy.",
    (ANSWERS_DIFFER, PROVINCE): "Theo câu trả lời của máy kia, ở mọi máy.",
}
LEFT = "Để nguyên như đã ghi; tỉnh thôi nhắc."
ASIDE = "Không tính bước này; nó chỉ còn trong lịch sử."
ASKING = "Gửi câu hỏi cho tỉnh ở lần gửi sau; cả hai bản được giữ nguyên."
DONE = {
    MINE: "Đã ghi: giữ của máy này. Tỉnh biết ở lần gửi sau.",
    PROVINCE: "Đã ghi: lấy của tỉnh. Tỉnh biết ở lần gửi sau.",
    ASK: "Đã ghi câu hỏi. Tỉnh trả lời sau; cả hai bản còn nguyên.",
}


def done(answer: str) -> str:
    """What an answer came to."""
    return DONE[answer]


def views(opened: OpenDesk) -> tuple[MatterView, ...]:
    """All that is open, in the order of `matters.read`."""
    found = matters.read(opened.connection)
    names = words.people(opened.journal.users())
    held = worklist.cards_of(
        opened.connection, [sides.matter.dossier for sides in found if sides.matter.dossier]
    )
    teller = Teller(names)
    made = []
    for sides in found:
        card = held.get(sides.matter.dossier)
        number, owner, dossier = "–", "Việc ngoài hồ sơ", ""
        if card is not None:
            number, owner = words.said_number(card.code, card.received_at), card.name
            dossier = opening(opened.connection.execute, card.id).identity.hex()[:16]
        made.append(teller.view(sides, number, owner, dossier))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells matters; `names` are the office's people by their ids."""

    names: dict[str, str]

    def view(self, sides: Sides, number: str, owner: str, dossier: str) -> MatterView:
        """One matter whole."""
        matter = sides.matter
        return MatterView(
            matter.event,
            matter.code,
            (number, owner, ABOUT.get(matter.code, "tỉnh phải xem lại")),
            matter.sentence,
            self._side(HERE, sides.mine) or Side(HERE, ("Sự việc không đọc được",)),
            self._side(ELSEWHERE, sides.theirs) or _theirs(matter.code),
            tuple(Choice(answer, self._leads_to(sides, answer)) for answer in choices(matter)),
            dossier,
            asked=matter.asked,
        )

    def _side(self, where: str, facts: tuple[Fact, ...]) -> Side | None:
        if not facts:
            return None
        last, apart = facts[0].event, "/" in facts[0].device  # of another office's people
        who = last.by or (last.actor if apart else self.names.get(last.actor, last.actor))
        head = f"{where} – {who}, {words.short_moment(last.at)}"
        lines = []
        for fact in facts:
            lines += [_said(fact.event.fact), *_why(fact.event.fact)]
        return Side(head, tuple(lines))

    def _leads_to(self, sides: Sides, answer: str) -> str:
        if answer == ASK:
            return ASKING
        known = LEADS.get((sides.matter.code, answer), LEFT if answer == MINE else ASIDE)
        return known.format(mine=_all(sides.mine), theirs=_all(sides.theirs))


def _theirs(code: str) -> Side:
    lines = THEIRS.get(code, WAITS if code not in ABOUT else UNCOUNTED)
    return Side("Ở tỉnh", lines)


def _all(facts: tuple[Fact, ...]) -> str:
    return ", ".join(f"“{_step(fact.event.fact)}”" for fact in facts)


def _step(fact: e.Fact) -> str:
    step = BY_FACT.get(type(fact))
    if step is not None:
        return step.words
    if isinstance(fact, Resolved):
        return f"Trả lời: {ANSWERED.get(fact.answer, fact.answer)}"
    return "Tiếp nhận" if isinstance(fact, e.Received) else "Việc khác"


def _said(fact: e.Fact) -> str:
    """The step and what it was about."""
    if isinstance(fact, e.Corrected):
        about: str | None = changed(Change(fact.field, fact.old, fact.new))
    elif isinstance(fact, e.Extended):
        about = f"hẹn {words.promised(from_seconds(fact.due_at))}"
    elif isinstance(fact, e.Received):
        about = f"{fact.code}, {fact.owner.name}"
    else:
        tell = None if isinstance(fact, Resolved) else DETAILS.get(type(fact))
        about = tell(fact) if tell else None
    return f"{_step(fact)}: {about}" if about else _step(fact)


def _why(fact: e.Fact) -> list[str]:
    reason = getattr(fact, "reason", None)
    return [f"Lý do: {reason}"] if reason else []
