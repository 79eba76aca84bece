"""Desks of one office trade their journals: plain objects without a socket.

Each says what it has, the other sends what is missing, until neither has anything more. Everything
is decided by hashes and by the devices' signatures; who carried an envelope does not matter, so the
relay may be any desk, an older copy of one, or another one tomorrow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.services.exchange import ChainStore
from app.services.journals import JOURNALS, Member, Met, OfficeStore
from app.services.lan import Caller, LanLine, News
from app.wire import office as wire
from app.wire.envelope import claims, open_envelope, pack
from app.wire.errors import UnknownKind, WireError
from app.wire.header import Header
from app.wire.office import Message, Person
from app.wire.signing import DeviceCertificate

OWN = 0  # the line of this desk's journal
MOST_EVENTS, MOST_EVENT_BYTES = 500, 256 << 10  # of one envelope
MOST_BYTES = 1 << 20  # of one message
MOST_ROUNDS = 400
MOST_DECLINED = 500
NEWER = (
    "Một máy của cơ quan dùng chương trình mới hơn nên máy này chưa đọc được việc của máy đó "
    "(không hỏng). Hãy cập nhật Một Cửa ở máy này; dữ liệu của cả hai máy vẫn an toàn."
)
SHUT_OUT = (
    "Tỉnh đã thu hồi máy {device} nên việc của máy đó không được nhận qua mạng nội bộ. Dữ liệu "
    "trên máy này vẫn an toàn; hãy gọi quản trị viên của tỉnh."
)
FOREIGN = (
    "Một máy trong mạng nội bộ không thuộc cơ quan này nên việc của nó không được nhận. Dữ liệu "
    "trên máy này vẫn an toàn; hãy xem lại máy nào đang nối vào mạng."
)
BROKEN = (
    "Một gói của máy khác trong cơ quan bị hỏng nên không được nhận. Dữ liệu trên máy này vẫn an "
    "toàn; máy sẽ tự hỏi lại."
)


@dataclass(slots=True)
class Trader:
    """What both sides do: say what is here, pack what is missing, take what came."""

    store: OfficeStore
    chain: ChainStore
    member: Member
    app_version: str
    _declined: dict[bytes, None] = field(init=False, default_factory=dict)

    def message(self, their_have: Sequence[bytes] | None) -> Message:
        """What is here; with it what the other lacks, where it is known what he has."""
        envelopes, more = ([], False) if their_have is None else self._lacking(their_have)
        have = (*self.store.have(), *self._declined)
        return Message(have, self.store.people(), tuple(envelopes), more)

    def take(self, message: Message) -> tuple[int, tuple[str, ...]]:
        """Keep what is new and verified: how many events, and sentences on what was not kept."""
        said: dict[str, None] = {}
        self.store.meet([one for one in message.people if self._verified(one, said)])
        revoked = self.store.revoked()
        came = 0
        for raw in message.envelopes:
            try:
                came += self._take_one(raw, revoked, said)
            except UnknownKind:
                said[NEWER] = None
            except WireError:
                said[BROKEN] = None
        return came, tuple(said)

    def _take_one(self, raw: bytes, revoked: frozenset[str], said: dict[str, None]) -> int:
        device = claims(raw).device
        certificate = self.store.certificate_of(device)
        if certificate is None:
            said[SHUT_OUT.format(device=device) if device in revoked else FOREIGN] = None
            return 0
        envelope = open_envelope(raw, DeviceCertificate.from_bytes(certificate).public_key)
        if device in revoked:
            said[SHUT_OUT.format(device=device)] = None
            self._decline(envelope.head)
            return 0
        return self.store.take(envelope, raw) or 0

    def _decline(self, head: bytes) -> None:
        """It is not wanted: said to be here, so that it is not brought again before the others."""
        self._declined[head] = None
        if len(self._declined) > MOST_DECLINED:
            del self._declined[next(iter(self._declined))]

    def _verified(self, one: Person, said: dict[str, None]) -> bool:
        """Whether the province's root says that it is a desk of this office."""
        try:
            certificate = DeviceCertificate.from_bytes(one.certificate)
            certificate.verify(self.member.root)
        except WireError:
            said[FOREIGN] = None
            return False
        place = (certificate.commune, certificate.training)
        if place != (self.member.commune, self.member.training):
            said[FOREIGN] = None
            return False
        return True

    def _lacking(self, have: Sequence[bytes]) -> tuple[list[bytes], bool]:
        """Envelopes for somebody who has these: own events first, others may stand on them."""
        reach = self.store.reach(have)
        depth, size = reach.get(OWN, 0), 0
        envelopes: list[bytes] = []
        while bodies := self.chain.bodies_after(depth, MOST_EVENTS, MOST_EVENT_BYTES):
            if size > MOST_BYTES:
                return envelopes, True
            envelopes.append(self._packed(depth, bodies))
            size += len(envelopes[-1])
            depth += len(bodies)
        carried, more = self.store.carried_beyond(reach, max(0, MOST_BYTES - size))
        return [*envelopes, *carried], more

    def _packed(self, depth: int, bodies: list[bytes]) -> bytes:
        """As it would go to the province, which may get it by any neighbour's hand."""
        cursor = self.chain.cursor()
        header = Header(
            device=self.member.device,
            installation=self.member.installation,
            parent=self.chain.identity_at(depth),
            count=len(bodies),
            app_version=self.app_version,
            clock_ms=0,
            cursor=cursor.position,
            cursor_hash=cursor.identity if cursor.position else b"",
        )
        return pack(header, bodies, self.member.device_private)


@dataclass(slots=True)
class RelayJournals:
    """The relay's side: implements OfficeJournals."""

    trader: Trader
    news: News
    _told: tuple[bytes, ...] = field(init=False, default=())

    def answer(self, caller: Caller, payload: bytes) -> bytes:  # noqa: ARG002 - what he brings is signed
        """What the caller lacks, after what he brought was kept.

        Who cannot be read is told what is here, in a form that a newer program reads.
        """
        try:
            message = wire.read(payload)
        except WireError:
            return wire.pack(self.trader.message(None))
        self.trader.take(message)
        answer = self.trader.message(message.have)
        if answer.have != self._told:
            self._told = answer.have
            self.news.tell(JOURNALS)
        return wire.pack(answer)


@dataclass(slots=True)
class DeskJournals:
    """A desk's side: implements Neighbours."""

    trader: Trader
    _relay_has: tuple[bytes, ...] | None = field(init=False, default=None)

    def meet(self, line: LanLine) -> Met:
        """Trade until neither side has anything more, or nothing moves any more."""
        came = went = 0
        said: dict[str, None] = {}
        message = self.trader.message(self._relay_has)
        for _ in range(MOST_ROUNDS):
            before = self._relay_has
            try:
                answer = wire.read(line.call(JOURNALS, wire.pack(message)))
            except WireError as error:
                said[NEWER if isinstance(error, UnknownKind) else BROKEN] = None
                break
            self._relay_has = answer.have
            new, sentences = self.trader.take(answer)
            said |= dict.fromkeys(sentences)
            moved = answer.have != before
            came, went = came + new, went + (len(message.envelopes) if moved else 0)
            message = self.trader.message(answer.have)
            if not message.envelopes and not answer.more:
                return Met(came, went, complete=True, sentences=tuple(said))
            if not moved and not new:
                break
        return Met(came, went, complete=False, sentences=tuple(said))
