"""What F4 asks once before it hands out; pressed once more it does as it was told."""

from PySide6.QtCore import QCoreApplication

from app.domain.vietnamese import dong
from app.ui.giveback.desk import Receiver
from app.ui.messages import ATTENTION, Message, Messages

OWED, PROXY = "giveback-owed", "giveback-proxy"


class Questions:
    """Each is asked once for what it is about; `settled` when that is over."""

    def __init__(self, messages: Messages) -> None:
        """Nothing was asked."""
        self._messages = messages
        self._owed, self._proxy = 0, Receiver()

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
        self._owed, self._proxy = 0, Receiver()
        for topic in (OWED, PROXY):
            self._messages.clear(topic)

    def _say(self, topic: str, head: str, more: str) -> None:
        self._messages.show(Message(topic, ATTENTION, head, more))


def _words(words: str) -> str:
    return QCoreApplication.translate("GiveBackPage", words)
