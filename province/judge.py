"""Judging: apart from storing and later, event by event; none ever stops another.

A verdict is accepted (no row), quarantined (a code, and a sentence for the clerk, which goes down
to the office once) or waiting (a kind of a newer program; a dossier or a catalogue that has not
arrived). One event may bear several. Each round is one transaction over a portion of what is new
and a portion of what waited for something that has come, so two judges never double and neither
kind starves the other. What only an upgrade or a repair can help waits for `judge --again`; the
first judging by another program is one.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from app import VERSION
from app.domain.downstream import ACCEPTED, VerdictGiven
from app.domain.events import KINDS
from province.branches import note_again
from province.down import send_down
from province.elsewhere import forget_owed, take_owed
from province.errors import kind_of
from province.examination import PROGRAM_ERROR, SENTENCES, UNREADABLE, Examiner, verdict_of
from province.ledger import Failed, Ledger, StoredEvent
from province.places import home_of
from province.projections import project, set_aside
from province.questions import hear, is_decided
from province.settling import settle
from province.tripping import tried

ROUND = 400
JUDGED, JUDGED_BY = "judged", "judged_by"
FOLD, FOLD_VERSION = "projection_version", "5"
LIFTED = "Tỉnh đã nhận và ghi nhận sự việc này."
log = logging.getLogger("province")


def judge(ledger: Ledger, now: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Judge and project all that is stored, as long as `go_on`; how many events were looked at."""
    if ledger.settings.get(JUDGED) is None:  # by nobody yet
        ledger.settings.put(JUDGED_BY, _program())
    _renew_projection(ledger)
    again = ledger.settings.get(JUDGED_BY) != _program()
    return (judge_again if again else _judge_new)(ledger, now, go_on)


def _judge_new(ledger: Ledger, now: datetime, go_on: Callable[[], bool]) -> int:
    total = 0
    while go_on() and (done := _round(ledger, now)):
        total += done
    _tell(ledger, now)
    return total


def judge_again(ledger: Ledger, now: datetime, go_on: Callable[[], bool] = lambda: True) -> int:
    """Look anew at all that is not accepted, after an upgrade or a repair."""
    _renew_projection(ledger)
    total, last = _judge_new(ledger, now, go_on) + _look_again(ledger), ("", b"")
    while go_on():
        with ledger.transaction():
            events = ledger.verdicts.bearing(last, ROUND)
            _judge_events(ledger, events, now)
        if not events:
            ledger.settings.put(JUDGED_BY, _program())
            break
        total, last = total + len(events), (events[-1].commune, events[-1].hash)
    return total + _judge_new(ledger, now, go_on)


def _program() -> str:
    """Which one judges, and of which kinds."""
    return f"{VERSION} {sorted(KINDS)}"


def _look_again(ledger: Ledger) -> int:
    """At what ingest tripped over."""
    for one in (tripped := ledger.aside.tripped()):
        with ledger.transaction():
            ledger.aside.healed(one)
            tried(ledger, one, partial(note_again, ledger, one), None)
    return len(tripped)


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
    forget_owed(ledger)
    ledger.settings.put(JUDGED, "0")
    ledger.settings.put(FOLD, FOLD_VERSION)


def _round(ledger: Ledger, now: datetime) -> int:
    with ledger.transaction():
        new = ledger.journal.after(int(ledger.settings.get(JUDGED) or 0), ROUND)
        due = ledger.verdicts.take_due(ROUND)
        _judge_events(ledger, [*due, *new], now)
        if new:
            ledger.settings.put(JUDGED, str(new[-1].seq))
    return len(new) + len(due)


def _judge_events(ledger: Ledger, events: list[StoredEvent], now: datetime) -> None:
    """Verdicts of each, then each dossier touched folded once; a parted line touches its own."""
    examiner = Examiner(ledger)
    touched: dict[tuple[str, bytes], None] = {}
    for event in events:
        dossier = _judge_one(examiner, event)
        if dossier is not None:
            touched[home_of(ledger, event.commune, dossier), dossier] = None
    touched |= dict.fromkeys(take_owed(ledger))
    for commune, dossier in touched:
        try:
            with ledger.attempt():
                project(ledger, commune, dossier, now)
        except Failed as failure:
            _complain(failure, dossier)
            set_aside(ledger, commune, dossier)


def _judge_one(examiner: Examiner, event: StoredEvent) -> bytes | None:
    """Its dossier; where our own program trips over it, it is set aside and the others go on."""
    ledger = examiner.ledger
    try:
        with ledger.attempt():
            finding = examiner.examine(event)
            found = finding.verdicts(event.hash)
            if finding.dossier is None:
                found = [one for one in found if not is_decided(ledger, event, one.code)]
            settle(ledger, event.commune, event.hash, SENTENCES, found)
            if finding.dossier is not None:
                ledger.dossiers.join(event.commune, finding.dossier, event)
            ledger.verdicts.arrived(event.hash, event.commune)
            if UNREADABLE not in finding.codes:
                hear(ledger, event)
            return finding.dossier
    except Failed as failure:
        _complain(failure, event.hash)
    verdict = verdict_of(event.hash, PROGRAM_ERROR)
    settle(ledger, event.commune, event.hash, SENTENCES, [verdict])
    ledger.verdicts.arrived(event.hash, event.commune)
    return None


def _complain(failure: Failed, event: bytes) -> None:
    log.error("judge: %s in event %s", kind_of(failure.__cause__), event.hex()[:16])


def _tell(ledger: Ledger, now: datetime) -> None:
    """Send what the offices were not told yet down to them."""
    while True:
        with ledger.transaction():
            tellings = ledger.verdicts.untold(ROUND)
            for telling in tellings:
                event = telling.event.hex()
                facts = [VerdictGiven(event, one.code, one.sentence) for one in telling.verdicts]
                if telling.back:
                    facts.insert(0, VerdictGiven(event, ACCEPTED, LIFTED))
                for fact in facts:
                    send_down(ledger, telling.commune, fact, now)
                ledger.verdicts.told(telling)
        if not tellings:
            return
