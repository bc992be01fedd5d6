"""The text of a page, as it is saved. Pure."""


def with_ends(body: str, before: str) -> str:
    """A text of a page with one line end at its end, and with the empty lines above it that were there before."""
    if not body.strip("\n"):
        return ""
    above = "" if body.startswith("\n") else "\n" * (len(before) - len(before.lstrip("\n")))
    return above + body.rstrip("\n") + "\n"
