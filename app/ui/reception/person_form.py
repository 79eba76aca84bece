"""The fields of each kind of owner, as data, and the widget that asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.identity import CCCD, guess_id_kind, sex_and_year, squeezed
from app.ui import theme
from app.ui.reception.draft import CITIZEN, FOREIGNER, HOUSEHOLD, ORGANISATION, PersonDraft
from app.ui.widgets.fields import ENTER, Field
from app.ui.widgets.suggesting import SuggestField

SEXES = (("", "–"), ("male", "Nam"), ("female", "Nữ"))
BODIES = (
    ("organisation", "Tổ chức"),
    ("business", "Doanh nghiệp"),
    ("cooperative", "Hợp tác xã"),
    ("agency", "Cơ quan"),
)
FORM_WORDS = {
    CITIZEN: "Công dân",
    HOUSEHOLD: "Hộ kinh doanh",
    ORGANISATION: "Tổ chức",
    FOREIGNER: "Người nước ngoài",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name in `PersonDraft`, its dotted path in a claim, its words.

    `person`: it is the name of one.
    """

    name: str
    path: str
    words: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] | None = None
    person: bool = False


def _same(name: str, words: str, hint: str = "") -> Asked:
    return Asked(name, name, words, hint)


_SEX = Asked("sex", "sex", "Giới tính", choices=SEXES)
_BORN = _same("born_on", "Ngày sinh", "Ví dụ: 050990, 05/09/1990, hoặc chỉ năm: 1990")
_HOME = "2 chữ tên bản, Enter lấy; Tab giữ chữ đã gõ"
_PHONE = _same("phone", "Điện thoại")
_NAME = Asked("name", "name", "Họ và tên", person=True)
_HEAD = Asked("representative_name", "representative.name", "Họ và tên chủ hộ", person=True)
_HEAD_ID = Asked("representative_id", "representative.id", "Số CCCD chủ hộ")
_ACTS = Asked("representative_name", "representative.name", "Người đại diện", person=True)
_ACTS_ID = Asked("representative_id", "representative.id", "Số CCCD người đại diện")
_POSITION = Asked("representative_position", "representative.position", "Chức vụ")
_BODY = Asked("body", "kind", "Loại tổ chức", choices=BODIES)

OWNER_FIELDS = {
    CITIZEN: (
        _same("id", "Số CCCD"),
        _NAME,
        _same("no_id_reason", "Lý do chưa có CCCD", "Chỉ ghi khi không có số"),
        _BORN,
        _SEX,
        _same("address", "Nơi ở", _HOME),
        _PHONE,
    ),
    HOUSEHOLD: (
        _same("name", "Tên hộ kinh doanh"),
        _same("id", "Mã số thuế hoặc số đăng ký"),
        _same("address", "Địa chỉ kinh doanh"),
        _HEAD,
        _HEAD_ID,
        _PHONE,
    ),
    ORGANISATION: (
        _BODY,
        _same("name", "Tên tổ chức"),
        _same("id", "Mã số thuế hoặc số quyết định"),
        _same("address", "Trụ sở"),
        _ACTS,
        _POSITION,
        _ACTS_ID,
        _PHONE,
    ),
    FOREIGNER: (
        _same("id", "Số hộ chiếu"),
        _NAME,
        _BORN,
        _SEX,
        _same("nationality", "Quốc tịch"),
        _same("address", "Nơi ở tại Việt Nam"),
        _PHONE,
    ),
}
SUBMITTER_FIELDS = (
    _same("id", "Số CCCD"),
    _NAME,
    _same("relation", "Quan hệ với chủ hồ sơ"),
    _same("authority", "Giấy uỷ quyền"),
    _PHONE,
)
OWNER_CARD = (_PHONE,)
SUBMITTER_CARD = SUBMITTER_FIELDS[2:]


class PersonForm(QWidget):
    """Fields for a person; `left` carries the path of the field that the clerk has left.

    `finished` when Enter was pressed in the last one: what the person has here is not in the way.
    """

    changed = Signal()
    left = Signal(str)
    finished = Signal()

    def __init__(
        self,
        root: str,
        fields: tuple[Asked, ...],
        addresses: Callable[[str], Sequence[str]] = lambda _typed: (),
    ) -> None:
        """`root` is owner or submitter, the head of every path; `addresses` fit what is typed."""
        super().__init__()
        self._root, self._addresses = root, addresses
        self._asked = {f"{root}.{one.path}": one for one in fields}
        self._fields: dict[str, Field] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("s"))
        for path, one in self._asked.items():
            made = self._field(one)
            made.input.setObjectName(path)
            made.changed.connect(self._on_changed)
            made.left.connect(lambda path=path: self._on_left(path))
            self._fields[path] = made
            box.addWidget(made)
        self._last = next(reversed(self._fields.values())).input
        self._last.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the last field ends the form."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self._last and pressed and event.key() in ENTER:  # type: ignore[attr-defined]
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)

    def _field(self, asked: Asked) -> Field:
        if asked.hint == _HOME:
            return SuggestField(asked.words, asked.hint, self._addresses)
        return Field(asked.words, hint=asked.hint, choices=asked.choices, person=asked.person)

    def _on_left(self, path: str) -> None:
        """A number says the sex as well: it is not asked again."""
        sex = self._fields.get(f"{self._root}.sex")
        number = squeezed(self._fields[path].value)
        if path == f"{self._root}.id" and sex is not None and guess_id_kind(number) == CCCD:
            sex.put(sex.value or sex_and_year(number)[0])
        self.left.emit(path)

    def _on_changed(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        """Why somebody has no number is asked only where there is none."""
        for path, field in self._fields.items():
            if self._asked[path].name == "no_id_reason":
                root = path.removesuffix("no_id_reason")
                without = not self._fields[f"{root}id"].value
                field.setVisible(without and bool(self._fields[f"{root}name"].value))

    def show_person(self, person: PersonDraft) -> None:
        """Fill the fields."""
        for path, field in self._fields.items():
            field.put(getattr(person, self._asked[path].name))
        self._show_reason()

    def read_into(self, person: PersonDraft) -> PersonDraft:
        """The person with what the fields hold."""
        values: dict[str, Any] = {
            self._asked[path].name: field.value for path, field in self._fields.items()
        }
        return replace(person, **values)

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault at its field; False where the field is not here."""
        field = self._fields.get(path)
        if field is not None:
            field.say(sentence)
        return field is not None

    def advise(self, path: str, hint: str) -> None:
        """Show a hint at a field that is here."""
        if path in self._fields:
            self._fields[path].advise(hint)

    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the fields, from the top."""
        return tuple(self._fields)

    def focus(self, path: str = "") -> bool:
        """Put the caret into a field, the first one by default."""
        field = self._fields.get(path or next(iter(self._fields)))
        if field is not None:
            field.input.setFocus()
        return field is not None
