"""The page Hệ thống tỉnh over the unlocked desk: lists, import, pairing, files, the copy strip."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.bootstrap import list_look, list_maps, reading_log, waiting_out, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.opening import OpenDesk
from app.bootstrap.reading_desk import Aside
from app.devices.sheet_file import read_sheets, read_text
from app.domain.errors import ClerkError
from app.domain.pairing import Entry, Lists, pair_up
from app.domain.targets import Target
from app.domain.times import from_seconds, weekday
from app.domain.vietnamese import dong
from app.services.codes import PROVINCE
from app.services.importing import NEW, SAME, UPDATED, FoundList, Importer, Taken
from app.services.steps import step
from app.storage import pairs, print_jobs, worklist
from app.ui.beside import desk as ui
from app.ui.widgets.table import TableRow

FORM, TITLE = "danh-sach", "Danh sách – chờ nhập {0}"
MOST_ROWS = 2_000
RESULTS = {NEW: ("ok", "mới"), UPDATED: ("soon", "cập nhật"), SAME: ("done", "như cũ")}
REFUSED, WARNED = ("late", "chưa nhập"), "attention"
OLD_DAYS = 5
Enqueue = Callable[[str, dict[str, Any], str, str], int]
Systems = Sequence[tuple[Target, int]]


@dataclass(slots=True)
class BesideBridge:
    """Callables of the page, beside the system that was chosen last.

    `look`, `write` and `print_list` are called in a job of `aside`, the last two of the system that
    they are told.
    `saved_at` hears when something was stored.
    """

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    aside: Aside
    saved_at: Callable[[datetime], None]
    enqueue: Enqueue
    _system: str = field(default=PROVINCE, init=False)
    _found: FoundList | None = field(default=None, init=False)
    _lists: Lists = field(default=Lists((), (), ()), init=False)

    def lists(self) -> ui.Lists:
        """Compare now."""
        opened = self.opened()
        connection = opened.connection
        target = self._target()
        theirs = pairs.theirs(connection, target.system)
        self._lists = pair_up(waiting_out.ours(opened, target), theirs)
        shown = [match.ours.id for match in self._lists.matches]
        shown += [one.id for one in (*self._lists.here, *self._lists.there)[: 2 * MOST_ROWS]]
        cards = worklist.cards_of(connection, shown)
        listing = Listing.of(opened, self.frozen())
        procedures = (card.procedure for card in cards.values())
        reading_log.shown(opened, listing.catalogue, "beside", procedures)
        names = {number: card.name for number, card in cards.items()}
        now = opened.desk.clock.now()
        rows = {
            ui.MATCH: [
                TableRow(
                    f"{one.ours.id}:{one.theirs.id}",
                    (
                        _number(one.ours), names.get(one.ours.id, ""), one.theirs.code, one.why,
                        ("ok", "chắc") if one.sure else (ui.DOUBTFUL, "xem lại"),
                    ),
                )
                for one in self._lists.matches[:MOST_ROWS]
            ],
            ui.HERE: [
                TableRow(
                    one.code,
                    (
                        _number(one), names.get(one.id, ""),
                        procedure_name(listing.catalogue, one.procedure), _age(one, now),
                    ),
                )
                for one in self._lists.here[:MOST_ROWS]
            ],
            ui.THERE: [
                TableRow(
                    one.code,
                    (
                        one.code, names.get(one.id, ""),
                        procedure_name(listing.catalogue, one.procedure),
                        listing.state(cards[one.id]) if one.id in cards else ("done", ""),
                    ),
                )
                for one in self._lists.there[:MOST_ROWS]
            ],
        }  # fmt: skip
        systems = waiting_out.systems(opened)
        return ui.Lists(
            {name: tuple(found) for name, found in rows.items()},
            self._line(target, now),
            _said(target),
            _which(systems),
            _others(systems, target),
            target.system,
        )

    def use(self, system: str) -> ui.Lists:
        """Beside that system from now on."""
        self._system, self._found, self._lists = system, None, Lists((), (), ())
        return self.lists()

    def _target(self) -> Target:
        return waiting_out.target_of(self.opened(), system=self._system)

    def look(self, file: str | None, text: str) -> ui.Looked:
        """Find the columns of a file, or of what was copied; nothing is stored."""
        if file is None and not text.strip():
            raise ClerkError(
                f"Bảng tạm đang trống. Chưa nhập gì. Hãy bôi đen bảng ở {_said(self._target())}, "
                "Ctrl+C, rồi dán lại."
            )
        sheets = [read_text(text)] if file is None else read_sheets(Path(file))
        self._found = list_maps.look(self.aside.opened(), sheets)
        return list_look.looked(self._found)

    def question(self, key: str) -> ui.Question:
        """What a row of the list that was looked at may mean."""
        return list_look.question(self._looked(), key)

    def mean(self, key: str, meaning: str) -> ui.Looked:
        """That row means something else; nothing is stored."""
        self._found = list_look.meant(self.opened(), self._looked(), key, meaning)
        return list_look.looked(self._found)

    def take(self) -> ui.Taken:
        """Store the list that was looked at, as this system's; what columns mean is anybody's."""
        found = self._looked()
        list_look.require_ready(found)
        list_maps.keep(self.opened().folder, found)
        if self._system != PROVINCE:
            found = replace(found, terms=replace(found.terms, system=self._system))
        importer = Importer(self.opened().desk, found)
        taken = list(importer.take())
        self._found = None
        self.saved_at(self.opened().desk.clock.now())
        counted = Counter(one.result for one in taken)
        refused = sum(one.fault is not None for one in taken)
        said = [
            f"{counted[NEW]} mới", f"{counted[UPDATED]} cập nhật", f"{counted[SAME]} như cũ",
            f"{refused} chưa nhập",
        ]  # fmt: skip
        if importer.passed_over:
            said.append(f"{len(importer.passed_over)} dòng không phải hồ sơ")
        return ui.Taken(_results(taken), f"{len(taken)} dòng: {', '.join(said)}.")

    def pair(self, key: str) -> str:
        """Write the other system's code to ours; both are of one match."""
        match = next(
            (one for one in self._lists.matches if f"{one.ours.id}:{one.theirs.id}" == key), None
        )
        if match is None:
            raise ClerkError("Cặp này vừa đổi. Chưa ghi gì. Hãy xem lại danh sách.")
        self._pair(
            self.opened().journal.dossier(match.ours.id).identity.hex(),
            match.theirs.code,
            self._system,
        )
        return f"Đã ghép {_number(match.ours)} với {match.theirs.code}."

    def enter(self, code: str, foreign: str, system: str) -> str:
        """A code of a system that was typed at the end of the strip."""
        self._pair(code, foreign, system)
        return f"Đã ghi mã {foreign.upper()} vào hồ sơ."

    def write(self, system: str, file: str) -> str:
        """What waits for a system, in its columns."""
        opened = self.aside.opened()
        target = waiting_out.target_of(opened, system=system)
        dossiers = waiting_out.waiting(opened, target)
        waiting_out.write(Path(file), target, dossiers, self.frozen().catalogue_now)
        procedures = [one.procedure for one in dossiers]
        self.aside.at_desk(lambda desk: reading_log.taken_out(desk, procedures))
        return f"Đã ghi {len(dossiers)} hồ sơ ra {Path(file).name}. Dùng xong thì xoá tệp."

    def print_list(self, system: str) -> None:
        """What waits for a system, on paper; a double press is one."""
        opened = self.aside.opened()
        now = opened.desk.clock.now()
        target = waiting_out.target_of(opened, system=system)
        catalogue = self.frozen().catalogue_now
        dossiers = waiting_out.waiting(opened, target)
        entries = [
            {
                "number": one.code.replace("-", "\u2011"),
                "owner": one.owner.name,
                "procedure": procedure_name(catalogue, one.procedure),
                "due": f"{one.received_at:%d/%m/%Y}",
                "where": one.owner.id or "",
                "phone": words.telephone(one.owner.phone).replace(" ", "\u00a0"),
            }
            for one in dossiers
        ]
        values = {
            "kind": f"Chờ nhập {_said(target)}",
            "at": f"{now:%H:%M} {weekday(now.date())} {now:%d/%m/%Y}",
            "total": len(entries),
            "entries": entries,
        }
        title, procedures = TITLE.format(_said(target)), [one.procedure for one in dossiers]

        def queue(desk: OpenDesk) -> None:
            if not print_jobs.on_its_way(desk.connection, FORM, print_jobs.NO_DOSSIER, title):
                self.enqueue(FORM, values, title, "a4")
                reading_log.taken_out(desk, procedures)

        self.aside.at_desk(queue)

    def strip(self, code: str) -> ui.Strip:
        """A dossier's values that are known, in the order of the other system's form."""
        opened = self.opened()
        stored = opened.journal.with_code(code)[0]
        target, catalogue = self._target(), self.frozen().catalogue_now
        values = waiting_out.cells(stored.dossier, target, catalogue)
        headed = zip((one.heading for one in target.columns), values, strict=True)
        number = words.said_number(stored.dossier.code, stored.dossier.received_at)
        return ui.Strip(
            stored.identity.hex(),
            f"{number} · {stored.dossier.owner.name}",
            tuple((heading, value) for heading, value in headed if value),
            target.system,
            _said(target),
        )

    def _looked(self) -> FoundList:
        if self._found is None:
            raise ClerkError("Chưa chọn danh sách nào. Bấm F9.")
        return self._found

    def _pair(self, code: str, foreign: str, system: str) -> None:
        line = {"code": code, "action": "pair", "external_code": foreign, "system": system}
        done = step(self.opened().desk, line)
        self.saved_at(done.stored.dossier.history[-1].recorded_at)

    def _line(self, target: Target, now: datetime) -> str:
        many, oldest = waiting_out.count(self.opened(), target)
        if not many or oldest is None:
            return f"Không còn hồ sơ nào của quầy chờ nhập {_said(target)}."
        days = (now - oldest).days
        age = f"đã {days} ngày" if days else "hôm nay"
        return f"{many} hồ sơ của quầy chờ nhập {_said(target)}, cũ nhất {age}."


