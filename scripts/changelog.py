"""Puts the files of changelog.d/ into CHANGELOG.md: `./scripts/changelog`, with a version for a release."""

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
FRAGMENTS = ROOT / "changelog.d"
CHANGELOG = ROOT / "CHANGELOG.md"
UNRELEASED = "## Unreleased"


def fragment(text: str) -> tuple[str, str]:
    """The section of a fragment and its lines. Raises `ValueError` for a file that has another form."""
    heading, _, entry = text.strip().partition("\n")
    entry = entry.strip()
    if not heading.startswith("### ") or not entry.startswith("- "):
        raise ValueError("write `### ` and a section on the first line, and a list below it")
    return heading, entry


def with_entry(changelog: str, heading: str, entry: str) -> str:
    """The changelog with an entry at the end of a section of what is not released yet; it may be a new section."""
    start = changelog.index(UNRELEASED)
    end = changelog.find("\n## ", start + 1)
    if end < 0:
        end = len(changelog)
    before, unreleased, after = changelog[:start], changelog[start:end], changelog[end:]
    parts = unreleased.split("\n### ")
    for number, part in enumerate(parts):
        if f"### {part}".split("\n", 1)[0] == heading:
            parts[number] = f"{part.rstrip()}\n{entry}\n"
            break
    else:
        parts[-1] = f"{parts[-1].rstrip()}\n"
        parts.append(f"{heading.removeprefix('### ')}\n\n{entry}\n")
    return before + "\n### ".join(parts) + after


def released(changelog: str, version: str, day: str) -> str:
    """The changelog with what was not released yet as a version of a day."""
    return changelog.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({day})", 1)


def main(arguments: list[str]) -> None:
    """Writes CHANGELOG.md and takes the fragments away."""
    changelog = CHANGELOG.read_text(encoding="utf-8")
    files = sorted(path for path in FRAGMENTS.glob("*.md") if path.name != "README.md")
    for path in files:
        try:
            heading, entry = fragment(path.read_text(encoding="utf-8"))
        except ValueError as error:
            sys.exit(f"{path.relative_to(ROOT)}: {error}.")
        changelog = with_entry(changelog, heading, entry)
    if arguments:
        changelog = released(changelog, arguments[0], datetime.now(UTC).date().isoformat())
    CHANGELOG.write_text(changelog, encoding="utf-8")
    for path in files:
        path.unlink()
    print(f"Moved {len(files)} entries to CHANGELOG.md.")


if __name__ == "__main__":
    main(sys.argv[1:])
