"""incident: report, follow and close what fails; count the office's equipment and posts."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from app import VERSION
from app.bootstrap import incident_files, incident_pictures
from app.bootstrap.opening import OpenDesk
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import WrongUsage, check_what
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.domain.incident_lines import device_line, incident_line, listed_rows
from app.domain.incidents import CLOSED, OPEN
from app.domain.reasons import INCIDENT
from app.services.incidents import Told, change, count_device, report
from app.services.views import warned
from app.storage import incidents

OK = 0
NUMBER = "số của sự cố"
NEEDS = {"report": "tệp", "count": "tệp", "note": NUMBER, "picture": NUMBER, "close": NUMBER}
KNOWN = {"version": VERSION, "page": "lệnh"}


def incident(options: Namespace) -> int:
    """`incident report FILE`, `list`, `note|picture|close NUMBER`, `count FILE`, `devices`."""
    action = options.action
    check_what(action, options.what, NEEDS)
    if (action == "picture") != bool(options.file):
        raise WrongUsage("Tệp ảnh đi cùng picture: incident picture NUMBER FILE.")
    if action not in NEEDS:
        with unlocked(options) as desk:
            return _list(desk, options) if action == "list" else _devices(desk, options)
    with unlocked_to_write(options) as desk:
        return _store(desk, options)


def _store(desk: OpenDesk, options: Namespace) -> int:
    if options.action == "report":
        return jsonl.run_lines(
            options.what, lambda n, line: _numbered(n, report(desk.desk, line, KNOWN))
        )
    if options.action == "count":
        return jsonl.run_lines(
            options.what, lambda n, line: {"line": n, "device": count_device(desk.desk, line)}
        )
    if options.action == "picture":
        return _picture(desk, options)
    state = CLOSED if options.action == "close" else OPEN
    told = change(desk.desk, {"number": options.what, "state": state, "words": options.words})
    if as_json(options):
        jsonl.write({"number": told.number, "state": state} | warned(told.warnings))
    else:
        done = "Đã đóng" if state == CLOSED else "Đã ghi việc đã làm về"
        say(f"{done} sự cố {told.number}; tỉnh nhận ở lần gửi tới.")
    return OK


def _picture(desk: OpenDesk, options: Namespace) -> int:
    """All of the files or none; they stay where they are."""
    desk.scans().sweep(desk.desk.clock.now())
    line = {"number": options.what, "words": options.words}
    files = [Path(file) for file in options.file]
    told = incident_pictures.store_with(desk, files, lambda kept: change(desk.desk, line, kept))
    found = incidents.one(desk.connection.execute, told.number)
    held = len(found.pictures) if found else 0
    if as_json(options):
        jsonl.write({"number": told.number, "pictures": held} | warned(told.warnings))
    else:
        say(f"Sự cố {told.number}: {held} ảnh; tỉnh nhận ở lần gửi tới.")
    return OK


def _numbered(line: int, told: Told) -> dict[str, Any]:
    return {"line": line, "number": told.number} | warned(told.warnings)


def _list(desk: OpenDesk, options: Namespace) -> int:
    now = desk.desk.clock.now()
    groups = listed_rows(desk.desk.catalogue(now), INCIDENT)
    found = [
        one
        for one in incidents.every(desk.connection.execute)
        if one.closed_at is None or not options.open
    ]
    for one in found:
        if as_json(options):
            jsonl.write(incident_line(one, now, groups))
        else:
            state = "đang mở" if one.closed_at is None else f"đóng {one.closed_at:%d/%m/%Y}"
            since = f"từ {one.since:%d/%m/%Y}, {one.days(now)} ngày"
            pictures = f", {len(one.pictures)} ảnh" if one.pictures else ""
            say(f"{one.document}  {one.about}  {since}, {state}{pictures}")
    if not found and not as_json(options):
        say("Không có sự cố nào.")
    return OK


def _devices(desk: OpenDesk, options: Namespace) -> int:
    if options.out is not None:
        rows = incident_files.write(desk, Path(options.out))
        if as_json(options):
            jsonl.write({"rows": rows, "file": options.out})
        else:
            say(f"Đã ghi {rows} dòng thiết bị vào {options.out}.")
        return OK
    for code, words, device in incident_files.inventory(desk):
        if as_json(options):
            jsonl.write(device_line(device) if device else {"device": code, "about": words})
        elif device is None:
            say(f"{words}: chưa kiểm kê")
        else:
            say(f"{words}: có {device.held}, dùng được {device.works}, hỏng {device.broken}")
    return OK
