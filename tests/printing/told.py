"""Invented lives of a dossier as events, for the papers that are made of them."""

from datetime import datetime, timedelta
from typing import Any

from app.domain import events as e
from app.domain.builtin import load_builtin
from app.domain.parts import FeeLine, FeeReceipt, PaperLine, Result
from app.domain.person import Person, Receiver, Submitter
from app.domain.story import Story, tell
from app.domain.times import VN, to_seconds
from app.printing.pages import render
from app.services.letterhead import Letterhead, Written
from app.services.ports import User
from tests.printing.samples import DUE, LONG_NAME, OWNER, PRINTED, RECEIVED, STANDING

CODE, LONGEST_CODE = "MC-03158-1-261120-0240", "MC-03158-12b-261120-0240"
USERS = (
    User("giamdoc", "Lò Văn Toàn", ("director",), (), None, ended=False),
    User("phogd", "Pờ Thị Hoa", ("deputy",), (), None, ended=False),
    User("nhi", "Lò Thị Nhi", ("reception",), (), None, ended=False),
    User("sung", "Vàng A Sùng", ("specialist",), (), None, ended=False),
)
HEAD = Letterhead(STANDING, USERS, load_builtin())
FEE = (FeeLine("fee", 15_000, 1, 15_000),)
LONG_TEXT = "Giấy xác nhận của nơi cư trú trước đây, bản chính còn giá trị, " * 30


def moment(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    """A moment of the sample year."""
    return datetime(2026, month, day, hour, minute, tzinfo=VN)


def event(
    fact: e.Fact, at: datetime = RECEIVED, *, by: str | None = None, actor: str = "nhi",
    recorded: datetime | None = None,
) -> e.Event:  # fmt: skip
    """One step, typed in at once where nothing else is said."""
    return e.Event(recorded or at + timedelta(seconds=20), at, actor, by, 1, fact)


def received(**more: Any) -> e.Received:
    """A usual reception."""
    usual: dict[str, Any] = {
        "code": CODE,
        "procedure": "1.004873",
        "catalogue": load_builtin().version,
        "office": "03158",
        "owner": OWNER,
        "due_at": to_seconds(DUE),
        "due_reason": "3 ngày làm việc",
        "term": "03 ngày làm việc",
        "fees": FEE,
        "papers": (PaperLine("Tờ khai", originals=1),),
    }
    return e.Received(**{**usual, **more})


def life(*steps: e.Event, **more: Any) -> Story:
    """A dossier received on the sample day, and what came after."""
    return tell([event(received(**more)), *steps])


def asked_for_papers(*papers: str, **more: Any) -> e.PapersRequested:
    """Mẫu 02."""
    usual: dict[str, Any] = {
        "papers": papers or ("Quyết định ly hôn đã có hiệu lực",),
        "until": "27/11/2026",
        "reason": "Thiếu bản án ly hôn",
        "remaining_minutes": 1320,
    }
    return e.PapersRequested(**{**usual, **more})


EXTENDED = e.Extended(
    to_seconds(moment(4, 10, month=12)), "chờ kết quả xác minh do mưa lũ chia cắt đường",
    "Lò Văn Toàn", "05/TTPVHCC",
)  # fmt: skip
RESULT = Result("Giấy xác nhận", "34/XNTTHN", "2026-11-24", "Pờ Thị Hoa")
RECEIPT = FeeReceipt("01BLP2-001", "28AA-26P", "0000123")
LONG_OWNER = Person(LONG_NAME, id="011090000007", phone="0912345678", address=LONG_NAME * 2)
SUBMITTER = Submitter("Lỳ Mò Mé", relation="vợ", authority="giấy ủy quyền 20/11")
RECEIVER = Receiver("Lỳ Mò Mé", "011190000008", "cccd", "vợ", "giấy ủy quyền 20/11")


def extended(at: datetime | None = None, **more: Any) -> e.Event:
    """Mẫu 04."""
    fact = EXTENDED if not more else e.Extended(**{**_parts(EXTENDED), **more})
    return event(fact, at or moment(24))


def _parts(fact: e.Extended) -> dict[str, Any]:
    return {
        "due_at": fact.due_at,
        "reason": fact.reason,
        "signer": fact.signer,
        "document": fact.document,
    }


def pdf(written: Written, paper: str = "a4", *, again: int = 0, training: bool = False) -> bytes:
    """The paper's bytes."""
    printed = {
        "desk": STANDING.workstation,
        "at": PRINTED,
        "again": again or None,
        "training": training or None,
    }
    return render(written.layout, written.values | {"print": printed}, paper, written.on)
