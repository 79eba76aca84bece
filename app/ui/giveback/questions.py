"""What F4 asks once before it hands out, pressed once more it does as told; why it cannot."""

from PySide6.QtCore import QCoreApplication

from app.domain.vietnamese import dong
from app.ui.giveback.basket import Basket
from app.ui.giveback.desk import Receiver
from app.ui.messages import ATTENTION, Message, Messages

OWED, PROXY, WHY, POST = "giveback-owed", "giveback-proxy", "giveback-why", "giveback-post"
SAID_MS = 12_000


class Questions:
    """Each is asked once for what it is about; `settled` when that is over."""

    def __init__(self, messages: Messages) -> None:
        """Nothing was asked."""
        self._messages = messages
        self._owed, self._proxy, self._posted = 0, Receiver(), 0

    def nothing(self, basket: Basket, topic: str) -> bool:
        """Whether nothing can be given, and said, unless a word of `topic` still says enough."""
        if basket.ready:
            return False
        if basket:
            head = _words("Chưa trả hồ sơ nào: trong danh sách chưa có kết quả nào trả được.")
            more = _words("Lý do ghi ở từng dòng. Quét phiếu khác, hoặc Del bỏ dòng ấy ra.")
            self._say(WHY, head, more, SAID_MS)
        elif self._messages.of(topic) is None:  # a double press after all went
            head = _words("Chưa trả hồ sơ nào: danh sách đang trống.")
            more = _words("Quét phiếu hẹn; mất phiếu thì quét căn cước chủ hồ sơ.")
            self._say(WHY, head, more, SAID_MS)
        return True

    def nobody_named(self, basket: Basket) -> bool:
        """Whether it is asked first who takes it, where nobody was named."""
        return self._owners(len(basket.owners)) or self._post(basket.by_post)

    def _post(self, count: int) -> bool:
        """What was asked for by post goes to a postman; the owner may still come himself."""
        asked, self._posted = self._posted, count
        if count in (0, asked):
            return False
        head = _words("{0} hồ sơ đăng ký trả qua bưu điện, chưa rõ ai nhận. Chưa trả hồ sơ nào.")
        more = _words(
            "Giao bưu điện: Ctrl+U gõ tên người nhận gửi, số bưu gửi ghi ở ô Ký nhận. Chính chủ tự "
            "đến lấy: F4 lần nữa."
        )
        self._say(POST, head.format(count), more)
        return True

    def _owners(self, count: int) -> bool:
        """Whether it belongs to several: nobody of them takes all of it as its owner."""
        if count > 1:
            head = _words("Kết quả của {0} người, chưa rõ ai nhận. Chưa trả hồ sơ nào.")
            more = _words(
                "Một người nhận thay: quét thẻ người ấy, hoặc Ctrl+U gõ tên. Ai nhận của người "
                "nấy: Del bỏ bớt, trả từng người."
            )
            self._say(WHY, head.format(count), more, SAID_MS)
        return count > 1

    def moved(self) -> None:
        """The list or who takes it changed: why it could not go is asked anew."""
        self._messages.clear(WHY)

    def money(self, owed: int) -> bool:
        """Whether the clerk is asked for the money first."""
        asked, self._owed = self._owed, owed
        if owed in (0, asked):
            return False
        head = _words("Còn {0} đ chưa thu. Chưa trả hồ sơ nào.").format(dong(owed))
        self._say(OWED, head, _words("Thu rồi: Ctrl+T. Vẫn trả, ghi là chưa thu: F4 lần nữa."))
        return True

    def proxy(self, who: Receiver, lacking: str) -> bool:
        """Whether the clerk is asked what somebody else is to the owner; `lacking` in words."""
        if not lacking or (self._proxy.name, self._proxy.id) == (who.name, who.id):
            return False
        self._proxy = who
        head = _words("{0} nhận thay mà chưa ghi {1}. Chưa trả hồ sơ nào.").format(
            who.name, lacking
        )
        self._say(PROXY, head, _words("Có thì gõ vào ô bên phải. Vẫn trả như vậy: F4 lần nữa."))
        return True

    def paid(self) -> None:
        """What is owed changed."""
        self._messages.clear(OWED)

    def settled(self) -> None:
        """It is done, or begun anew."""
        self._owed, self._proxy, self._posted = 0, Receiver(), 0
        for topic in (OWED, PROXY, WHY, POST):
            self._messages.clear(topic)

    def _say(self, topic: str, head: str, more: str, lasts_ms: int | None = None) -> None:
        self._messages.show(Message(topic, ATTENTION, head, more, lasts_ms=lasts_ms))


def _words(words: str) -> str:
    return QCoreApplication.translate("GiveBackPage", words)
