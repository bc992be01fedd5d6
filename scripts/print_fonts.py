"""Makes the fonts of PDFs, `themes/default/print/fonts/*.ttf`, from Noto's: `scripts/print_fonts.py FOLDER`.

FOLDER has Noto's TTF files, as Debian's `fonts-noto-core` and `fonts-noto-mono` install them. What is made has Latin,
Greek and Cyrillic letters and the signs of these languages, and names of its own, so that a Noto font of the machine
isn't taken for it.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from mentorsite.render.forms.pdf.glyphs_by_code import in_order_of_codes

TARGET = Path(__file__).parent.parent / "themes" / "default" / "print" / "fonts"
RANGES = (
    (0x20, 0x7E), (0xA0, 0x36F), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2212, 0x2212), (0x2260, 0x2265),
    (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
TYPED = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x253, 0x254), (0x257, 0x257), (0x259, 0x259), (0x25B, 0x25B), (0x263, 0x263),
    (0x268, 0x269), (0x272, 0x272), (0x28A, 0x28B), (0x2BC, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304),
    (0x306, 0x30C), (0x323, 0x323), (0x326, 0x328), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1FFF),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20BF), (0x2116, 0x2116),
    (0x2122, 0x2122),
)  # fmt: skip
SIGNS = ((0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF))
FONTS = (
    ("NotoSans-Regular.ttf", "Print Sans", "Regular", "sans-regular", RANGES, True),
    ("NotoSans-Bold.ttf", "Print Sans", "Bold", "sans-bold", RANGES, True),
    ("NotoSans-Italic.ttf", "Print Sans", "Italic", "sans-italic", RANGES, True),
    ("NotoSerif-Bold.ttf", "Print Serif", "Bold", "serif-bold", RANGES, True),
    ("NotoSansMono-Regular.ttf", "Print Mono", "Regular", "mono-regular", RANGES, True),
    ("NotoSansSymbols2-Regular.ttf", "Print Signs", "Regular", "signs-regular", SIGNS, True),
    ("NotoSansMath-Regular.ttf", "Print Maths", "Regular", "maths-regular", SIGNS[:3], True),
    # viewers draw with it what is typed: it is in the PDF whole, so it is small
    ("NotoSans-Regular.ttf", "Print Fields", "Regular", "fields-regular", TYPED, False),
)  # fmt: skip


def main(folder: Path) -> None:
    """Writes each font from its source in `folder`."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, family, style, name, ranges, features in FONTS:
        font = TTFont(folder / source, recalcTimestamp=False)
        options = Options(hinting=False, notdef_outline=True, name_IDs=["*"])
        if not features:
            options.layout_features = []
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
        subsetter.subset(font)
        _rename(font, family, style)
        target = TARGET / f"{name}.ttf"
        font.save(target)
        if ranges is TYPED:
            target.write_bytes(in_order_of_codes(target.read_bytes()))


def _rename(font: TTFont, family: str, style: str) -> None:
    names = {
        1: family, 16: family, 2: style, 17: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", ""),
        3: f"mentorsite {family} {style}",
    }  # fmt: skip
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID not in (0, 13, 14):
            font["name"].names.remove(record)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