def _said(target: Target) -> str:
    """Its title within a sentence."""
    return target.title[:1].lower() + target.title[1:]


def _which(systems: Systems) -> ui.Question:
    options = ((one.system, f"{one.title}: {dong(many)} hồ sơ chờ") for one, many in systems)
    return ui.Question("Hồ sơ chờ nhập hệ thống nào?", tuple(options))


def _others(systems: Systems, target: Target) -> str:
    others = [(one, many) for one, many in systems if one.system != target.system]
    return " · ".join(f"{one.title}: {dong(many)} chờ" for one, many in others)


def _number(one: Entry) -> str:
    return words.said_number(one.code, from_seconds(one.received_at))


def _age(one: Entry, now: datetime) -> tuple[str, str]:
    days = (now - from_seconds(one.received_at)).days
    return ("attention" if days >= OLD_DAYS else "ok", f"{days} ngày" if days else "hôm nay")


def _results(taken: Sequence[Taken]) -> tuple[TableRow, ...]:
    """What needs a look first; of what went well only the beginning, as it is counted anyway."""
    ordered = sorted(taken, key=lambda one: (one.fault is None, not one.warnings, one.line))
    return tuple(
        TableRow(str(one.line), (str(one.line), one.code or "", _state(one), _words(one)))
        for one in ordered[:MOST_ROWS]
    )


def _state(one: Taken) -> tuple[str, str]:
    kind, said = REFUSED if one.result is None else RESULTS[one.result]
    return (WARNED if one.warnings else kind, said)


def _words(one: Taken) -> str:
    if one.fault is not None:
        return one.fault.message
    return " ".join(warned.message for warned in one.warnings)
