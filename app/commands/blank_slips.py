"""blank-slips: numbered slips for a day without power: printed, listed, set aside."""

from argparse import Namespace
from pathlib import Path

from app.bootstrap import blank_slips as slips
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import WrongUsage
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.domain.blank_slips import SlipStanding, numbered
from app.services.blank_slips import MOST, spoil
from app.services.views import plain

OK = 0
LIST, SPOILT = "list", "spoilt"
HOW = (
    "Cách dùng: blank-slips SỐ_TỜ --out F.pdf, blank-slips list [--out F.pdf], hoặc "
    "blank-slips spoilt SỐ_PHIẾU --reason LÝ_DO."
)


def blank_slips(options: Namespace) -> int:
    """`blank-slips N --out F.pdf`, `blank-slips list`, `blank-slips spoilt NUMBER --reason R`."""
    first, *others = options.what
    if first == LIST and not others:
        return _list(options)
    if first == SPOILT and others:
        return _spoilt(options, others)
    if others or not (first.isascii() and first.isdigit()):
        raise WrongUsage(HOW)
    return _print(options, first)


def _print(options: Namespace, typed: str) -> int:
    many = int(typed) if len(typed) <= len(str(MOST)) else MOST + 1
    if options.out is None:
        raise WrongUsage(f"Thiếu --out: in vào tệp nào? Chưa in gì. {HOW}")
    with unlocked_to_write(options) as desk:
        run = slips.write(desk, many, options.paper or slips.PAPERS[0], Path(options.out))
    first, last = (numbered(run.series, one) for one in (run.first, run.last))
    if as_json(options):
        jsonl.write({"first": first, "last": last, "slips": many, "file": options.out})
    else:
        say(f"Đã in {many} phiếu giấy, số {first} đến {last}, vào {options.out}.")
    return OK


def _list(options: Namespace) -> int:
    with unlocked(options) as desk:
        found = slips.listed(desk)
        if options.out is not None:
            slips.print_list(desk, Path(options.out))
    for one in reversed(found):
        jsonl.write(_line(one)) if as_json(options) else say(_said(one))
    if not found and not as_json(options):
        say("Máy này chưa in phiếu giấy nào.")
    return OK


def _spoilt(options: Namespace, typed: list[str]) -> int:
    with unlocked_to_write(options) as desk:
        for text in typed:
            number = spoil(desk.desk, text, options.reason or "")
            jsonl.write({"number": number}) if as_json(options) else say(
                f"Đã ghi hỏng phiếu giấy {number}."
            )
    return OK


def _line(one: SlipStanding) -> dict[str, object]:
    bearer = one.bearer
    return {
        "number": one.number,
        "printed_at": plain(one.printed_at),
        "state": one.state,
        "name": bearer.owner if bearer else None,
        "received_at": plain(bearer.received_at) if bearer else None,
        "void": bearer.void if bearer else None,
        "reason": one.reason,
    }


def _said(one: SlipStanding) -> str:
    said = slips.entry(one)
    return "  ".join(part for part in (said["number"], said["state"], said["more"]) if part)
