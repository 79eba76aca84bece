"""A rebuild writes the rows that taking event by event wrote, whatever the journal holds."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.answers import Resolved
from app.domain.parts import FeeLine, FeeReceipt, ForeignCode, Result
from app.domain.scan import ScanAdded
from app.domain.times import from_seconds, to_seconds
from app.storage import installations, own_chain, rebuilding
from app.storage.connection import transaction
from app.storage.installations import LAST
from app.storage.own_chain import DEPTH_MASK
from app.storage.projections import digest
from app.wire.event import encode
from tests.province.desks import reception
from tests.storage.conftest import FRIDAY

EVENTS, ODD = 150, 0.1
NAMES = ("Lò Thị Mai", "Lường Văn Nút", "Giàng A Sùng", "H’Bia Niê")


def fact(dice: random.Random, number: int) -> Any:
    """Anything that a journal may hold of a dossier, sensible or not."""
    path = dice.choice(["owner.name", "owner.address", "channel", "owner.phone", "codes.0.code"])
    wrong = [None, 5, ("a", "b"), "post", dice.choice(NAMES), "bản Tá Miếu, xã Sín Thầu"]
    return dice.choice(
        [
            e.TakenOver(),
            e.HandedOver("tu phap"),
            e.Finished(),
            e.Finished(Result(number=f"{number}, quyển số 1/2026-SCT/BS", date="2026-11-20")),
            e.GivenBack(),
            e.Noted("gọi lúc 5 giờ"),
            e.Voided("nhập nhầm"),
            e.CodePaired("dvcqg", f"H11-{number % 4}"),
            e.Corrected(path, None, dice.choice(wrong), "sửa"),
            e.PaymentRequired(dice.choice([None, 5_000])),
            e.PaymentMade("cash", FeeReceipt("01BLP2-001", "28AA-26P", f"{number % 4:07d}")),
            e.Corrected("fee.fee_receipt.serial", None, dice.choice(wrong), "sửa"),
            ScanAdded(f"{number:064x}", "00" * 32, 9),
            *[Resolved(("ab" * 32,), "khac", "mine")] * (dice.random() < ODD),
        ]
    )


def opening(dice: random.Random, number: int) -> e.Received:
    """A reception, rarely one whose fee no card takes."""
    odd = dice.random()
    fees = (FeeLine("lệ phí", None, 1, 1 << 62),) * 3 if odd < ODD else ()
    code = ForeignCode("dvcqg", f"H11-{number}") if odd > 1 - 3 * ODD else None
    return reception(
        code=f"MC-03158-1-261120-{number:04d}",
        fees=fees,
        external_code=code,
        key=f"k{number % 40}",
    )


def bodies(dice: random.Random, first: int, opened: list[int]) -> Iterator[bytes]:
    """A journal's next events, from depth `first` on."""
    for number in range(first, first + EVENTS):
        at = from_seconds(to_seconds(FRIDAY) + number)
        if dice.random() < ODD:
            yield dice.choice([b'[99,1,0,0,null,"x",null]', b"\x00", b'[33,1,0,0,4,"x",null] '])
        elif dice.random() < ODD:
            yield encode(e.Event(at, at, "nhi", None, None, e.Advised("2.000815")))
        elif not opened or dice.random() < 3 * ODD:
            opened.append(number)
            yield encode(e.Event(at, at, "nhi", None, 0, opening(dice, number)))
        else:
            back = number - dice.choice([*opened, first])
            yield encode(e.Event(at, at, "nhi", None, back, fact(dice, number)))


@pytest.mark.parametrize("seed", range(12))
def test_any_journal_is_rebuilt_to_the_same_rows(
    opened: OpenDesk, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "MOST_HELD", 4)  # so that dossiers make room and come back
    monkeypatch.setattr(rebuilding, "ROOM", 2)
    connection = opened.connection
    last, head = connection.execute(LAST).fetchone()
    with transaction(connection):
        events = bodies(random.Random(seed), (last & DEPTH_MASK) + 1, [])
        for place, body in enumerate(events, 1):
            head = installations.append(connection, last + place, bytes(head), body)
    before, words = digest(connection.execute), worded(opened)
    (cards,) = connection.execute("SELECT count(*) FROM dossier").fetchone()
    assert cards > rebuilding.MOST_HELD
    assert connection.execute("SELECT count(*) FROM fee_receipt").fetchone() > (0,)
    with transaction(connection):
        rebuilding.rebuild(connection)
    assert digest(connection.execute) == before
    assert worded(opened) == words


def test_a_rebuild_follows_the_chain_and_names_the_first_event_that_is_not_its_own(
    opened: OpenDesk,
) -> None:
    connection = opened.connection
    last, head = connection.execute(LAST).fetchone()
    with transaction(connection):
        for place, body in enumerate(bodies(random.Random(3), (last & DEPTH_MASK) + 1, []), 1):
            head = installations.append(connection, last + place, bytes(head), body)
        assert rebuilding.rebuild(connection) == own_chain.WHOLE
        for place in (7, 9):
            connection.execute("UPDATE event SET body=? WHERE id=?", (b"[]", last + place))
        said = rebuilding.rebuild(connection)
    assert said == own_chain.BROKEN.format((last & DEPTH_MASK) + 7)
    assert said == own_chain.verify_chain(connection.execute)


def worded(opened: OpenDesk) -> list[list[int]]:
    """The names that each word leads to."""
    found = "SELECT rowid FROM name_words WHERE name_words MATCH ? ORDER BY 1"
    rows = [opened.connection.execute(found, (word,)).fetchall() for word in ("lo", "gia", "ban")]
    return [[row[0] for row in one] for one in rows]
