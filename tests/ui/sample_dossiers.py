"""Invented users, dossiers and hits for the desk's tests and pictures."""

from dataclasses import replace

from app.domain.errors import ClerkError, MotCuaError
from app.ui.dossier.desk import DossierDesk, DossierView, StepAsked
from app.ui.lock.desk import LockDesk, LockStatus, User
from app.ui.widgets.papers import Paper
from app.ui.widgets.timeline import LifeStep
from tests.ui.samples import run_now

USERS = (
    User("nhi", "Lò Thị Nhi", "Cán bộ tiếp nhận"),
    User("hac", "Tao Văn Hặc", "Tư pháp – hộ tịch"),
    User("uong", "Khoàng Thị Ưởng", "Văn hoá – xã hội", digits=8),
    User("sinh", "Pờ Dần Sinh", "Giám đốc Trung tâm", digits=None),
)
WRONG = "Sai mã PIN. Còn 3 lần rồi phải đợi 1 phút."
RIGHT_PIN = "135790"
LIFE = (
    LifeStep("T4 18/11 · 08:05", "Tiếp nhận", "Quầy 2 – Lò Thị Nhi · phiếu hẹn đã in · đủ 2/2"),
    LifeStep(
        "T4 18/11 · 08:31",
        "Bàn giao cho Tư pháp – hộ tịch",
        "Bên giao Lò Thị Nhi, bên nhận Tao Văn Hặc · phiếu bàn giao số 12",
    ),
    LifeStep(
        "T4 18/11 · 14:10",
        "Yêu cầu bổ sung một lần",
        "Thiếu: giấy xác nhận của nơi cư trú trước · tạm dừng tính hạn",
        "paused",
    ),
    LifeStep(
        "T5 19/11 · 09:20",
        "Dân nộp bổ sung, tính hạn tiếp",
        "Tạm dừng 4 giờ làm việc · hẹn trả dời từ 12:00 sang 16:00 T6 20/11",
    ),
    LifeStep(
        "từ T5 19/11 · 10:02", "Đang xử lý – Tao Văn Hặc", "Còn 3 giờ 18 phút làm việc", "now"
    ),
    LifeStep("trước 16:00 hôm nay", "Lãnh đạo ký", state="planned"),
    LifeStep("16:00 hôm nay", "Trả kết quả tại Quầy 2", state="planned"),
)
VIEW = DossierView(
    code="MC-03158-1-261118-0238",
    title="Xác nhận tình trạng hôn nhân",
    state=("due", "16:00 hôm nay"),
    owner_name="Đặng Văn Đức",
    line=("nhận 08:05 T4 18/11 tại Quầy 2", "Tỉnh đã nhận 10:41 hôm nay"),
    owner=(
        ("Họ và tên", "Đặng Văn Đức"),
        ("Số CCCD", "011 090 000 007"),
        ("Ngày sinh", "01/01/1990 · Nam"),
        ("Nơi ở", "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên"),
        ("Điện thoại", "0912 345 678"),
        ("Mục đích", "Kết hôn với bà Lỳ Mò Mé"),
    ),
    papers=(
        Paper("Tờ khai cấp giấy xác nhận", "quét 2 trang", ticked=True),
        Paper("Giấy xác nhận nơi cư trú trước", "nộp bổ sung 09:20 T5 19/11", ticked=True),
    ),
    papers_words="đủ 2 / 2",
    money=(("Lệ phí", "miễn"), ("Kết quả", "1 bản chính, giao tại quầy")),
    steps=LIFE,
    allowed=("hand_over", "take_over", "request_papers", "finish", "pair", "void"),
    main="finish",
)
FINISHED = replace(
    VIEW,
    state=("done", "có kết quả 14:20"),
    allowed=("give_back", "pair", "void"),
    main="give_back",
)
LOCKED = replace(
    VIEW,
    state=("done", "đã trả"),
    allowed=("pair", "void"),
    main="",
    steps=(*LIFE[:4], LifeStep("T6 20/11 · 09:12", "Trả kết quả: chính chủ", "Lò Thị Nhi")),
    locked=(
        "Chỉ xem: đã trả kết quả T6 20/11 · 09:12, Lò Thị Nhi. Đóng nhầm thì nhờ người đảo bước: "
        "Pờ Dần Sinh."
    ),
)
VOIDED = replace(
    LOCKED,
    state=("paused", "đã huỷ"),
    allowed=(),
    locked="Chỉ xem: đã huỷ T6 20/11 · 09:12, Lò Thị Nhi. Số phiếu không dùng lại.",
    prints=(),
)
MANY_LETTERS = replace(
    VIEW,
    title="Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc ở nước ngoài",
    owner_name="Nguyễn Hoàng Thị Ngọc Ánh Tuyết Ê Đê Kpă H’Bia Êban Bhơ Riu",
    owner=(
        ("Họ và tên", "Nguyễn Hoàng Thị Ngọc Ánh Tuyết Ê Đê Kpă H’Bia Êban Bhơ Riu"),
        ("Số CCCD", "066 188 000 419"),
        (
            "Nơi ở",
            "Buôn Ƀuôn Krông Ĕa Ngư̆, khu tái định cư Nậm Kè – Huổi Lụ 3, xã Nà Hỳ",
        ),
        ("Mục đích", "Bổ sung tên đệm Ñuôl, Čŭn và họ Kđăm đã ghi thiếu dấu trong sổ năm 1988"),
    ),
)
OTHER_STEPS = replace(
    VIEW,
    allowed=(
        *VIEW.allowed, "require_payment", "payment_made", "suspend", "extend", "withdraw", "stop",
        "correct", "note", "link",
    ),
    wrong=(
        ("owner.name", "Họ và tên", VIEW.owner_name), ("owner.phone", "Điện thoại", "0912345678"),
        ("note", "Ghi chú", ""),
    ),
    scans=True,
)  # fmt: skip
PAYS = replace(
    OTHER_STEPS,
    state=("paused", "chờ nộp tiền"),
    main="payment_made",
    money=(("Lệ phí", "chưa rõ"), ("Kết quả", "1 bản chính, giao tại quầy")),
    paying="Lệ phí: chưa rõ. Sổ thu phí tính số tiền ghi ở ô dưới.",
    pays_unknown=True,
)
BY_LEADER = replace(FINISHED, allowed=("give_back", "pair", "void", "reverse", "note", "link"))
RECIPIENTS = (
    ("hac", "Tao Văn Hặc – Tư pháp – hộ tịch"),
    ("uong", "Khoàng Thị Ưởng – Văn hoá – xã hội"),
    ("leaders", "Lãnh đạo xã ký"),
)


