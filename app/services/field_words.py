"""What a clerk calls the fields that have a name of the contract: no screen says `owner.name`."""

FIELD_WORDS = {
    "about": "việc bị ảnh hưởng",
    "address": "nơi ở",
    "amount_dong": "số tiền",
    "appointment": "ngày hẹn",
    "authority": "giấy uỷ quyền",
    "born_on": "ngày sinh",
    "broken": "số máy hỏng",
    "by": "người làm",
    "certified": "số bản chứng thực đã nộp",
    "certify": "số bản chứng thực",
    "code": "mã hồ sơ",
    "copies": "số bản sao",
    "deciding_office": "cơ quan giải quyết",
    "device": "thiết bị",
    "document": "số văn bản",
    "email": "thư điện tử",
    "exemption": "diện miễn",
    "form": "mẫu số",
    "ground": "căn cứ",
    "held": "số máy đang có",
    "id": "số giấy tờ",
    "id_kind": "loại giấy tờ",
    "least": "mức báo sắp hết",
    "name": "tên",
    "nationality": "quốc tịch",
    "needed": "số máy cần",
    "no_id_reason": "lý do không có giấy tờ",
    "note": "ghi chú",
    "number": "số văn bản",
    "originals": "số bản chính",
    "pages": "số trang",
    "papers": "tên giấy tờ",
    "papers.name": "tên giấy tờ",
    "phone": "điện thoại",
    "position": "chức vụ",
    "quantity": "số lượng",
    "reason": "lý do",
    "relation": "quan hệ",
    "return_office": "nơi trả kết quả",
    "serial": "số biên lai",
    "serials": "dải số",
    "sets": "số bộ",
    "signer": "người ký",
    "symbol": "ký hiệu biên lai",
    "to": "người nhận",
    "words": "nội dung",
}


def named(path: str) -> str:
    """The field at a dotted path as a sentence begins with it; the path where nobody calls it so.

    Places in a list are left out: `papers.3.name` is the name of a paper.
    """
    parts = [part for part in path.split(".") if not part.isdigit()]
    words = FIELD_WORDS.get(".".join(parts[-2:])) or FIELD_WORDS.get(parts[-1] if parts else "")
    return words[0].upper() + words[1:] if words else path
