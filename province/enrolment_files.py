"""`enrol`: the files around an enrolment, for one machine or a list of them.

A file is written under another name before the machine is entered and gets its own name after that:
what cannot be written is not enrolled, and the same command runs again.
"""

import argparse
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.errors import ClerkError, Trouble
from province.enrolment import Enrolled, Order, enrol
from province.errors import WrongUsage
from province.keys import ServerKey, read_server_key
from province.ledger import Ledger
from province.offices import announce_later_versions, material_for
from province.passphrase import unlock_root

COLUMNS = ("commune", "desk", "request", "server", "blocks", "numbering", "agency_code")
MOST_REQUEST, MOST_DIGITS = 1 << 20, 4
CODES_HEAD = "commune,desk,code"


@dataclass(frozen=True, slots=True)
class Signers:
    """The root's private key, and the server's certificate that enrolments carry."""

    root_private: bytes
    server: ServerKey


def one(ledger: Ledger, args: argparse.Namespace, now: datetime) -> tuple[dict[str, Any], str]:
    """One machine from the command line: what to answer, and the sentence."""
    if args.commune is None or args.desk is None:
        raise WrongUsage("Cần --commune và --desk (hoặc --list).", "commune")
    if args.request is None and args.code_out is None:
        raise WrongUsage(
            "Không có --request thì cần --code-out FILE: mã mở tệp phải đi đường khác.", "code_out"
        )
    order = Order(
        commune=args.commune,
        desk=args.desk,
        request=None if args.request is None else _read(args.request),
        server=args.server,
        blocks=args.blocks,
        numbering=args.numbering,
        agency_code=args.agency_code,
    )
    signers = _signers(args)
    with ledger.transaction():
        enrolled = _enrol(ledger, order, signers, now)
        drafts = [_draft(args.out, enrolled.text)]
        if enrolled.code is not None:
            drafts.append(_draft(args.code_out, enrolled.code + "\n"))
    _name(drafts)
    return _answer(enrolled), _sentence(enrolled, args.out)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line of `--list`: what to answer, and the sentence."""

    number: int
    answer: dict[str, Any]
    sentence: str
    refused: bool = False


def many(ledger: Ledger, args: argparse.Namespace, now: datetime) -> Iterator[Line]:
    """Each line of `--list` for itself, its code with it; codes of an earlier run stay."""
    signers = _signers(args)
    codes = {} if args.code_out is None else _codes(args.code_out)
    for number, order, fault in _orders(args.list):
        try:
            enrolled = _one_of_many(
                ledger, order, fault, codes, args=args, signers=signers, now=now
            )
        except ClerkError as error:
            answer = {"line": number, "message": error.message}
            yield Line(number, answer, f"Dòng {number}: {error.message}", refused=True)
            continue
        sentence = _sentence(enrolled, _target(args.out, enrolled))
        yield Line(number, {"line": number} | _answer(enrolled), f"Dòng {number}: {sentence}")


def _one_of_many(  # noqa: PLR0913 - a line, and what all lines share
    ledger: Ledger,
    order: Order | None,
    fault: str,
    codes: dict[str, str],
    *,
    args: argparse.Namespace,
    signers: Signers,
    now: datetime,
) -> Enrolled:
    if order is None:
        raise ClerkError(fault)
    if order.request is None and args.code_out is None:
        raise ClerkError("Máy không có tệp yêu cầu; cần thêm --code-out FILE.", "request")
    with ledger.transaction():
        enrolled = _enrol(ledger, order, signers, now)
        drafts = [_draft(_target(args.out, enrolled), enrolled.text)]
        if enrolled.code is not None:
            codes[f"{enrolled.device.commune},{enrolled.device.desk}"] = enrolled.code
            lines = [CODES_HEAD, *(f"{desk},{code}" for desk, code in codes.items())]
            drafts.append(_draft(args.code_out, "\n".join(lines) + "\n"))
    _name(drafts)
    return enrolled


def _codes(path: Path) -> dict[str, str]:
    """Codes by commune and desk that an earlier run wrote: their files still need them."""
    head, *lines = _read(path).splitlines() or [""] if path.exists() else [""]
    if head != CODES_HEAD:
        return {}
    return {desk: code for desk, _, code in (line.rpartition(",") for line in lines)}


def _target(out: Path, enrolled: Enrolled) -> Path:
    return out / f"{enrolled.device.commune}-{enrolled.device.desk}.motcua"


def _enrol(ledger: Ledger, order: Order, signers: Signers, now: datetime) -> Enrolled:
    material = material_for(ledger, order.commune, now)
    enrolled = enrol(
        ledger,
        order,
        material,
        root_private=signers.root_private,
        certificate=signers.server.certificate,
        now=now,
    )
    announce_later_versions(ledger, order.commune, material.label, now)
    return enrolled


def _signers(args: argparse.Namespace) -> Signers:
    root = unlock_root(args.keys or args.home / "keys")
    return Signers(root.private, read_server_key(args.home))


def _orders(path: Path) -> Iterator[tuple[int, Order | None, str]]:
    """Line number and order, or None and what is wrong with the line."""
    rows = csv.DictReader(io.StringIO(_read(path).removeprefix("\ufeff")))
    try:
        for row in rows:
            values = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if any(values.values()):
                yield rows.line_num, *_order_or_fault(values, path.parent)
    except csv.Error as error:
        raise ClerkError(
            f"Tệp {path.name}, sau dòng {rows.line_num}: không đọc được, có thể thiếu dấu ngoặc "
            "kép. Các dòng trước đã ghi danh xong; hãy sửa tệp rồi chạy lại.",
            "list",
        ) from error


def _order_or_fault(values: dict[str, str], folder: Path) -> tuple[Order | None, str]:
    try:
        return _order(values, folder), ""
    except (ClerkError, Trouble) as error:
        return None, error.message


def _order(values: dict[str, str], folder: Path) -> Order:
    return Order(
        commune=values["commune"],
        desk=_number(values["desk"] or "1", "desk"),
        request=_read(folder / values["request"]) if values["request"] else None,
        server=values["server"] or None,
        blocks=_number(values["blocks"] or "4", "blocks"),
        numbering=values["numbering"] or "own",
        agency_code=values["agency_code"] or None,
    )


def _number(text: str, field: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise ClerkError(f"Cột {field} phải là số, không phải “{text[:20]}”.", field)
    return int(text)


def _answer(enrolled: Enrolled) -> dict[str, Any]:
    device = enrolled.device
    return {
        "device": device.name,
        "commune": device.commune,
        "desk": device.desk,
        "check_word": enrolled.check_word,
        **({"inherited_events": enrolled.events} if enrolled.events else {}),
    }


def _sentence(enrolled: Enrolled, out: Path) -> str:
    device = enrolled.device
    made = f"Đã ghi danh {device.name}, quầy {device.desk} của {device.commune}: {out}."
    if enrolled.events:
        made += f" Tệp mang theo {enrolled.events} việc của máy cũ mà tỉnh đã nhận."
    elif device.letter:
        made += (
            " Tệp KHÔNG mang theo hồ sơ của máy cũ (máy không gửi yêu cầu, máy cũ chưa gửi gì, "
            "hoặc sổ quá lớn); hãy khôi phục từ bản sao nếu cần."
        )
    if enrolled.check_word:
        return f"{made} Từ kiểm tra phải giống trên máy xã: {enrolled.check_word}."
    return f"{made} Gửi mã mở tệp bằng đường khác; tệp hết hạn sau 30 ngày."


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_REQUEST:
            raise ClerkError(f"Tệp {path} lớn bất thường.", "request")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Trouble(f"Không đọc được tệp {path}.") from error
    except UnicodeDecodeError as error:
        raise ClerkError(f"Tệp {path} không phải văn bản UTF-8.", "request") from error


def _draft(path: Path, text: str) -> tuple[Path, Path]:
    """The text beside its place, readable by its owner only; the draft and its place."""
    draft = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Trouble(
            f"Không ghi được tệp {path} nên chưa ghi danh máy ấy. Hãy kiểm tra đường dẫn và ổ đĩa "
            "rồi chạy lại."
        ) from error
    return draft, path


def _name(drafts: list[tuple[Path, Path]]) -> None:
    """The machine is entered: its files get their names."""
    for draft, path in drafts:
        try:
            draft.replace(path)
        except OSError as error:
            raise Trouble(
                f"Đã ghi danh nhưng tệp còn mang tên {draft}. Hãy tự đổi tên thành {path}."
            ) from error
