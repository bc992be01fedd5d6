"""What stands in place of a file that Git keeps elsewhere, with Git LFS, and that was not fetched."""

START = b"version https://git-lfs"
FAULT = "it is a pointer of Git LFS: the file itself was not fetched"
HINT = "type `git lfs pull`; in a workflow of GitHub write `lfs: true` below `actions/checkout`"


def is_pointer(first: bytes) -> bool:
    """Whether a file is one, by its first bytes."""
    return first.startswith(START)
