"""A list that came in beside a special system, and what is remembered of its columns."""

from datetime import datetime

from app.bootstrap.beside_desk import BesideBridge
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from tests.at_once import AtOnce

HEAD = ("Ký hiệu", "Đương sự", "Chặng")
AT = datetime(2026, 11, 20, 10, 0, tzinfo=VN)


def bridge_of(opened: OpenDesk) -> BesideBridge:
    frozen = Frozen(
        opened.standing, opened.catalogues.covering(AT.date()), tuple(opened.journal.users())
    )
    at_once = AtOnce(opened)
    return BesideBridge(lambda: opened, lambda: frozen, at_once, lambda _at: None, lambda *_job: 0)


def listed(code: str) -> str:
    return "\n".join("\t".join(row) for row in (HEAD, (code, "Lò Văn Thử", "Đang xử lý")))


def system_of(opened: OpenDesk, code: str) -> str | None:
    (stored,) = opened.journal.with_code(code)
    return stored.dossier.master


def test_columns_named_beside_a_special_system_make_no_list_of_the_province_its_own(
    opened: OpenDesk,
) -> None:
    bridge = bridge_of(opened)
    bridge.use("hotich")
    bridge.look(None, listed("H18.40-261120-0002"))
    for key, meaning in (("A", "code"), ("B", "name"), ("C", "status")):
        bridge.mean(key, meaning)
    bridge.take()
    assert system_of(opened, "H18.40-261120-0002") == "hotich"
    bridge.use("province")
    bridge.look(None, listed("H18.40-261120-0001"))
    bridge.take()
    assert system_of(opened, "H18.40-261120-0001") == "province"
