"""One dossier in ready words: what stands in it, what it waits for, how its life went."""

from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import bunch_words, words
from app.bootstrap.change_words import changed
from app.bootstrap.correctable import correctable
from app.bootstrap.extension_words import extensions
from app.bootstrap.joint_paper import joint_print
from app.bootstrap.main_step import main_step
from app.bootstrap.money_words import money, paid_demands, paying
from app.bootstrap.opening import OpenDesk
from app.bootstrap.place_words import PROVINCE, Places, home
from app.bootstrap.writing import SLIP, cash_of, forms_of, last_form, title_of
from app.domain.alone import done_alone
from app.domain.authority import LEADERS
from app.domain.dossier import FINISHED, PROCESSING, Dossier, HistoryLine
from app.domain.downstream import REASSIGN
from app.domain.parts import PaperLine
from app.domain.person import Person, Submitter
from app.domain.procedure import Procedure
from app.domain.vietnamese import dong
from app.services.act_words import REPRINT, act_words
from app.services.authority import allowed_to
from app.services.codes import SYSTEMS, entered
from app.services.ports import Stored
from app.services.promise import Promise
from app.services.step_facts import REVERSE
from app.services.views import who
from app.storage import matters, scans, worklist
from app.storage.chain_store import stored_through
from app.storage.folding import event_ids
from app.storage.office import desk_of
from app.ui.dossier.desk import SLIP as SLIP_PAPER
from app.ui.dossier.desk import DossierView
from app.ui.widgets.papers import KINDS, Paper
from app.ui.widgets.timeline import LifeStep

Rows = list[tuple[str, str]]
CHANNELS = {"online": "trực tuyến", "post": "qua bưu chính"}
ID_LABELS = {
    "cccd": "Số CCCD",
    "cmnd": "Số CMND",
    "passport": "Số hộ chiếu",
    "tax": "Mã số thuế",
    "birth": "Giấy khai sinh",
}
SHORT, ALONE = 60, "một người làm cả hai việc"
PAUSING = frozenset({"request_papers", "require_payment", "suspend"})
HAND_OVER = "hand_over"
CLOSERS = {
    "give_back": "đã trả kết quả",
    "withdraw": "công dân đã rút",
    "stop": "đã dừng giải quyết",
    "void": "đã huỷ",
}
WANTED = ("paused", "chờ bổ sung")


def view(opened: OpenDesk, stored: Stored) -> DossierView:
    """A dossier in ready words."""
    dossier, standing = stored.dossier, opened.standing
    catalogue = opened.catalogues.labelled(dossier.catalogue)
    procedure = catalogue.procedure(dossier.procedure)
    names = words.people(opened.journal.users())
    promise = Promise.of(catalogue, standing.office)
    now = opened.desk.clock.now()
    papers = paper_list(dossier)
    theirs = desk_of(opened.connection, stored.id)
    places = Places.of(opened, stored)
    main, idle = main_step(opened, dossier)
    forms = forms_of(dossier, cash := cash_of(opened, stored))
    return DossierView(
        code=dossier.code,
        title=procedure.short_name if procedure else dossier.procedure,
        state=words.state_of(
            dossier.status, dossier.state, dossier.due_at, promise, now, void=dossier.void
        ),
        owner_name=dossier.owner.name,
        line=_line(dossier, standing.desk, theirs, places),
        owner=tuple(facts(dossier, procedure)),
        papers=papers,
        papers_words=_papers_words(papers),
        money=(
            *([] if dossier.master else _money(dossier)),
            *places.rows(dossier),
            *bunch_words.rows(opened, stored),
            ("Gửi tỉnh", _sent(opened, stored, theirs, places)),
            *_scans(opened, dossier),
        ),
        steps=(*Life(dossier, now, promise, names, places).steps(), *_disputed(opened, stored)),
        allowed=_offered(opened, dossier),
        handed=dossier.handed,
        locked=_locked(opened, dossier, names),
        prints=(*(_print(form) for form in forms), *joint_print(opened, stored)),
        last_paper=last_form(dossier, forms),
        wrong=correctable(dossier, procedure, places.short),
        cash=f"{dong(cash)} đ" if cash else "",
        scans=bool(dossier.scans),
        paying=paying(dossier),
        pays_unknown=dossier.amount_by_taker,
        main=main,
        idle=idle,
    )


