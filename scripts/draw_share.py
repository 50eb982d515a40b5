"""Draw the picture that shows beside a link to the site, with the font that `vendor_font.py` fetched.

`python scripts/draw_share.py`: needs Pillow with Raqm (in its wheels), which joins the Persian letters.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

STATIC = Path(__file__).resolve().parents[1] / "src/sarkhat/pages/static/pages"
SIZE = (1200, 630)
PAPER, INK, GREY, RULE, ACCENT = "#fbf9f4", "#1c1a17", "#625d54", "#dcd6c9", "#00595c"
EDGE = 96


def main() -> None:
    """Masthead on the right, a page of headlines as rules below: what the site is, without anybody's photo."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    right = SIZE[0] - EDGE
    pen.rectangle((EDGE, 84, right, 96), fill=ACCENT)
    pen.text((right + 6, 244), "سرخط", fill=INK, font=_font(190, 900), anchor="rm", direction="rtl", language="fa")
    pen.text((right, 392), "خبرهای رسانه‌ها، کنار هم", fill=GREY, font=_font(46, 450), anchor="rm", direction="rtl")
    for column in range(3):
        _column(pen, right - column * 348, 474, (*(312, 276, 300, 190)[column:], 240))
    image.save(STATIC / "share.png", optimize=True)


def _column(pen: ImageDraw.ImageDraw, right: int, top: int, widths: tuple[int, ...]) -> None:
    pen.rectangle((right - 312, top, right, top + 3), fill=INK)
    for row, width in enumerate(widths[:3]):
        pen.rectangle((right - width, top + 28 + row * 26, right, top + 38 + row * 26), fill=RULE)


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(STATIC / "vazirmatn.woff2"), size, layout_engine=ImageFont.Layout.RAQM)
    font.set_variation_by_axes([weight])
    return font


if __name__ == "__main__":
    main()
