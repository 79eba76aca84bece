"""What the reception page is given: procedures, the live promise, saving, drafts, known people."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from app.bootstrap import words
from app.bootstrap.draft_text import read_draft
from app.bootstrap.opening import OpenDesk
from app.domain import fee
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError, MotCuaError
from app.domain.limit import limit_in_words
from app.domain.procedure import FREE, PER_PAGE, Procedure, SubjectRule
from app.domain.vietnamese import dong, fold
from app.services import reception, terms
from app.services.claim import Claim, read_claim
from app.services.desk import Desk
from app.services.ports import PrintRequest, Standing, User
from app.services.promise import Promise
from app.services.steps import step
from app.storage import drafts
from app.ui.reception import desk as ui
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.tasks import Run

KEY_BYTES = 8
NO_PROCEDURE = ui.Fault("procedure", "Chưa chọn thủ tục. Gõ số 1–9, hoặc vài chữ rồi Enter.")
UNDO_REASON = "Huỷ ngay sau khi lưu"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the UI thread may ask without the database: taken when the desk was unlocked."""

    standing_now: Standing
    catalogue_now: Catalogue
    users_now: tuple[User, ...] = ()

    def standing(self) -> Standing:
        """What this desk is."""
        return self.standing_now

    def covering(self, _on: object) -> Catalogue:
        """The catalogue in force."""
        return self.catalogue_now


@dataclass(slots=True)
class ReceptionBridge:
    """Callables of the reception page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    printing: Callable[[], None]
    saved_at: Callable[[datetime], None]

    def desk(self) -> ui.ReceptionDesk:
        """The page's view of it."""
        return ui.ReceptionDesk(
            procedures=self.procedures,
            preview=self.preview,
            save=self.save,
            keep=self.keep,
            known=self.known,
            new_key=lambda: secrets.token_hex(KEY_BYTES),
            fold=fold,
            run=self.run,
            void=self.void,
            put_aside=self.put_aside,
        )

    def procedures(self) -> Sequence[ui.Procedure]:
        """Rows in the desk's order: digits first."""
        listed = self.frozen().catalogue_now.procedures
        ordered = sorted(enumerate(listed), key=lambda item: (item[1].digit or 99, item[0]))
        return [row(procedure) for _, procedure in ordered]

    def preview(self, draft: Draft) -> ui.Preview:
        """The promise as it would be made now; faults of what was typed beside it."""
        frozen = self.frozen()
        now = self.opened().desk.clock.now()
        if not draft.procedure:
            some = replace(draft, procedure=frozen.catalogue_now.procedures[0].code)
            return ui.Preview(faults=(*_read(some, now)[0], NO_PROCEDURE))
        desk = replace(self.opened().desk, store=frozen, catalogues=frozen)  # type: ignore[arg-type]
        faults, claim = _read(draft, now)
        try:
            promise = reception.assess(desk, claim or _bare(draft, now), now, frozen.standing_now)
        except ClerkError as fault:
            return _without_promise(desk, draft, now, (*faults, _fault(fault)))
        return _preview(promise, Promise.of(frozen.catalogue_now, frozen.standing_now.office),
                        draft, frozen.catalogue_now, now, faults)  # fmt: skip

    def save(self, draft: Draft, with_print: bool) -> ui.Saved:  # noqa: FBT001 - the page's call
        """Store it; the slip's job goes with it in one transaction."""
        opened = self.opened()
        wanted = PrintRequest("slip", opened.settings.slip_paper) if with_print else None
        receipt = reception.receive(opened.desk, draft.claim(), draft=draft.key, print_as=wanted)
        dossier = receipt.stored.dossier
        self.saved_at(dossier.recorded_at)
        if with_print:
            self.printing()
        return ui.Saved(
            number=words.said_number(receipt.code, dossier.received_at),
            name=dossier.owner.name,
            at=f"{dossier.recorded_at:%H:%M:%S}",
            printing=with_print,
            identity=receipt.stored.identity.hex(),
        )

    def keep(self, draft: Draft) -> None:
        """Keep the draft, or drop it where the page is empty."""
        opened = self.opened()
        if draft.blank:
            drafts.discard(opened.connection, draft.key)
            return
        now = opened.desk.clock.now()
        body = asdict(draft)
        drafts.save(opened.connection, drafts.Draft(draft.key, opened.desk.user, body, now))

    def known(self, person: PersonDraft) -> Sequence[ui.Known]:
        """Open dossiers and waiting results of this person, the urgent ones first."""
        opened = self.opened()
        if not person.id:
            return ()
        now = opened.desk.clock.now()
        frozen = self.frozen()
        promise = Promise.of(frozen.catalogue_now, frozen.standing_now.office)
        found = []
        for card in opened.journal.find(person.id, 20):
            if card.void or card.status in (7, 10) or card.state == "stopped":
                continue
            kind, said = words.state_of(card.status, card.state, card.due_at, promise, now)
            procedure = frozen.catalogue_now.procedure(card.procedure)
            name = procedure.short_name if procedure else card.procedure
            number = words.said_number(card.code, card.received_at)
            found.append(ui.Known(kind, said, f"{name} · {number}"))
        return found[:5]

    def void(self, saved: ui.Saved) -> None:
        """Take back the save just made."""
        line = {"code": saved.identity, "action": "void", "reason": UNDO_REASON}
        self.saved_at(step(self.opened().desk, line).stored.dossier.history[-1].recorded_at)

    def put_aside(self, key: str) -> Draft | None:
        """The newest kept draft of this clerk but for the one on the page."""
        opened = self.opened()
        kept = drafts.newest(opened.connection, opened.desk.user, but=key)
        return None if kept is None else read_draft(kept.body)