def _print(form: str) -> tuple[str, str]:
    """A paper and what it is called; the slip with the number of its form, as the others."""
    return SLIP_PAPER if form == SLIP else (form, title_of(form) or form)


def _again(form: str) -> str:
    """In lại phiếu hẹn, In lại mẫu 02 – yêu cầu bổ sung."""
    title = title_of(form) or "giấy tờ"
    return f"In lại {title[:1].lower()}{title[1:]}"


def _offered(opened: OpenDesk, dossier: Dossier) -> tuple[str, ...]:
    """The steps that the page offers; a code on a dossier that is void would help nobody."""
    allowed = allowed_to(opened.desk, dossier)
    return tuple(one for one in allowed if one != "pair") if dossier.void else allowed


def _line(dossier: Dossier, desk: int, theirs: int | None, places: Places) -> tuple[str, ...]:
    at = places.received_at(dossier, f"tại Quầy {theirs or desk}")
    if dossier.master is not None:
        at = f"trên {SYSTEMS.get(dossier.master, dossier.master)}"
    came = CHANNELS.get(dossier.channel, at)
    if (theirs is not None or places.guest) and came != at:
        came = f"{came} {at}"
    parts = [f"nhận {dossier.received_at:%H:%M} {words.short_day(dossier.received_at)} {came}"]
    if dossier.due_at is not None and dossier.closed_at is None and not dossier.void:
        parts.append(f"hẹn {words.promised(dossier.due_at)}")
    if dossier.entered_late:
        parts.append("nhập sau")
    return tuple(parts)


def _locked(opened: OpenDesk, dossier: Dossier, names: dict[str, str]) -> str:
    """Why it may only be looked at, since when, and who may do more; empty while it is open."""
    last = next(
        (one for one in reversed(dossier.history) if one.effective and one.action in CLOSERS), None
    )
    if last is None or not (dossier.void or dossier.closed_at):
        return ""
    by = who(last, names)
    said = f"Chỉ xem: {CLOSERS[last.action]} {words.short_moment(last.at)}, {by}."
    if dossier.void:
        return f"{said} Số phiếu không dùng lại."
    if REVERSE in allowed_to(opened.desk, dossier):
        return f"{said} Đóng nhầm thì đảo bước."
    leaders = words.names_of(opened.journal.users(), LEADERS)
    return f"{said} Đóng nhầm thì nhờ người đảo bước: {leaders or 'Giám đốc, Phó Giám đốc'}."


def _disputed(opened: OpenDesk, stored: Stored) -> list[LifeStep]:
    """What the province found, whole: a list has no room for it."""
    found = [
        LifeStep("tỉnh", "Tỉnh báo cần xử lý", sentence, "warned")
        for sentence in worklist.sentences(opened.connection, stored.id)
    ]
    said = matters.said_by_province(opened.connection, stored.identity)
    return [*(LifeStep("tỉnh", "Tỉnh trả lời", text) for text in said), *found]


def _sent(opened: OpenDesk, stored: Stored, theirs: int | None, places: Places) -> str:
    """How far it has come on its way to the province; each desk sends what it recorded."""
    if stored.dossier.master is not None:
        return "của hệ thống khác, không gửi như hồ sơ của quầy"
    known = None
    if opened.standing.device is not None:
        own = event_ids(opened.connection.execute, stored.id)
        if not own and places.guest:
            return f"do {places.short(stored.dossier.office)} gửi"
        if not own:
            return f"do Quầy {theirs} gửi" if theirs else "do quầy khác gửi"
        known = own[-1] <= stored_through(opened.connection)
    _, said = words.sent(known, paired=entered(stored.dossier))
    return words.IN_FULL.get(said, said)


