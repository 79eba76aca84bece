"""Invented dossiers for measuring, the same at every run."""

import random
from typing import Any

FAMILIES = "Lò Pờ Vàng Giàng Sùng Mùa Thào Chang Lỳ Vù Khoàng Tao Nguyễn Trần Đặng Bùi".split()
MIDDLES = "Văn Thị A Mỳ Dần Gó Hữu Minh".split()
GIVEN = "Đức Ướt Mai Páo Xuyến Nhù Sinh Xá De Hừ Ưởng Hặc Phà Lòng Xứ Mé Súa Sử Lử Dợ".split()
PROCEDURES = ("2.000815", "2.000815", "2.000884", "1.004873", "1.001776", "1.014027")
HAMLETS = ("Tả Kố Khừ", "A Pa Chải", "Tá Miếu", "Lỳ Mà Tá", "Pờ Nhù Khồ")


def line(dice: random.Random, number: int) -> dict[str, Any]:
    """One dossier line of the contract."""
    name = f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
    year = dice.randrange(1940, 2000)
    return {
        "key": f"bench-{number}",
        "procedure": dice.choice(PROCEDURES),
        "owner": {
            "name": name,
            "id": f"0110{year % 100:02d}{dice.randrange(10**6):06d}",
            "born_on": f"{year}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}",
            "sex": "male",
            "phone": f"09{dice.randrange(10**8):08d}",
            "address": f"Bản {dice.choice(HAMLETS)}, xã Sín Thầu, tỉnh Điện Biên",
            "commune": "03158",
        },
        "pages": dice.randrange(1, 9),
        "copies": dice.randrange(1, 4),
    }
