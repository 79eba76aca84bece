"""`motcua scan`: each scanned text as the window would read it. Needs neither enrolment nor PIN."""

import re
from collections.abc import Iterator
from typing import Any

from app.commands.jsonl import open_source, physical_lines, write
from app.devices.clock import SystemClock
from app.domain.card import Scan, read_scan
from app.services import slips

REFUSED = 3
MRZ_LINE = re.compile(r"[A-Z0-9<]{30}|[A-Z0-9<]{44}")
MRZ_LINES = {30: 3, 44: 2}


def run_scan(source: str, profile: str | None) -> int:
    """Answer each scanned text; 3 where one was rejected."""
    root = known_root(profile)
    today = SystemClock().now().date()
    status = 0
    with open_source(source) as file:
        for number, text in texts(physical_lines(file)):
            answer = read(number, text, root, today)
            status = REFUSED if answer["result"] == "rejected" else status
            write(answer)
    return status


def texts(lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, str]]:
    """Scanned texts with their first line's number; the lines of an MRZ are one text."""
    held: list[str] = []
    first = 0
    for number, raw in lines:
        text = raw.decode("utf-8", "replace")
        bare = text.strip()
        if held and MRZ_LINE.fullmatch(bare) and len(bare) == len(held[0]):
            held.append(bare)
        elif MRZ_LINE.fullmatch(bare) and bare[0] in "IACP":
            yield from _flush(first, held)
            held, first = [bare], number
        else:
            yield from _flush(first, held)
            held = []
            yield number, text
        if held and len(held) == MRZ_LINES[len(held[0])]:
            yield from _flush(first, held)
            held = []
    yield from _flush(first, held)


def read(number: int, text: str, root: bytes | None, today: Any) -> dict[str, Any]:
    """One answer."""
    scan = read_scan(text, today=today)
    if scan.kind == "slip":
        return {"line": number, **slips.answer(scan.slip_text or "", root)}
    return _card(number, scan)


def known_root(profile: str | None) -> bytes | None:
    """The province's root that this profile keeps in the clear for checking slips."""
    from app.bootstrap.place import profile_paths

    file = profile_paths(profile).root
    return file.read_bytes() if file.exists() else None


def _card(number: int, scan: Scan) -> dict[str, Any]:
    names = ("id", "old_id", "name", "born_on", "sex", "address", "issued_on")
    fields = {name: getattr(scan.fields, name) for name in names}
    answer: dict[str, Any] = {
        "line": number,
        "kind": scan.kind,
        "result": scan.result,
        "fields": {} if scan.result == "rejected" else fields,
        "ask": list(scan.ask),
    }
    if scan.message and scan.result == "rejected":
        answer |= {"field": None, "message": scan.message}
    if scan.warnings:
        answer["warnings"] = [{"field": field, "message": said} for field, said in scan.warnings]
    return answer


def _flush(first: int, held: list[str]) -> Iterator[tuple[int, str]]:
    if held:
        yield first, "\n".join(held)
