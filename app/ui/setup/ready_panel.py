"""The last step: what was set up, what is left for later, and the way in."""

from app.settings import Settings, left_of
from app.ui.setup.first_desk import TRAINING, Answers, FirstRunDesk
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.text import Text

LEFT_WORDS = {
    "look": "chữ và màu",
    "printer": "máy in",
    "scanner": "máy quét",
    "recovery": "phiếu khôi phục",
    "backup": "nơi sao lưu",
}


def words_of(left: list[str]) -> str:
    """Steps that are left, as a sentence names them."""
    return ", ".join(LEFT_WORDS[step] for step in left)


class ReadyPanel(SetupPanel):
    """F9 opens the desk."""

    title = "Sẵn sàng"
    save_words = "Bắt đầu làm việc"

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Words only."""
        super().__init__()
        self._desk, self._answers = desk, answers
        self._what, self._left = Text("", "title", wrap=True), Text("", "quiet", wrap=True)
        enter = self.tr(
            "Trang khoá mở ra: gõ mã PIN vừa đặt. Từ đó quét thẻ căn cước để tiếp nhận hồ sơ đầu "
            "tiên; F1 là trợ giúp, mọi việc làm được bằng phím."
        )
        lessons = self.tr("Trong máy luyện tập, Ctrl+L mở sáu bài học, làm lúc nào cũng được.")
        self._lessons = Text(lessons, wrap=True)
        parts = (self._what, self._left, Text(enter, wrap=True), self._lessons, self.trouble)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def load(self) -> None:
        """Count what is left now."""
        self._what.setText(self._answers.office or self.tr("Chưa chọn xã và quầy."))
        self._left.setText(self._words(self._desk.machine.settings()))
        self._lessons.setVisible(self._answers.way == TRAINING)

    def _words(self, settings: Settings) -> str:
        unseen = [] if "look" in self._answers.done else ["look"]
        left = [*unseen, *left_of(settings)]
        if not left:
            return self.tr("Mọi việc cài đặt đã xong.")
        said = self.tr("Để sau: {0}. Ctrl+↑ quay lại làm ngay; sau này mở bằng Ctrl+Q.")
        return said.format(words_of(left))
