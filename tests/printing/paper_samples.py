"""Every paper of a dossier, once as usual and once with all that is long."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from app.domain import events as e
from app.domain.calendar import read_calendar
from app.domain.parts import FeeLine, PaperLine
from app.domain.story import Story
from app.services.books import Book, Period
from app.services.cash_values import cash
from app.services.control_values import control
from app.services.day_sheet import acts, sheet
from app.services.dossier_book import dossier_book
from app.services.fee_book import fee_book
from app.services.letter_values import apology, stop
from app.services.letterhead import Letterhead, Written
from app.services.ports import Stored
from app.services.refusal_values import refused
from app.services.result_values import handover, receipt
from app.services.supplement_values import supplement
from app.services.visit_values import visit
from app.services.workload import Counted, Deed, Naming, Standing, Tally, workload
from tests.printing.samples import IDENTITY, LONG_NAME, OWNER
from tests.printing.told import (
    HEAD,
    LONG_OWNER,
    LONG_TEXT,
    LONGEST_CODE,
    RECEIPT,
    RECEIVER,
    RESULT,
    SUBMITTER,
    asked_for_papers,
    event,
    extended,
    life,
    moment,
)

PAPERS = {
    "supplement": ("a4", "a4x2", "a5", "80mm"),
    "refusal": ("a4", "a4x2", "a5", "80mm"),
    "apology": ("a4",),
    "stop": ("a4",),
    "control": ("a4",),
    "result": ("a4", "a4x2", "a5", "80mm"),
    "results_handover": ("a4",),
    "visit": ("a4",),
    "cash": ("a4", "a4x2", "a5", "80mm"),
}
HANDED = (
    event(e.HandedOver("sung"), moment(20, 14, 5)),
    event(e.TakenOver(), moment(20, 14, 20), actor="sung"),
    event(e.HandedOver("Chủ tịch UBND xã"), moment(24, 8, 30), actor="sung"),
)
FINISHED = event(
    e.Finished(RESULT), moment(25, 15), recorded=moment(28, 7, 30)
)  # typed in three days later
GIVEN = event(e.GivenBack(RECEIVER, "sổ trả kết quả", 1), moment(30, 8))


def stored(story: Story, number: int = 7) -> Stored:
    """As the store gives it."""
    return Stored(number, IDENTITY, 12, story[-1].after)


def usual() -> dict[str, Written]:
    """What a commune prints on most days."""
    paid = life(fees=FEES, paid="cash", fee_receipt=RECEIPT, procedure="2.000815")
    ended = life(*HANDED, FINISHED)
    return {
        "supplement": supplement(HEAD, life(event(asked_for_papers(), moment(20, 10)))),
        "refusal": refused(HEAD, event(REFUSED), REFUSED),
        "apology": apology(HEAD, life(extended())),
        "stop": stop(HEAD, life(event(e.Withdrawn("Ông Đức không còn nhu cầu"), moment(23)))),
        "control": control(HEAD, life(*HANDED, FINISHED)),
        "result": receipt(HEAD, life(FINISHED, GIVEN, submitter=SUBMITTER), "Lò Thị Nhi"),
        "results_handover": handover(HEAD, [ended, ended]),
        "visit": visit(HEAD, [stored(life()), stored(paid), stored(life(fees=None))]),
        "cash": cash(HEAD, paid),
    }


def hostile() -> dict[str, Written]:
    """Two hundred letters of a name, two thousand of a reason, and lists over several pages."""
    many = [f"{LONG_TEXT[:200]} ({n})" for n in range(1, 31)] + [LONG_TEXT]
    long = {"owner": LONG_OWNER, "code": LONGEST_CODE, "submitter": replace(SUBMITTER, name=NAME)}
    papers = tuple(PaperLine(name, originals=1) for name in many[:9])
    asked = asked_for_papers(*many, reason=LONG_TEXT, until=None)
    refusal = replace(REFUSED, owner=LONG_OWNER, reason=LONG_TEXT, ground=LONG_TEXT[:300])
    back = event(e.GivenBack(replace(RECEIVER, name=NAME, authority=LONG_TEXT[:200])), moment(30))
    paid = life(fees=tuple(FeeLine("certified_copy", 7_000, n, 7_000 * n) for n in range(1, 40)),
                paid="cash", procedure="2.000815", **long)  # fmt: skip
    hops = [
        event(e.HandedOver(f"{NAME[:190]} {n}", LONG_TEXT), moment(20, 14, n)) for n in range(9)
    ]
    ended = life(event(e.Finished(replace(RESULT, number="n" * 60)), moment(25)), **long)
    return {
        "supplement": supplement(HEAD, life(event(asked), **long)),
        "refusal": refused(HEAD, event(refusal, by=NAME), refusal),
        "apology": apology(HEAD, life(extended(reason=LONG_TEXT, signer=NAME), **long)),
        "stop": stop(HEAD, life(event(STOPPED, moment(23)), paid="cash", **long)),
        "control": control(HEAD, life(*hops, **long)),
        "result": receipt(HEAD, life(FINISHED, back, **long), NAME),
        "results_handover": handover(HEAD, [ended] * 60),
        "visit": visit(HEAD, [stored(life(papers=papers, **long))] * 40),
        "cash": cash(HEAD, paid),
    }


NAME = LONG_NAME
STOPPED = e.Stopped(LONG_TEXT, NAME)
FEES = (FeeLine("certified_copy", 7_000, 3, 21_000),)
REFUSED = e.Refused(
    "TC-03158-1-261120-0001", "1.004873", OWNER, "Thường trú ở xã khác",
    "Điều 21 Nghị định 123/2015/NĐ-CP",
)  # fmt: skip
KINDS: dict[str, Callable[[], dict[str, Written]]] = {"usual": usual, "hostile": hostile}


def book_paper(make: Callable[..., Book], stories: Iterable[Story] | None = None) -> Written:
    """A register of a month, of forty usual dossiers where nothing else is said."""
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    told = _month() if stories is None else stories
    book = make(HEAD, told, period)
    values = {
        **HEAD.head(period.last),
        **book.totals,
        **book.parts,
        "from": period.first,
        "to": period.last,
        "entries": list(book.entries),
        "clerk": "Lò Thị Nhi",
        "counted_at": moment(30, 16, 5),
    }
    return Written(book.layout, values, period.last)


def _month() -> list[Story]:
    steps = ((), (FINISHED,), (FINISHED, GIVEN), (extended(),))
    return [
        life(*steps[n % 4], code=f"MC-03158-1-261120-{n:04d}", paid="cash") for n in range(1, 41)
    ]


def statistics(head: Letterhead, stories: Iterable[Story], period: Period) -> Book:
    """The figures of those dossiers, with three of another system."""
    found = [Tally("received", date(2026, 11, 19), 9, "1.001193", "online", "hotich", 3)]
    for dossier in (story[-1].after for story in stories):
        for what, at in (("received", dossier.received_at), ("finished", dossier.finished_at)):
            if at is not None:
                channel = dossier.channel
                found.append(Tally(what, at.date(), at.hour, dossier.procedure, channel, None, 1))
    counted = Counted(
        found,
        (
            Deed("received", "Lò Thị Nhi", "counter", 40),
            Deed("finished", "Mùa A Dua", "counter", 9),
        ),
        (Standing(4, None, "counter", 20), Standing(8, "suspended", "counter", 20)),
        undated=2,
    )
    naming = Naming(head.subject, lambda code: "Hộ tịch" if code == "1.001193" else "Chứng thực")
    return workload(counted, period, read_calendar(head.catalogue.calendar), naming)


def day_of_one(head: Letterhead, stories: Iterable[Story], period: Period) -> Book:
    """What Lò Thị Nhi did with them."""
    told = [(story, {one.event for one in story}) for story in stories]
    book = sheet(acts(head, told, ()), period, "Lò Thị Nhi")
    return replace(book, totals={**book.totals, "listed": 3})


BOOKS: dict[str, Callable[..., Book]] = {
    "dossiers": dossier_book,
    "fees": fee_book,
    "workload": statistics,
    "day": day_of_one,
}
