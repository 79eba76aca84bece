"""`motcua-province`: the province's commands, and how they end.

Exit status: 0 done, 2 wrong usage, 3 a line was refused or a code is unknown, 4 trouble in the
world, 1 a bug.
"""

import argparse
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import ClerkError, Trouble
from app.domain.times import from_millis, iso
from province import (
    answering,
    assigning,
    enrolment_files,
    incidents,
    offsite,
    oversight,
    refused,
    scan_output,
    stick_output,
)
from province.arguments import make_parser
from province.catalogue import publish
from province.clock import clock_of
from province.database import STORE_ERRORS, open_ledger
from province.enrolment import revoke
from province.errors import WrongUsage
from province.judge import judge, judge_again, rebuild
from province.keys import read_server_key
from province.ledger import Ledger
from province.output import complain, require_open, say
from province.passphrase import for_new_keys
from province.projections import digest, export_line
from province.recovering import recover
from province.renewal import renew
from province.scan_files import SCANS_FOLDER, ScanFiles
from province.settings import is_training
from province.setup import NewProvince, found
from province.skipping import Distance, skip

DONE, USAGE, REFUSED, TROUBLE = 0, 2, 3, 4
LATER: dict[str, str] = {}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    parser = make_parser(LATER)
    args, unknown = parser.parse_known_args(argv)
    if getattr(args, "later", False):
        return complain(LATER[args.command], USAGE)
    missing = [name for name in ("db", "home") if not hasattr(args, name)]
    if unknown or missing:
        parser.error(
            f"unrecognized arguments: {' '.join(unknown)}"
            if unknown
            else f"the following arguments are required: --{', --'.join(missing)}"
        )
    try:
        return _run(args)
    except KeyboardInterrupt:
        return DONE


def _run(args: argparse.Namespace) -> int:
    try:
        require_open()
        return COMMANDS[args.command](args)
    except WrongUsage as error:
        return complain(error.message, USAGE)
    except ClerkError as error:
        return complain(error.message, REFUSED)
    except Trouble as error:
        return complain(error.message, TROUBLE)
    except STORE_ERRORS:
        return complain(
            "Cơ sở dữ liệu không dùng được (đầy đĩa, bị khóa hoặc hỏng). Những gì đã trả lời "
            "cho các xã vẫn còn; hãy kiểm tra đĩa rồi chạy lại.",
            TROUBLE,
        )


def _init(args: argparse.Namespace) -> int:
    keys = args.keys or args.home / "keys"
    passphrase = for_new_keys()
    now = clock_of(training=args.training)()
    found(
        NewProvince(
            db=args.db,
            home=args.home,
            keys=keys,
            province=args.province,
            training=args.training,
            passphrase=passphrase,
        ),
        now,
    )
    _answer(
        args,
        {
            "province": args.province,
            "training": args.training,
            "keys": str(keys),
            "keys_sealed": passphrase is not None,
        },
        f"Đã tạo máy chủ của tỉnh {args.province}. Khóa gốc, khóa khôi phục và khóa phát hành nằm "
        f"trong {keys}: hãy chép ra USB và cất ở nơi khóa kín.",
    )
    if passphrase is None:
        complain("Các khóa ấy được ghi KHÔNG có mật khẩu; ai đọc được thư mục là dùng được.", DONE)
    return DONE


def _serve(args: argparse.Namespace) -> int:
    from province.serve import Listening, serve

    listening = Listening(args.host, args.port, args.workers)
    serve(args.db, args.home, listening, say)
    return DONE


