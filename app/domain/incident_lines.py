"""Incidents and the inventory as answers tell them, at a desk and at the province alike."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue
from app.domain.incidents import Change, Device, Incident
from app.domain.reasons import Reason, of_kind
from app.domain.times import iso


def listed_rows(catalogue: Catalogue, kind: str) -> tuple[Reason, ...]:
    """The dated rows of a kind; the built-in ones where a version brings none."""
    return of_kind(catalogue.reasons, kind) or of_kind(load_builtin().reasons, kind)


def incident_line(incident: Incident, now: datetime, groups: Iterable[Reason]) -> dict[str, Any]:
    """One incident; `groups` name its group."""
    words = next((one.words for one in groups if one.code == incident.group), incident.group)
    closed_at = incident.closed_at
    return {
        "number": incident.document,
        "group": incident.group,
        "group_words": words,
        "device": incident.device,
        "about": incident.about,
        "since": iso(incident.since),
        "reported_at": iso(incident.reported_at),
        "by": incident.by,
        "actor": incident.actor,
        "procedures": list(incident.procedures),
        "words": incident.words,
        "known": dict(incident.known),
        "state": incident.state,
        "closed_at": None if closed_at is None else iso(closed_at),
        "days": incident.days(now),
        "changes": [_change(one) for one in incident.changes],
        "pictures": [{"digest": one.digest, "size": one.size} for one in incident.pictures],
    }


def device_line(device: Device) -> dict[str, Any]:
    """One line of the inventory."""
    return {
        "device": device.code,
        "about": device.about,
        "needed": device.needed,
        "held": device.held,
        "works": device.works,
        "broken": device.broken,
        "missing": device.missing,
        "note": device.note,
        "counted_at": iso(device.counted_at),
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "at": iso(one.at), "actor": one.actor, "by": one.by, "state": one.state, "words": one.words,
    }  # fmt: skip
