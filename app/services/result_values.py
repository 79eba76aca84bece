"""Papers of results: the receipt of one that is handed out, and the list that brings them back."""

from collections.abc import Sequence

from app.domain import events as e
from app.domain.dossier import FINISHED, RETURNED, Dossier
from app.domain.errors import ClerkError
from app.domain.parts import Result
from app.domain.story import Story, Told, fact_of, steps_of
from app.services.letterhead import Letterhead, Written, require_valid

RECEIPT, HANDOVER = "bien-nhan-ket-qua", "ban-giao-ket-qua"
RECEIPT_NAME, HANDOVER_NAME = "giấy biên nhận trả kết quả", "phiếu bàn giao kết quả"
POST, MARK = "post", "X"
NOT_YET = "Hồ sơ {code} chưa có kết quả nên không có {paper}. Hồ sơ không đổi."


def receipt(head: Letterhead, story: Story, clerk: str) -> Written:
    """Of a result that lies ready (to be signed now, by `clerk`) or was handed out."""
    dossier = story[-1].after
    require_valid(dossier, RECEIPT_NAME)
    if dossier.status not in (FINISHED, RETURNED):
        raise ClerkError(NOT_YET.format(code=dossier.code, paper=RECEIPT_NAME), "code")
    ready = steps_of(story, e.Finished)[-1]
    given = steps_of(story, e.GivenBack)[-1] if dossier.status == RETURNED else None
    day = (given or ready).event.at.date()
    values = {
        **head.head(day),
        "code": dossier.code,
        "procedure": head.procedure(dossier.procedure),
        "owner": {"name": dossier.owner.name},
        "clerk": head.doer(given.event) if given else clerk,
        "taken": _taken(dossier, given),
        "results": [_result(head, dossier)],
        "returned_at": dossier.returned_at,
        "signed": dossier.signed,
        "without_slip": dossier.without_slip or None,
    }
    return Written(RECEIPT, values, day, len(steps_of(story, e.Finished)))


def _taken(dossier: Dossier, given: Told | None) -> dict[str, str | None]:
    """Who took it; empty where that is still to be written by hand."""
    if given is None:
        return {}
    to = fact_of(given, e.GivenBack).to
    if to is None:
        return {"name": dossier.owner.name, "phone": dossier.owner.phone}
    return {
        "name": to.name,
        "id": to.id,
        "relation": to.relation,
        "authority": to.authority,
        "phone": None,
    }


def _result(head: Letterhead, dossier: Dossier) -> dict[str, str | None]:
    known = dossier.result or Result()
    day = "/".join(reversed(known.date.split("-"))) if known.date else None
    said = [head.subject(dossier.procedure)]
    said += [f"ngày {day}"] if day else []
    said += [f"{known.signer} ký"] if known.signer else []
    return {
        "kind": known.kind or "Kết quả giải quyết thủ tục",
        "number": known.number,
        "subject": ", ".join(said),
    }


def handover(head: Letterhead, stories: Sequence[Story]) -> Written:
    """Results that came to the desk together; ClerkError names one that has none."""
    ended = []
    for story in stories:
        dossier = story[-1].after
        require_valid(dossier, HANDOVER_NAME)
        if dossier.status not in (FINISHED, RETURNED):
            raise ClerkError(NOT_YET.format(code=dossier.code, paper=HANDOVER_NAME), "code")
        ended.append(steps_of(story, e.Finished)[-1])
    last = max(ended, key=lambda told: told.event.at)
    day = last.event.at.date()
    values = {
        **head.head(day),
        "code": None,
        "from_office": _same([_giver(head, told) for told in ended]),
        "to_office": head.standing.office.name,
        "given_by": _same([_holder(head, told) for told in ended]),
        "taken_by": _same([head.doer(told.event) for told in ended]),
        "entries": [_entry(head, told.after) for told in ended],
        "total": len(ended),
        "at": last.event.at,
    }
    return Written(HANDOVER, values, day)


def _holder(head: Letterhead, told: Told) -> str | None:
    """Who had it last before the result came."""
    before = told.before.holder if told.before else None
    return head.person(before) if before else None


def _giver(head: Letterhead, told: Told) -> str | None:
    """The deciding office; at home whoever had the dossier last."""
    deciding = told.after.deciding_office
    if deciding in (None, head.standing.office.commune):
        return _holder(head, told)
    return head.office(deciding) or deciding


def _same(names: Sequence[str | None]) -> str | None:
    """The one that all have; None, for a hand to write, where they differ."""
    found = set(names)
    return found.pop() if len(found) == 1 else None


def _entry(head: Letterhead, dossier: Dossier) -> dict[str, str | None]:
    known = dossier.result or Result()
    said = [known.kind or "", f"số {known.number}" if known.number else ""]
    return {
        "code": dossier.code,
        "subject": head.subject(dossier.procedure),
        "result": " ".join(part for part in said if part) or None,
        "owner": dossier.owner.name,
        "address": dossier.owner.address,
        "paid": MARK if dossier.fee_dong and not dossier.exemption else None,
        "post": MARK if dossier.return_by == POST else None,
    }
