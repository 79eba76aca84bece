"""init, enrol, user: a machine becomes a desk, and people become its users."""

import json
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import enrolling, founding, staff
from app.bootstrap.place import profile_folder
from app.commands.output import say
from app.commands.parser import WrongUsage
from app.commands.session import (
    as_json,
    first_line,
    new_pin,
    new_secret,
    pin,
    profile,
    unlocked,
)
from app.devices.clock import SystemClock
from app.services import people
from app.storage import worklist


def init(options: Namespace) -> int:
    """A desk that stands alone."""
    from app.bootstrap.papers import write_recovery_sheet

    sheet = Path(options.sheet or profile_folder(profile(options)) / "recovery.pdf")
    founded = founding.found_standalone(
        profile(options),
        commune=options.commune,
        desk=options.desk,
        pin=new_pin(options),
        training=options.training,
        office_kind=options.office,
        hours=options.hours,
        keep_sheet=partial(write_recovery_sheet, sheet),
    )
    standing = founded.opened.standing
    founded.opened.close()
    _tell(
        options,
        {"commune": standing.commune, "desk": standing.desk, "user": people.FIRST_USER,
         "sheet": str(sheet)},
        f"Đã lập {standing.office.name}, quầy {standing.desk}. Người dùng đầu tiên: "
        f"{people.FIRST_USER}.\n"
        f"Phiếu khôi phục ở {sheet}: hãy in ra, cất vào két, rồi xoá tệp này.",
    )  # fmt: skip
    return 0


def enrol(options: Namespace) -> int:
    """Write this machine's request, or take in the province's file."""
    if options.request is not None:
        word = enrolling.write_request(profile(options), Path(options.request))
        _tell(
            options,
            {"request": options.request, "check": word},
            f"Đã ghi yêu cầu ra {options.request}. Chữ đối chiếu: {word}. Hãy gửi tệp cho tỉnh và "
            "đọc chữ đối chiếu qua điện thoại.",
        )
        return 0
    if options.file is None:
        raise WrongUsage("Thiếu tệp của tỉnh. Hãy ghi FILE, hoặc --request để tạo yêu cầu.")
    code = first_line(options.code_file) if options.code_file else None
    chosen, file = new_pin(options), Path(options.file)
    done = enrolling.take_enrolment(profile(options), file, chosen, code=code)
    _tell(
        options,
        {
            "device": done.device,
            "commune": done.commune,
            "desk": done.desk,
            "user": done.user,
            **({"dossiers": done.dossiers} if done.dossiers else {}),
        },
        f"Đã ghi danh: máy {done.device}, xã {done.commune}, quầy {done.desk}, "
        f"người dùng {done.user}.{_brought(done.dossiers)}",
    )
    return 0


def _brought(dossiers: int) -> str:
    return f" Đã lấy lại {dossiers} hồ sơ của máy cũ từ tỉnh." if dossiers else ""


def user(options: Namespace) -> int:
    """add, code, pin, end."""
    act = {"add": _add, "code": _code, "pin": _set_pin, "end": _end}[options.action]
    return act(options)


def _add(options: Namespace) -> int:
    for word in ("name", "roles"):
        if getattr(options, word) is None:
            raise WrongUsage(f"Thiếu --{word}. Ví dụ: --name “Lò Thị Nhi” --roles reception.")
    new = people.check_user(options.id, options.name, options.roles, options.fields)
    with unlocked(options) as desk:
        code = staff.add(desk, new)
    _tell(
        options,
        {"user": new.id, "one_time_code": code},
        f"Đã thêm {new.name} ({new.id}). Mã dùng một lần: {code}. Người đó tự đặt mã PIN của mình.",
    )
    return 0


def _code(options: Namespace) -> int:
    """A new one-time code for whoever is shut out or forgot his PIN."""
    with unlocked(options) as desk:
        code = staff.give_code(desk, options.id)
    _tell(
        options,
        {"user": options.id, "one_time_code": code},
        f"Mã dùng một lần mới của {options.id}: {code}. Người đó đặt mã PIN mới bằng mã này.",
    )
    return 0


def _set_pin(options: Namespace) -> int:
    now = SystemClock().now()
    if options.new_file is not None:
        staff.change(profile(options), options.id, pin(options), new_secret(options.new_file), now)
    elif options.code_file is not None:
        chosen, code = new_pin(options), first_line(options.code_file)
        staff.set_pin(profile(options), options.id, code, chosen, now)
    else:
        raise WrongUsage(
            "Thiếu --code-file (mã dùng một lần) hoặc --new-file (mã mới, thay mã đang dùng)."
        )
    _tell(options, {"user": options.id}, f"Đã đặt mã PIN cho {options.id}.")
    return 0


def _end(options: Namespace) -> int:
    with unlocked(options) as desk:
        staff.end(desk, options.id)
        left = worklist.held(desk.connection).get(options.id, 0)
    said = f"{options.id} đã thôi làm việc trên máy này."
    if left:
        said += f" Còn {left} hồ sơ đang ở người này: hãy bàn giao cho người khác."
    _tell(options, {"user": options.id, "dossiers": left}, said)
    return 0


def _tell(options: Namespace, values: dict[str, Any], words: str) -> None:
    say(json.dumps(values, ensure_ascii=False) if as_json(options) else words)
