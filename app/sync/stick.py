"""The exchange by stick: envelopes written to a folder, answers read from one.

The same envelopes and answers as over the line. What is written is not sent yet: marks move only on
the province's answer, whenever it comes back, if it does; the line may be quicker meanwhile. Sticks
come late, twice and in pieces: nothing that one says can take back what is known.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import Trouble
from app.services.exchange import COMPLETE, PARTIAL, REFUSED, ChainStore, Outcome, Peer
from app.services.journals import Supplies
from app.sync.engine import Engine, Next
from app.sync.exchange_words import said_by_province, told
from app.sync.supply import MOST, MOST_BYTES
from app.wire import carried
from app.wire.answer import said_at
from app.wire.carried import DOWN, Carried
from app.wire.errors import UnknownKind, WireError
from app.wire.packing import unpack
from app.wire.stick import UP_NAME, file_name, files_in, write_whole


@dataclass(slots=True)
class Stick:
    """One folder on a stick, for one desk."""

    store: ChainStore
    peer: Peer
    folder: Path
    app_version: str
    now_ms: Callable[[], int]
    neighbours: Supplies | None = None

    def write(self) -> Outcome:
        """All that the province is not known to have, in files that replace this desk's older ones.

        Trouble where the stick cannot be written; what lay there before lies there still.
        """
        engine = Engine(self.store, self.peer, self.app_version)
        written: dict[str, int] = {}
        events = 0
        for raw, count, head in engine.carry(self.now_ms()):
            name = file_name(UP_NAME, self.peer.device, head)
            sealed = carried.up(raw, self.peer.device, engine.certificate.public_key)
            write_whole(self.folder, name, sealed)
            written[name] = len(sealed)
            events += count
        self._forget_others(written)
        brought = self._write_neighbours(engine.certificate.public_key)
        said = (
            f"Đã ghi {events} việc vào {len(written)} tệp trên USB. Mang USB tới tỉnh; "
            "chưa tính là đã gửi cho tới khi có trả lời của tỉnh."
        )
        if not events:
            said = "Không còn việc nào chưa gửi; tệp trên USB chỉ để hỏi tỉnh có gì mới."
        if brought:
            said += f" Cùng đi: {brought} gói của quầy khác lâu chưa gửi."
        return self._outcome(COMPLETE, said, sent=events, size=sum(written.values()))

    def _write_neighbours(self, server: bytes) -> int:
        """What silent desks of the office signed, each under its own name; how many files.

        A full stick takes none of it, and the own records stand on it all the same.
        """
        written = 0
        if self.neighbours is None:
            return written
        for one in self.neighbours.waiting(MOST, MOST_BYTES):
            sealed = carried.up(one.raw, one.device, server)
            try:
                write_whole(self.folder, file_name(UP_NAME, one.device, one.head), sealed)
            except Trouble:
                break
            written += 1
        return written

    def read(self) -> Outcome:
        """Every answer for this desk; what is another's is left alone and said."""
        engine = Engine(self.store, self.peer, self.app_version)
        unread = _Unread()
        before, taken, refused = self.store.stored_depth(), 0, ""
        for answer, contents in self._opened(self._files(DOWN, unread), unread):
            try:
                step = engine.take_carried(answer, self.now_ms())
            except WireError as error:
                unread.count(error)
                continue
            taken += 1
            refused = engine.message or "" if step is Next.REFUSED else refused
            self._keep(contents)
        if engine.set_back:
            self.store.offer_again()
        state = REFUSED if refused else COMPLETE if taken and not unread.own else PARTIAL
        now_known = self.store.stored_depth() - before
        notices = said_by_province(engine, self.store)
        words = (refused, _read_words(taken, now_known, unread), *told(notices))
        said = " ".join(filter(None, words))
        return replace(self._outcome(state, said, received=engine.received_events), notices=notices)

    def _files(self, direction: int, unread: "_Unread") -> list[Carried]:
        """What lies here for this desk."""
        found = []
        for file in files_in(self.folder):
            try:
                one = carried.read(file.read_bytes())
            except (WireError, OSError) as error:
                unread.count(error)
                continue
            if one.direction == direction and one.device == self.peer.device:
                found.append(one)
            elif one.device != self.peer.device:
                unread.others += 1
        return found

    def _opened(self, found: list[Carried], unread: "_Unread") -> list[tuple[bytes, list[bytes]]]:
        """Answers with their contents, the oldest first: the newest has the last word."""
        answers = []
        for one in found:
            try:
                answer, contents = carried.open_down(one, self.peer.device_private)
                answers.append((said_at(answer), answer, contents))
            except WireError as error:
                unread.count(error)
        answers.sort(key=lambda one: one[0])
        return [(answer, contents) for _, answer, contents in answers]

    def _keep(self, contents: list[bytes]) -> None:
        wanted = self.store.wanted_blobs()
        for packed in contents:
            content = unpack(packed)
            digest = hashlib.sha256(content).hexdigest()
            if digest in wanted:
                self.store.keep_blob(digest, content)

    def _forget_others(self, written: dict[str, int]) -> None:
        """Older files of this desk: all that is in them and not answered stands in the new ones."""
        for file in files_in(self.folder):
            own = file.name.startswith(f"{UP_NAME}-{self.peer.device}-")
            if own and file.name not in written:
                file.unlink(missing_ok=True)

    def _outcome(
        self, state: str, said: str, *, sent: int = 0, received: int = 0, size: int = 0
    ) -> Outcome:
        return Outcome(state, sent, received, self.store.stored_depth(), 0, size, 0, said)


@dataclass(slots=True)
class _Unread:
    """Files that told nothing."""

    broken: int = 0
    newer: int = 0
    others: int = 0

    @property
    def own(self) -> int:
        """Those that were perhaps meant for this machine."""
        return self.broken + self.newer

    def count(self, error: Exception) -> None:
        """One more of this desk's."""
        if isinstance(error, UnknownKind):
            self.newer += 1
        else:
            self.broken += 1


def _read_words(taken: int, known: int, unread: _Unread) -> str:
    """What was on the stick, for the clerk."""
    if not taken:
        said = "USB này không có trả lời nào của tỉnh cho máy này."
    elif known > 0:
        said = f"Tỉnh đã nhận thêm {known} việc của máy này."
    else:
        said = "Đã đọc trả lời của tỉnh; không có gì mới về hồ sơ đã gửi."
    if unread.newer:
        said += (
            f" {unread.newer} tệp do chương trình mới hơn của tỉnh ghi, không hỏng: hãy cập nhật "
            "Một Cửa ở máy này rồi đọc lại USB."
        )
    if unread.broken:
        said += f" {unread.broken} tệp hỏng hoặc bị sửa nên không đọc; hãy xin tỉnh ghi lại."
    if unread.others:
        said += f" {unread.others} tệp của máy khác để nguyên."
    return said
