"""The roles that a person of an office may hold, a set each; names as the screen shows them."""

USUAL = "reception"  # what a person who is added mostly does
SIGNING = frozenset({"director", "deputy", "signer"})  # who signs results

ROLES = {
    "director": "Giám đốc",
    "deputy": "Phó Giám đốc",
    "reception": "Tiếp nhận",
    "specialist": "Chuyên môn",
    "signer": "Ký duyệt",
    "registrar": "Hộ tịch",
    "helper": "Hỗ trợ",
    "volunteer": "Tình nguyện",
    "cashier": "Thủ quỹ",
    "administrator": "Quản trị",
}