def _scans(opened: OpenDesk, dossier: Dossier) -> Rows:
    """How many there are, and how far they have come."""
    names = [scan.digest for scan in dossier.scans]
    told = scans.count_of(opened.connection, names).words(alone=opened.standing.device is None)
    return [("Bản quét", told)] if told else []


# --- facts ----------------------------------------------------------------------------------------


def facts(dossier: Dossier, procedure: Procedure | None) -> Rows:
    """Who, for whom and what the procedure's form asks, as (label, value); empty ones left out."""
    rows = [*_owner(dossier.owner), *_submitter(dossier.submitter)]
    for subject in dossier.subjects:
        born = words.day_of(subject.born_on)
        rows.append((words.SUBJECTS.get(subject.role, "Liên quan"), _told(subject.name, born)))
    if procedure is not None:
        cases = {case.code: case.name for case in procedure.cases}
        rows.append(("Trường hợp", cases.get(dossier.case or "", "")))
    labels = {field.key: field.label for field in procedure.details} if procedure else {}
    rows += [(labels.get(key, key), value) for key, value in dossier.details]
    rows += [
        (f"Mã {SYSTEMS.get(paired.system, paired.system)}", paired.code) for paired in dossier.codes
    ]
    rows.append(("Ghi chú", dossier.note or ""))
    return [(label, value) for label, value in rows if value]


def _owner(owner: Person) -> Rows:
    citizen = owner.kind == "citizen"
    born = _told(words.day_of(owner.born_on), words.SEX.get(owner.sex or "", ""))
    rows = [
        ("Họ và tên" if citizen else "Tên", owner.name),
        (ID_LABELS.get(owner.id_kind or "", "Số giấy tờ"), _number(owner)),
        ("Không có số", owner.no_id_reason or "" if owner.id is None else ""),
        ("Ngày sinh", born),
        ("Quốc tịch", owner.nationality or ""),
        ("Nơi ở" if citizen else "Địa chỉ", home(owner)),
        ("Điện thoại", words.telephone(owner.phone)),
        ("Thư điện tử", owner.email or ""),
    ]
    if owner.representative is not None:
        acting = owner.representative
        who = _told(acting.name, acting.position, _together(acting.id))
        rows.append(("Người đại diện", who))
    return rows


def _number(owner: Person) -> str:
    """A card's number in threes as the card shows it, any other as it was typed."""
    return words.grouped(owner.id) if owner.id_kind == "cccd" else owner.id or ""


def _submitter(submitter: Submitter | None) -> Rows:
    if submitter is None:
        return []
    who = _told(submitter.name, submitter.relation, _together(submitter.id))
    return [("Người nộp", who), ("Giấy uỷ quyền", submitter.authority or "")]


def _together(number: str | None) -> str:
    """A number in the midst of words, never parted over two lines."""
    return words.grouped(number).replace(" ", "\N{NO-BREAK SPACE}")


