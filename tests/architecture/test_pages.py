"""Pages are made of shared widgets: colours, fonts and sizes are the theme's."""

import re

from tests.architecture.tree import ROOT, name

LOOKS = re.compile(r"#[0-9a-fA-F]{6}\b|\bQColor\(|\bQFont\(|setStyleSheet|\d+px\b")
NOT_PAGES = frozenset({"widgets"})


def test_no_page_has_colours_or_fonts_of_its_own() -> None:
    pages = [
        file
        for file in (ROOT / "app/ui").glob("*/*.py")
        if file.parent.name not in NOT_PAGES and LOOKS.search(file.read_text("utf-8"))
    ]
    assert [name(file) for file in pages] == []
