"""How much waits for each system: counted in one look, and the same as one look for each."""

from app.bootstrap import waiting_out
from app.bootstrap.opening import OpenDesk
from app.services import reception
from app.services.steps import step

OWNER = {"name": "Lò Văn Thử", "no_id_reason": "mất"}
COPY: dict[str, object] = {"procedure": "2.000815", "owner": OWNER, "pages": 1, "copies": 1}
MARITAL: dict[str, object] = {
    "procedure": "1.004873",
    "owner": OWNER,
    "details": {"purpose": "kết hôn"},
}


def received(opened: OpenDesk, line: dict[str, object]) -> str:
    return reception.receive(opened.desk, line).stored.dossier.code


def counted(opened: OpenDesk) -> dict[str, int]:
    return {target.system: many for target, many in waiting_out.systems(opened)}


def test_what_is_paired_or_void_is_not_counted_for_its_system(opened: OpenDesk) -> None:
    codes = [received(opened, line) for line in (COPY, COPY, COPY, MARITAL, MARITAL)]
    assert counted(opened) == {"province": 5, "hotich": 2}
    step(opened.desk, {"code": codes[1], "action": "void", "reason": "nhập nhầm"})
    pair = {"action": "pair", "external_code": "H18.40-261120-0001"}
    step(opened.desk, pair | {"code": codes[2]})
    step(opened.desk, pair | {"code": codes[2], "external_code": "H18.40-261120-0003"})
    own = pair | {"external_code": "HT-2026-7", "system": "hotich"}
    step(opened.desk, own | {"code": codes[3]})
    found = counted(opened)
    assert found == {"province": 3, "hotich": 1}
    targets = [waiting_out.target_of(opened, system=name) for name in found]
    assert [waiting_out.count(opened, one)[0] for one in targets] == list(found.values())