def _enrol(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        if args.list is not None:
            return _enrol_list(args, enrolment_files.many(ledger, args, now))
        answer, sentence = enrolment_files.one(ledger, args, now)
    _answer(args, answer, sentence)
    return DONE


def _enrol_list(args: argparse.Namespace, lines: Iterator[enrolment_files.Line]) -> int:
    answers, refused = [], False
    for line in lines:
        answers.append(line.answer)
        refused = refused or line.refused
        if not hasattr(args, "json"):
            say(line.sentence)
    if hasattr(args, "json"):
        say(json.dumps({"lines": answers}, ensure_ascii=False))
    return REFUSED if refused else DONE


def _revoke(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        device = revoke(ledger, args.device, args.reason, now)
    sentence = f"Đã thu hồi máy {device.name} (xã {device.commune}, quầy {device.desk})."
    _answer(args, {"device": device.name, "revoked": True}, sentence)
    return DONE


def _renew(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        last_day = renew(ledger, args.home, args.keys or args.home / "keys", now)
    sentence = (
        f"Đã gia hạn chứng thư máy chủ đến hết ngày {last_day:%d/%m/%Y}; máy chủ đang chạy dùng "
        "ngay, các xã nhận ở lần gửi tới."
    )
    _answer(args, {"server_certificate_ends": last_day.isoformat()}, sentence)
    return DONE


def _recover(args: argparse.Namespace) -> int:
    done = recover(args.request, args.copy, args.keys or args.home / "keys", args.out)
    label = done.label
    answer = {
        "device": label.device, "commune": label.commune, "desk": label.desk,
        "made_at": label.made_at, "check": done.check_word, "out": str(args.out),
    }  # fmt: skip
    _answer(
        args,
        answer,
        f"Đã mở bản sao của xã {label.commune}, quầy {label.desk}, ghi lúc {label.made_at}, cho "
        f"máy có chữ đối chiếu {done.check_word}. Nghe xã đọc đúng chữ ấy rồi mới gửi {args.out}.",
    )
    return DONE


def _catalogue(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        try:
            published = publish(ledger, args.folder, args.starts_on, now)
        except WrongUsage:
            raise
        except ClerkError as error:
            raise ClerkError(f"{error.message} Chưa ban hành gì; hãy sửa rồi chạy lại.") from error
    for note in published.notes:
        complain(note, DONE)
    version = published.version
    answer = {
        "version": version.label,
        "starts_on": version.starts_on,
        "procedures": len(version.procedures),
        "digest": version.digest,
        "size": version.size,
    }
    words = f"Đã ban hành danh mục {version.label} với {len(version.procedures)} thủ tục"
    _answer(args, answer, f"{words}; các xã nhận ở lần gửi tới.")
    return DONE


def _export(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        for row in ledger.dossiers.all():
            say(json.dumps(export_line(row), ensure_ascii=False))
    return DONE


def _status(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        rows = oversight.device_rows(ledger)
        last_day = _certificate_ends(args.home)
        copied = offsite.newest(ledger.settings)
        whole = {
            "province": ledger.province,
            "training": is_training(ledger.settings),
            "offsite_at": None if copied is None else iso(from_millis(copied.at_ms)),
            "server_certificate_ends": None if last_day is None else last_day.isoformat(),
            "devices": rows,
        }
    words = [*oversight.in_words(rows), offsite.in_words(copied)]
    if last_day is not None:
        words += oversight.certificate_words(last_day, now.date())
    _answer(args, whole, "\n".join(words))
    return DONE


def _certificate_ends(home: Path) -> date | None:
    """None where the server's key lies on another machine."""
    try:
        return read_server_key(home).certificate.last_day
    except Trouble:
        return None


def _judge(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        looked_at = (judge_again if args.again else judge)(ledger, now)
    _answer(args, {"events": looked_at}, f"Đã xét {looked_at} sự việc.")
    return DONE


def _rebuild(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        before = digest(ledger.dossiers.all())
        rebuild(ledger, now)
        after = digest(ledger.dossiers.all())
    words = "giống hệt trước" if before == after else "KHÁC trước, hãy báo cho nhóm phát triển"
    _answer(args, {"before": before, "after": after}, f"Đã dựng lại bảng hồ sơ, {words}.")
    return DONE


def _usb(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        all_good = True
        for line in stick_output.lines(ledger, args, now):
            all_good = all_good and line.good
            _answer(args, line.whole, line.words)
        judge(ledger, now)
    return DONE if all_good else REFUSED


def _asked(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        rows = [answering.question_row(ledger, one) for one in answering.open_questions(ledger)]
    _answer(args, {"questions": rows}, "\n".join(answering.in_words(rows)))
    return DONE


def _answer_question(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        answering.answer(ledger, args.question, answering.KEEP[args.keep], args.text, now)
        judge(ledger, now)
    words = "Đã trả lời; xã nhận ở lần gửi sau và mọi nơi tính như nhau."
    _answer(args, {"question": args.question, "keep": args.keep}, words)
    return DONE


def _assign(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        done = assigning.assign(ledger, args.code, args.to, args.reason, args.by, now)
        judge(ledger, now)
    answer = {
        "code": done.row.code, "id": done.row.hash.hex()[: assigning.LETTERS],
        "from": done.row.deciding_office, "to": done.to.commune,
    }  # fmt: skip
    _answer(args, answer, assigning.in_words(done))
    return DONE


def _refused(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        whole, words = refused.run(ledger, args, now)
        judge(ledger, now)
    _answer(args, whole, "\n".join(words))
    return DONE


def _scans(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        whole, words = scan_output.run(ledger, args)
    _answer(args, whole, "\n".join(words))
    return DONE


def _incidents(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        judge(ledger, now)
        whole = incidents.overview(ledger, now)
    _answer(args, whole, "\n".join(incidents.in_words(whole)))
    return DONE


def _skip(args: argparse.Namespace) -> int:
    if min(args.names, args.letters, args.blocks) < 0:
        raise WrongUsage("Khoảng bỏ qua không được âm.", "names")
    with _opened(args) as (ledger, now):
        done = skip(ledger, Distance(args.names, args.letters, args.blocks), now)
    words = (
        f"Đã bỏ qua {done['names']} tên máy, {done['letters']} chữ cái của quầy và "
        f"{done['blocks']} khối số; từ nay cấp tiếp sau đó. Máy nào gửi lại thì khối đang dùng của "
        "máy ấy được nhận ra."
    )
    _answer(args, done, words)
    return DONE


def _offsite(args: argparse.Namespace) -> int:
    with _opened(args) as (ledger, now):
        files = ScanFiles(args.home / SCANS_FOLDER)
        done = offsite.write(ledger, files, args.to, now, same_disk=args.same_disk)
    answer = {"at": iso(now), "new_scans": done.new_scans, "missing_scans": done.missing}
    words = f"Đã chép sổ và {done.new_scans} bản quét mới ra {args.to}, đọc lại đúng."
    if done.missing:
        words += f" {done.missing} bản quét không còn trên máy chủ: xã sẽ gửi lại bản còn giữ."
    _answer(args, answer, words)
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "serve": _serve,
    "enrol": _enrol,
    "revoke": _revoke,
    "renew": _renew,
    "recover": _recover,
    "catalogue": _catalogue,
    "export": _export,
    "status": _status,
    "judge": _judge,
    "rebuild": _rebuild,
    "usb": _usb,
    "refused": _refused,
    "skip": _skip,
    "offsite": _offsite,
    "asked": _asked,
    "answer": _answer_question,
    "assign": _assign,
    "scans": _scans,
    "incidents": _incidents,
}


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[tuple[Ledger, datetime]]:
    """The ledger, and the time as this command takes it."""
    ledger = open_ledger(args.db)
    try:
        yield ledger, clock_of(training=is_training(ledger.settings))()
    finally:
        ledger.close()


def _answer(args: argparse.Namespace, whole: dict[str, Any], sentence: str) -> None:
    say(json.dumps(whole, ensure_ascii=False) if hasattr(args, "json") else sentence)
