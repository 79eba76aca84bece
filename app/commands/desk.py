"""scan, receive, step, show, find, print: what a clerk does, line by line."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap import reading_log
from app.bootstrap.opening import OpenDesk
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import WrongUsage
from app.commands.session import profile, unlocked, unlocked_to_write
from app.domain.errors import ClerkError
from app.services import reception, refusing, views
from app.services.offices import branch_of, name_of
from app.services.ports import Stored, User
from app.services.steps import ruling
from app.services.steps import step as take_step

OK, REFUSED = 0, 3
IN_DOUBT = (
    "Lần in trước của giấy này bị ngắt giữa chừng, chưa rõ đã ra giấy chưa; nên bản này mang dấu "
    "in lại. Màn hình In sẽ hỏi về lần in trước.\n"
)


def scan(options: Namespace) -> int:
    """What a scanner delivered, one text a line (an MRZ's lines are one)."""
    from app.commands.scans import run_scan

    return run_scan(options.file, profile(options))


def receive(options: Namespace) -> int:
    """One dossier a line, each its own transaction."""
    with unlocked_to_write(options) as desk:
        return jsonl.run_lines(options.file, lambda n, line: _received(desk.desk, n, line))


def step(options: Namespace) -> int:
    """One step a line."""
    with unlocked_to_write(options) as desk:
        return jsonl.run_lines(
            options.file, lambda n, line: views.stepped(n, take_step(desk.desk, line))
        )


def refuse(options: Namespace) -> int:
    """One refusal a line; no dossier arises."""
    with unlocked_to_write(options) as desk:
        return jsonl.run_lines(
            options.file,
            lambda n, line: views.numbered(n, refusing.refuse(desk.desk, line)),
        )


def show(options: Namespace) -> int:
    """Everything on one dossier; one object each where two bear the code."""
    with unlocked(options) as desk:
        users, found = desk.journal.users(), desk.journal.with_code(options.code)
        shown = [told(desk, one, users) for one in found]
        for one in found:
            reading_log.opened_dossier(desk, one)
    for line in shown:
        jsonl.write(line)
    if not shown:
        raise ClerkError(f"Không có hồ sơ mã “{options.code[:60]}” trên máy này.", "code")
    return OK


def find(options: Namespace) -> int:
    """Newest first."""
    with unlocked(options) as desk:
        cards = desk.journal.find(options.text, options.limit)
        reading_log.listed(desk, len(cards))
    as_json = getattr(options, "json", False)
    for card in cards:
        line = views.found(card)
        jsonl.write(line) if as_json else _write_card(line)
    if not cards and not as_json:
        say("Không có hồ sơ nào khớp. Thử ít chữ hơn, hoặc gõ không dấu.")
    return OK


def print_form(options: Namespace) -> int:
    """A form as PDF; a second print is marked."""
    from app.bootstrap import papers, writing

    if options.form not in writing.FORMS:
        raise WrongUsage(f"Không có mẫu {options.form}. Các mẫu: {', '.join(writing.FORMS)}.")
    if options.form not in writing.OF_MANY and len(options.code) != 1:
        raise WrongUsage(
            f"Mẫu {options.form} in cho một mã, ở đây có {len(options.code)}. Chưa in gì."
        )
    paper = options.paper or ("a4x2" if options.form == writing.SLIP else "a4")
    try:
        with unlocked(options) as desk:
            doubtful = papers.print_form(desk, options.form, options.code, Path(options.out), paper)
    except ClerkError as fault:
        if fault.field == "paper":
            raise WrongUsage(fault.message) from fault
        raise
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


def told(desk: OpenDesk, one: Stored, users: Sequence[User]) -> dict[str, Any]:
    """One dossier as `show` answers it."""
    catalogue = desk.catalogues.labelled(one.dossier.catalogue)
    named = name_of(catalogue, desk.standing.office)
    answer = views.show(one, users, ruling(desk.desk, one.dossier), named)
    answer["places"]["receiving"]["branch"] = branch_of(catalogue, one.dossier.office)
    return answer


def _received(desk: Any, number: int, line: dict[str, Any]) -> dict[str, Any]:
    receipts = reception.receive_all(desk, (line,))
    first = receipts[0]
    answer: dict[str, Any] = {"line": number, **_promised(first)}
    if first.again:
        answer["again"] = True
    if len(receipts) > 1:
        answer["bunch"] = [
            {"procedure": one.stored.dossier.procedure, **_promised(one)} for one in receipts
        ]
    warnings = dict.fromkeys(warned for one in receipts for warned in one.warnings)
    return answer | views.warned(tuple(warnings))


def _promised(receipt: reception.Receipt) -> dict[str, Any]:
    return {
        "code": receipt.code,
        "due_at": views.plain(receipt.due_at),
        "fee_dong": receipt.fee_dong,
    }


def _write_card(line: dict[str, Any]) -> None:
    day = date.fromisoformat(line["received_at"][:10])
    say(f"{line['code']}  {line['name']}  {line['procedure']}  {day:%d/%m/%Y}  {line['status']}")
