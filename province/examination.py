"""What one stored event is, by itself and by what it refers to: nothing is written here."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.answers import Resolved
from app.domain.catalogue import bare_code
from app.domain.events import OPENING, Event, Received, Reprinted
from app.domain.foreign import ForeignChanged, ForeignListed
from app.domain.lifecycle import BY_FACT
from app.domain.order import Seen
from app.domain.scan import ScanAdded
from app.wire.errors import UnknownKind, WireError
from app.wire.event import decode, shape
from province import places
from province.ledger import QUARANTINED, WAITING, Ledger, StoredEvent, Verdict, Version

AHEAD = timedelta(minutes=5)
FIRST_DOWN_KIND = 80
UNREADABLE, PROGRAM_ERROR = "unreadable", "program_error"
UNKNOWN_KIND, UNKNOWN_DOSSIER, UNKNOWN_CATALOGUE = (
    "unknown_kind", "unknown_dossier", "unknown_catalogue",
)  # fmt: skip
BESIDE_STEPS = (ForeignChanged, Reprinted, ScanAdded, Seen)
WAITS = (UNKNOWN_KIND, UNKNOWN_DOSSIER, UNKNOWN_CATALOGUE)

SENTENCES = {
    UNREADABLE: "Một sự việc từ máy này không đọc được. Dữ liệu gốc vẫn được giữ ở tỉnh; "
    "hãy ghi lại bước đó.",
    "not_a_desk_event": "Một sự việc thuộc loại chỉ tỉnh mới được ghi nên không được tính.",
    "lone": "Một bước không gắn với hồ sơ nào nên không được tính. Hãy ghi lại bước đó.",
    "reference": "Một bước gắn với chỗ không phải là hồ sơ nên không được tính. "
    "Hãy ghi lại bước đó.",
    "ahead": "Thời điểm khai của một bước muộn hơn lúc ghi quá 5 phút. Bước vẫn được giữ; "
    "hãy kiểm tra đồng hồ của máy và sửa nếu sai.",
    "procedure": "Mã thủ tục của một hồ sơ không có trong danh mục mà hồ sơ ghi. Hồ sơ vẫn được "
    "giữ; hãy kiểm tra mã thủ tục.",
    PROGRAM_ERROR: "Chương trình của tỉnh bị lỗi khi xét sự việc này (lỗi chương trình, không "
    "phải lỗi của quầy). Dữ liệu vẫn được giữ, quầy không phải làm lại; tỉnh sẽ xét lại.",
    UNKNOWN_KIND: "Sự việc do chương trình mới hơn ghi, chờ tỉnh cập nhật.",
    UNKNOWN_DOSSIER: "Hồ sơ của bước này chưa tới tỉnh, chờ.",
    UNKNOWN_CATALOGUE: "Tỉnh không còn bản danh mục mà hồ sơ này ghi, chờ ban hành lại.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one event is: its dossier where it has one, what is wrong, and what it waits for."""

    dossier: bytes | None = None
    codes: tuple[str, ...] = ()
    awaits: bytes | None = None

    def verdicts(self, event: bytes) -> list[Verdict]:
        """The same as rows."""
        return [verdict_of(event, code, self.awaits) for code in self.codes]


def verdict_of(event: bytes, code: str, awaits: bytes | None = None) -> Verdict:
    """The row of a code."""
    waits = code in WAITS
    state = WAITING if waits else QUARANTINED
    return Verdict(event, state, code, SENTENCES[code], awaits if waits else None)


@dataclass(slots=True)
class Examiner:
    """Examines a portion of events; what many of them refer to is read once."""

    ledger: Ledger
    _versions: dict[str, Version | None] = field(default_factory=dict)
    _openings: dict[bytes, bool] = field(default_factory=dict)

    def examine(self, stored: StoredEvent) -> Finding:
        """The finding of one event."""
        try:
            event = decode(stored.body)
        except UnknownKind:
            return self._of_newer_kind(stored)
        except WireError:
            return Finding(codes=(UNREADABLE,))
        fact = event.fact
        if isinstance(fact, Received):
            return self._reception(stored, event, fact)
        if isinstance(fact, ForeignListed):
            return _listed(stored, event)
        answers = isinstance(fact, Resolved) and event.dossier is not None
        if type(fact) in BY_FACT or isinstance(fact, BESIDE_STEPS) or answers:
            return self._step(stored, event)
        return _without_dossier(event)

    def _reception(self, stored: StoredEvent, event: Event, fact: Received) -> Finding:
        if event.dossier != 0:
            return Finding(codes=("reference",))
        codes, awaits = _claimed_ahead(event), None
        version = self._version(fact.catalogue)
        if version is None and fact.catalogue.startswith(f"{self.ledger.province}."):
            codes, awaits = (*codes, UNKNOWN_CATALOGUE), fact.catalogue.encode()
        elif version is not None and bare_code(fact.procedure) not in version.procedures:
            codes = (*codes, "procedure")
        return Finding(stored.hash, codes, awaits)

    def _step(self, stored: StoredEvent, event: Event) -> Finding:
        ahead = _claimed_ahead(event)
        if event.dossier is None:
            return Finding(codes=("lone", *ahead))
        found = self._refer(stored, event.dossier)
        return Finding(found.dossier, (*found.codes, *ahead), found.awaits)

    def _of_newer_kind(self, stored: StoredEvent) -> Finding:
        """It waits, but counts among its dossier's events as soon as that is known."""
        reference = shape(stored.body)[2]
        found = Finding() if reference is None else self._refer(stored, reference)
        return Finding(found.dossier, (UNKNOWN_KIND,), found.awaits)

    def _refer(self, stored: StoredEvent, reference: int | bytes) -> Finding:
        """The dossier that a reference leads to."""
        if isinstance(reference, bytes):
            opening = places.opening(self.ledger, stored.commune, reference)
            if opening is None:
                return Finding(codes=(UNKNOWN_DOSSIER,), awaits=reference)
        else:
            opening = self.ledger.journal.ancestor(stored, reference) if reference else None
        if opening is None or opening.kind not in OPENING:
            return Finding(codes=("reference",))
        if not self._is_readable(opening):
            return Finding(codes=(UNKNOWN_DOSSIER,))  # an upgrade may read it
        if not _opens(opening):
            return Finding(codes=("reference",))
        return Finding(opening.hash)

    def _version(self, label: str) -> Version | None:
        if label not in self._versions:
            self._versions[label] = self.ledger.catalogues.find(label)
        return self._versions[label]

    def _is_readable(self, opening: StoredEvent) -> bool:
        """By its bytes, not by its verdict: it may not be judged yet."""
        if opening.hash not in self._openings:
            try:
                decode(opening.body)
                self._openings[opening.hash] = True
            except WireError:
                self._openings[opening.hash] = False
        return self._openings[opening.hash]


def _listed(stored: StoredEvent, event: Event) -> Finding:
    """A dossier of another system: it is kept and folded, and is no dossier of the office's."""
    if event.dossier != 0:
        return Finding(codes=("reference",))
    return Finding(stored.hash, _claimed_ahead(event))


def _opens(stored: StoredEvent) -> bool:
    return shape(stored.body)[2] == 0


def _without_dossier(event: Event) -> Finding:
    if event.fact.number >= FIRST_DOWN_KIND:
        return Finding(codes=("not_a_desk_event",))
    lone = () if event.dossier is None else ("lone",)
    return Finding(codes=(*lone, *_claimed_ahead(event)))


def _claimed_ahead(event: Event) -> tuple[str, ...]:
    return ("ahead",) if event.at - event.recorded_at > AHEAD else ()
