"""Invented sheets as a scanner delivers them."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw


def sheet(dots: int = 300, *, stamp: bool = False, seed: int = 1) -> Image.Image:
    """An A4 sheet on slightly yellow paper, with lines of writing and perhaps a round red stamp."""
    size = round(8.27 * dots), round(11.69 * dots)
    grain = Image.effect_noise(size, 8)  # as every scanner sees paper
    picture = Image.merge(
        "RGB", [grain.point(lambda dot, top=top: top - abs(dot - 128)) for top in (250, 246, 235)]
    )
    draw, random = ImageDraw.Draw(picture), Random(seed)
    for line in range(40):
        top = round((0.7 + line * 0.25) * dots)
        for word in range(12):
            left = round((0.8 + word * 0.5) * dots)
            right = left + round(random.uniform(0.1, 0.4) * dots)
            draw.rectangle((left, top, right, top + dots // 20), fill=(40, 40, 60))
    if stamp:
        box = tuple(round(side * dots) for side in (5.0, 9.0, 6.4, 10.4))
        draw.ellipse(box, outline=(205, 40, 45), width=max(1, dots // 25))
    return picture


def photo(size: tuple[int, int] = (1600, 1200), *, turned: bool = False, seed: int = 1) -> bytes:
    """A telephone's picture of nothing, with the place and the camera that it writes beside it."""
    green = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", (Image.new("L", size, 40 + seed), green, Image.new("L", size, 90)))
    about = Image.Exif()
    about[0x010F], about[0x0112] = "invented camera", 6 if turned else 1
    about.get_ifd(0x8825)[1] = "N"  # where on earth
    out = BytesIO()
    picture.save(out, "JPEG", exif=about, comment=b"a comment")
    return out.getvalue()


def file_of(*sheets: Image.Image, kind: str = "JPEG", dots: int = 300) -> bytes:
    """The sheets as one file."""
    out = BytesIO()
    if len(sheets) == 1 and kind != "PDF":
        sheets[0].save(out, kind, dpi=(dots, dots))
    else:
        sheets[0].save(
            out, kind, save_all=True, append_images=sheets[1:], resolution=dots, dpi=(dots, dots)
        )
    return out.getvalue()
