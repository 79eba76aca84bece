"""Taking in the list of another system: every row a dossier that stands there, once.

A row that is new opens a foreign dossier, one that says something else is a change, one that says
the same writes nothing: the same list twice is the same as once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.errors import ClerkError
from app.domain.foreign import ForeignChanged, ForeignListed
from app.domain.list_columns import (
    LEAST,
    Columns,
    Sheet,
    SheetRow,
    find_columns,
    guess_columns,
    no_columns,
)
from app.domain.list_terms import Terms, squeezed
from app.domain.listed import ListedRow, differing
from app.domain.old_fonts import Reread
from app.services.desk import Desk, Warned, require_clerk
from app.services.list_rows import ReadRow, RowReader
from app.services.ports import Writes

NEW, UPDATED, SAME = "new", "updated", "same"
AT_ONCE = 250  # rows a transaction
VOID = Warned("code", "Hồ sơ này đã huỷ ở đây nên không vào danh sách nào.")


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list as it will be read; `others` are sheets of the file that will not be.

    `reread` tells what of it was written in a font from before Unicode and stands in letters now;
    `chosen` is the map to remember, where the clerk said himself what columns or words mean.
    """

    sheet: Sheet
    columns: Columns
    terms: Terms
    others: tuple[str, ...] = ()
    reread: tuple[Reread, ...] = ()
    chosen: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be taken in: the column of codes is known, and one more."""
        return "code" in self.columns.places and len(self.columns.places) >= LEAST

    @property
    def assumed(self) -> str:
        """What the rows count as because no column says it; empty where one does."""
        if "channel" in self.columns.places:
            return ""
        return "Không có cột cách nộp: các dòng được tính là nộp trực tuyến."

    @property
    def statuses(self) -> tuple[str, ...]:
        """The words that stand in its column of statuses, each once, as they are first written."""
        place = self.columns.places.get("status")
        if place is None:
            return ()
        rows = self.sheet.rows[self.columns.body :]
        cells = (row.cells[place] for row in rows if place < len(row.cells))
        said = (" ".join(cell.split()) for cell in cells if isinstance(cell, str))
        return tuple({squeezed(one): one for one in said if squeezed(one)}.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row: new, updated or same, or the fault that kept it out."""

    line: int
    code: str | None
    result: str | None
    fault: ClerkError | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(slots=True)
class Importer:
    """One list on its way in; `passed_over` are lines under it that are no dossiers."""

    desk: Desk
    found: FoundList
    passed_over: list[int] = field(default_factory=list)
    _seen: dict[str, tuple[int, ListedRow]] = field(default_factory=dict)

    def take(self) -> Iterator[Taken]:
        """Store the rows, some at a time; an answer is given once what it tells is durable.

        Raises ClerkError where who is unlocked may not, Trouble where the disk does not take it:
        the rows told by then are stored, and the same list can be given again.
        """
        require_clerk(self.desk)
        rows = self.found.sheet.rows[self.found.columns.body :]
        now = self.desk.clock.now()
        found = self.found
        reader = RowReader(found.columns, found.terms, self.desk.catalogue(now), now.date())
        for start in range(0, len(rows), AT_ONCE):
            part = [row for row in rows[start : start + AT_ONCE] if self._is_row(reader, row)]
            read = [self._read(reader, row) for row in part]
            yield from self._store(reader, read)

    def _is_row(self, reader: RowReader, row: SheetRow) -> bool:
        found = reader.is_row(row)
        if not found and not row.blank:
            self.passed_over.append(row.number)
        return found

    def _read(self, reader: RowReader, row: SheetRow) -> ReadRow | Taken:
        try:
            before = self._before(reader.code(row)) if reader.narrow else None
            found = reader.read(row, before)
            self._once(found)
        except ClerkError as fault:
            return Taken(row.number, None, None, fault)
        return found

    def _once(self, found: ReadRow) -> None:
        """One code twice in a list, saying two things, cannot both be so."""
        line, before = self._seen.setdefault(found.code, (found.number, found.row))
        if before != found.row:
            said = ", ".join(differing(before, found.row))
            raise ClerkError(
                f"Dòng {found.number}: mã {found.code} đã có ở dòng {line} mà khác {said}. Dòng "
                "này chưa nhập, dòng kia đã nhập. Hãy xem lại danh sách.",
                "code",
            )

    def _store(self, reader: RowReader, read: Sequence[ReadRow | Taken]) -> list[Taken]:
        fresh = [one for one in read if isinstance(one, ReadRow)]
        if not any(self._is_news(reader, one) for one in fresh):
            return [_same(one) if isinstance(one, ReadRow) else one for one in read]
        with self.desk.store.transaction() as writes:
            return [
                self._put(writes, reader, one) if isinstance(one, ReadRow) else one for one in read
            ]

    def _is_news(self, reader: RowReader, one: ReadRow) -> bool:
        """A list that says nothing new begins no transaction, which could open an installation."""
        before = self._before(one.code)
        return before is None or reader.kept(before, one.row) != before

    def _before(self, code: str) -> ListedRow | None:
        known = self.desk.store.foreign(self.found.terms.system, code)
        return None if known is None else known.dossier.listed

    def _put(self, writes: Writes, reader: RowReader, one: ReadRow) -> Taken:
        system, now = self.found.terms.system, self.desk.clock.now()
        known = writes.foreign(system, one.code)
        if known is None:
            fact = ForeignListed(system, one.code, writes.standing().commune, one.row)
            writes.append(fact, at=now)
            return Taken(one.number, one.code, NEW, warnings=one.warnings)
        before = known.dossier.listed
        row = one.row if before is None else reader.kept(before, one.row)
        warnings = (*one.warnings, VOID) if known.dossier.void else one.warnings
        if row == before:
            return Taken(one.number, one.code, SAME, warnings=warnings)
        writes.append(ForeignChanged(row), at=now, dossier_id=known.id)
        return Taken(one.number, one.code, UPDATED, warnings=warnings)


def find_list(sheets: Sequence[Sheet], terms: Terms) -> FoundList:
    """The first sheet with a list in it; ClerkError where none has one."""
    for place, sheet in enumerate(sheets):
        columns = find_columns(sheet, terms)
        if columns is not None:
            others = tuple(one.name for at, one in enumerate(sheets) if at != place and one.rows)
            return FoundList(sheet, columns, terms, others)
    raise no_columns(sheets)


def guess_list(sheets: Sequence[Sheet], terms: Terms) -> FoundList | None:
    """The first sheet that may be a list whose columns somebody has to name; None for none."""
    for sheet in sheets:
        columns = guess_columns(sheet, terms)
        if columns is not None:
            return FoundList(sheet, columns, terms)
    return None


def _same(one: ReadRow) -> Taken:
    return Taken(one.number, one.code, SAME, warnings=one.warnings)
