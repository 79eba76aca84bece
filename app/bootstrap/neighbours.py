"""A desk among the desks of its office: who trades journals, on whose database.

The objects work on the connection of the desk they are made of: one thread at a time.
"""

import app
from app.bootstrap.opening import DEVICE_CERTIFICATE, OpenDesk
from app.services.journals import JOURNALS, Member
from app.services.lan import LanLine, Meeting, News, Told
from app.storage.office import SqliteOffice
from app.storage.secrets import get_secret
from app.sync.office import DeskJournals, RelayJournals, Trader


def desk_journals(opened: OpenDesk) -> DeskJournals | None:
    """The side of this desk; None where it stands alone: it has no neighbours."""
    trader = _trader(opened)
    return None if trader is None else DeskJournals(trader)


def journals_meeting(opened: OpenDesk) -> Meeting | None:
    """The same as a desk's client runs it, on a database connection of its thread's own."""
    desk = desk_journals(opened)
    if desk is None:
        return None

    def meet(line: LanLine) -> Told:
        met = desk.meet(line)
        return Told(met.came, met.went, met.sentences)

    return Meeting(JOURNALS, desk.trader.store.mark, meet)


def relay_journals(opened: OpenDesk, news: News) -> RelayJournals | None:
    """The relay's side, on this desk's database; None where it stands alone."""
    trader = _trader(opened)
    return None if trader is None else RelayJournals(trader, news)


def _trader(opened: OpenDesk) -> Trader | None:
    peer, chain = opened.peer(), opened.chain()
    certificate = get_secret(opened.connection, DEVICE_CERTIFICATE)
    if peer is None or certificate is None:
        return None
    member = Member(
        device=peer.device,
        installation=peer.installation,
        device_private=peer.device_private,
        certificate=certificate,
        root=peer.root,
        training=peer.training,
        commune=peer.commune,
    )
    now = opened.desk.clock.now
    store = SqliteOffice(opened.connection, chain, certificate, peer.training, now)
    return Trader(store, chain, member, app.VERSION)
