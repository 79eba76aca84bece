"""A row of another system's list, and what differs between two of them."""

from dataclasses import dataclass, fields

from app.domain.person import Person


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the list. Moments are whole seconds, unknown is None; `status` is 1 to 10.

    `procedure` is the published code, or what the list calls it where no code was found; `rest` are
    columns that this program has no field for, with their headings: nothing of a row is dropped.
    """

    procedure: str
    name: str
    received_at: int
    status: int
    state: str | None = None
    due_at: int | None = None
    finished_at: int | None = None
    returned_at: int | None = None
    id: str | None = None
    id_kind: str | None = None
    phone: str | None = None
    address: str | None = None
    channel: str | None = None
    rest: tuple[tuple[str, str], ...] = ()


WORDS = {
    "procedure": "thủ tục",
    "name": "tên chủ hồ sơ",
    "received_at": "ngày tiếp nhận",
    "status": "trạng thái",
    "state": "trạng thái",
    "due_at": "ngày hẹn trả",
    "finished_at": "ngày có kết quả",
    "returned_at": "ngày trả",
    "id": "số giấy tờ",
    "id_kind": "số giấy tờ",
    "phone": "điện thoại",
    "address": "địa chỉ",
    "channel": "cách nộp",
    "rest": "cột khác",
}


def owner_of(row: ListedRow) -> Person:
    """Whose dossier it is, as far as a list tells."""
    return Person(row.name, id=row.id, id_kind=row.id_kind, phone=row.phone, address=row.address)


def differing(before: ListedRow, after: ListedRow) -> tuple[str, ...]:
    """What differs between two rows, in words, each once."""
    names = (
        WORDS[part.name]
        for part in fields(ListedRow)
        if getattr(before, part.name) != getattr(after, part.name)
    )
    return tuple(dict.fromkeys(names))
