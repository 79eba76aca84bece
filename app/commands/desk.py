"""scan, receive, step, show, find, print: what a clerk does, line by line."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from app.commands import jsonl
from app.commands.output import say
from app.commands.session import opened, opened_to_write, profile
from app.domain.errors import ClerkError
from app.services import reception, views
from app.services.steps import step as take_step
from app.services.steps import the_one

OK, REFUSED = 0, 3
IN_DOUBT = (
    "Lần in trước của phiếu này bị ngắt giữa chừng, chưa rõ đã ra giấy chưa; nên bản này mang dấu "
    "in lại. Màn hình In sẽ hỏi về lần in trước.\n"
)
SLIP = "slip"
LATER_FORMS = ("supplement", "refusal", "apology", "stop", "control", "result",
               "results_handover", "visit", "cash")  # fmt: skip


def scan(options: Namespace) -> int:
    """What a scanner delivered, one text a line (an MRZ's lines are one)."""
    from app.commands.scans import run_scan

    return run_scan(options.file, profile(options))


def receive(options: Namespace) -> int:
    """One dossier a line, each its own transaction."""
    desk = opened_to_write(options)
    try:
        return jsonl.run_lines(options.file, lambda n, line: _received(desk.desk, n, line))
    finally:
        desk.close()


def step(options: Namespace) -> int:
    """One step a line."""
    desk = opened_to_write(options)
    try:
        return jsonl.run_lines(
            options.file, lambda n, line: views.stepped(n, take_step(desk.desk, line).stored)
        )
    finally:
        desk.close()


def show(options: Namespace) -> int:
    """Everything on one dossier; one object each where two bear the code."""
    desk = opened(options)
    try:
        found, users = desk.journal.with_code(options.code), desk.journal.users()
    finally:
        desk.close()
    for one in found:
        jsonl.write(views.show(one, users))
    if not found:
        raise ClerkError(f"Không có hồ sơ mã “{options.code[:60]}” trên máy này.", "code")
    return OK


def find(options: Namespace) -> int:
    """Newest first."""
    desk = opened(options)
    try:
        cards = desk.journal.find(options.text, options.limit)
    finally:
        desk.close()
    as_json = getattr(options, "json", False)
    for card in cards:
        line = views.found(card)
        jsonl.write(line) if as_json else _write_card(line)
    if not cards and not as_json:
        say("Không có hồ sơ nào khớp. Thử ít chữ hơn, hoặc gõ không dấu.")
    return OK


def print_form(options: Namespace) -> int:
    """A form as PDF; a second print is marked."""
    from app.bootstrap.papers import print_slip

    if options.form in LATER_FORMS:
        sys.stderr.write(f"Mẫu {options.form} chưa có trong bản này. Dữ liệu không đổi.\n")
        return 2
    if options.form != SLIP or len(options.code) != 1:
        sys.stderr.write("Cách dùng: motcua print slip CODE --out F.pdf\n")
        return 2
    desk = opened(options)
    try:
        stored = the_one(desk.journal, options.code[0])
        doubtful = print_slip(desk, stored, Path(options.out), options.paper or "a4x2")
    finally:
        desk.close()
    if doubtful:
        sys.stderr.write(IN_DOUBT)
    return OK


def pictures(options: Namespace) -> int:
    """Pictures of the pages of a training profile."""
    from app.bootstrap.pictures import take_pictures
    from app.commands.session import pin, user

    for file in take_pictures(profile(options), user(options), pin(options), Path(options.out)):
        say(str(file))
    return OK


def _received(desk: Any, number: int, line: dict[str, Any]) -> dict[str, Any]:
    receipt = reception.receive(desk, line)
    answer: dict[str, Any] = {
        "line": number,
        "code": receipt.code,
        "due_at": views.plain(receipt.due_at),
        "fee_dong": receipt.fee_dong,
    }
    if receipt.again:
        answer["again"] = True
    if receipt.warnings:
        answer["warnings"] = [
            {"field": one.field, "message": one.message} for one in receipt.warnings
        ]
    return answer


def _write_card(line: dict[str, Any]) -> None:
    day = date.fromisoformat(line["received_at"][:10])
    say(f"{line['code']}  {line['name']}  {line['procedure']}  {day:%d/%m/%Y}  {line['status']}")
