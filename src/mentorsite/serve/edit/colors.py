"""What a colour of the handbook is like to read, in words. Pure."""

import re

from mentorsite.theme.colors_and_contrast import PAPER, READABLE, contrast, readable

SHORT = re.compile(r"#[0-9a-fA-F]{3}")
LONG = re.compile(r"#[0-9a-fA-F]{6}")


def six_digits(text: str) -> str:
    """A colour as pickers of browsers take it, `#ffaa00` for `#FA0`; nothing for what is none."""
    if SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in text[1:]).lower()
    if LONG.fullmatch(text):
        return text.lower()
    return ""


def proposed(text: str) -> str:
    """The nearest colour that reads well, for one that doesn't."""
    color = six_digits(text.strip())
    if color and contrast(color, PAPER) < READABLE:
        return readable(color)
    return ""


def reading(text: str) -> str:
    """Whether text in a colour reads well on the theme's paper."""
    color = six_digits(text.strip())
    if not color:
        return ""
    found = contrast(color, PAPER)
    measured = f"{found:.1f} to 1 on the paper of pages, where text needs {READABLE}."
    if found < READABLE:
        return f"Too pale: {measured}"
    return f"Reads well: {measured} Dark pages have a lighter one."
