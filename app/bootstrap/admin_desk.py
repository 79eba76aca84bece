"""What Quản trị is given: office, people and their keys, catalogue, machine, in ready words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import app
from app.bootstrap import enrolling, recovery, staff, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.devices.disks import usual_folders
from app.domain import old_units
from app.domain.builtin import BUILTIN, BUILTIN_ON
from app.domain.errors import ClerkError, Trouble
from app.domain.place import PASSPHRASE, PIN
from app.domain.role import ROLES, USUAL
from app.domain.vietnamese import words as folded_words
from app.services import freshness, people
from app.services.guidance import hours_in_words, hours_set_in_words
from app.services.law_fields import known_fields
from app.services.office import set_hours, why_fixed
from app.storage import counts, key_book, office_names, worklist
from app.ui.admin import desk as ui
from app.ui.admin.books_desk import BookCalls
from app.ui.admin.lan_desk import LanCalls
from app.ui.admin.slips_desk import SlipCalls
from app.ui.setup.desk import MachineDesk
from app.ui.setup.first_desk import EnrolDesk
from app.ui.tasks import Run

FROM_PROVINCE = (
    "Chỉ xem: do tỉnh gửi khi ghi danh và cập nhật mỗi lần gửi – nhận. Sai thì báo tỉnh."
)
BUILT_IN = (
    "Chỉ xem, trừ giờ làm việc (lãnh đạo đổi): máy đứng riêng lấy tên từ danh mục đơn vị hành "
    "chính có sẵn; ghi danh thì tỉnh gửi bản đúng."
)
UNLOCKING = {PIN: "mã PIN", PASSPHRASE: "cụm mật khẩu khi vừa mở chương trình, rồi mã PIN"}
NUMBERING = {"own": "số phiếu của máy (MC-…)", "leased": "mã hồ sơ của tỉnh, theo khối được cấp"}


def seals_before(opened: OpenDesk) -> str:
    """Names that papers and seals of before still bear, each with until when it was used."""
    own = office_names.names_before(opened.connection.execute, opened.journal.office)
    offices = [f"{name} (tới {until:%d/%m/%Y})" for name, until in own]
    last = f"tới {old_units.CHANGED_ON - timedelta(days=1):%d/%m/%Y}"
    communes = [f"{unit.name} ({last})" for unit in old_units.before(opened.standing.commune)]
    return "; ".join([*offices, *communes])


@dataclass(slots=True)
class AdminBridge:
    """Callables of the page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    machine: MachineDesk
    folder: Path
    enrol: EnrolDesk
    refresh: Callable[[], None]
    lan: LanCalls
    slips: SlipCalls
    books: BookCalls
    prove: Callable[[str, str], None]

    def desk(self) -> ui.AdminDesk:
        """The page's view of it."""
        return ui.AdminDesk(
            office=self.office,
            people=self.people,
            add=self.add,
            give_code=lambda user: staff.give_code(self.opened(), user),
            end=lambda user: staff.end(self.opened(), user),
            suggest=suggest,
            fields=self.fields,
            catalogue=self.catalogue,
            about=self.about,
            machine=self.machine,
            run=self.run,
            roles=tuple(ROLES.items()),
            usual_role=USUAL,
            sheet_place=self.sheet_place,
            new_sheet=lambda file: recovery.new_sheet(self.opened(), Path(file)),
            alone=lambda: self.frozen().standing_now.device is None,
            enrol=self.enrol,
            join=self.join,
            lan=self.lan,
            slips=self.slips,
            books=self.books,
            set_hours=self.set_hours,
            only=self.only,
        )

    def only(self) -> str:
        """Who may, by name, where this clerk may not."""
        users = self.frozen().users_now
        if people.may_manage(users, self.opened().desk.user):
            return ""
        return words.names_of(users, people.MANAGERS) or ROLES["director"]

    def office(self) -> ui.Office:
        """As the journal has it now."""
        standing = self.opened().standing
        office = standing.office
        facts = (
            ("Tên", office.name),
            ("Trực thuộc", office.parent),
            ("Địa danh trên giấy", office.place),
            ("Mã xã", standing.commune),
            ("Quầy", f"{standing.desk}{standing.letter}"),
            ("Giờ làm việc", hours_in_words(office.hours)),
            ("Điện thoại", office.phone or ""),
            ("Trang tra cứu", office.lookup_url or ""),
            ("Mã cơ quan", standing.agency_code or office.agency_code or ""),
            ("Đánh số", NUMBERING.get(standing.numbering, standing.numbering)),
            ("Mở máy bằng", UNLOCKING.get(office.unlock, office.unlock)),
            ("Tên, dấu trước đây", seals_before(self.opened())),
        )
        hours = "" if why_fixed(self.opened().desk) else office.hours
        return ui.Office(facts, FROM_PROVINCE if standing.device else BUILT_IN, hours)

    def set_hours(self, hours: str, pin: str) -> str:
        """Those of an office that stands alone, by its leader's PIN, from today on."""
        desk = self.opened().desk
        if not pin:
            raise ClerkError("Chưa gõ mã PIN của bạn. Chưa đổi gì.", "pin")
        try:
            self.prove(desk.user, pin)
        except Trouble as fault:
            raise ClerkError(fault.message, "pin") from fault
        said = hours_set_in_words(set_hours(desk, hours))
        self.refresh()
        return said

    # --- people --------------------------------------------------------------------------------

    def people(self) -> ui.People:
        """Everybody who works here now."""
        opened = self.opened()
        users, phrases = opened.journal.users(), self.frozen().phrases
        holds = worklist.held(opened.connection)
        pins, codes = key_book.users(opened.paths), key_book.awaited(opened.paths)
        return ui.People(
            tuple(
                ui.Person(
                    user.id, user.name, user.roles, user.fields,
                    _key(
                        pinned=user.id in pins,
                        coded=user.id in codes,
                        old=phrases and key_book.digits_of(opened.paths, user.id) is not None,
                    ),
                    holds.get(user.id, 0),
                )
                for user in users
                if not user.ended
            ),
            people.may_manage(users, opened.desk.user),
        )  # fmt: skip

    def add(self, new: ui.NewPerson) -> str:
        """The new person's one-time code."""
        checked = people.checked(new.user, new.name, new.roles, new.fields)
        return staff.add(self.opened(), checked)

    def fields(self) -> tuple[str, ...]:
        """Fields of the procedures in force, as the catalogue orders them."""
        return known_fields(self.frozen().catalogue_now)

    # --- catalogue and machine -----------------------------------------------------------------

    def catalogue(self) -> ui.Catalogue:
        """Which one is in force, and how long ago anybody compared it."""
        opened, frozen = self.opened(), self.frozen()
        now = frozen.catalogue_now
        today = opened.desk.clock.now().date()
        since = self._compared_on()
        joined = frozen.standing_now.device is not None
        starts = f"{now.starts_on:%d/%m/%Y}" if now.starts_on else "mọi ngày"
        facts = (
            ("Bản đang dùng", now.version),
            ("Từ đâu", "có sẵn trong chương trình" if now.version == BUILTIN else "tỉnh công bố"),
            ("Hiệu lực từ", starts),
            ("Đối chiếu lần cuối", freshness.age_words(since, today)),
            ("Số thủ tục", str(len(now.procedures))),
        )
        return ui.Catalogue(facts, freshness.old_words(since, today, joined=joined))

    def old_catalogue(self) -> str:
        """The yellow line of reception; empty while the catalogue is fresh."""
        return self.catalogue().old

    def _compared_on(self) -> date:
        """The last word of the province, else the day of enrolment or of the built-in one."""
        opened = self.opened()
        if self.frozen().standing_now.device is None:
            return BUILTIN_ON
        contact = counts.unsent(opened.connection).last_contact_at
        at = contact or counts.first_at(opened.connection)
        return at.date() if at else BUILTIN_ON

    def about(self) -> tuple[tuple[str, str], ...]:
        """What to read to the province over the telephone."""
        opened = self.opened()
        standing, counted = opened.standing, counts.unsent(opened.connection)
        contact = counted.last_contact_at
        joined = standing.device is not None
        unsent = f"{counted.dossiers} hồ sơ, {counted.events} việc" if joined else ""
        said = f"{words.short_day(contact)} {contact:%H:%M}" if contact else "chưa lần nào"
        return (
            ("Phiên bản", app.VERSION),
            ("Máy", standing.device or "đứng riêng, chưa ghi danh"),
            ("Lần cài đặt", standing.installation),
            ("Loại hồ sơ", "luyện tập, không có giá trị" if standing.training else "thật"),
            ("Chưa gửi", unsent),
            ("Liên lạc với tỉnh", said if joined else ""),
            ("Cần xử lý do tỉnh báo", str(counted.needs_attention or "")),
            ("Thư mục", str(self.folder)),
        )

    def join(self, file: str, code: str) -> None:
        """One of the province's desks from now on."""
        enrolling.join(self.opened(), Path(file), code or None)
        self.refresh()

    def sheet_place(self) -> str:
        """Where documents lie."""
        standing = self.frozen().standing_now
        name = f"phieu-khoi-phuc-{standing.commune}-{standing.desk}.pdf"
        return str(usual_folders()[0] / name)


def suggest(name: str) -> str:
    """An id for a name: the given name without marks, as people call each other."""
    parts = folded_words(name)
    return parts[-1][:32] if parts else ""


def _key(*, pinned: bool, coded: bool, old: bool) -> str:
    """`old`: a PIN where the office asks for a pass-phrase."""
    if pinned:
        return ui.OLD_PIN if old else ui.HAS_PIN
    return ui.HAS_CODE if coded else ui.NOTHING
