"""What the reception page would promise now: pure and quick, asked at each key on the UI thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.bootstrap.promise_words import Promised, last_due, told
from app.domain import fee
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.procedure import FREE, Procedure
from app.services import bunches, reception, terms
from app.services.claim import Claim, read_claim
from app.services.desk import Desk
from app.services.doubts import NO_AUTHORITY
from app.services.exemption import ground_of
from app.services.offices import in_codes
from app.services.old_places import Places
from app.services.ports import Standing
from app.services.promise import Promise
from app.ui.reception import desk as ui
from app.ui.reception.draft import OTHER_GROUND, Draft

NO_PROCEDURE = ui.Fault("procedure", "Chưa chọn thủ tục. Gõ số 1–9, hoặc vài chữ rồi Enter.")
NO_GROUND = ui.Fault("fee.exemption", "Thiếu căn cứ miễn, giảm. Hãy ghi văn bản hoặc giấy tờ.")
OTHER_WORDS = "Căn cứ khác…"


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
            found = reception.assess_all(
                self.desk, claim or self._bare(draft), self.now, self.standing
            )
        except ClerkError as fault:
            more: tuple[ui.Fault, ...] = (self._fault(fault, draft),)
            if claim is None and more[0].field.startswith("subjects"):
                more = ()  # the bare claim names nobody, the page may
            return self._without_promise(draft, (*faults, *more))
        doubts = dict.fromkeys(
            one.message
            for _, assessed in found
            for one in assessed.warnings
            if claim is not None or not one.field.startswith("owner.")  # the bare owner is nobody
        )
        if claim is None:
            doubts |= dict.fromkeys(_proxy(draft))  # the bare claim names no submitter
        return self._whole([one for _, one in found], draft, faults, tuple(doubts))

    def _read(self, draft: Draft) -> tuple[tuple[ui.Fault, ...], Claim | None]:
        try:
            return (), read_claim(self._line(draft), self.now.date())
        except ClerkError as fault:
            return (self._fault(fault, draft),), None

    def _line(self, draft: Draft) -> dict[str, Any]:
        places = Places(self.catalogue, self.standing.commune)
        return in_codes(draft.claim(), places.code_of)

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
        asked = terms.asked_of(self.catalogue, draft.procedure).subjects
        lacking = (n for n, one in enumerate(asked) if one.required and one.role not in known)
        return f"subjects.{next(lacking, 0)}.name"

    def _bare(self, draft: Draft) -> Claim:
        """Only what decides term and fee, so that both are shown while the rest is still typed."""
        line = {
            **draft.claim(),
            "deciding_office": None,
            "return_office": None,
            "owner": {"name": "…"},
            "submitter": None,
            "subjects": [],
        }
        return read_claim({**line, "appointment": None}, self.now.date())

    def _without_promise(self, draft: Draft, faults: tuple[ui.Fault, ...]) -> ui.Preview:
        """Something required is lacking: show what the law promises all the same."""
        try:
            members = bunches.members_of(self.catalogue, self._bare(draft))
            parts = [self._promised(one) for one in members]
        except ClerkError as fault:
            return ui.Preview(faults=(*faults, self._fault(fault, draft)))
        return replace(self._told(parts, draft), faults=faults)

    def _promised(self, member: bunches.Member) -> Promised:
        claim = member.claim
        procedure = terms.procedure_of(self.catalogue, claim.procedure)
        promise = Promise.of(self.catalogue, self.standing.office)
        limit = terms.limit_of(procedure, claim)
        due, _ = bunches.promised(promise, limit, self.now, None, member.within)
        ground = ground_of(self.catalogue, procedure, claim.exemption)
        fees = terms.fees_of(procedure, claim, ground)
        return Promised(procedure, due.at, due.reason, fees)

    def _whole(
        self,
        found: Sequence[reception.Assessment],
        draft: Draft,
        faults: tuple[ui.Fault, ...],
        doubts: tuple[str, ...],
    ) -> ui.Preview:
        parts = [Promised(one.procedure, one.due_at, one.due_reason, one.fees) for one in found]
        chip, due_at = None, last_due(parts)
        if due_at is not None:
            promise = Promise.of(self.catalogue, self.standing.office)
            left = promise.time_left(self.now, due_at)
            chip = (left.state, left.words)
        return replace(
            self._told(parts, draft),
            due_state=chip,
            warnings=doubts,
            faults=faults,
        )

    def _told(self, parts: Sequence[Promised], draft: Draft) -> ui.Preview:
        pages = draft.originals[0].pages if len(draft.originals) == 1 else None
        return replace(told(parts, pages), exemptions=self._exemptions(parts, draft))

    def _exemptions(self, parts: Sequence[Promised], draft: Draft) -> tuple[tuple[str, str], ...]:
        """Who may pay nothing; where nobody pays there is nothing to choose."""
        if not draft.exemption and not any(_costs(one.procedure) for one in parts):
            return ()
        codes = {one.procedure.code for one in parts}
        listed = (
            (one.ground, one.words)
            for one in self.catalogue.exemptions
            if one.procedure is None or codes == {one.procedure}
        )
        return (*listed, (OTHER_GROUND, OTHER_WORDS))


def _costs(procedure: Procedure) -> bool:
    rule = fee.rule_for(procedure)
    return rule is not None and rule.kind != FREE


def _proxy(draft: Draft) -> tuple[str, ...]:
    person = draft.submitter
    if person is None or person.blank or person.relation or person.authority:
        return ()
    return (NO_AUTHORITY,)
