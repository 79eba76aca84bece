"""Small pictures of the papers, as docs/pictures/papers shows them.

`python -m tests.printing.gallery` draws all of them anew; a test compares them with what is printed
now, so a picture always shows the paper as it is.
"""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.architecture.tree import ROOT
from tests.printing.paper_samples import BOOKS, book_paper, usual
from tests.printing.told import pdf

FOLDER = ROOT / "docs" / "pictures" / "papers"
DPI, GREYS = 72, 8


def picture(made: bytes) -> Image.Image:
    """The first page in a few greys."""
    document = pypdfium2.PdfDocument(made)
    try:
        page: Image.Image = document[0].render(scale=DPI / 72).to_pil().convert("L")
    finally:
        document.close()
    return page.quantize(GREYS)


def kept(form: str) -> Path:
    """Where the picture of a form lies."""
    return FOLDER / f"{form}.png"


def papers() -> dict[str, bytes]:
    """Every paper and every book by its name."""
    return {form: pdf(written) for form, written in usual().items()} | {
        name: pdf(book_paper(make)) for name, make in BOOKS.items()
    }


def main() -> None:
    """Draw all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form, made in papers().items():
        out = io.BytesIO()
        picture(made).save(out, "PNG", optimize=True)
        kept(form).write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
