"""What the part Nối các quầy says, in ready words, and the code of a relay's address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import zxingcpp

from app.lan.state import HOSTING, JOINED, State
from app.services.lan import Address, Seen
from app.ui.admin.lan_desk import ATTENTION, GOOD, RESTING, LanView

BY_ITSELF = (
    "Máy này làm việc một mình: chỉ thấy hồ sơ và số chờ của mình. Cơ quan có nhiều quầy: chọn 2 ở "
    "một máy, chọn 3 ở các máy khác, rồi F9."
)
NOT_JOINED = LanView(RESTING, "chưa nối", (BY_ITSELF,))
NO_RELAY_YET = "chưa thấy máy nối"
WORKS_ON = "Quầy này vẫn làm việc bình thường."
LOCKED = "Máy nối chạy từ lần mở khoá đầu tiên trong ngày tới khi đóng chương trình."


@dataclass(frozen=True, slots=True)
class Moment:
    """Now by the desk's clock and by the clock that states are told in."""

    now: datetime
    seconds: float

    def at(self, seconds: float) -> str:
        """A state's moment on the desk's clock."""
        return f"{self.now + timedelta(seconds=seconds - self.seconds):%H:%M:%S}"


def view(state: State, seen: Sequence[Seen], moment: Moment) -> LanView:
    """A desk's view of how it stands."""
    if state.kind not in (JOINED, HOSTING):
        return _looking(state, moment)
    desk = f"quầy {state.desk}"
    head = "máy này là máy nối" if state.kind == HOSTING else f"đang nối với {desk}"
    where = LOCKED if state.address is None else f"Máy nối ở {state.address}."
    said = (where, _others(state), state.sentence)
    sign = ATTENTION if state.others else GOOD  # somebody has to choose at the other one
    return LanView(sign, head, tuple(filter(None, said)), desks(seen, moment))


def hosted(shown: LanView, state: State, here: Address) -> LanView:
    """The same where this machine is a relay, whoever is the one that is used."""
    if state.kind == JOINED:
        two = (
            f"Đang có hai máy nối: máy này và quầy {state.desk} ({state.address}). Các quầy dùng "
            f"quầy {state.desk}. Hãy chọn 3 ở một trong hai máy rồi F9."
        )
        shown = replace(shown, sign=ATTENTION, said=(two,))
    return replace(shown, address=f"{here.host}:{here.port}", code=here.scanned())


def _looking(state: State, moment: Moment) -> LanView:
    when = "" if state.next_try is None else f"Tự thử lại lúc {moment.at(state.next_try)}."
    said = tuple(filter(None, (state.sentence or WORKS_ON, when)))
    return LanView(ATTENTION, NO_RELAY_YET, said)


def deaf(sentence: str) -> LanView:
    """It cannot be what it was told to be; the sentence says why."""
    return LanView(ATTENTION, "chưa nối được", (sentence,))


def desks(seen: Sequence[Seen], moment: Moment) -> tuple[str, ...]:
    """`Quầy 2 · 10:42:07`: when each was heard last."""
    lines = []
    for one in seen:
        at = moment.at(moment.seconds - one.ago)
        lines.append(f"Quầy {one.desk} · {at if one.here else f'thấy lần cuối {at}'}")
    return tuple(lines)


def _others(state: State) -> str:
    """Two relays in one office: which one is used, and what to do."""
    if not state.others:
        return ""
    named = ", ".join(f"quầy {one.desk} ({one.address})" for one in state.others)
    return (
        f"Còn máy nối khác: {named}. Các quầy dùng máy nối được chọn sau cùng, việc ở cả hai nơi "
        "vẫn về đủ. Hãy chọn 3 ở máy ấy rồi F9."
    )


def qr_modules(text: str) -> tuple[str, ...]:
    """The rows of a QR code, 1 for dark."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = code.to_image(add_quiet_zones=False)
    side, raw = image.shape[0], bytes(memoryview(image))  # type: ignore[arg-type]  # it is a buffer
    rows = (raw[start : start + side] for start in range(0, side * side, side))
    return tuple("".join("0" if cell else "1" for cell in row) for row in rows)
