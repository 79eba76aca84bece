"""What the page Sự cố & thiết bị is given, out of the journal and the list in force."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app import VERSION
from app.bootstrap import incident_files, incident_pictures, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.incident_lines import listed_rows
from app.domain.incidents import CLOSED, OPEN, Change, Incident, group_of, looks_personal
from app.domain.reasons import DEVICE, INCIDENT
from app.domain.since import read_since
from app.domain.times import iso
from app.services import incidents as service
from app.storage import incidents, print_jobs, scans
from app.ui.incidents import desk as ui
from app.ui.paper_words import queued
from app.ui.tasks import Run

Enqueue = Callable[[str, Mapping[str, Any], str, str], int]
COUNTED = {"held": "Số đang có", "broken": "Số hỏng", "needed": "Số cần"}


@dataclass(slots=True)
class IncidentBridge:
    """Callables over the unlocked desk; `printer` tells in words how the printer is.

    `choose` asks for files of pictures.
    """

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    saved_at: Callable[[datetime], None]
    enqueue: Enqueue
    printer: Callable[[], str]
    choose: Callable[[], Sequence[str]]
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.IncidentDesk:
        """The page's view of it."""
        return ui.IncidentDesk(
            groups=self.groups,
            devices=self.devices,
            procedures=self.procedures,
            personal=looks_personal,
            known=self.known,
            incidents=self.incidents,
            inventory=self.inventory,
            report=self.report,
            change=self.change,
            count=self.count,
            print_inventory=self.print_inventory,
            choose=self.choose,
            alone=lambda: self.frozen().standing_now.device is None,
            run=self.run,
            queued=self.queued,
        )

    # --- what is at hand -------------------------------------------------------------------------

    def groups(self) -> Sequence[ui.Thing]:
        """The groups of the list in force."""
        return [ui.Thing(one.code, one.words) for one in self._rows(INCIDENT)]

    def devices(self, group: str) -> Sequence[ui.Thing]:
        """What incidents of a group are about."""
        found = (one for one in self._rows(DEVICE) if group_of(one) == group)
        return [ui.Thing(one.code, one.words) for one in found]

    def procedures(self, typed: str) -> str:
        """The short names that typed words mean, so that a wrong guess is seen."""
        found = [(part, self._procedure(part)) for part in _parts(typed)]
        return ", ".join(one.short_name if one else f"{part}: không rõ" for part, one in found)

    def known(self, page: str) -> str:
        """What goes along by itself, in words."""
        said = "; ".join(value for _, value in self._known(page).items() if value)
        return f"Máy ghi kèm: {said}. Không kèm dữ liệu của người dân."

    # --- lists -----------------------------------------------------------------------------------

    def incidents(self) -> tuple[ui.Shown, ...]:
        """Open ones first, each kind from the newest on."""
        opened = self.opened()
        now = opened.desk.clock.now()
        found = incidents.every(opened.connection.execute)
        ordered = sorted(found, key=lambda one: one.closed_at is not None)
        names = {user.id: user.name for user in opened.journal.users()}
        return tuple(self._shown(one, now, names) for one in ordered)

    def inventory(self) -> tuple[ui.Stock, ...]:
        """Every kind of the list, counted or not."""
        rows = []
        for code, said, device in incident_files.inventory(self.opened()):
            stock = ui.Stock(code, said)
            if device is not None:
                stock = ui.Stock(
                    code, said, _text(device.needed), str(device.held), str(device.broken),
                    _text(device.missing), device.note or "", f"{device.counted_at:%d/%m/%Y}",
                )  # fmt: skip
            rows.append(stock)
        return tuple(rows)

    # --- what is stored --------------------------------------------------------------------------

    def report(self, draft: ui.Draft, page: str) -> str:
        """Its number; ClerkError at its field."""
        opened = self.opened()
        now = opened.desk.clock.now()
        since = read_since(draft.since, now)
        if since is None:
            raise ClerkError(f"“{draft.since}” không phải thời điểm. Ví dụ: 8:30 19/11.", "since")
        line = {
            "group": draft.group,
            "device": draft.device or draft.words,
            "since": iso(since),
            "procedures": [self._code(part) for part in _parts(draft.procedures)],
            "words": draft.words or None,
        }
        known = self._known(page)
        told = incident_pictures.store_with(
            opened,
            [Path(file) for file in draft.pictures],
            lambda kept: service.report(opened.desk, line, known, kept),
        )
        self.saved_at(now)
        return told.number

    def change(
        self,
        number: str,
        said: str,
        pictures: Sequence[str],
        over: bool,  # noqa: FBT001 - its value
    ) -> None:
        """What was done, and whether it is over."""
        opened, state = self.opened(), CLOSED if over else OPEN
        line = {"number": number, "state": state, "words": said or None}
        files = [Path(file) for file in pictures]
        incident_pictures.store_with(
            opened, files, lambda kept: service.change(opened.desk, line, kept)
        )
        self.saved_at(opened.desk.clock.now())

    def count(self, stock: ui.Stock) -> None:
        """A line of the inventory."""
        opened = self.opened()
        numbers = {name: _number(getattr(stock, name), name) for name in COUNTED}
        line = {"device": stock.code, "note": stock.note or None, **numbers}
        service.count_device(opened.desk, line)
        self.saved_at(opened.desk.clock.now())

    def print_inventory(self) -> None:
        """Queue the paper; a double press is one."""
        opened, form, title = self.opened(), incident_files.FORM, incident_files.TITLE
        if print_jobs.on_its_way(opened.connection, form, print_jobs.NO_DOSSIER, title):
            return
        self.enqueue(form, incident_files.values(opened), title, "a4")

    # --- inside ----------------------------------------------------------------------------------

    def _rows(self, kind: str) -> Sequence[Any]:
        return listed_rows(self.frozen().catalogue_now, kind)

    def _procedure(self, part: str) -> Any:
        found = self.frozen().catalogue_now.search(part)
        return found[0] if found else None

    def _code(self, part: str) -> str:
        found = self._procedure(part)
        if found is None:
            raise ClerkError(
                f"Không có thủ tục nào khớp “{part}”. Hãy gõ ít chữ hơn, hoặc để trống.",
                "procedures",
            )
        return str(found.code)

    def _known(self, page: str) -> dict[str, str]:
        return {"version": f"bản {VERSION}", "page": page, "printer": self.printer()}

    def _shown(self, one: Incident, now: datetime, names: Mapping[str, str]) -> ui.Shown:
        groups = {row.code: row.words for row in self._rows(INCIDENT)}
        days = one.days(now)
        waits = "hôm nay" if days == 0 else f"{days} ngày"
        state = ("attention", f"mở, {waits}") if one.closed_at is None else ("done", "đã đóng")
        facts = (
            ("Về", one.about),
            ("Nhóm", groups.get(one.group, one.group)),
            ("Từ lúc", words.short_moment(one.since)),
            ("Ghi lúc", words.short_moment(one.reported_at)),
            ("Người ghi", one.by or names.get(one.actor, one.actor)),
            ("Thủ tục bị vướng", ", ".join(self._short(code) for code in one.procedures)),
            ("Chuyện gì", one.words or ""),
            ("Ảnh", self._pictures(one)),
            ("Máy ghi kèm", "; ".join(value for _, value in one.known if value)),
            ("Đóng lúc", words.short_moment(one.closed_at) if one.closed_at else ""),
        )
        done = tuple(_done(change, names) for change in one.changes)
        since = f"{one.since:%H:%M %d/%m}"
        return ui.Shown(
            one.document, one.about, since, state, one.closed_at is None, facts, done,
            bool(one.pictures),
        )  # fmt: skip

    def _pictures(self, one: Incident) -> str:
        """2 ảnh, 1 chưa gửi."""
        count = scans.count_of(self.opened().connection, [held.digest for held in one.pictures])
        alone = self.frozen().standing_now.device is None
        return count.words(alone=alone, what="ảnh", mend="cần gắn lại")

    def _short(self, code: str) -> str:
        found = self.frozen().catalogue_now.procedure(code)
        return found.short_name if found else code


def _done(change: Change, names: Mapping[str, str]) -> tuple[str, str]:
    who = change.by or names.get(change.actor, change.actor)
    said = change.words or ("đóng sự cố" if change.state == CLOSED else "")
    return words.short_moment(change.at), f"{said} ({who})"


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(typed: str, field: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):  # noqa: PLR2004 - digits
        raise ClerkError(f"{COUNTED[field]} phải là số, ví dụ 3.", field)
    return int(typed)
