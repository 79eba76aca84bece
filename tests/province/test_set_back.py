"""A province that came back from an older copy gives nothing twice."""

from dataclasses import replace
from datetime import timedelta

from app.domain import downstream as down
from app.wire.event import decode
from province.blocks import LEASED, grant
from province.ledger import Ledger
from province.skipping import Distance, named_up_to, skip
from tests.province.desks import NOW, Desk, Keys, Post, make_desk, reception

AGENCY, TODAY = "H18.40", NOW.date()


def leased(ledger: Ledger, keys: Keys, desk: int) -> Desk:
    """A desk that prints legal numbers, of whose blocks the ledger has lost all."""
    made = make_desk(ledger, keys, desk=desk)
    device = ledger.devices.find(made.name)
    assert device is not None
    ledger._connection.execute(  # type: ignore[attr-defined]
        "UPDATE device SET numbering = ?, agency_code = ? WHERE name = ?",
        (LEASED, AGENCY, made.name),
    )
    return made


def test_a_block_that_a_machine_used_is_known_again_when_it_comes_back(
    ledger: Ledger, keys: Keys, post: Post
) -> None:
    desk = leased(ledger, keys, 1)
    desk.add(reception(f"{AGENCY}-{TODAY:%y%m%d}-0702"), 0)
    desk.add(reception(f"{AGENCY}-{TODAY:%y%m%d}-0703"), 0)
    desk.add(reception("H99.1-261123-0801"), 0)  # of another office
    desk.add(reception(f"{AGENCY}-{TODAY:%y%m%d}-9901"), 0)  # the province's own
    desk.send(post)
    assert ledger.grants.taken(AGENCY, str(TODAY), str(TODAY)) == {7}
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 99)]
    given = [(one.block, one.device) for one in facts if isinstance(one, down.BlockGranted)]
    assert given == [(7, desk.name)]
    other = leased(ledger, keys, 2)
    device = ledger.devices.find(other.name)
    assert device is not None
    held = grant(ledger, device, 10, TODAY)
    assert 7 not in {one.block for one in held}


def test_the_operators_word_skips_a_distance_of_every_series(ledger: Ledger, keys: Keys) -> None:
    desk = leased(ledger, keys, 1)
    device = ledger.devices.find(desk.name)
    assert device is not None
    grant(ledger, device, 2, TODAY)
    last = named_up_to(ledger)
    done = skip(ledger, Distance(names=50, letters=2, blocks=5), NOW)
    assert done == {"names": 50, "letters": 2, "blocks": 5}
    assert named_up_to(ledger) == last + 50
    assert ledger.settings.get("letter/03158/1") == "2"
    for later in (0, 59):
        found = grant(ledger, replace(device, letter=f"x{later}"), 1, TODAY + timedelta(days=later))
        assert found[0].block >= 7