def _told(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


# --- papers and money -----------------------------------------------------------------------------


def paper_list(dossier: Dossier) -> tuple[Paper, ...]:
    """Papers handed in with their counts, then those that the citizen still has to bring."""
    handed = [_paper(paper) for paper in dossier.papers]
    return (*handed, *(Paper(name, state=WANTED) for name in dossier.wanted))


def _paper(paper: PaperLine) -> Paper:
    counts = [(kind, count) for kind in KINDS if (count := getattr(paper, kind))]
    certified = paper.certify is not None
    kind, count = counts[0] if counts else ("originals", 1)
    notes = [f"{more} {KINDS[other]}" for other, more in counts[1:]]
    if certified or paper.pages:
        notes.append(f"{paper.pages or 1} trang")
    if certified:
        notes.append(f"chứng thực {paper.certify} bản")
    ticked = bool(counts) or certified
    state = None if ticked else ("paused", "chưa có")
    return Paper(paper.name, ", ".join(notes), ticked=ticked, count=count, kind=kind, state=state)


def _papers_words(papers: tuple[Paper, ...]) -> str:
    if not papers:
        return "không ghi giấy tờ nào"
    handed = sum(paper.ticked for paper in papers)
    return f"đủ {handed} / {handed}" if handed == len(papers) else f"có {handed} / {len(papers)}"


def _money(dossier: Dossier) -> Rows:
    rows = money(dossier)
    if dossier.result is not None:
        result = dossier.result
        number = f"số {result.number}" if result.number else ""
        signer = f"{result.signer} ký" if result.signer else ""
        rows.append(("Kết quả", _told(number, words.day_of(result.date), signer)))
    rows.append(("Trả kết quả", CHANNELS.get(dossier.return_by, "")))
    return rows


# --- life -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Life:
    """The steps taken, where the dossier stands now, and what is promised; `names` by user id."""

    dossier: Dossier
    now: datetime
    promise: Promise
    names: dict[str, str]
    places: Places

    def steps(self) -> tuple[LifeStep, ...]:
        """Newest last."""
        history, alone = self.dossier.history, done_alone(self.dossier.history)
        later, paid = extensions(self.dossier), paid_demands(history)
        taken = [
            self._taken(line, ALONE * (n in alone), later.get(n, ""), paid.get(n, ""))
            for n, line in enumerate(history)
        ]
        return (*taken, *self._standing(), *self._promised())

    def _taken(self, line: HistoryLine, alone: str, later: str, paid: str) -> LifeStep:
        head = act_words(line.action)
        if line.action == REPRINT:
            head = _again(line.detail or SLIP)
        about = ", ".join(part for part in (paid, self._about(line)) if part)
        if about and len(about) <= SHORT:
            head, about = f"{head}: {about}", ""
        given = line.action == REASSIGN
        by = line.by or PROVINCE if given else self.places.who(line, self.names)
        note = _told(by, alone, self.places.where(line), about, later, line.reason)
        when = words.short_moment(line.at)
        if not line.effective:
            return LifeStep(when, head, _told(note, "không có hiệu lực"), "void")
        return LifeStep(when, head, note, "paused" if line.action in PAUSING else "done")

    def _about(self, line: HistoryLine) -> str:
        """To whom, which papers, what was put right; a person by his name."""
        if line.action == HAND_OVER and line.office is None:
            return self._name(line.detail)
        if line.action == REPRINT:
            return ""
        return line.detail or changed(line.change, self.places.short)

    def _standing(self) -> list[LifeStep]:
        """Who has it now and how much time is left; one just received is told by its first step."""
        dossier = self.dossier
        if dossier.void or dossier.status != PROCESSING:
            return []
        holder = dossier.holder if dossier.holder_here is None else self._name(dossier.holder)
        if dossier.place != self.places.own:
            holder = self.places.short(dossier.place)
        head = f"Đang xử lý – {holder}" if holder else "Đang xử lý"
        since = words.short_moment(dossier.history[-1].at)
        return [LifeStep(f"từ {since}", head, self._left(), "now")]

    def _left(self) -> str:
        due = self.dossier.due_at
        if due is None:
            return "Luật không ấn định thời hạn"
        left = self.promise.remaining_minutes(due, self.now)
        return f"Còn {words.working_time(left)} làm việc" if left > 0 else "Đã hết thời hạn"

    def _promised(self) -> list[LifeStep]:
        dossier = self.dossier
        if not dossier.open or dossier.status == FINISHED or dossier.due_at is None:
            return []
        head = "Quá hẹn trả kết quả" if self.now > dossier.due_at else "Hẹn trả kết quả"
        return [LifeStep(words.short_moment(dossier.due_at), head, self._why(), "planned")]

    def _why(self) -> str:
        if self.dossier.remaining_minutes is not None:
            return words.stands(self.dossier.wanted_until, self._left_standing())
        first = self.dossier.due_at == self.dossier.first_due_at
        return (self.dossier.due_reason or "") if first else ""

    def _left_standing(self) -> int:
        """Working minutes since the clock stopped to what is promised: an extension adds to it."""
        stopped = [one for one in self.dossier.history if one.effective and one.action in PAUSING]
        due = self.dossier.due_at
        return self.promise.remaining_minutes(due, stopped[-1].at) if due and stopped else 0

    def _name(self, user: str | None) -> str:
        return self.names.get(user or "", user or "")
