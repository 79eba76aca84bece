"""pairing, waiting: what another system has, what it lacks, and what to enter there."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.bootstrap import reading_log, waiting_out
from app.commands import jsonl
from app.commands.importing import text_of_file
from app.commands.output import say
from app.commands.session import as_json, unlocked
from app.domain.pairing import Entry, Lists, pair_up
from app.domain.times import from_seconds, iso
from app.services.codes import PROVINCE
from app.services.desk import iso_or_none
from app.storage import pairs

OK = 0
TITLES = {
    "match": "Khớp, chờ xác nhận (motcua step, bước pair)",
    "here": "Chỉ có ở đây, chờ nhập hệ thống kia",
    "there": "Chỉ có ở hệ thống kia",
}


def pairing(options: Namespace) -> int:
    """The three lists; nothing is paired by it."""
    with unlocked(options) as desk:
        target = waiting_out.target_of(desk, system=options.system or PROVINCE)
        theirs = pairs.theirs(desk.connection, target.system)
        lists = pair_up(waiting_out.ours(desk, target), theirs)
    before = ""
    for line in _lines(lists):
        if as_json(options):
            jsonl.write(line)
            continue
        if line["list"] != before:
            say(f"{TITLES[line['list']]}:")
        before = line["list"]
        parts = (line["code"], line["foreign_code"], line["procedure"], line["received_at"][:10])
        say("  " + "  ".join(part for part in (*parts, line["why"]) if part))
    if not as_json(options):
        say(f"Khớp {len(lists.matches)}, chỉ có ở đây {len(lists.here)}, chỉ có ở hệ thống kia "
            f"{len(lists.there)}.")  # fmt: skip
    return OK


def waiting(options: Namespace) -> int:
    """How much waits to be entered into another system, since when; with --out in its columns."""
    given = None if options.map is None else text_of_file(options.map)
    with unlocked(options) as desk:
        target = waiting_out.target_of(desk, given, options.system or PROVINCE)
        many, oldest = waiting_out.count(desk, target)
        if options.out is not None:
            dossiers = waiting_out.waiting(desk, target)
            catalogue = desk.desk.catalogue(desk.desk.clock.now())
            waiting_out.write(Path(options.out), target, dossiers, catalogue)
            reading_log.taken_out(desk, [one.procedure for one in dossiers])
        days = None if oldest is None else (desk.desk.clock.now() - oldest).days
    if as_json(options):
        jsonl.write({"system": target.system, "waiting": many, "oldest_at": iso_or_none(oldest),
                     "days": days, "file": options.out})  # fmt: skip
    else:
        age = "" if days is None else f", cũ nhất {days} ngày"
        say(f"Chờ nhập {target.title}: {many} hồ sơ{age}.")
    if options.out is not None:
        sys.stderr.write("Tệp có dữ liệu cá nhân: dùng xong thì xoá.\n")
    return OK


def _lines(lists: Lists) -> Iterator[dict[str, Any]]:
    for match in lists.matches:
        yield _line("match", match.ours, match.theirs, sure=match.sure, why=match.why)
    for one in lists.here:
        yield _line("here", one, None)
    for one in lists.there:
        yield _line("there", None, one)


def _line(
    kind: str, ours: Entry | None, theirs: Entry | None, *, sure: bool | None = None, why: str = ""
) -> dict[str, Any]:
    one = ours or theirs
    assert one is not None  # noqa: S101 - a line is of something
    return {
        "list": kind,
        "code": ours.code if ours else None,
        "foreign_code": theirs.code if theirs else None,
        "procedure": one.procedure,
        "received_at": iso(from_seconds(one.received_at)),
        "sure": sure,
        "why": why or None,
    }
