"""What is wrong with a PDF that is to be PDF/UA-1."""

from page import validate_pdf_bytes


def failures(data: bytes) -> list[tuple[str, str]]:
    """Each rule that is broken, and how."""
    found = validate_pdf_bytes(data, profile="ua1").failures
    # It finds no width in fonts of PostScript outlines, as those for Chinese have; veraPDF finds the right one.
    return [(each.rule_id, each.message) for each in found if "CIDFontType0C program" not in each.message]
