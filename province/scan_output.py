"""`motcua-province scans`: scans and pictures as files, and whether all that came is still here."""

import argparse
from pathlib import Path

from app.domain.errors import ClerkError, Trouble
from app.domain.incidents import IncidentPictured
from app.domain.scan import ScanAdded
from app.wire.errors import WireError
from app.wire.scans import open_scan
from province import incidents
from province.clock import clock_of
from province.errors import WrongUsage
from province.keys import read_server_key
from province.ledger import Ledger
from province.scan_facts import scan_facts
from province.scan_files import SCANS_FOLDER, ScanFiles
from province.scans import ScanDesk

PDF = b"%PDF-"
NOT_HERE = "chưa tới tỉnh"
Kept = ScanAdded | IncidentPictured
Answer = tuple[dict[str, object], list[str]]


def run(ledger: Ledger, args: argparse.Namespace) -> Answer:
    """The answer, and its words."""
    if args.check == (args.code is not None) or (args.code is not None) != (args.out is not None):
        raise WrongUsage("Hãy ghi scans CODE --out DIR, hoặc scans --check.", "code")
    files = ScanFiles(args.home / SCANS_FOLDER)
    return _check(args, files) if args.check else _written(ledger, args, files)


def _check(args: argparse.Namespace, files: ScanFiles) -> Answer:
    """What was lost is asked for again: each desk hears of it at its next exchange of a day."""
    key = read_server_key(args.home)
    clock = clock_of(training=key.certificate.training)
    whole, lost = ScanDesk(args.db, files, lambda: key, clock).check()
    words = [f"{whole} bản quét còn đủ, {lost} bản thiếu hoặc hỏng."]
    if lost:
        words.append("Máy của xã sẽ gửi lại những bản còn giữ (90 ngày) ở lần gửi sau.")
    return {"whole": whole, "lost": lost}, words


def _written(ledger: Ledger, args: argparse.Namespace, files: ScanFiles) -> Answer:
    rows = [row for row in ledger.dossiers.all() if args.code in (row.code, row.hash.hex()[:16])]
    known: list[tuple[str, list[tuple[str, Kept]]]] = [
        (row.code, [*scan_facts(ledger, row.commune, row.hash)]) for row in rows
    ]
    if pictures := [*incidents.pictures(ledger, args.code)]:
        known.append((args.code, [*pictures]))
    if not known:
        raise ClerkError(
            f"Không có hồ sơ mã “{args.code[:60]}” ở tỉnh, cũng không có ảnh của sự cố số ấy.",
            "code",
        )
    told: list[str] = []
    for code, facts in known:
        for place, (commune, fact) in enumerate(facts, 1):
            found = _one(files, commune, fact)
            name = f"{code}-{place}"
            told.append(f"{name}: {NOT_HERE}" if found is None else _put(args.out, name, found))
    missing = sum(line.endswith(NOT_HERE) for line in told)
    whole = {"code": args.code, "scans": len(told), "missing": missing}
    return whole, told or ["Hồ sơ không có bản quét."]


def _one(files: ScanFiles, commune: str, fact: Kept) -> bytes | None:
    try:
        raw = files.whole(commune, fact.digest).read_bytes()
        return open_scan(raw, bytes.fromhex(fact.key))
    except (OSError, WireError, ValueError):
        return None


def _put(folder: Path, name: str, content: bytes) -> str:
    file = folder / f"{name}{'.pdf' if content.startswith(PDF) else '.jpg'}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_bytes(content)
    except OSError as error:
        raise Trouble(f"Không ghi được vào {folder}. Hãy kiểm tra ổ đĩa và quyền.") from error
    return str(file)
