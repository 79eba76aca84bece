"""Judging: apart from storing and later, event by event; none ever stops another.

A verdict is accepted (no row), quarantined (a code, and a sentence for the clerk, which goes down
to the office once) or waiting (a kind of a newer program; a dossier whose opening has not arrived).
Each round is one transaction, so two judges never double; rounds end when nothing new is left.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.catalogue import bare_code
from app.domain.downstream import VerdictGiven
from app.domain.events import Event, Received, Reprinted
from app.domain.lifecycle import BY_FACT
from app.wire.errors import UnknownKind, WireError
from app.wire.event import decode, shape
from province.down import send_down
from province.ledger import QUARANTINED, WAITING, Ledger, StoredEvent, Verdict
from province.projections import project

ROUND = 400
AHEAD = timedelta(minutes=5)
FIRST_DOWN_KIND = 80
JUDGED, FOLD, FOLD_VERSION = "judged", "projection_version", "2"
UNREADABLE, UNKNOWN_KIND, UNKNOWN_DOSSIER = "unreadable", "unknown_kind", "unknown_dossier"

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
    UNKNOWN_KIND: "Sự việc do chương trình mới hơn ghi, chờ tỉnh cập nhật.",
    UNKNOWN_DOSSIER: "Hồ sơ của bước này chưa tới tỉnh, chờ.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one event is: its dossier where it has one, and a code where something is wrong."""

    dossier: bytes | None = None
    code: str | None = None


def judge(ledger: Ledger, now: datetime) -> int:
    """Judge and project all that is stored; how many events were looked at."""
    _renew_projection(ledger)
    total = 0
    while done := _round(ledger):
        total += done
    with ledger.transaction():
        _tell(ledger, now)
    return total


def judge_again(ledger: Ledger, now: datetime) -> int:
    """Look anew at all that is not accepted, after an upgrade or a repair."""
    total = judge(ledger, now)
    with ledger.transaction():
        total += _judge_events(ledger, ledger.verdicts.events())
        _tell(ledger, now)
    return total


def rebuild(ledger: Ledger, now: datetime) -> int:
    """Drop all that is derived and make it anew out of the journal."""
    with ledger.transaction():
        _drop(ledger)
    return judge(ledger, now)


def _renew_projection(ledger: Ledger) -> None:
    if ledger.settings.get(FOLD) == FOLD_VERSION:
        return
    with ledger.transaction():
        _drop(ledger)


def _drop(ledger: Ledger) -> None:
    ledger.dossiers.clear()
    ledger.settings.put(JUDGED, "0")
    ledger.settings.put(FOLD, FOLD_VERSION)


def _round(ledger: Ledger) -> int:
    with ledger.transaction():
        done = int(ledger.settings.get(JUDGED) or 0)
        events = ledger.journal.after(done, ROUND)
        if not events:
            return 0
        _judge_events(ledger, [*ledger.verdicts.events((UNKNOWN_DOSSIER,)), *events])
        ledger.settings.put(JUDGED, str(events[-1].seq))
    return len(events)


def _judge_events(ledger: Ledger, events: list[StoredEvent]) -> int:
    """Findings and verdicts of each, then each dossier touched folded once."""
    touched: dict[tuple[str, bytes], None] = {}
    for event in events:
        finding = examine(ledger, event)
        _note(ledger, event, finding)
        if finding.dossier is not None:
            ledger.dossiers.join(event.commune, finding.dossier, event)
            touched[event.commune, finding.dossier] = None
    for commune, dossier in touched:
        project(ledger, commune, dossier)
    return len(events)


def _note(ledger: Ledger, event: StoredEvent, finding: Finding) -> None:
    if finding.code is None:
        ledger.verdicts.lift(event.commune, event.hash)
        return
    state = WAITING if finding.code in (UNKNOWN_KIND, UNKNOWN_DOSSIER) else QUARANTINED
    verdict = Verdict(event.hash, state, finding.code, SENTENCES[finding.code])
    ledger.verdicts.put(event.commune, verdict)


def examine(ledger: Ledger, stored: StoredEvent) -> Finding:
    """What one stored event is, by itself and by what it refers to."""
    try:
        event = decode(stored.body)
    except UnknownKind:
        return _of_newer_kind(ledger, stored)
    except WireError:
        return Finding(code=UNREADABLE)
    fact = event.fact
    if isinstance(fact, Received):
        return _reception(ledger, stored, event, fact)
    if type(fact) in BY_FACT or isinstance(fact, Reprinted):
        return _step(ledger, stored, event)
    return _without_dossier(event)


def _without_dossier(event: Event) -> Finding:
    if event.fact.number >= FIRST_DOWN_KIND:
        return Finding(code="not_a_desk_event")
    return Finding(code=_claimed_ahead(event) if event.dossier is None else "lone")


def _reception(ledger: Ledger, stored: StoredEvent, event: Event, fact: Received) -> Finding:
    if event.dossier != 0:
        return Finding(code="reference")
    code = _claimed_ahead(event)
    version = ledger.catalogues.find(fact.catalogue)
    if version is not None and bare_code(fact.procedure) not in version.procedures:
        code = "procedure"
    return Finding(stored.hash, code)


def _step(ledger: Ledger, stored: StoredEvent, event: Event) -> Finding:
    if event.dossier is None:
        return Finding(code="lone")
    finding = _refer(ledger, stored, event.dossier)
    return Finding(finding.dossier, _claimed_ahead(event)) if finding.code is None else finding


def _of_newer_kind(ledger: Ledger, stored: StoredEvent) -> Finding:
    """It waits, but counts among its dossier's events where that is known."""
    reference = shape(stored.body)[2]
    finding = Finding() if reference is None else _refer(ledger, stored, reference)
    return Finding(finding.dossier, UNKNOWN_KIND)


def _refer(ledger: Ledger, stored: StoredEvent, reference: int | bytes) -> Finding:
    """The dossier that a reference leads to."""
    if isinstance(reference, bytes):
        opening = ledger.journal.find(stored.commune, reference)
        if opening is None:
            return Finding(code=UNKNOWN_DOSSIER)
    else:
        opening = ledger.journal.ancestor(stored, reference) if reference else None
    if opening is not None and _is_unreadable(ledger, opening):
        return Finding(code=UNKNOWN_DOSSIER)
    if opening is None or opening.kind != Received.number or not _opens(opening):
        return Finding(code="reference")
    return Finding(opening.hash)


def _opens(stored: StoredEvent) -> bool:
    try:
        return shape(stored.body)[2] == 0
    except WireError:
        return False


def _is_unreadable(ledger: Ledger, stored: StoredEvent) -> bool:
    verdict = ledger.verdicts.find(stored.commune, stored.hash)
    return verdict is not None and verdict.code == UNREADABLE


def _claimed_ahead(event: Event) -> str | None:
    return "ahead" if event.at - event.recorded_at > AHEAD else None


def _tell(ledger: Ledger, now: datetime) -> None:
    """Send what the offices were not told yet down to them."""
    for commune, verdict in ledger.verdicts.untold():
        fact = VerdictGiven(verdict.event.hex(), verdict.code, verdict.sentence)
        send_down(ledger, commune, fact, now)
        ledger.verdicts.told(commune, verdict)
