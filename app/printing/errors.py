"""A layout and its values that do not fit together: our bug, or a province's layout file."""

from app.domain.errors import Trouble


class LayoutError(Trouble):
    """Names the form, the field and the sentence; the dossier does not depend on its paper."""

    def __init__(self, what: str) -> None:
        """`what` is wrong, without a full stop."""
        super().__init__(f"Mẫu giấy chưa in được: {what}. Hồ sơ vẫn an toàn; hãy báo cho tỉnh.")
