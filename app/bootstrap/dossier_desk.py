"""What the dossier page is given: one dossier in ready words, and the steps it may take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.bootstrap import words
from app.bootstrap.opening import OpenDesk
from app.domain.dossier import RECEIVED, Dossier, HistoryLine
from app.domain.lifecycle import BY_ACTION
from app.domain.role import ROLES
from app.domain.vietnamese import dong
from app.services.ports import Stored
from app.services.promise import Promise
from app.services.steps import allowed_to, step, the_one
from app.storage.chain_store import stored_through
from app.storage.projections import event_ids
from app.ui.dossier.desk import DossierDesk, DossierView, StepAsked
from app.ui.tasks import Run
from app.ui.widgets.papers import Paper
from app.ui.widgets.timeline import LifeStep

KINDS = ("originals", "certified", "copies")
PAID = {"cash": "đã thu tiền mặt", "transfer": "chuyển khoản, chờ đối soát", None: "chưa thu"}
SHORT = 60
PAUSING = frozenset({"request_papers", "require_payment", "suspend"})


@dataclass(slots=True)
class DossierBridge:
    """Callables of the dossier page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    run: Run
    reprint: Callable[[str], None]
    saved_at: Callable[[datetime], None]

    def desk(self) -> DossierDesk:
        """The page's view of it."""
        return DossierDesk(
            load=self.load,
            take=self.take,
            recipients=self.recipients,
            run=self.run,
            reprint=self.reprint,
        )

    def load(self, code: str) -> DossierView:
        """One dossier by its code."""
        opened = self.opened()
        return view(opened, the_one(opened.journal, code))

    def take(self, asked: StepAsked) -> DossierView:
        """Take a step and show what came of it."""
        opened = self.opened()
        done = step(opened.desk, step_line(asked))
        self.saved_at(done.stored.dossier.history[-1].recorded_at)
        return view(opened, done.stored)

    def recipients(self) -> Sequence[tuple[str, str]]:
        """Who may take over: everybody who works here, with the roles."""
        return [
            (user.name, f"{user.name} – {', '.join(ROLES[role] for role in user.roles[:2])}")
            for user in self.opened().journal.users()
            if not user.ended
        ]


def step_line(asked: StepAsked) -> dict[str, Any]:
    """The contract's step line of what the page asked."""
    line: dict[str, Any] = {"code": asked.code, "action": asked.action}
    if asked.reason:
        line["reason"] = asked.reason
    if asked.action == "hand_over" and asked.to:
        line["to"] = asked.to
    if asked.action == "request_papers":
        line |= {"papers": list(asked.papers), "until": asked.until or None}
    if asked.action == "finish" and (asked.result_number or asked.signer):
        line["result"] = {"number": asked.result_number or None, "signer": asked.signer or None}
    if asked.action == "give_back" and asked.receiver_name:
        line["to"] = {
            "name": asked.receiver_name,
            "id": asked.receiver_id or None,
            "relation": asked.receiver_relation or None,
        }
    return line


def view(opened: OpenDesk, stored: Stored) -> DossierView:
    """A dossier in ready words."""
    dossier, standing = stored.dossier, opened.standing
    catalogue = opened.catalogues.labelled(dossier.catalogue)
    promise = Promise.of(catalogue, standing.office)
    procedure = catalogue.procedure(dossier.procedure)
    now = opened.desk.clock.now()
    ticked = sum(
        1 for paper in dossier.papers if paper.originals or paper.certified or paper.copies
    )
    return DossierView(
        code=dossier.code,
        title=procedure.short_name if procedure else dossier.procedure,
        state=words.state_of(
            dossier.status, dossier.state, dossier.due_at, promise, now, void=dossier.void
        ),
        owner_name=dossier.owner.name,
        line=_line(dossier, standing.workstation),
        owner=tuple(_owner(dossier)),
        papers=tuple(_paper(paper) for paper in dossier.papers),
        papers_words=f"{ticked} giấy tờ" if dossier.papers else "",
        money=(*_money(dossier), ("Gửi tỉnh", _sent(opened, stored))),
        steps=tuple(_life(dossier, now, _names(opened))),
        allowed=allowed_to(opened.desk, dossier),
        handed=dossier.holder is not None and dossier.status == RECEIVED,
    )


