"""Letters of fonts that show signs in place of letters, as Wingdings → the signs themselves."""

from mammoth.docx.dingbats import dingbats

from mentorsite.importers.boxes import BOXES, EMPTY, TICKED
from mentorsite.importers.word.controls import SPACE, Element, W

FONTS = ("Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Symbol")
PRIVATE = range(0xF000, 0xF100)
"""Where Word puts the characters of such fonts besides, which are those of its first 256."""
SEEN = str.maketrans(dict.fromkeys("🞎🞏🞐🗆", EMPTY) | dict.fromkeys("🗹🗷🗵⮽⌧", TICKED) | dict.fromkeys("🗸", "✓"))
"""Signs that few fonts have, and those that everyone sees."""


def as_signs(text: Element) -> None:
    """Writes what a text has in such fonts as signs that any font shows, and words struck twice as struck."""
    for struck in text.iter(f"{W}dstrike"):
        struck.tag = f"{W}strike"
    for run in text.iter(f"{W}r"):
        font = font_of(run)
        for each in run:
            if each.tag == f"{W}t" and each.text and font:
                each.text = signs(each.text, font)
            elif each.tag == f"{W}sym":
                _write(each)


def _write(sign: Element) -> None:
    """Puts a sign that Word names by its number into the text; the library names those that nobody knows."""
    code = str(sign.get(f"{W}char", ""))
    font = str(sign.get(f"{W}font", ""))
    if len(code) != len("F0FC"):
        return
    try:
        written = chr(int(code, 16))
    except ValueError:
        return
    shown = signs(written, font)
    if shown != written:
        sign.tag = f"{W}t"
        sign.text = shown
        sign.set(SPACE, "preserve")


def font_of(element: Element) -> str:
    """The font of such signs that a run or a level of a list says, or nothing."""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    if fonts is None:
        return ""
    named = (str(fonts.get(f"{W}{key}", "")) for key in ("ascii", "hAnsi"))
    return next((each for each in named if each in FONTS), "")


def signs(text: str, font: str) -> str:
    """The signs that letters of a font show."""
    return "".join(_sign(each, font) for each in text).translate(SEEN)


def _sign(letter: str, font: str) -> str:
    code = ord(letter)
    if code in PRIVATE:
        code -= PRIVATE.start
    known = dingbats.get((font, code))
    if known is None or letter.isspace():
        return letter
    return chr(known)


def box(bullet: str, font: str) -> str:
    """The box that a bullet shows, or nothing for any other bullet."""
    return BOXES.get(signs(bullet, font) if font else bullet, "")
