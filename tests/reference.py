"""The pages of docs/content/reference/, made from the models, the command line, the list of checks and the views."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import typer

from mentorsite.cli import app
from mentorsite.errors import CODES, Code
from mentorsite.loader.json_schema import MODELS, json_schema
from mentorsite.model.base import Definition
from mentorsite.model.translated import Text, innermost, models_of, shapes
from tests import licences, view_reference
from tests.conftest import REPOSITORY
from tests.examples import Found, examples

FOLDER = REPOSITORY / "docs/content/reference"
FORMS = ("agreement", "checklist", "worksheet")
KINDS = {
    "site": ("site.yml", "What is true of the whole handbook."),
    "program": ("A program", "The keys of `content/programs/<id>.yml`."),
    "agreement": ("An agreement", "The keys of `content/agreements/<id>.yml`."),
    "checklist": ("A checklist", "The keys of `content/checklists/<id>.yml`."),
    "worksheet": (
        "A worksheet",
        "The keys of `content/worksheets/<id>.yml`: worksheets, evaluations, agendas and logs.",
    ),
    "certificate": (
        "A certificate",
        "The keys of `content/certificates/<id>.yml`: what those who took part are given.",
    ),
    "message": ("A message", "The keys of `content/messages/<id>.yml`: what coordinators send."),
    "page": ("A page", "The keys between the two lines of `---` at the top of a `.md` file."),
}
"""The title of each kind's page, and what it describes."""
TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
FORMATS = {"date": "day", "uri": "web address", "email": "email address", "moment": "moment", "color": "colour"}
MADE = "Made by `scripts/reference`: change the models, not this page."
Schema = Mapping[str, Any]


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    schemas = {kind: json_schema(kind) for kind in KINDS}
    shown = examples(schemas)
    shared = set.intersection(*(set(schemas[kind]["$defs"]) for kind in FORMS))
    made = {
        f"{kind}.md": _kind_page(kind, schema, shared, order, shown)
        for order, (kind, schema) in enumerate(schemas.items())
    }
    return {
        **made,
        "forms.md": _forms_page(schemas["agreement"], shared, shown),
        "commands.md": _commands(),
        "checks.md": _checks(),
        "templates.md": _page(view_reference.TITLE, view_reference.ABOUT, len(KINDS) + 4, *view_reference.parts()),
    }