def _sent(opened: OpenDesk, stored: Stored) -> str:
    """How far it has come, with the code that another system gave it."""
    known, codes = None, stored.dossier.codes
    if opened.standing.device is not None:
        newest = event_ids(opened.connection.execute, stored.id)[-1]
        known = newest <= stored_through(opened.connection)
    _, said = words.sent(known, paired=bool(codes))
    return ", mã ".join((words.IN_FULL.get(said, said), *(one.code for one in codes[-1:])))


def _line(dossier: Dossier, workstation: str) -> tuple[str, ...]:
    received = f"nhận {dossier.received_at:%H:%M} {words.short_day(dossier.received_at)}"
    parts = [f"{received} tại máy {workstation}"]
    if dossier.due_at is not None and dossier.closed_at is None:
        parts.append(f"hẹn {words.promised(dossier.due_at)}")
    if dossier.entered_late:
        parts.append("nhập sau")
    return tuple(parts)


def _owner(dossier: Dossier) -> list[tuple[str, str]]:
    owner = dossier.owner
    born = " · ".join(
        part for part in (words.day_of(owner.born_on), words.SEX.get(owner.sex or "", "")) if part
    )
    rows = [
        ("Họ và tên", owner.name),
        ("Số giấy tờ", words.grouped(owner.id)),
        ("Ngày sinh", born),
        ("Nơi ở", owner.address or ""),
        ("Điện thoại", owner.phone or ""),
    ]
    if dossier.submitter is not None:
        relation = f" ({dossier.submitter.relation})" if dossier.submitter.relation else ""
        rows.append(("Người nộp", dossier.submitter.name + relation))
    rows += [(_role(subject.role), subject.name) for subject in dossier.subjects]
    if dossier.note:
        rows.append(("Ghi chú", dossier.note))
    return [(label, value) for label, value in rows if value]


def _role(role: str) -> str:
    names = {"child": "Trẻ", "father": "Cha", "mother": "Mẹ", "spouse": "Bên kia",
             "deceased": "Người mất"}  # fmt: skip
    return names.get(role, "Liên quan")


def _paper(paper: Any) -> Paper:
    kind, count = next(
        ((name, getattr(paper, name)) for name in KINDS if getattr(paper, name)),
        ("originals", 0),
    )
    note = ""
    if paper.pages or paper.certify:
        note = f"{paper.pages or 1} trang, chứng thực {paper.certify or 0} bản"
    return Paper(paper.name, note, ticked=True, count=count or 1, kind=kind)


def _money(dossier: Dossier) -> list[tuple[str, str]]:
    amount = dossier.fee_dong
    if dossier.exemption:
        fee = f"miễn – {dossier.exemption}"
    elif amount is None:
        fee = "chưa rõ"
    elif amount == 0:
        fee = "không thu"
    else:
        fee = f"{dong(amount)} đ, {PAID[dossier.paid]}"
    rows = [("Lệ phí", fee)]
    if dossier.result is not None and dossier.result.number:
        rows.append(("Kết quả", f"số {dossier.result.number}"))
    return rows


def _names(opened: OpenDesk) -> dict[str, str]:
    return {user.id: user.name for user in opened.journal.users()}


def _life(dossier: Dossier, now: datetime, names: dict[str, str]) -> list[LifeStep]:
    steps = [_step(line, names) for line in dossier.history]
    if dossier.due_at is not None and dossier.open and dossier.finished_at is None:
        late = now > dossier.due_at
        head = "Quá hẹn trả kết quả" if late else "Hẹn trả kết quả"
        steps.append(LifeStep(words.short_moment(dossier.due_at), head, state="planned"))
    return steps


def _step(line: HistoryLine, names: dict[str, str]) -> LifeStep:
    known = {"received": "Tiếp nhận", "reprint": "In lại phiếu hẹn"}
    found = BY_ACTION.get(line.action)
    head = known.get(line.action) or (found.words if found else "Việc khác")
    who = line.by or names.get(line.actor, line.actor)
    about = line.detail or ""
    if about and len(about) <= SHORT:
        head, about = f"{head}: {about}", ""
    note = " · ".join(part for part in (who, about, line.reason) if part)
    if not line.effective:
        return LifeStep(words.short_moment(line.at), head, f"{note} · không có hiệu lực", "void")
    state = "paused" if line.action in PAUSING else "done"
    return LifeStep(words.short_moment(line.at), head, note, state)
