"""Which paper is made of what: each form of `motcua print`, out of the stories of dossiers."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from app.bootstrap import opening
from app.bootstrap.opening import OpenDesk
from app.domain.advised import AdvisedOfPapers
from app.domain.dossier import FINISHED, RETURNED, STOPPED, WITHDRAWN, Dossier
from app.domain.errors import ClerkError, Trouble
from app.domain.events import Refused
from app.domain.place import Office
from app.domain.story import Story
from app.domain.times import VN
from app.services.bunches import name_of, together
from app.services.cash_values import cash
from app.services.control_values import control
from app.services.desk import unlocked
from app.services.giveback import cash_dong, signature_of
from app.services.letter_values import apology, drafted, stop
from app.services.letterhead import Letterhead, Written
from app.services.payments import cash_taken
from app.services.ports import Stored
from app.services.promise import Promise
from app.services.refusal_values import refused
from app.services.renewals import renewals
from app.services.result_values import handover, receipt
from app.services.slip_values import Signer, slip_token
from app.services.supplement_values import asked, supplement
from app.services.visit_values import standing, visit
from app.storage.office_names import office_at
from app.storage.refusals import refusal
from app.storage.refusals import supplement as asked_for
from app.storage.secrets import get_secret
from app.storage.stories import story_of
from app.wire.signing import DeviceCertificate

SLIP, REFUSAL, RESULT, VISIT = "slip", "refusal", "result", "visit"
SUPPLEMENT = "supplement"
HANDOVER = "results_handover"
DRAFTED = "apology_draft"  # Mẫu 04 to be signed; from the window only
OF_ONE: dict[str, Callable[[Letterhead, Story], Written]] = {
    "supplement": supplement,
    "apology": apology,
    DRAFTED: drafted,
    "stop": stop,
    "control": control,
    "cash": cash,
}
OF_MANY = (VISIT, HANDOVER)
FORMS = (SLIP, "supplement", REFUSAL, "apology", "stop", "control", RESULT, HANDOVER, VISIT, "cash")
TITLES = {
    SLIP: "Phiếu hẹn",
    "supplement": "Mẫu 02 – yêu cầu bổ sung",
    REFUSAL: "Mẫu 03 – từ chối tiếp nhận",
    "apology": "Mẫu 04 – xin lỗi, gia hạn",
    DRAFTED: "Mẫu 04 – dự thảo để ký",
    "stop": "Mẫu 05 – dừng giải quyết",
    "control": "Mẫu 06 – kiểm soát",
    RESULT: "Biên nhận trả kết quả",
    HANDOVER: "Bàn giao kết quả",
    VISIT: "Giấy tiếp nhận nhiều hồ sơ",
    "cash": "Phiếu thu",
}
LAST_STEP = {
    "hand_over": "control",
    "take_over": "control",
    "request_papers": "supplement",
    "extend": "apology",
    "stop": "stop",
    "withdraw": "stop",
    "finish": RESULT,
    "give_back": RESULT,
    "payment_made": "cash",
}
DEMANDED = "require_payment"
PROMISING = frozenset({"suspend", "request_papers", DEMANDED, "extend"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of `motcua print`: its form, and what it is about (empty for a refusal)."""

    form: str
    stored: tuple[Stored, ...]
    written: Written

    @property
    def key(self) -> str:
        """As the print queue and the journal name it: the second request is supplement:2."""
        which = self.written.which
        return self.form if which == 1 else f"{self.form}:{which}"


def base_of(key: str) -> str:
    """The form of a key."""
    return key.partition(":")[0]


def title_of(key: str) -> str | None:
    """What a paper is called, None where it is none of a dossier's."""
    return TITLES.get(base_of(key))


def paper_of(opened: OpenDesk, form: str, stored: Sequence[Stored]) -> Paper:
    """What the dossiers say on that form; ClerkError where they do not have what it tells."""
    if form not in OF_MANY and len(stored) != 1:
        raise ClerkError("Mẫu này in cho một hồ sơ. Hãy ghi một mã.", "code")
    require_ours(stored)
    if form == VISIT:
        stored = standing(together(opened.journal, stored[0]) if len(stored) == 1 else stored)
    one = stored[0]
    stories = [story_of(opened.connection.execute, each.id) for each in stored]
    head = letterhead(opened, one if len(stored) == 1 else None)
    if form == VISIT:
        url = opened.standing.office.lookup_url
        written = visit(head, stored, lambda one: slip_token(one, signer(opened), url))
    elif form == HANDOVER:
        written = handover(head, stories)
    elif form == RESULT:
        written = receipt(head, stories[0], unlocked_name(opened))
        written = replace(written, values=written.values | {"signature": _signature(opened, one)})
    else:
        written = OF_ONE[form](head, stories[0])
    return Paper(form, tuple(stored), written)


def _signature(opened: OpenDesk, stored: Stored) -> bytes | None:
    """What was drawn on the screen, as a picture; None where nothing was, or it is not here."""
    scan = signature_of(stored.dossier)
    with suppress(Trouble):
        return None if scan is None else opened.scans().read(scan.digest)
    return None