def write() -> None:
    """Writes them where they belong."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    licences.write()


def _page(title: str, about: str, order: int, *parts: str) -> str:
    head = f"---\ntitle: {title}\ndescription: {about.replace(': ', ', ')}\norder: {order}\n---\n\n<!-- {MADE} -->"
    return "\n\n".join([head, about, *parts]) + "\n"


def _kind_page(kind: str, schema: Schema, shared: set[str], order: int, shown: Found) -> str:
    elsewhere = shared if kind in FORMS else set()
    own = {name: each for name, each in schema.get("$defs", {}).items() if name not in elsewhere}
    title, about = KINDS[kind]
    return _page(
        title, about, order, _keys(kind, schema, elsewhere, shown), *_definitions(schema, own, elsewhere, shown)
    )


def _forms_page(schema: Schema, shared: set[str], shown: Found) -> str:
    own = {name: each for name, each in schema["$defs"].items() if name in shared}
    about = "What agreements, checklists and worksheets are made of: sections, clauses, items and fields."
    return _page("Sections and fields", about, len(KINDS), *_definitions(schema, own, set(), shown))


def _definitions(schema: Schema, own: Mapping[str, Schema], elsewhere: set[str], shown: Found) -> Iterator[str]:
    paths = dict(_paths(schema, schema, ""))
    for name in sorted(own, key=list(paths).index):
        kind = own[name]["properties"].get("type", {}).get("const")
        heading = f"type: {kind}" if kind else paths[name]
        keys = _keys(name, own[name], elsewhere, shown)
        yield f"## `{heading}` {{#{name.lower()}}}\n\n{own[name]['description']}\n\n{keys}"


def _paths(schema: Schema, part: Schema, path: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The keys that lead to each definition, by its name."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if name not in seen:
            yield name, path
            yield from _paths(schema, schema["$defs"][name], path, (*seen, name))
    for key, each in part.get("properties", {}).items():
        yield from _paths(schema, each, f"{path}.{key}".lstrip("."), seen)
    for each in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        yield from _paths(schema, each, path, seen)
    if isinstance(part.get("additionalProperties"), dict):
        yield from _paths(schema, part["additionalProperties"], f"{path}.<id>", seen)
    if "items" in part:
        yield from _paths(schema, part["items"], f"{path}[]", seen)


def _keys(name: str, schema: Schema, elsewhere: set[str], shown: Found) -> str:
    needed, texts = schema.get("required", ()), _translated()
    rows = (
        (
            f"`{key}`",
            f"{_type(each, elsewhere)}{', translated' if (name, key) in texts else ''}",
            "needed" if key in needed else _default(each),
            _told(name, key, each, shown),
        )
        for key, each in schema["properties"].items()
    )
    return _table(("key", "takes", "without it", "what it is"), rows)


@cache
def _translated() -> frozenset[tuple[str, str]]:
    """The keys that a translation says in its language, each with its kind or the name of its definition."""
    todo, found = [(kind, MODELS[kind]) for kind in ("program", *FORMS)], set()
    seen: set[type[Definition]] = set()
    while todo:
        name, model = todo.pop()
        seen.add(model)
        for key, (shape, _) in shapes(model).items():
            inner = innermost(shape)
            if isinstance(inner, Text):
                found.add((name, key))
            todo += [(each.__name__, each) for each in models_of(inner) if each not in seen]
    return frozenset(found)


def _told(name: str, key: str, said: Schema, shown: Found) -> str:
    """What a key is, with an example; what has keys of its own has theirs."""
    if (name, key) in shown:
        return f"{said['description']} Example: `{shown[name, key]}`"
    assert "$ref" in str(said) or "const" in said, f"{name}.{key} has no example: add one to tests/examples.py"
    return str(said["description"])


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    cells = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in cells)


def _default(said: Schema) -> str:
    value = said.get("default")
    if value is None or value in ([], {}):
        return ""
    shown = ", ".join(value) if isinstance(value, list) else str(value)
    return f"`{shown.lower() if isinstance(value, bool) else shown}`"


def _type(said: Schema, elsewhere: set[str]) -> str:
    """What a key takes, in words."""
    match said:
        case {"$ref": str(ref)}:
            name = ref.rpartition("/")[2]
            return f"[keys]({'forms.md' if name in elsewhere else ''}#{name.lower()})"
        case {"const": value}:
            return f"`{value}`"
        case {"enum": values}:
            return ", ".join(f"`{each}`" for each in values)
        case {"anyOf": options} | {"oneOf": options}:
            return _either([each for each in options if each.get("type") != "null"], elsewhere)
        case {"type": "array", "items": items}:
            return f"list: {_type(items, elsewhere)}"
        case {"type": "object", "additionalProperties": dict() as each}:
            return f"by id: {_type(each, elsewhere)}"
        case _:
            return FORMATS.get(said.get("format", "")) or f"{TYPES[said['type']]}{_range(said)}"


def _either(options: list[Schema], elsewhere: set[str]) -> str:
    """Several ways to say it; one item may stand for a list of it."""
    fields = [each["$ref"] for each in options if "$ref" in each]
    if len(fields) > 2:
        return "[a field](#textfield)"
    if len(options) == 2 and options[1].get("items") == options[0]:
        return f"{_type(options[0], elsewhere)}, or a list of it"
    return ", or ".join(dict.fromkeys(_type(each, elsewhere) for each in options))


def _range(said: Schema) -> str:
    low, high = said.get("minimum"), said.get("maximum")
    return f", {low} to {high}" if low is not None and high is not None else ""


def _commands() -> str:
    about = "Every command of `mentorsite`, and what it can be told."
    made = typer.main.get_command(app)
    commands = [made, *made.commands.values()]  # type: ignore[attr-defined] # the app has several commands
    return _page("Commands", about, len(KINDS) + 1, *map(_command, commands))


def _command(command: Any) -> str:
    name = f"mentorsite {command.name or ''}".strip()
    context = typer.Context(command, info_name=name)
    told = [each for each in command.params if each.name != "help"]
    assert command.help, f"{name} has no help"
    assert all(each.help for each in told), f"{name} has an option without help"
    rows = ((_option(each, context), "needed" if each.required else _told_default(each), each.help) for each in told)
    table = _table(("you write", "without it", "what it does"), rows) if told else ""
    return f"## `{name}`\n\n{command.help}\n\n{table}".rstrip()


def _option(option: Any, context: typer.Context) -> str:
    written, _ = option.get_help_record(context)
    for kind, word in {" <path>": "", "<str>": "TEXT", "<int range>": "NUMBER"}.items():
        written = written.replace(kind, word)
    return f"`{written}`"


def _told_default(option: Any) -> str:
    value = option.default
    shown = getattr(value, "value", value)
    return f"`{shown}`" if shown not in (None, False, "") else ""


def _checks() -> str:
    about = "Everything that `mentorsite check` can find: its code, what it means, and whether it stops a build."
    rows = ((f"`{code}`", each.meaning, _grade(each), str(each.idea or "")) for code, each in CODES.items())
    note = (
        "`checks` in `site.yml` makes an error of advice, advice of an error, or silences either. A definition says in "
        "`waived` which advice does not apply to it, and why. The ideas are the ten ideas of mentoring."
    )
    return _page("Checks", about, len(KINDS) + 2, note, _table(("code", "what is wrong", "counts as", "idea"), rows))


def _grade(code: Code) -> str:
    said = ["error" if code.fatal else "advice"]
    if code.fixed:
        said.append("`checks` can't change it")
    if code.waivable:
        said.append("can be waived")
    return ", ".join(said)


if __name__ == "__main__":
    write()
