"""Incidents, equipment and blank forms of all communes, as their desks have told them so far."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.domain.events import Event
from app.domain.form_stock import FormStockMoved, stocks_of
from app.domain.incident_lines import device_line, incident_line, listed_rows
from app.domain.incidents import (
    OPEN,
    DeviceListed,
    Incident,
    IncidentChanged,
    IncidentPictured,
    IncidentReported,
    changed,
    listed,
    pictured,
    reported,
)
from app.domain.reasons import INCIDENT
from app.domain.times import iso
from app.wire.errors import WireError
from app.wire.event import decode
from province.catalogue import newest
from province.ledger import Device, Ledger, Place

Row = dict[str, Any]
KINDS = (
    IncidentReported.number, IncidentChanged.number, IncidentPictured.number, DeviceListed.number,
    FormStockMoved.number,
)  # fmt: skip


def overview(ledger: Ledger, now: datetime) -> dict[str, Any]:
    """What `incidents --json` answers: incidents, open ones first, inventories, blank forms."""
    found: dict[tuple[str, str], tuple[str, Incident]] = {}
    devices: dict[tuple[str, str], dict[str, Any]] = {}
    later: list[tuple[str, Event]] = []
    registers: dict[tuple[str, bytes], list[tuple[int, str, Event]]] = {}
    for device in ledger.devices.all():
        for place, event in _told(ledger, device):
            fact = event.fact
            if isinstance(fact, IncidentReported):
                incident = _incident(event, fact)
                if incident is not None:
                    found.setdefault((device.commune, fact.document), (device.name, incident))
            elif isinstance(fact, DeviceListed):
                _keep_newest(devices, device.commune, device_line(listed(event, fact)))
            elif isinstance(fact, FormStockMoved):
                line = registers.setdefault((device.commune, place.root), [])
                line.append((place.depth, device.name, event))
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
        "forms": _forms(registers),
    }


def in_words(whole: dict[str, Any]) -> list[str]:
    """The same for people: open incidents a line each, then what is broken, missing, runs out."""
    lines = [
        f"{row['number']} (xã {row['commune']}): {row['about']}, từ {row['since'][:10]}, "
        f"{row['days']} ngày{_pictures(row)}"
        for row in whole["incidents"]
        if row["state"] == OPEN
    ]
    for row in whole["devices"]:
        if row["broken"] or row["missing"]:
            missing = f", thiếu {row['missing']}" if row["missing"] else ""
            lines.append(f"Xã {row['commune']}: {row['about']} hỏng {row['broken']}{missing}")
    lines += [
        f"Xã {row['commune']}: phôi {row['about']} sắp hết, còn {row['left']}"
        for row in whole["forms"]
        if row["low"]
    ]
    return lines or ["Không có sự cố nào đang mở."]


def _forms(registers: Mapping[tuple[str, bytes], list[tuple[int, str, Event]]]) -> list[Row]:
    """What is left of each form, a row for each register: a chain, whoever goes on with it."""
    rows = []
    for (commune, _root), lines in registers.items():
        lines.sort(key=lambda line: line[0])
        rows += [
            {"commune": commune, "machine": lines[-1][1], "form": one.form, "about": one.about,
             "left": one.left, "least": one.least, "low": one.low,
             "moved_at": iso(one.movements[-1].at)}
            for one in stocks_of(event for _, _, event in lines)
        ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["commune"], row["form"], row["machine"]))


def pictures(ledger: Ledger, number: str) -> Iterator[tuple[str, IncidentPictured]]:
    """Each picture of an incident once, with the commune that told it."""
    seen = set[str]()
    for device in ledger.devices.all():
        for _place, event in _told(ledger, device):
            fact = event.fact
            if isinstance(fact, IncidentPictured) and fact.document == number:
                if fact.digest not in seen:
                    yield device.commune, fact
                seen.add(fact.digest)


def _pictures(row: dict[str, Any]) -> str:
    return f", {len(row['pictures'])} ảnh" if row["pictures"] else ""


def _told(ledger: Ledger, device: Device) -> Iterator[tuple[Place, Event]]:
    for stored in ledger.journal.of_kinds(device.commune, device.name, KINDS):
        try:
            yield stored.place, decode(stored.body)
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
    elif isinstance(fact, IncidentPictured) and (commune, fact.document) in found:
        name, incident = found[commune, fact.document]
        found[commune, fact.document] = (name, pictured(incident, fact))
