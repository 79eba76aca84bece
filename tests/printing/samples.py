"""Invented dossiers, desks and slips for the tests of papers."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from app.domain.builtin import load_builtin
from app.domain.dossier import Dossier
from app.domain.parts import FeeLine, PaperLine
from app.domain.person import Person, Submitter
from app.domain.place import Office
from app.domain.times import VN
from app.printing.pages import render
from app.services.ports import Standing, Stored
from app.services.slip_values import Printing, Signer, slip_values
from app.wire import signing

RECEIVED = datetime(2026, 11, 20, 8, 37, tzinfo=VN)
DUE = datetime(2026, 11, 25, 8, 37, tzinfo=VN)
PRINTED = datetime(2026, 11, 20, 8, 38, tzinfo=VN)
IDENTITY = bytes(range(32))
OWNER = Person(
    "Đặng Văn Đức",
    id="011090000007",
    id_kind="cccd",
    phone="0912 345 678",
    address="Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
)
OFFICE = Office(
    "03158",
    "Trung tâm Phục vụ hành chính công xã Sín Thầu",
    "UBND xã Sín Thầu",
    "Sín Thầu",
    phone="0215 3000 000",
    lookup_url="https://tracuu.example.vn/hs",
)
STANDING = Standing("03158", 1, "A", "own", None, "H18.03158-1", False, "i" * 32, OFFICE)
ROOT = bytes(range(1, 33))
DEVICE = bytes(range(2, 34))
PAPERS = (
    PaperLine("Tờ khai cấp giấy xác nhận tình trạng hôn nhân", originals=1),
    PaperLine("Quyết định ly hôn đã có hiệu lực", originals=1, copies=2),
    PaperLine("Giấy xác nhận của nơi cư trú trước", certified=1),
)
LONG_PAPER = (
    "Văn bản ủy quyền được chứng thực theo quy định của pháp luật trong trường hợp ủy quyền cho "
    "người khác nộp hồ sơ, kèm bản sao có chứng thực giấy tờ tùy thân của người được ủy quyền và "
    "giấy xác nhận quan hệ của nơi cư trú trước đây"
)
LONG_NAME = ("Công chúa Tôn Nữ Hoàng Nguyễn Phúc Bh'riu Y Niê Êban Hơ Lăk Kpă Ƀuôn Yă " * 4)[
    :200
].strip()


@cache
def signer() -> Signer:
    """A desk of an invented province."""
    certificate = signing.certify_device(
        ROOT,
        device="H18.03158-1",
        commune="03158",
        desk=1,
        training=False,
        key=signing.public_key(DEVICE),
    )
    return Signer(DEVICE, certificate)


def dossier(**changes: Any) -> Dossier:
    """A usual dossier with some things otherwise."""
    usual: dict[str, Any] = {
        "code": "MC-03158-1-261120-0240",
        "procedure": "1.004873",
        "catalogue": load_builtin().version,
        "office": "03158",
        "owner": OWNER,
        "received_at": RECEIVED,
        "recorded_at": RECEIVED,
        "channel": "desk",
        "case": None,
        "deciding_office": None,
        "return_office": None,
        "return_by": "desk",
        "submitter": None,
        "subjects": (),
        "details": (),
        "sets": 1,
        "papers": PAPERS,
        "pages": None,
        "copies": None,
        "fees": (FeeLine("fee", 15_000, 1, 15_000),),
        "exemption": None,
        "paid": "cash",
        "fee_receipt": None,
        "first_due_at": DUE,
        "due_at": DUE,
        "due_reason": "3 ngày làm việc",
        "term": "03 ngày làm việc",
        "appointment": None,
        "note": None,
        "key": None,
        "codes": (),
    }
    return Dossier(**{**usual, **changes})


@dataclass(frozen=True, slots=True)
class Case:
    """One slip: what is received, where, and how it is printed."""

    dossier: Dossier
    standing: Standing = STANDING
    again: int = 0
    clerk: str = "Lò Thị Nhi"

    def values(self) -> dict[str, Any]:
        """The layout's values."""
        stored = Stored(7, IDENTITY, 12, self.dossier)
        procedure = load_builtin().procedure(self.dossier.procedure)
        how = Printing(PRINTED, self.clerk, self.again)
        offices = load_builtin().office
        return slip_values(stored, self.standing, procedure, signer(), how, offices)

    def pdf(self, paper: str = "a4") -> bytes:
        """The slip's bytes."""
        return render("mau-01", self.values(), paper, self.dossier.received_at.date())


CERTIFIED = (
    PaperLine("Căn cước công dân", originals=1, pages=2, certify=3),
    PaperLine("Bằng tốt nghiệp đại học", originals=1, pages=1, certify=5),
    PaperLine("Hộ khẩu của gia đình", originals=1, pages=16, certify=1),
)
SUBMITTER = Submitter("Lỳ Mò Mé", relation="vợ")


def cases() -> dict[str, Case]:
    """Every kind of slip a commune meets."""
    training = replace(STANDING, training=True)
    branch = "Chi nhánh Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh tại Móng Cái"
    point = replace(STANDING, office=replace(OFFICE, branch=branch))
    wedding = {"procedure": "1.000894", "details": (("appointed_at", "09:30"),)}
    long_papers = tuple(
        PaperLine(f"{LONG_PAPER} ({n})", originals=1, copies=n) for n in range(1, 13)
    )
    return {
        "usual": Case(dossier()),
        "leased": Case(dossier(code="H18.40-261120-0001")),
        "paired": Case(dossier(codes=_paired())),
        "no-due": Case(dossier(first_due_at=None, due_at=None, term=None, fees=None)),
        "exempt": Case(dossier(exemption="người khuyết tật, Điều 10 Thông tư 85/2019/TT-BTC")),
        "submitter": Case(dossier(submitter=SUBMITTER)),
        "long-name": Case(dossier(owner=replace(OWNER, name=LONG_NAME)), clerk=LONG_NAME[:60]),
        "long-papers": Case(dossier(papers=long_papers)),
        "certified": Case(dossier(procedure="2.000815", papers=CERTIFIED, fees=_certify_fees())),
        "copies": Case(dossier(procedure="2.000815", papers=(), pages=4, copies=3)),
        "bare": Case(dossier(owner=Person("Kpă Ƀôn"), papers=(), paid=None)),
        "training": Case(dossier(), training),
        "again": Case(dossier(), STANDING, 2),
        "market": Case(dossier(appointment="2026-11-28")),
        "due-day": Case(dossier(appointment="2026-11-25")),
        "wedding": Case(dossier(appointment="2026-11-28", **wedding), point),
        "all": Case(dossier(submitter=SUBMITTER, codes=_paired(), papers=PAPERS * 2), training, 11),
    }


def _paired() -> tuple[Any, ...]:
    from app.domain.dossier import PairedCode

    return (PairedCode("province", "H18.40.12-261120-0017", RECEIVED),)


def _certify_fees() -> tuple[FeeLine, ...]:
    return (FeeLine("fee", 2_000, 27, 54_000),)
