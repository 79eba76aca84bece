"""A row of another system's list read: its code and what it says, each fault with its place."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from app.domain.catalogue import Catalogue
from app.domain.dossier import FINISHED, RECEIVED, RETURNED
from app.domain.errors import ClerkError
from app.domain.list_columns import Cell, Columns, SheetRow, letter
from app.domain.list_terms import TITLES, Status, Terms, squeezed
from app.domain.list_values import (
    day_of_code,
    id_of,
    moment_of,
    phone_of,
    procedure_code,
    text_of,
)
from app.domain.listed import ListedRow
from app.domain.times import from_seconds
from app.services.codes import clean_code
from app.services.desk import Warned
from app.services.fields import LINE, NAME, Fields, printable

NAMELESS = re.compile(r"Cột [A-Z]{1,3}")  # a cell without a heading: of its own row only
MOST_REST = 40  # columns without a field that a row keeps
PARTS = {  # the fields of a row that a column fills
    "name": ("name",),
    "procedure": ("procedure",),
    "procedure_name": ("procedure",),
    "received_at": ("received_at",),
    "due_at": ("due_at",),
    "finished_at": ("finished_at",),
    "returned_at": ("returned_at",),
    "status": ("status", "state"),
    "id": ("id", "id_kind"),
    "phone": ("phone",),
    "address": ("address",),
    "channel": ("channel",),
}
ALWAYS = frozenset({"name", "received_at", "rest"})


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says; `warnings` are about what was kept otherwise than it stands there."""

    number: int
    code: str
    row: ListedRow
    warnings: tuple[Warned, ...] = ()


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one list; `today` is the day on which it is read."""

    columns: Columns
    terms: Terms
    catalogue: Catalogue
    today: date
    _names: dict[str, str] | None = None

    def is_row(self, row: SheetRow) -> bool:
        """Whether it is a dossier's: no foot of the page, no headings once more."""
        if row.blank:
            return False
        first = next((text for cell in row.cells if (text := squeezed(text_of(cell)))), "")
        code = squeezed(text_of(self._cell(row, "code")))
        if code in ("", first) and self._is_foot(first):
            return False
        return not code or code != squeezed(self.columns.headings[self.columns.places["code"]])

    def _is_foot(self, text: str) -> bool:
        return any(f"{text} ".startswith(f"{foot} ") for foot in self.terms.footers)

    @property
    def narrow(self) -> bool:
        """Whether the list has no column for what every dossier has."""
        return not self.columns.places.keys() >= {"name", "received_at"}

    def read(self, row: SheetRow, before: ListedRow | None = None) -> ReadRow:
        """The row; ClerkError with the field, the row and the column for what cannot be stored.

        `before`, what an earlier list said of the dossier, is asked for where this one is `narrow`.
        """
        code = self.code(row)
        warnings: list[Warned] = []
        rest: list[tuple[str, str]] = []
        number, kind = self._id(row, rest, warnings)
        finished = self._moment(row, "finished_at")
        returned = self._moment(row, "returned_at")
        status, state = self._status(row, (finished, returned), rest, warnings)
        procedure, name = self._procedure(row, rest), self._name(row, before)
        received = self._received(row, code, before, warnings)
        due = self._moment(row, "due_at", ends=True)
        warnings += self._odd_days(received, due)
        found = ListedRow(
            procedure=procedure,
            name=name,
            received_at=received,
            status=status,
            state=state,
            due_at=due,
            finished_at=finished,
            returned_at=returned,
            id=number,
            id_kind=kind,
            phone=phone_of(self._cell(row, "phone"))[:40] or None,
            address=self._text(row, "address", LINE),
            channel=self._channel(row, rest),
            rest=self._rest(row, rest, warnings),
        )
        return ReadRow(row.number, code, found, tuple(warnings))

    def kept(self, before: ListedRow, after: ListedRow) -> ListedRow:
        """A later row; what its list has no column for stays as an earlier one had it."""
        there = {part for field in self.columns.places for part in PARTS.get(field, ())} | ALWAYS
        stays = {
            part.name: getattr(before, part.name)
            for part in fields(ListedRow)
            if part.name not in there
        }
        return replace(after, **stays, rest=self._rest_kept(before, after))

    def _rest_kept(self, before: ListedRow, after: ListedRow) -> tuple[tuple[str, str], ...]:
        named = {heading for heading in self.columns.headings if heading}
        stays = [one for one in before.rest if not (one[0] in named or NAMELESS.fullmatch(one[0]))]
        both = (*after.rest, *stays)
        return before.rest if sorted(both) == sorted(before.rest) else both[:MOST_REST]

    # --- one field each --------------------------------------------------------------------------

    def _cell(self, row: SheetRow, field: str) -> Cell:
        place = self.columns.places.get(field)
        return None if place is None or place >= len(row.cells) else row.cells[place]

    def _text(self, row: SheetRow, field: str, most: int) -> str | None:
        text = text_of(self._cell(row, field))
        if len(text) > most:
            raise self._fault(row, field, f"dài {len(text)} chữ, nhiều nhất {most}")
        return text or None

    def code(self, row: SheetRow) -> str:
        """Its number as that system gives it."""
        text = text_of(self._cell(row, "code")).replace(" ", "")
        if not text:
            raise self._fault(row, "code", "trống nên không biết là hồ sơ nào")
        try:
            return clean_code(Fields({"code": text}), "code")
        except ClerkError as fault:
            said = f"“{printable(text)}” không dùng được"
            raise self._fault(row, "code", said) from fault

    def _name(self, row: SheetRow, before: ListedRow | None) -> str:
        if before is not None and "name" not in self.columns.places:
            return before.name
        name = self._text(row, "name", NAME)
        if name is None:
            raise self._fault(row, "name", "trống")
        return name

    def _moment(self, row: SheetRow, field: str, *, ends: bool = False) -> int | None:
        cell = self._cell(row, field)
        try:
            return moment_of(cell, ends=ends)
        except ValueError as error:
            said = f"“{printable(text_of(cell))}” không phải ngày có thật, ví dụ 21/08/2025 08:30"
            raise self._fault(row, field, said) from error

    def _received(
        self, row: SheetRow, code: str, before: ListedRow | None, warnings: list[Warned]
    ) -> int:
        if before is not None and "received_at" not in self.columns.places:
            return before.received_at
        found = self._moment(row, "received_at")
        if found is not None:
            return found
        day = day_of_code(code)
        if day is None:
            raise self._fault(row, "received_at", "trống và mã hồ sơ không mang ngày")
        said = f"Không có ngày tiếp nhận: lấy ngày {from_seconds(day):%d/%m/%Y} trong mã hồ sơ."
        warnings.append(Warned("received_at", said))
        return day

    def _odd_days(self, received: int, due: int | None) -> list[Warned]:
        """Days that can hardly be: they stand as in the list, and are told."""
        found, day = [], from_seconds(received)
        if day.date() > self.today:
            said = f"Ngày tiếp nhận {day:%d/%m/%Y} ở sau hôm nay; giữ như trong danh sách."
            found.append(Warned("received_at", said))
        if due is not None and due < received:
            said = f"Hẹn trả {from_seconds(due):%d/%m/%Y} ở trước ngày tiếp nhận; giữ như trong "
            found.append(Warned("due_at", f"{said}danh sách."))
        return found

    def _status(
        self,
        row: SheetRow,
        ends: tuple[int | None, int | None],
        rest: list[tuple[str, str]],
        warnings: list[Warned],
    ) -> Status:
        """What the word means; of an unknown one as much as is sure, and the word is kept."""
        text, (finished, returned) = text_of(self._cell(row, "status")), ends
        found = self.terms.status(text) if text else None
        if found is not None:
            return found
        if text:
            rest.append((self._heading("status"), text))
            said = (
                f"Chưa biết “{printable(text)}” là trạng thái nào nên tính theo ngày trong dòng. "
                f'Để tính đúng, ghi vào tệp --map: [status] "{printable(text)}" = số 1-10.'
            )
            warnings.append(Warned("status", said))
        if returned is not None:
            return RETURNED, None
        return (RECEIVED if finished is None else FINISHED), None

    def _id(
        self, row: SheetRow, rest: list[tuple[str, str]], warnings: list[Warned]
    ) -> tuple[str | None, str | None]:
        cell = self._cell(row, "id")
        text = text_of(cell)
        if not text:
            return None, None
        found = id_of(cell)
        if found is None:
            rest.append((self._heading("id"), text))
            said = "Số giấy tờ không đúng dạng nên không dùng để tìm và ghép; vẫn giữ như đã ghi."
            warnings.append(Warned("id", said))
            return None, None
        return found

    def _procedure(self, row: SheetRow, rest: list[tuple[str, str]]) -> str:
        """The published code; where there is none the name as the list has it, else nothing."""
        coded, named = self._text(row, "procedure", LINE), self._text(row, "procedure_name", LINE)
        texts = [text for text in (coded, named) if text]
        code = next((found for text in texts if (found := procedure_code(text))), None)
        code = code or next((found for text in texts if (found := self._known(text))), None)
        if code is None:
            return named or coded or ""
        if named and self._known(named) != code and procedure_code(named) is None:
            rest.append((self._heading("procedure_name"), named))
        return code

    def _known(self, name: str) -> str | None:
        """The code of a procedure by its name, as the catalogue has it."""
        if self._names is None:
            self._names = {
                squeezed(text): one.code
                for one in self.catalogue.procedures
                for text in (one.short_name, one.name)
            }
        return self._names.get(squeezed(name))

    def _channel(self, row: SheetRow, rest: list[tuple[str, str]]) -> str | None:
        text = text_of(self._cell(row, "channel"))
        if not text:
            return None
        found = self.terms.channel(text)
        if found is None:
            rest.append((self._heading("channel"), text))
        return found

    def _rest(
        self, row: SheetRow, more: list[tuple[str, str]], warnings: list[Warned]
    ) -> tuple[tuple[str, str], ...]:
        """What no field takes; what is too long or too much for a row is told."""
        kept = [
            (self.columns.headings[place] or f"Cột {letter(place)}", text)
            for place in self.columns.kept
            if place < len(row.cells) and (text := text_of(row.cells[place]))
        ]
        beyond = [
            (f"Cột {letter(place)}", text)
            for place in range(len(self.columns.headings), len(row.cells))
            if (text := text_of(row.cells[place]))
        ]
        found = [*more, *kept, *beyond]
        cut = [heading for heading, text in found[:MOST_REST] if len(text) > LINE]
        if lost := [*cut, *(heading for heading, _text in found[MOST_REST:])]:
            said = f"Không giữ hết: {printable(', '.join(lost))}. Xem ở hệ thống ấy."
            warnings.append(Warned("rest", said))
        return tuple((heading, text[:LINE]) for heading, text in found[:MOST_REST])

    def _heading(self, field: str) -> str:
        return self.columns.headings[self.columns.places[field]]

    def _fault(self, row: SheetRow, field: str, words: str) -> ClerkError:
        place = self.columns.places.get(field)
        column = f", cột {letter(place)}" if place is not None else ""
        return ClerkError(
            f"Dòng {row.number}{column}: {TITLES[field]} {words}. Dòng này chưa nhập; các dòng "
            "khác vẫn nhập. Hãy sửa rồi nhập lại danh sách.",
            field,
        )
