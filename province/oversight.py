"""What the province sees of its desks: one line a machine."""

from datetime import date
from typing import Any

from app import VERSION
from app.domain.builtin import load_builtin
from app.domain.downstream import CataloguePublished
from app.domain.times import from_millis, iso
from app.wire.event import decode
from province.ingest import SET_BACK
from province.ledger import Device, Ledger, Version
from province.offices import in_force

SOON_DAYS = 60


def device_rows(ledger: Ledger) -> list[dict[str, Any]]:
    """Per device what `status --json` answers; call after judging."""
    return [_row(ledger, device) for device in ledger.devices.all()]


def _row(ledger: Ledger, device: Device) -> dict[str, Any]:
    counts, contact = ledger.journal.counts(device.name), device.contact
    return {
        "device": device.name,
        "commune": device.commune,
        "desk": device.desk,
        "installations": counts.installations,
        "stored": counts.stored,
        "judged": counts.judged,
        "quarantined": counts.quarantined,
        "waiting": counts.waiting,
        "refusals": counts.refusals,
        "advised": counts.advised,
        "unjudged": sum(one.device == device.name for one in ledger.aside.tripped()),
        "refused_envelopes": ledger.journal.refused(device.name),
        "last_contact_at": None if contact is None else iso(from_millis(contact.at_ms)),
        "app_version": None if contact is None else contact.app_version,
        "catalogue_version": _catalogue(ledger, device),
        "clock_difference_seconds": None if contact is None else round(contact.clock_ms / 1000),
        "set_back_at": _set_back_at(ledger, device),
        "revoked": device.revoked_ms is not None,
    }


def _set_back_at(ledger: Ledger, device: Device) -> str | None:
    """When it last showed that this ledger had once known more."""
    at_ms = ledger.settings.get(f"{SET_BACK}{device.name}")
    return None if at_ms is None else iso(from_millis(int(at_ms)))


def _catalogue(ledger: Ledger, device: Device) -> str | None:
    """The newest version that the device holds, None where that cannot be known.

    What it said it took, else what its enrolment brought, else what our own program brings along.
    """
    contact = device.contact
    if contact is None:
        return None
    versions = ledger.catalogues.all()
    held = _taken(ledger, device, contact.cursor) | _brought(versions, device)
    builtin = load_builtin().version if contact.app_version == VERSION else None
    return next((one.label for one in reversed(versions) if one.label in held), builtin)


def _taken(ledger: Ledger, device: Device, cursor: int) -> set[str]:
    """The last version that went down to its office, as far as it said it holds that."""
    body = ledger.down.newest(device.commune, CataloguePublished.number, cursor)
    if body is None:
        return set()
    fact = decode(body).fact
    return {fact.label} if isinstance(fact, CataloguePublished) else set()


def _brought(versions: list[Version], device: Device) -> set[str]:
    before = [one for one in versions if one.published_ms <= device.enrolled_ms]
    brought = in_force(before, from_millis(device.enrolled_ms).date())
    return set() if brought is None else {brought.label}


def certificate_words(last_day: date, today: date) -> list[str]:
    """Two months before the desks stop believing this server, and after; else nothing."""
    left = (last_day - today).days
    if left > SOON_DAYS:
        return []
    what = (
        f"Chứng thư máy chủ hết hạn ngày {last_day:%d/%m/%Y} (còn {left} ngày): phải gia hạn "
        "(lệnh renew) trước"
    )
    if left < 0:
        return [f"Chứng thư máy chủ đã hết hạn ngày {last_day:%d/%m/%Y}: các xã không tin máy này."]
    return [f"{what} ngày ấy, sau đó các xã không tin máy này."]


def in_words(rows: list[dict[str, Any]]) -> list[str]:
    """The same for people, one sentence a line."""
    if not rows:
        return ["Tỉnh chưa ghi danh máy nào."]
    return [_words(row) for row in rows]


def _words(row: dict[str, Any]) -> str:
    seen = row["last_contact_at"]
    contact = f"liên lạc lần cuối {seen}" if seen else "chưa liên lạc lần nào"
    parts = [
        f"{row['device']} (xã {row['commune']}, quầy {row['desk']}): {contact}",
        f"đã nhận {row['stored']} sự việc, đã xét {row['judged']}",
    ]
    for name, words in (
        ("quarantined", "cần xem lại"),
        ("waiting", "đang chờ"),
        ("unjudged", "vướng lỗi chương trình, đã giữ, chờ xét lại (judge --again)"),
        ("refused_envelopes", "gói bị giữ riêng (xem lệnh refused)"),
    ):
        if row[name]:
            parts.append(f"{words} {row[name]}")
    if row["set_back_at"]:
        parts.append(f"sổ của tỉnh từng lùi về bản cũ, máy đã bù lúc {row['set_back_at']}")
    if row["revoked"]:
        parts.append("đã thu hồi")
    return "; ".join(parts) + "."
