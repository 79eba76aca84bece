"""Both sides, dossier by dossier: what the desk shows against what the province exports."""

import json
from typing import Any

from app.demo.programs import Desk, Province

SAME = {
    "procedure": "procedure",
    "channel": "channel",
    "received_at": "received_at",
    "due_at": "due_at",
    "status": "status",
    "state": "state",
    "finished_at": "finished_at",
    "returned_at": "returned_at",
    "fee_dong": "fee_dong",
    "void": "void",
}


def exported(province: Province) -> dict[str, dict[str, Any]]:
    """The province's dossiers by code."""
    lines = [json.loads(line) for line in province.run("export").splitlines()]
    return {line["code"]: line for line in lines}


def differences(desk: Desk, codes: list[str], there: dict[str, dict[str, Any]]) -> list[str]:
    """Sentences naming each dossier that is missing or differs; none where both sides agree."""
    found = []
    for code in codes:
        here = json.loads(desk.run("show", code))
        other = there.get(code)
        if other is None:
            found.append(f"{code}: tỉnh chưa có")
        else:
            found += [f"{code}: {name} khác nhau" for name in _unlike(here, other)]
    return found


def _unlike(here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    names = [mine for mine, theirs in SAME.items() if here[mine] != there[theirs]]
    if here["owner"]["name"] != there["owner_name"] or here["owner"]["id"] != there["owner_id"]:
        names.append("owner")
    if len(here["history"]) != there["events"]:
        names.append("events")
    return names
