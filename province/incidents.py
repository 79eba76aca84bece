"""Incidents and equipment of all communes, as their desks have told them so far."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.domain.events import Event
from app.domain.incident_lines import device_line, incident_line, listed_rows
from app.domain.incidents import (
    OPEN,
    DeviceListed,
    Incident,
    IncidentChanged,
    IncidentReported,
    changed,
    listed,
    reported,
)
from app.domain.reasons import INCIDENT
from app.wire.errors import WireError
from app.wire.event import decode
from province.catalogue import newest
from province.ledger import Device, Ledger

KINDS = (IncidentReported.number, IncidentChanged.number, DeviceListed.number)


def overview(ledger: Ledger, now: datetime) -> dict[str, Any]:
    """What `incidents --json` answers: every incident, open ones first, and every inventory."""
    found: dict[tuple[str, str], tuple[str, Incident]] = {}
    devices: dict[tuple[str, str], dict[str, Any]] = {}
    later: list[tuple[str, Event]] = []
    for device in ledger.devices.all():
        for event in _told(ledger, device):
            fact = event.fact
            if isinstance(fact, IncidentReported):
                incident = _incident(event, fact)
                if incident is not None:
                    found.setdefault((device.commune, fact.document), (device.name, incident))
            elif isinstance(fact, DeviceListed):
                _keep_newest(devices, device.commune, device_line(listed(event, fact)))
            else:
                later.append((device.commune, event))
    for commune, event in later:  # as written: a clock that was put right turns nothing round
        _change(found, commune, event)
    groups = listed_rows(newest(ledger), INCIDENT)
    rows = [
        {"commune": commune, "machine": name} | incident_line(one, now, groups)
        for (commune, _), (name, one) in found.items()
    ]
    rows.sort(key=lambda row: (row["state"] != OPEN, row["since"], row["commune"], row["number"]))
    ordered = sorted(devices.items())
    return {
        "incidents": rows,
        "devices": [{"commune": commune} | line for (commune, _), line in ordered],
    }


def in_words(whole: dict[str, Any]) -> list[str]:
    """The same for people: open incidents a line each, then what is broken or missing."""
    lines = [
        f"{row['number']} (xã {row['commune']}): {row['about']}, từ {row['since'][:10]}, "
        f"{row['days']} ngày"
        for row in whole["incidents"]
        if row["state"] == OPEN
    ]
    for row in whole["devices"]:
        if row["broken"] or row["missing"]:
            missing = f", thiếu {row['missing']}" if row["missing"] else ""
            lines.append(f"Xã {row['commune']}: {row['about']} hỏng {row['broken']}{missing}")
    return lines or ["Không có sự cố nào đang mở."]


def _told(ledger: Ledger, device: Device) -> Iterator[Event]:
    for stored in ledger.journal.of_kinds(device.commune, device.name, KINDS):
        try:
            yield decode(stored.body)
        except WireError:  # of a newer program: the next one of ours reads it
            continue


def _incident(event: Event, fact: IncidentReported) -> Incident | None:
    """None where it began at a moment that no calendar has: one such hides no other."""
    try:
        return reported(event, fact)
    except (OverflowError, ValueError):
        return None


def _keep_newest(
    devices: dict[tuple[str, str], dict[str, Any]], commune: str, line: dict[str, Any]
) -> None:
    key = (commune, line["device"])
    if key not in devices or devices[key]["counted_at"] <= line["counted_at"]:
        devices[key] = line


def _change(found: dict[tuple[str, str], tuple[str, Incident]], commune: str, event: Event) -> None:
    fact = event.fact
    if isinstance(fact, IncidentChanged) and (commune, fact.document) in found:
        name, incident = found[commune, fact.document]
        found[commune, fact.document] = (name, changed(incident, event, fact))
