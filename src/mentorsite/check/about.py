"""What problems are about, where several may be one mistake: see `errors.mistakes`."""

NO_PROGRAM = "programs"
"""What is about the program that a handbook does not have."""


def about_id(what: str, id: str, source: str) -> str:
    """Problems of places that name an id which the program in `source` does not have: `what` is in words."""
    return f"{what} {id} of {source}"