class Door:
    """A lock that counts the tries."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, str]] = []
        self.wait_s = 0

    def unlock(self, user: str, secret: str) -> bool:
        """Open for the right PIN."""
        self.tried.append((user, secret))
        if secret != RIGHT_PIN:
            raise ClerkError(WRONG, "pin")
        return False

    def desk(self, **changes: object) -> LockDesk:
        """The callables of a lock page."""
        parts = (
            "Ngoại tuyến – làm việc bình thường",
            "Chưa gửi 23 hồ sơ, đã lưu trên máy",
            "10:42 T6 20/11",
        )
        values: dict[str, object] = {
            "users": lambda: USERS,
            "unlock": self.unlock,
            "waits_s": lambda _user: self.wait_s,
            "status": lambda: LockStatus(parts=parts),
            "run": run_now,
            "office": "Trung tâm Phục vụ hành chính công xã Sín Thầu",
            "counter": "Quầy 2",
            "recent": lambda: ("nhi",),
        }
        return LockDesk(**{**values, **changes})  # type: ignore[arg-type]


class Shelf:
    """Dossiers that remember the steps asked of them."""

    def __init__(self, view: DossierView = VIEW) -> None:
        self.view = view
        self.taken: list[StepAsked] = []
        self.reprinted: list[tuple[str, str]] = []
        self.refuse: MotCuaError | None = None

    def take(self, asked: StepAsked) -> DossierView:
        """Keep the step, or refuse it as told."""
        if self.refuse is not None:
            raise self.refuse
        self.taken.append(asked)
        return self.view

    def desk(self) -> DossierDesk:
        """The callables of a dossier page."""
        return DossierDesk(
            load=lambda _code: self.view,
            take=self.take,
            recipients=lambda: RECIPIENTS,
            run=run_now,
            reprint=lambda code, form: self.reprinted.append((code, form)),
        )


NEW = User("pao", "Giàng A Páo", "Chuyên môn", has_pin=False, has_code=True)
FORGOT = User("nhi", "Lò Thị Nhi", "Tiếp nhận", has_code=True)