def require_ours(stored: Sequence[Stored]) -> None:
    """ClerkError where one is another system's: its papers are that system's, too."""
    for one in stored:
        if one.dossier.master is not None:
            raise ClerkError(
                f"Hồ sơ {one.dossier.code} của hệ thống khác: giấy tờ do hệ thống đó in. Hồ sơ "
                "không đổi.",
                "code",
            )


def refusal_paper(opened: OpenDesk, number: str) -> Paper:
    """The paper of a refusal at the counter; ClerkError where no such number is known here."""
    found = refusal(opened.connection, number)
    event = found.event if found else None
    if event is None or not isinstance(event.fact, Refused):
        raise ClerkError(
            f"Không có phiếu từ chối số “{number[:60]}” trên máy này. Hãy xem lại số.", "code"
        )
    return Paper(REFUSAL, (), refused(letterhead(opened), event, event.fact))


def desk_paper(opened: OpenDesk, form: str, number: str) -> Paper:
    """A paper that belongs to no dossier, by its number: Mẫu 03, or Mẫu 02 before reception."""
    if form == REFUSAL:
        return refusal_paper(opened, number)
    found = asked_for(opened.connection, number)
    event = found.event if found else None
    if event is None or not isinstance(event.fact, AdvisedOfPapers):
        raise ClerkError(f"Không có phiếu yêu cầu bổ sung số “{number[:60]}” trên máy này.", "code")
    return Paper(SUPPLEMENT, (), asked(letterhead(opened), event, event.fact))


def cash_of(opened: OpenDesk, stored: Stored) -> int:
    """The cash that was taken for it; what was demanded besides the fee is in its story alone."""
    dossier = stored.dossier
    if all(line.action != DEMANDED for line in dossier.history):
        return cash_dong(dossier)
    return cash_taken(story_of(opened.connection.execute, stored.id))


def forms_of(dossier: Dossier, in_cash: int) -> tuple[str, ...]:
    """The papers that there are of one dossier as it stands, in the order of their numbers."""
    if dossier.void or dossier.master is not None:
        return ()
    taken = {line.action for line in dossier.history if line.effective}
    stopped = dossier.status == WITHDRAWN or dossier.state == STOPPED
    there = {
        SLIP: True,
        VISIT: name_of(dossier) is not None,
        "supplement": "request_papers" in taken,
        "apology": dossier.extensions > 0,
        "stop": stopped,
        "control": True,
        RESULT: dossier.status in (FINISHED, RETURNED),
        "cash": in_cash > 0,
    }
    return tuple(form for form, is_there in there.items() if is_there)


def last_form(dossier: Dossier, forms: Sequence[str]) -> str:
    """The one of its papers that belongs to the dossier's last step, else its slip."""
    steps = [line.action for line in dossier.history if line.effective]
    named = (LAST_STEP.get(action) for action in reversed(steps))
    slip = VISIT if VISIT in forms else SLIP
    last = next((form for form in named if form is not None), slip)
    return last if last in forms else slip


def forms_published(opened: OpenDesk, on: date) -> dict[str, str]:
    """The province's own layouts on a day, by file name."""
    return dict(opened.catalogues.covering(on).forms)


def renewals_of(opened: OpenDesk, stored: Stored) -> list[dict[str, Any]]:
    """Promises behind the slip's first one."""
    dossier = stored.dossier
    if not any(line.action in PROMISING and line.effective for line in dossier.history):
        return []
    catalogue = opened.desk.catalogue(dossier.received_at)
    promise = Promise.of(catalogue, opened.standing.office_on(dossier.received_at.date()))
    story = story_of(opened.connection.execute, stored.id)
    return renewals(story, promise.remaining_minutes)


def letterhead(opened: OpenDesk, stored: Stored | None = None) -> Letterhead:
    """Who writes here; one dossier's procedure is named as when it was received."""
    today = opened.desk.clock.now()
    catalogue = opened.desk.catalogue(today)
    if stored is not None:
        catalogue = opened.catalogues.labelled(stored.dossier.catalogue)
    users = tuple(opened.journal.users())
    return Letterhead(opened.standing, users, catalogue, partial(_office_on, opened))


def _office_on(opened: OpenDesk, day: date) -> Office:
    return office_then(opened, datetime.combine(day, time.max, VN))


def office_then(opened: OpenDesk, moment: datetime) -> Office:
    """The own office by its names of then; telephone and look-up address are those of now."""
    now = opened.standing.office
    found = office_at(opened.connection.execute, moment, opened.journal.office)
    return replace(found, phone=now.phone, lookup_url=now.lookup_url)


def unlocked_name(opened: OpenDesk) -> str:
    """Who works at the desk now."""
    who = unlocked(opened.desk)
    return who.name if who else opened.desk.user


def signer(opened: OpenDesk) -> Signer:
    """The desk's key for tokens."""
    private = get_secret(opened.connection, opening.DEVICE_KEY)
    certificate = get_secret(opened.connection, opening.DEVICE_CERTIFICATE)
    if private is None or certificate is None:
        raise Trouble("Máy này mất khoá ký phiếu. Hồ sơ vẫn an toàn; hãy gọi tỉnh.")
    return Signer(private, DeviceCertificate.from_bytes(certificate))
