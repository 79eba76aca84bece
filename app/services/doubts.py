"""What only seems wrong about a claim: asked about in the window, a warning in an answer."""

import re
from collections.abc import Iterator
from datetime import date

from app.domain.catalogue import Catalogue
from app.domain.identity import id_warnings, squeezed
from app.domain.person import Person, Receiver, Representative, Submitter
from app.domain.vietnamese import fold
from app.services.claim import Claim
from app.services.codes import SYSTEMS
from app.services.desk import Warned
from app.services.ports import Reads

FEW_COPIES = 10
NO_AUTHORITY = "Người nộp thay chưa ghi quan hệ hoặc giấy uỷ quyền."
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def doubts(catalogue: Catalogue, claim: Claim, today: date) -> tuple[Warned, ...]:
    """Everything that a careful clerk would look at twice; nothing of it refuses a dossier."""
    return (
        *_of_owner(catalogue, claim.owner), *_of_submitter(claim), *_of_money(claim),
        *_of_dossier(claim, today),
        *_of_term(catalogue, claim),
    )  # fmt: skip


def same(one: Receiver | Submitter, other: Person | Representative | Submitter) -> bool:
    """Whether both are one person: by their numbers, else as they are called."""
    if one.id and other.id:
        return one.id == other.id
    return fold(one.name) == fold(other.name)


def filed_elsewhere(reads: Reads, claim: Claim) -> Iterator[Warned]:
    """He filed it online before he came: that one is paired, he gets no second dossier."""
    if claim.owner.id is None:
        return
    own = claim.external_code and claim.external_code.code
    for card in reads.filed_elsewhere(squeezed(claim.owner.id), claim.procedure):
        if card.code != own:
            system = SYSTEMS.get(card.system or "", card.system)
            yield Warned(
                "external_code",
                f"{card.name} đã nộp thủ tục này ngày {card.received_at:%d/%m/%Y} trên {system}, "
                f"mã {card.code}. Nếu là cùng một hồ sơ thì ghép mã ấy (bước pair).",
            )


def _of_owner(catalogue: Catalogue, owner: Person) -> Iterator[Warned]:
    if owner.id is None and owner.no_id_reason is None:
        yield Warned("owner.id", "Chưa có số giấy tờ của chủ hồ sơ. Hãy ghi lý do nếu không có.")
    if owner.id is not None and owner.id_kind is not None:
        for field, sentence in id_warnings(owner.id, owner.born_on, owner.sex, owner.id_kind):
            yield Warned(f"owner.{field}", sentence)
    if owner.email is not None and not EMAIL.fullmatch(owner.email):
        yield Warned("owner.email", "Thư điện tử không đúng dạng, ví dụ ten@vidu.vn.")
    if owner.commune is not None and catalogue.commune(owner.commune) is None:
        sentence = f"Không thấy xã mang mã {owner.commune} trong danh mục."
        yield Warned("owner.commune", sentence)


def _of_submitter(claim: Claim) -> Iterator[Warned]:
    other = claim.submitter
    if other is None or other.relation or other.authority:
        return
    own = [claim.owner, claim.owner.representative]
    if not any(same(other, one) for one in own if one is not None):
        yield Warned("submitter.authority", NO_AUTHORITY)


def _of_money(claim: Claim) -> Iterator[Warned]:
    """What was taken and what is owed contradict each other: the book of fees has it not."""
    if claim.exemption is not None and claim.paid is not None:
        sentence = "Hồ sơ được miễn lệ phí mà ghi đã nộp: lần nộp này không vào sổ thu."
        yield Warned("fee.paid", sentence)
    elif claim.fee_receipt is not None and claim.paid is None:
        sentence = "Có biên lai mà chưa ghi đã nộp: biên lai này không vào sổ thu."
        yield Warned("fee.paid", sentence)


def _of_dossier(claim: Claim, today: date) -> Iterator[Warned]:
    if claim.appointment is not None and claim.appointment < today.isoformat():
        agreed = date.fromisoformat(claim.appointment)
        yield Warned("appointment", f"Ngày hẹn {agreed:%d/%m/%Y} đã qua. Hãy xem lại.")


def _of_term(catalogue: Catalogue, claim: Claim) -> Iterator[Warned]:
    """A longer term is for much to be copied: one page in few copies is done on the day."""
    procedure = catalogue.procedure(claim.procedure)
    if claim.case is None or procedure is None or not procedure.longer:
        return
    copied = [(one.pages, one.certify or 1) for one in claim.papers if one.certify or one.pages]
    pages, copies = copied[0] if len(copied) == 1 else (claim.pages, claim.copies or 1)
    if len(copied) <= 1 and pages == 1 and copies < FEW_COPIES:
        name = next((one.name for one in procedure.cases if one.code == claim.case), claim.case)
        yield Warned(
            "case",
            f"Chọn “{name}” mà mới ghi 1 trang, {copies} bản. Hãy xem lại số trang, hoặc chọn lại "
            "thời hạn trong ngày.",
        )
