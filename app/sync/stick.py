"""The exchange by stick: envelopes written to a folder, answers read from one.

The same envelopes and answers as over the line. What is written is not sent yet: marks move only on
the province's answer, whenever it comes back, if it does; the line may be quicker meanwhile. Sticks
come late, twice and in pieces: nothing that one says can take back what is known.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.services.exchange import COMPLETE, PARTIAL, REFUSED, ChainStore, Outcome, Peer
from app.sync.engine import Engine, Next
from app.sync.exchange_words import said_by_province, told
from app.wire import carried
from app.wire.answer import said_at
from app.wire.carried import DOWN, Carried
from app.wire.errors import WireError
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
        said = (
            f"Đã ghi {events} việc vào {len(written)} tệp trên USB. Mang USB tới tỉnh; "
            "chưa tính là đã gửi cho tới khi có trả lời của tỉnh."
        )
        return self._outcome(COMPLETE, said, sent=events, size=sum(written.values()))

    def read(self) -> Outcome:
        """Every answer for this desk; what is another's is left alone and said."""
        engine = Engine(self.store, self.peer, self.app_version)
        found, broken, others = self._files(DOWN)
        answers, closed = self._opened(found)
        before, taken, refused = self.store.stored_depth(), 0, ""
        broken += closed
        for answer, contents in answers:
            try:
                step = engine.take_carried(answer, self.now_ms())
            except WireError:
                broken += 1
                continue
            taken += 1
            refused = engine.message or "" if step is Next.REFUSED else refused
            self._keep(contents)
        state = REFUSED if refused else COMPLETE if taken and not broken else PARTIAL
        now_known = self.store.stored_depth() - before
        notices = said_by_province(engine, self.store)
        words = (refused, _read_words(taken, now_known, broken, others), *told(notices))
        said = " ".join(filter(None, words))
        return replace(self._outcome(state, said, received=engine.received_events), notices=notices)

    def _files(self, direction: int) -> tuple[list[Carried], int, int]:
        """What lies here for this desk, how much of it is broken, how much is for others."""
        found, broken, others = [], 0, 0
        for file in files_in(self.folder):
            try:
                one = carried.read(file.read_bytes())
            except (WireError, OSError):
                broken += 1
                continue
            if one.direction == direction and one.device == self.peer.device:
                found.append(one)
            elif one.device != self.peer.device:
                others += 1
        return found, broken, others

    def _opened(self, found: list[Carried]) -> tuple[list[tuple[bytes, list[bytes]]], int]:
        """Answers with their contents, the oldest first: the newest has the last word."""
        answers = []
        for one in found:
            with suppress(WireError):
                answer, contents = carried.open_down(one, self.peer.device_private)
                answers.append((said_at(answer), answer, contents))
        answers.sort(key=lambda one: one[0])
        return [(answer, contents) for _, answer, contents in answers], len(found) - len(answers)

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


def _read_words(taken: int, known: int, broken: int, others: int) -> str:
    """What was on the stick, for the clerk."""
    if not taken:
        said = "USB này không có trả lời nào của tỉnh cho máy này."
    elif known > 0:
        said = f"Tỉnh đã nhận thêm {known} việc của máy này."
    else:
        said = "Đã đọc trả lời của tỉnh; không có gì mới về hồ sơ đã gửi."
    if broken:
        said += f" {broken} tệp hỏng hoặc bị sửa nên không đọc; hãy xin tỉnh ghi lại."
    if others:
        said += f" {others} tệp của máy khác để nguyên."
    return said
