"""What the reception page would promise now: pure and quick, asked at each key on the UI thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.bootstrap import words
from app.domain import fee
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.parts import FeeLine, whole_fee
from app.domain.procedure import FREE, Procedure
from app.services import reception, terms
from app.services.claim import Claim, read_claim
from app.services.desk import Desk
from app.services.exemption import ground_of
from app.services.ports import Standing
from app.services.promise import Promise
from app.ui.reception import desk as ui
from app.ui.reception.draft import OTHER_GROUND, Draft

NO_PROCEDURE = ui.Fault("procedure", "Chưa chọn thủ tục. Gõ số 1–9, hoặc vài chữ rồi Enter.")
NO_GROUND = ui.Fault("fee.exemption", "Thiếu căn cứ miễn, giảm. Hãy ghi văn bản hoặc giấy tờ.")
OTHER_WORDS = "Căn cứ khác…"
NO_AUTHORITY = "Người nộp thay chưa ghi quan hệ hoặc giấy uỷ quyền."


@dataclass(frozen=True, slots=True)
class Previewer:
    """`desk` reads standing and catalogue from memory, never from the database."""

    desk: Desk
    catalogue: Catalogue
    standing: Standing
    now: datetime

    def __call__(self, draft: Draft) -> ui.Preview:
        """The promise for the dossier on the page; faults of what was typed beside it."""
        if not draft.procedure:
            some = replace(draft, procedure=self.catalogue.procedures[0].code)
            return ui.Preview(faults=(*self._read(some)[0], NO_PROCEDURE))
        faults, claim = self._read(draft)
        if draft.exemption == OTHER_GROUND and not draft.ground.strip():
            faults = (*faults, NO_GROUND)
        try:
            found = reception.assess(self.desk, claim or self._bare(draft), self.now, self.standing)
        except ClerkError as fault:
            more: tuple[ui.Fault, ...] = (self._fault(fault, draft),)
            if claim is None and more[0].field.startswith("subjects"):
                more = ()  # the bare claim names nobody, the page may
            return self._without_promise(draft, (*faults, *more))
        doubts = [
            one.message
            for one in found.warnings
            if claim is not None or not one.field.startswith("owner.")  # the bare owner is nobody
        ]
        return self._whole(found, draft, faults, doubts)

    def _read(self, draft: Draft) -> tuple[tuple[ui.Fault, ...], Claim | None]:
        try:
            return (), read_claim(draft.claim(), self.now.date())
        except ClerkError as fault:
            return (self._fault(fault, draft),), None

    def _fault(self, error: ClerkError, draft: Draft) -> ui.Fault:
        return ui.Fault(self._on_page(error.field or "", draft), error.message)

    def _on_page(self, path: str, draft: Draft) -> str:
        """The page has a place for every person asked for, a claim only for those typed."""
        first, _, rest = path.partition(".")
        if first != "subjects":
            return path
        if rest:
            place, _, name = rest.partition(".")
            typed = [number for number, one in enumerate(draft.subjects) if one.filled]
            return f"subjects.{typed[int(place)]}.{name}"
        known = {one.role for one in draft.subjects if one.filled}
        asked = terms.procedure_of(self.catalogue, draft.procedure).subjects
        lacking = (n for n, one in enumerate(asked) if one.required and one.role not in known)
        return f"subjects.{next(lacking, 0)}.name"

    def _bare(self, draft: Draft) -> Claim:
        """Only what decides term and fee, so that both are shown while the rest is still typed."""
        line = {**draft.claim(), "owner": {"name": "…"}, "submitter": None, "subjects": []}
        return read_claim({**line, "appointment": None}, self.now.date())

    def _without_promise(self, draft: Draft, faults: tuple[ui.Fault, ...]) -> ui.Preview:
        """Something required is lacking: show what the law promises all the same."""
        try:
            claim = self._bare(draft)
            procedure = terms.procedure_of(self.catalogue, claim.procedure)
            due = Promise.of(self.catalogue, self.standing.office).due(
                terms.limit_of(procedure, claim), self.now, None
            )
            ground = ground_of(self.catalogue, procedure, claim.exemption)
            fees = terms.fees_of(procedure, claim, ground)
        except ClerkError as fault:
            return ui.Preview(faults=(*faults, self._fault(fault, draft)))
        shown = self._fee(procedure, fees, draft)
        return replace(shown, due=words.promised(due.at), due_reason=due.reason, faults=faults)

    def _whole(
        self,
        found: reception.Assessment,
        draft: Draft,
        faults: tuple[ui.Fault, ...],
        doubts: Sequence[str],
    ) -> ui.Preview:
        chip = None
        if found.due_at is not None:
            promise = Promise.of(self.catalogue, self.standing.office)
            left = promise.time_left(self.now, found.due_at)
            chip = (left.state, left.words)
        return replace(
            self._fee(found.procedure, found.fees, draft),
            due=words.promised(found.due_at),
            due_state=chip,
            due_reason=found.due_reason,
            warnings=(*doubts, *_proxy(draft)),
            faults=faults,
        )

    def _fee(
        self, procedure: Procedure, fees: tuple[FeeLine, ...] | None, draft: Draft
    ) -> ui.Preview:
        amount = whole_fee(fees)
        pages = draft.originals[0].pages if len(draft.originals) == 1 else None
        return ui.Preview(
            fee=words.fee_words(amount),
            fee_reason=fee.explain(fees, pages),
            fee_dong=amount,
            payable=bool(amount),
            exemptions=self._exemptions(procedure, draft),
        )

    def _exemptions(self, procedure: Procedure, draft: Draft) -> tuple[tuple[str, str], ...]:
        """Who may pay nothing; where nobody pays there is nothing to choose."""
        rule = fee.rule_for(procedure)
        if (rule is None or rule.kind == FREE) and not draft.exemption:
            return ()
        listed = (
            (one.ground, one.words)
            for one in self.catalogue.exemptions
            if one.procedure in (None, procedure.code)
        )
        return (*listed, (OTHER_GROUND, OTHER_WORDS))


def _proxy(draft: Draft) -> tuple[str, ...]:
    person = draft.submitter
    if person is None or person.blank or person.relation or person.authority:
        return ()
    return (NO_AUTHORITY,)
