"""The way out for envelopes that were refused: a person looks, and accepts or drops them.

A citizen may hold a slip of a dossier that a revoked machine took in. Nothing is deleted either
way: the envelope stays, and the decision is kept with who, when and why.
"""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.domain.errors import ClerkError
from app.domain.events import Received
from app.domain.times import from_millis, iso, to_millis
from app.wire.envelope import Envelope
from app.wire.errors import WireError
from app.wire.event import decode
from province import branches
from province.aside import Decision, Held
from province.ingest import OTHER_MARK, Unreadable, delivery_of, opened, standing_of
from province.ledger import Ledger

ACCEPT, DROP = "accept", "drop"
DONE = {ACCEPT: "nhận vào sổ", DROP: "bỏ"}
LETTERS = 16
REASONS = {
    "revoked": "máy đã bị thu hồi",
    "second_machine": "tệp ghi danh đã dùng ở máy khác",
    "training_mark": "lẫn dữ liệu luyện tập với thật",
}
Said = tuple[dict[str, Any], list[str]]


def run(ledger: Ledger, args: argparse.Namespace, now: datetime) -> Said:
    """One command; what it answers as an object and in words."""
    if args.action == "list":
        return _listed(ledger)
    by, because = args.by.strip(), args.because.strip()
    if not by or not because:
        raise ClerkError("Cần ghi rõ ai quyết (--by) và vì sao (--because).", "because")
    chosen = _chosen(ledger, args.device, args.envelope)
    done = chosen if args.action == DROP else _accept(ledger, chosen, now)
    with ledger.transaction():
        for one in done:
            ledger.aside.decide(
                Decision(one.commune, one.identity, one.device, args.action, by, because,
                         to_millis(now))
            )  # fmt: skip
    left = len(chosen) - len(done)
    words = (
        f"Đã {'nhận vào sổ' if args.action == ACCEPT else 'bỏ'} {len(done)} gói của {args.device}."
    )
    if left:
        words += f" {left} gói thiếu phần trước nên chưa nhận được; vẫn giữ riêng."
    return {"device": args.device, "decided": len(done), "left": left}, [words]


def _listed(ledger: Ledger) -> Said:
    rows = [_row(ledger, one) for one in ledger.aside.held()]
    past = [
        {
            "envelope": one.identity.hex()[:LETTERS], "device": one.device,
            "decision": one.decision, "by": one.by, "because": one.because,
            "at": iso(from_millis(one.at_ms)),
        }
        for one in ledger.aside.decisions()
    ]  # fmt: skip
    words = [_words(row) for row in rows] or ["Không có gói nào bị giữ riêng."]
    words += [
        f"{one['envelope']} máy {one['device']}: {one['by']} đã {DONE[one['decision']]} lúc "
        f"{one['at']} ({one['because']})."
        for one in past
    ]
    return {"held": rows, "decided": past}, words


def _row(ledger: Ledger, held: Held) -> dict[str, Any]:
    try:
        _, envelope = opened(held.raw, ledger)
        codes = _codes(envelope)
        events: int | None = len(envelope.bodies)
        new = sum(ledger.journal.place(held.commune, one) is None for one in envelope.hashes)
    except (Unreadable, WireError):
        codes, events, new = [], None, 0
    return {
        "envelope": held.identity.hex()[:LETTERS],
        "device": held.device,
        "commune": held.commune,
        "received_at": iso(from_millis(held.received_ms)),
        "reason": held.reason,
        "events": events,
        "new_events": new,
        "codes": codes,
    }


def _codes(envelope: Envelope) -> list[str]:
    """Numbers of the slips that citizens hold, so far as they can be read."""
    found = []
    for body in envelope.bodies:
        try:
            fact = decode(body).fact
        except WireError:
            continue
        if isinstance(fact, Received):
            found.append(fact.code)
    return found


def _words(row: dict[str, Any]) -> str:
    why = REASONS.get(row["reason"], row["reason"])
    slips = f"; phiếu {', '.join(row['codes'])}" if row["codes"] else ""
    return (
        f"{row['envelope']} máy {row['device']} (xã {row['commune']}), nhận lúc "
        f"{row['received_at']}, {why}: {row['events'] or 0} sự việc, {row['new_events']} việc tỉnh "
        f"chưa có{slips}."
    )


def _chosen(ledger: Ledger, device: str, envelope: str | None) -> list[Held]:
    held = ledger.aside.held(device)
    if envelope is not None:
        held = [one for one in held if one.identity.hex().startswith(envelope.lower())]
    if not held:
        raise ClerkError(f"Không có gói nào của {device[:20]} đang bị giữ riêng.", "device")
    if envelope is not None and len(held) > 1:
        raise ClerkError(f"{envelope[:20]} chỉ tới nhiều gói. Hãy ghi số dài hơn.", "envelope")
    return held


def _accept(ledger: Ledger, chosen: Sequence[Held], now: datetime) -> list[Held]:
    """Those that found their place, parents first, whatever order they came in."""
    if any(one.reason == OTHER_MARK.reason for one in chosen):
        raise ClerkError(
            "Dữ liệu luyện tập không vào sổ thật được. Chỉ bỏ được gói này (drop).", "envelope"
        )
    waiting, done = list(chosen), list[Held]()
    while placed := [one for one in waiting if _stored(ledger, one, now)]:
        done += placed
        waiting = [one for one in waiting if one not in placed]
    return done


def _stored(ledger: Ledger, one: Held, now: datetime) -> bool:
    try:
        device, envelope = opened(one.raw, ledger)
    except Unreadable as error:
        raise ClerkError(error.message, "envelope") from error
    with ledger.transaction():
        place = standing_of(ledger, device, envelope)
        if place is None:
            return False
        if not place.depth and device.root is None:
            ledger.devices.bind(device.name, place.root)
        delivery = delivery_of(one.raw, device, envelope, place, to_millis(now))
        first = branches.first_new(ledger, delivery)
        ledger.journal.store(delivery)
        branches.note(ledger, device, delivery, first)
    return True
