"""An example of each key, as it stands in the handbooks that are tested."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mentorsite.loader import yaml_source
from tests.conftest import REPOSITORY

HANDBOOKS = (REPOSITORY, *sorted((REPOSITORY / "starters").iterdir()), REPOSITORY / "tests/data/kitchen-sink")
WHERE = {
    "site": "site.yml", "program": "content/programs/*.yml", "agreement": "content/agreements/*.yml",
    "checklist": "content/checklists/*.yml", "worksheet": "content/worksheets/*.yml",
    "message": "content/messages/*.yml", "certificate": "content/certificates/*.yml", "page": "content/**/*.md",
}  # fmt: skip
FIELDS = ("TextField", "LongTextField", "ChoiceField", "NumberField")
LONGEST = 60
"""How long an example may be, in characters."""
PLAIN = re.compile(r"[\w(/](?:[^\n,\[\]{}\":#?]|:(?! |$))*")
"""A text that needs no quotes."""
ALSO = {
    ("site", "checks"): "checks: {no-check-ins: off}",
    ("site", "description"): "description: How mentoring works here.",
    ("site", "glossary"): "glossary: false",
    ("site", "languages"): "languages: {en: English, es: Español}",
    ("site", "publish"): "publish: [CNAME, .well-known/]",
    ("site", "plugins"): "plugins: [contacts]",
    ("site", "picture_size"): "picture_size: 1200",
    ("site", "offline"): "offline: false",
    ("site", "search"): "search: false",
    ("site", "translations"): "translations: true",
    ("ThemeChoice", "fonts"): "fonts: {text: serif, headings: sans}",
    ("Fonts", "text"): "text: serif",
    ("Fonts", "headings"): "headings: sans",
    ("MenuEntry", "title"): "title: Your first week",
    ("MenuEntry", "to"): "to: mentees/first-week.md",
    ("certificate", "text"): "text: Took part as {{ recipient.role }}.",
    ("certificate", "program"): "program: career-growth",
    ("message", "text"): "text: Hello {{ recipient.name }}!",
    ("message", "program"): "program: career-growth",
    ("program", "purpose"): "purpose: For people who start here.",
    ("program", "eligibility"): "eligibility: {mentee: [Works here]}",
    ("program", "waived"): "waived: {no-conduct: Ours is on paper}",
    ("program", "worksheets"): "worksheets: [goals]",
    ("program", "match"): "match: date matching",
    ("Cohort", "except"): "except: 2027-04-05 to 2027-04-16",
    ("DatedEvent", "link"): "link: https://meet.example/kickoff",
    ("DatedEvent", "place"): "place: Library",
    ("CheckIn", "except"): "except: [2027-04-05, 2027-05-03]",
    ("CheckIn", "sessions"): "sessions: [Goals, Feedback]",
    ("CheckIn", "place"): "place: Library",
    ("CheckIn", "link"): "link: https://meet.example/circle",
    ("Session", "topic"): "topic: Goals",
    ("Session", "place"): "place: Town hall",
    ("Session", "link"): "link: https://meet.example/other",
    ("Role", "max_pairs"): "max_pairs: 2",
    ("Contact", "url"): "url: https://example.org/office-hours",
    ("agreement", "cohort"): "cohort: 2027-spring",
    ("page", "cohort"): "cohort: 2027-spring",
    ("program", "order"): "order: 2",
    ("program", "aliases"): "aliases: [old/page]",
    ("program", "language"): "language: es",
    ("agreement", "minors"): "minors: true",
    ("agreement", "also_in"): "also_in: [es]",
    ("agreement", "counts"): "counts: es",
    ("agreement", "due"): "due: match + 14 days",
    ("agreement", "repeats"): "repeats: true",
    ("agreement", "new_copy"): "new_copy: New agreement",
    ("Column", "show_next_time"): "show_next_time: true",
    ("TextField", "show_next_time"): "show_next_time: true",
    ("agreement", "introduction"): "introduction: Fill this in together.",
    ("page", "draft"): "draft: true",
    ("program", "draft"): "draft: true",
    ("agreement", "draft"): "draft: true",
    ("checklist", "draft"): "draft: true",
    ("worksheet", "draft"): "draft: true",
    ("page", "glossary"): "glossary: false",
    ("page", "kind"): "kind: timetable",
    ("page", "program"): "program: career",
    ("Item", "id"): "id: meet",
    ("Commitments", "action"): "action: [{role: mentor, text: Reads it}]",
    ("Column", "min"): "min: 0",
    ("Column", "max"): "max: 10",
    ("Column", "labels"): "labels: {1: never, 5: always}",
    ("TextField", "filled_by"): "filled_by: mentee",
}
"""What no handbook of ours says in a few words."""
Found = dict[tuple[str, str], str]
Schema = Mapping[str, Any]


def examples(schemas: Mapping[str, Schema]) -> Found:
    """What to write for a key, by the name of the definition that has it (or of the kind) and its own."""
    found: Found = {}
    for kind, schema in schemas.items():
        for path in (
            path for handbook in HANDBOOKS for path in sorted(handbook.glob(WHERE[kind])) if ".es." not in path.name
        ):
            _note(schema, schema, kind, _value(path), found)
    found |= ALSO
    for kind, schema in schemas.items():
        for name, each in {kind: schema, **schema.get("$defs", {})}.items():
            alike = name.endswith("Field") or name in WHERE
            for key in each.get("properties", {}):
                if alike and (name, key) not in found and (other := _elsewhere(name, key, found)):
                    found[name, key] = other
    return found


def _elsewhere(name: str, key: str, found: Found) -> str | None:
    """What a key that others have, too, is there: fields have much in common, and so have files."""
    others = FIELDS if name.endswith("Field") else tuple(WHERE)
    return next((found[other, key] for other in others if (other, key) in found), None)


def _value(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = text.split("---\n")[1] if text.startswith("---\n") else ""
    return yaml_source.read(path.name, text).value


def _note(schema: Schema, part: Schema, name: str, value: object, found: Found) -> None:
    for own, option in _options(schema, part, name):
        known = option.get("properties", {})
        if isinstance(value, dict):
            if known.get("type", {}).get("const", value.get("type")) != value.get("type"):
                continue
            for key, each in value.items():
                if key in known:
                    _keep((own, key), each, found)
                below = known.get(key, option.get("additionalProperties"))
                if isinstance(below, dict):
                    _note(schema, below, own, each, found)
        elif isinstance(value, list) and "items" in option:
            for each in value:
                _note(schema, option["items"], own, each, found)


def _options(schema: Schema, part: Schema, name: str) -> Iterator[tuple[str, Schema]]:
    """The ways to write a part, each with the name of the definition that it is in."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        yield from _options(schema, schema["$defs"][name], name)
    elif "anyOf" in part or "oneOf" in part:
        for each in (*part.get("anyOf", ()), *part.get("oneOf", ())):
            yield from _options(schema, each, name)
    else:
        yield name, part


def _keep(key: tuple[str, str], value: object, found: Found) -> None:
    """Keeps the shortest way to write it."""
    shown = f"{key[1]}: {_flow(value)}"
    if "\n" not in shown and len(shown) <= LONGEST and len(shown) < len(found.get(key, f"{shown} ")):
        found[key] = shown


def _flow(value: object) -> str:
    """A value as it can be written in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    text = str(value or "")
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
