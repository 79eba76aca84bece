"""Invented people and dossiers for the desk's tests and pictures."""

import unicodedata
from collections.abc import Callable, Hashable
from datetime import datetime
from itertools import count
from typing import TypeVar

from app.domain.errors import MotCuaError
from app.domain.times import VN
from app.ui.reception.desk import (
    DetailWanted,
    Fault,
    Known,
    PaperWanted,
    Past,
    Preview,
    Procedure,
    ReceptionDesk,
    Saved,
    SubjectWanted,
    Voided,
)
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.status import READY, Status

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 10, 42, 7, tzinfo=VN)


def fold(text: str) -> str:
    """A search key as the domain makes it."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def run_now(
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[MotCuaError], None] | None = None,
    once: Hashable = None,  # noqa: ARG001 - nothing is pressed while it is done
) -> None:
    """A `RunOnce` that has the work done at once."""
    try:
        result = work()
    except MotCuaError as error:
        if failed is None:
            raise
        failed(error)
        return
    done(result)


ORIGINAL = PaperWanted("Bản chính giấy tờ", "đối chiếu rồi trả lại ngay")
COPY = PaperWanted("Bản sao cần chứng thực", "công dân tự sao, hoặc sao tại quầy", kind="copies")
WELFARE = (
    PaperWanted("Tờ khai đề nghị trợ giúp xã hội", "mẫu 1a"),
    PaperWanted("CCCD của người giám hộ", "đối chiếu rồi trả lại"),
    PaperWanted("Giấy xác nhận khuyết tật", "mức nặng hoặc đặc biệt nặng", kind="copies"),
    PaperWanted("Giấy khai sinh của trẻ", kind="copies"),
    PaperWanted("Giấy xác nhận của trưởng bản", "bắt buộc", ticked=False),
    PaperWanted("Sổ tài khoản ngân hàng", required=False, ticked=False),
)
CHILD = SubjectWanted("child", "Trẻ được khai sinh", asks_id=False)
DEAD = SubjectWanted("deceased", "Người đã mất")
SPOUSES = (SubjectWanted("spouse", "Bên nam"), SubjectWanted("spouse", "Bên nữ"))
BIRTH_DETAILS = (
    DetailWanted("birth_place", "Nơi sinh", required=True, hint="Ví dụ: Trạm y tế xã Sín Thầu"),
    DetailWanted("home", "Quê quán"),
    DetailWanted("copies", "Số bản sao trích lục"),
)
FORM = (PaperWanted("Tờ khai theo mẫu"), PaperWanted("Giấy chứng sinh"))

PROCEDURES = (
    Procedure(
        "2.000815",
        "Chứng thực bản sao từ bản chính",
        "Trong ngày · 2.000 đ/trang · Chứng thực",
        "1",
        counts_copies=True,
        papers=(ORIGINAL, COPY),
        usual=("Thẻ căn cước", "Giấy khai sinh", "Bằng tốt nghiệp"),
    ),
    Procedure(
        "2.000884",
        "Chứng thực chữ ký, điểm chỉ",
        "Trong ngày · 10.000 đ · Chứng thực",
        "2",
        papers=(PaperWanted("Giấy tờ cần ký"),),
    ),
    Procedure(
        "1.004873",
        "Xác nhận tình trạng hôn nhân",
        "3 ngày làm việc · miễn phí · Hộ tịch",
        "3",
        papers=FORM[:1],
        details=(DetailWanted("purpose", "Mục đích xin giấy xác nhận"),),
    ),
    Procedure(
        "2.000986",
        "Đăng ký khai sinh (liên thông 3 việc)",
        "1 ngày làm việc · miễn phí · Hộ tịch",
        "4",
        papers=FORM,
        subjects=(CHILD,),
        details=BIRTH_DETAILS,
    ),
    Procedure(
        "1.001776",
        "Trợ cấp bảo trợ xã hội hằng tháng",
        "7 ngày làm việc · miễn phí · Bảo trợ xã hội",
        "5",
        papers=WELFARE,
    ),
    Procedure(
        "1.000656",
        "Đăng ký khai tử",
        "Trong ngày · miễn phí · Hộ tịch",
        "6",
        papers=FORM[:1],
        subjects=(DEAD,),
        details=(DetailWanted("died_on", "Mất ngày", required=True, repeats=False),),
    ),
    Procedure(
        "1.000894",
        "Đăng ký kết hôn",
        "Trong ngày · miễn phí · Hộ tịch",
        "7",
        papers=FORM[:1],
        subjects=SPOUSES,
    ),
    Procedure(
        "1.001731",
        "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
        "3 ngày làm việc · miễn phí · Bảo trợ xã hội",
        "8",
        papers=FORM[:1],
    ),
    Procedure(
        "1.011606",
        "Xác nhận hộ nghèo, hộ cận nghèo phát sinh trong năm",
        "15 ngày làm việc · miễn phí · Giảm nghèo",
        "9",
        papers=FORM[:1],
    ),
    Procedure(
        "1.012753",
        "Giao đất, cho thuê đất đối với hộ gia đình, cá nhân",
        "20 ngày làm việc · theo bảng phí · Đất đai",
        papers=FORM[:1],
    ),
    Procedure(
        "1.004859",
        "Thay đổi, cải chính, bổ sung thông tin hộ tịch",
        "3 ngày làm việc · miễn phí · Hộ tịch",
        papers=FORM[:1],
    ),
    Procedure(
        "2.001035",
        "Chứng thực hợp đồng, giao dịch về tài sản",
        "2 ngày làm việc · 50.000 đ · Chứng thực",
        papers=FORM[:1],
    ),
)

DUC = PersonDraft(
    name="Đặng Văn Đức",
    id="011090000007",
    born_on="01/01/1990",
    sex="male",
    address="Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
    issued_on="12/05/2021",
    from_card=True,
)
LONG = PersonDraft(
    name="Nguyễn Thị Ngọc Ánh Tuyết Ê Ban Hơ Lăk Êƀhĭm",
    id="066188000419",
    born_on="29/02/1988",
    sex="female",
    address="Tổ 12, khu tái định cư Nậm Kè – Huổi Lụ 3, bản Pá Mỳ, xã Nà Hỳ, tỉnh Điện Biên",
    issued_on="25/05/2021",
    from_card=True,
)
KNOWN = (
    Known(
        "done",
        "có kết quả, chưa lấy",
        "Chứng thực chữ ký, điểm chỉ",
        "19/11 – 0198",
        code="MC-03158-1-261119-0198",
        procedure="2.000884",
        waiting=True,
        warning="Ông Đức đã nộp thủ tục này ngày 19/11 tại Quầy 2 (có kết quả, chưa lấy).",
    ),
    Known(
        "due",
        "16:00 hôm nay",
        "Xác nhận tình trạng hôn nhân",
        "17/11 – 0187",
        code="MC-03158-1-261117-0187",
        procedure="1.004873",
    ),
)
PAST = Past(known=KNOWN)
ADDRESSES = (
    "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
    "Bản Tá Miếu, xã Sín Thầu, tỉnh Điện Biên",
    "Bản A Pa Chải, xã Sín Thầu, tỉnh Điện Biên",
)
STATUS = Status(
    unsent=23,
    oldest_days=4,
    last_contact="T2 16/11 08:12",
    saved="10:42:07",
    printer_words=READY,
)
DIGITS_OF_A_NUMBER = 12


def preview(draft: Draft) -> Preview:
    """What a desk with these procedures would promise."""
    faults = _faults(draft)
    if not draft.procedure:
        return Preview(faults=(*faults, Fault("procedure", "Chưa chọn thủ tục. Hãy chọn một.")))
    if draft.procedure == "1.001776":
        return Preview(
            due="10:42, thứ Ba 01/12",
            due_state=("ok", "7 ngày làm việc"),
            due_reason="tính từ T2 23/11, trừ T7 28/11 và CN 29/11.",
            fee="0 đ",
            fee_dong=0,
            fee_reason="miễn – người khuyết tật",
            faults=faults,
        )
    units = sum(one.copies * one.pages for one in draft.originals)
    return Preview(
        due="15:30, thứ Sáu 20/11",
        due_state=("due", "hôm nay"),
        due_reason="nhận trước 15 giờ, giải quyết trong ngày.",
        fee=f"{units * 2000:,} đ".replace(",", ".") if units else "0 đ",
        fee_dong=units * 2000,
        fee_reason=" + ".join(
            f"{one.copies} bản × {one.pages} trang × 2.000 đ" for one in draft.originals
        ),
        payable=bool(units),
        exemptions=(("ho-ngheo", "Hộ nghèo"), ("nguoi-co-cong", "Người có công với cách mạng")),
        faults=faults,
    )


def _faults(draft: Draft) -> tuple[Fault, ...]:
    faults = []
    number = draft.owner.id
    if not draft.owner.name:
        faults.append(Fault("owner.name", "Thiếu họ tên. Hãy nhập họ tên."))
    if number and len(number) != DIGITS_OF_A_NUMBER and draft.owner.form == "citizen":
        missing = DIGITS_OF_A_NUMBER - len(number)
        faults.append(
            Fault(
                "owner.id",
                f"Số CCCD có 12 chữ số. Bạn đã nhập {len(number)} – thiếu {missing} số.",
            )
        )
    if draft.owner.born_on.startswith("31/02"):
        wrong = draft.owner.born_on
        faults.append(Fault("owner.born_on", f"Ngày {wrong} không có. Ví dụ: 28/02/1990."))
    return tuple(faults)


class Counter:
    """A desk that remembers what it was asked."""

    def __init__(self) -> None:
        self.saved: list[tuple[Draft, bool]] = []
        self.kept: list[Draft] = []
        self.voided: list[Saved] = []
        self.refuse: MotCuaError | None = None
        self._numbers, self.today = count(240), "20/11/2026"

    def save(self, draft: Draft, with_print: bool) -> Saved:  # noqa: FBT001 - the page's callable
        """Keep the draft, or refuse it as told."""
        if self.refuse is not None:
            raise self.refuse
        self.saved.append((draft, with_print))
        dossiers = tuple(next(self._numbers) for _ in draft.dossiers)
        number = "20/11 – " + ", ".join(f"{one:04}" for one in dossiers)
        return Saved(number, draft.owner.name, "10:42:07", with_print, dossiers)

    def put_aside(self, key: str, _number: str = "") -> Draft | None:
        """The newest kept draft that is neither on the page nor saved."""
        gone = {key, *(draft.key for draft, _ in self.saved)}
        return next((one for one in reversed(self.kept) if one.key not in gone), None)

    def void(self, saved: Saved) -> Voided:
        """What printed may be out."""
        self.voided.append(saved)
        return Voided(out=saved.printing)

    def desk(self, **changes: object) -> ReceptionDesk:
        """The callables of a reception page."""
        keys = count(1)
        values: dict[str, object] = {
            "procedures": lambda: PROCEDURES,
            "preview": preview,
            "save": self.save,
            "keep": self.kept.append,
            "known": lambda _person: PAST,
            "new_key": lambda: f"key-{next(keys)}",
            "fold": fold,
            "today": lambda: self.today,
            "run": run_now,
            "void": self.void,
            "put_aside": self.put_aside,
            "addresses": lambda: ADDRESSES,
        }
        return ReceptionDesk(**{**values, **changes})  # type: ignore[arg-type]
