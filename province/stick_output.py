"""`motcua-province usb`: each file of a stick in one line, records first, then scans."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from app.wire.answer import STORED, UNKNOWN_PARENT
from province.keys import older_server_keys, read_server_key
from province.ledger import Ledger
from province.scan_files import SCANS_FOLDER, ScanFiles
from province.scan_stick import GOOD, ScanStickDesk, TakenScan
from province.scans import ScanDesk
from province.stick import NEWER_PROGRAM, StickDesk, Taken


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one file; `good`: it is here."""

    whole: dict[str, object]
    words: str
    good: bool


def lines(ledger: Ledger, args: argparse.Namespace, now: datetime) -> Iterator[Line]:
    """Take in the stick; answers and receipts lie there before a line tells it."""
    key = read_server_key(args.home)
    desk = StickDesk(ledger, key, older_server_keys(args.home), lambda: now)
    for taken in desk.take(args.folder, args.out):
        whole = {
            "file": taken.file, "device": taken.device, "result": taken.result,
            "stored": taken.stored, "message": taken.message,
        }  # fmt: skip
        yield Line(whole, f"{taken.file}: {_record_words(taken)}", taken.result == STORED)
    scans = ScanDesk(args.db, ScanFiles(args.home / SCANS_FOLDER), lambda: key, lambda: now)
    for scan in ScanStickDesk(ledger, scans, key, lambda: now).take(args.folder, args.out):
        yield Line(asdict(scan), _scan_words(scan), scan.result in GOOD)


def _record_words(taken: Taken) -> str:
    if taken.result == STORED:
        return f"máy {taken.device}, đã nhận; sổ của máy có {taken.stored} việc."
    if taken.result == UNKNOWN_PARENT:
        return f"máy {taken.device}, thiếu phần trước; đã ghi trả lời để xã ghi lại đủ."
    who = f"máy {taken.device}, " if taken.result == NEWER_PROGRAM and taken.device else ""
    return who + (taken.message or "không nhận.")


def _scan_words(scan: TakenScan) -> str:
    who = f"bản quét của máy {scan.device}. " if scan.device else ""
    return f"{scan.file}: {who}{scan.message}"