def row(procedure: Procedure) -> ui.Procedure:
    """A procedure as the page lists it."""
    rule = fee.rule_for(procedure)
    return ui.Procedure(
        code=procedure.code,
        name=procedure.short_name,
        note=" · ".join((_term(procedure), _price(procedure), procedure.field)),
        digit=str(procedure.digit or ""),
        counts_copies=rule is not None and rule.kind == PER_PAGE,
        cases=tuple((one.code, one.name) for one in procedure.cases if one.name != one.code),
        papers=tuple(_paper(one) for one in procedure.papers[:12]),
        subjects=tuple(
            ui.SubjectWanted(one.role, _asked(one), asks_id=one.role != "child")
            for one in procedure.subjects
        ),
        details=tuple(
            ui.DetailWanted(
                one.key, one.label, one.required, choices=tuple((c, c) for c in one.choices)
            )
            for one in procedure.details
        ),
        also=procedure.aliases,
    )


def _asked(subject: SubjectRule) -> str:
    return subject.label if subject.required else f"{subject.label} (nếu có)"


def _paper(paper: Any) -> ui.PaperWanted:
    kind = "originals" if paper.originals else "copies"
    return ui.PaperWanted(
        paper.name, paper.note or "", required=paper.required, kind=kind, ticked=paper.required
    )


def _term(procedure: Procedure) -> str:
    said = limit_in_words(terms.to_limit(procedure.limit)).removeprefix("0")
    return said[0].upper() + said[1:]


def _price(procedure: Procedure) -> str:
    rule = fee.rule_for(procedure)
    if rule is None:
        return "phí theo tỉnh"
    if rule.kind == FREE:
        return "không thu phí"
    unit = {"page": "/trang", "copy": "/bản", "case": ""}[rule.kind]
    return f"{dong(rule.dong)} đ{unit}"


def _read(draft: Draft, now: datetime) -> tuple[tuple[ui.Fault, ...], Claim | None]:
    try:
        return (), read_claim(draft.claim(), now.date())
    except ClerkError as fault:
        return (_fault(fault),), None


def _bare(draft: Draft, now: datetime) -> Claim:
    """Only what decides term and fee, so that both are shown while names are still typed."""
    line = {**draft.claim(), "owner": {"name": "…"}, "submitter": None, "subjects": []}
    return read_claim(line, now.date())


def _fault(error: MotCuaError) -> ui.Fault:
    return ui.Fault(getattr(error, "field", None) or "", error.message)


def _without_promise(
    desk: Desk, draft: Draft, now: datetime, faults: tuple[ui.Fault, ...]
) -> ui.Preview:
    """Something required is lacking: show what the law promises all the same."""
    late = {**draft.claim(), "owner": {"name": "…"}, "submitter": None, "subjects": []}
    try:
        claim = read_claim(late, now.date())
        procedure = terms.procedure_of(desk.catalogue(now), claim.procedure)
        due = Promise.of(desk.catalogue(now), desk.store.standing().office).due(
            terms.limit_of(procedure, claim), now, None
        )
        fees = terms.fees_of(procedure, claim)
    except ClerkError as fault:
        return ui.Preview(faults=(*faults, _fault(fault)))
    amount = None if fees is None else sum(line.dong for line in fees)
    return ui.Preview(
        due=words.promised(due.at),
        due_reason=due.reason,
        fee=words.fee_words(amount),
        fee_reason=fee.explain(fees, claim.pages),
        payable=bool(amount),
        faults=faults,
    )


def _preview(  # noqa: PLR0913 - the parts of a promise
    assessed: reception.Assessment,
    promise: Promise,
    draft: Draft,
    catalogue: Catalogue,
    now: datetime,
    faults: tuple[ui.Fault, ...],
) -> ui.Preview:
    chip = None
    if assessed.due_at is not None:
        left = promise.time_left(now, assessed.due_at)
        chip = (left.state, left.words)
    pages = draft.originals[0].pages if len(draft.originals) == 1 else None
    return ui.Preview(
        due=words.promised(assessed.due_at),
        due_state=chip,
        due_reason=assessed.due_reason,
        fee=words.fee_words(assessed.fee_dong),
        fee_reason=fee.explain(assessed.fees, pages),
        payable=bool(assessed.fee_dong),
        exemptions=tuple(
            (one.ground, one.words)
            for one in catalogue.exemptions
            if one.procedure in (None, assessed.procedure.code)
        ),
        warnings=tuple(one.message for one in assessed.warnings),
        faults=faults,
    )
