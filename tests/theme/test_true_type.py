"""A theme's own font for what people type has to be one that a PDF can take."""

import pytest

from mentorsite.build.project_files import shipped
from mentorsite.loader.tree import ThemeTree
from mentorsite.theme.print_files import OWN_FONT, print_problems
from mentorsite.theme.true_type import fault_of_font

FONT = (shipped("themes") / "default" / OWN_FONT).read_bytes()


def test_the_font_that_the_default_theme_has_is_fine() -> None:
    assert fault_of_font(FONT) == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "it is no TrueType font, whatever its name says"),
        (b"OTTO" + FONT[4:], "it is no TrueType font, whatever its name says"),
        (FONT[:40], "the font is damaged: it ends in the list of its tables"),
        (FONT[:-2000], "the font is damaged: it ends before its table"),
        (FONT.replace(b"glyf", b"CFF ", 1), "the font has no table `glyf`"),
    ],
)
def test_what_is_no_true_type_font_is_told_in_its_theme(data: bytes, fault: str) -> None:
    (found,) = print_problems([ThemeTree("ours", "themes/ours", {OWN_FONT: data})])
    assert (found.path, found.fatal) == (f"themes/ours/{OWN_FONT}", True)
    assert found.message.startswith(fault)
